import {CogIcon} from '@sanity/icons/Cog'
import {defineArrayMember, defineField, defineType} from '@sanity/types'
import {matches} from '../../objects/fields.ts'
import {languageField} from '../../objects/fields-content.ts'
import {SiteSettingsSource} from './site-settings.query.ts'

export const siteSettingsSchema = defineType({
  name: 'siteSettings',
  title: 'Site settings',
  type: 'document',
  icon: CogIcon,
  description: 'What every page and every API answer carries.',
  groups: [
    {name: 'organization', title: 'Organization', default: true},
    {name: 'notices', title: 'Notices'},
    {name: 'review', title: 'Review & wording'},
    {name: 'partners', title: 'Partners & API'},
  ],
  fields: [
    languageField,
    defineField({
      name: 'organizationName',
      title: 'Organization',
      description: 'Who publishes this site.',
      type: 'string',
      group: 'organization',
      validation: (rule) => [
        rule.required().error('Write who publishes this site.'),
        rule.max(100),
      ],
    }),
    defineField({
      name: 'organizationUrl',
      title: 'Web page',
      description: 'Address of the organization’s own site.',
      type: 'url',
      group: 'organization',
      validation: (rule) => rule.uri({scheme: ['https', 'http']}),
    }),
    defineField({
      name: 'tagline',
      title: 'Tagline',
      description: 'One line on the home page, at most 120 characters.',
      type: 'string',
      group: 'organization',
      validation: (rule) => rule.max(120),
    }),
    defineField({
      name: 'feedbackUrl',
      title: 'Feedback',
      description: 'https address of a form where readers report mistakes.',
      type: 'url',
      group: 'organization',
      validation: (rule) => rule.uri({scheme: ['https']}),
    }),
    defineField({
      name: 'editorialPolicy',
      title: 'About and editorial policy',
      description: 'Who writes, who reviews, how sources are chosen. Has a page of its own.',
      type: 'simpleText',
      group: 'organization',
      validation: (rule) =>
        rule.required().min(1).error('Write the editorial policy: it has a page of its own.'),
    }),
    defineField({
      name: 'disclaimer',
      title: 'Disclaimer',
      description: 'At the foot of every page and in every API answer. Partners must show it.',
      type: 'text',
      group: 'notices',
      rows: 3,
      validation: (rule) => rule.required().error('Write the disclaimer: every page carries it.'),
    }),
    defineField({
      name: 'exampleNotice',
      title: 'Notice on example content',
      description:
        'Shown on every document that is marked as example. On pages it stands in for the notice that no clinician reviewed the page, so say that too, in at most 90 letters.',
      type: 'text',
      group: 'notices',
      rows: 3,
      validation: (rule) => rule.required().error('Write the notice on example content.'),
    }),
    defineField({
      name: 'emergencyNotice',
      title: 'Emergency notice',
      description: 'On every page about health: the number at the top, the words at the foot.',
      type: 'object',
      group: 'notices',
      validation: (rule) =>
        rule.required().error('Fill in the emergency notice: every page carries it.'),
      fields: [
        defineField({
          name: 'heading',
          title: 'Heading',
          description: 'For example “In an emergency”.',
          type: 'string',
          validation: (rule) => [
            rule.required().error('Write a heading, for example “In an emergency”.'),
            rule.max(80),
          ],
        }),
        defineField({
          name: 'text',
          title: 'Text',
          description: 'What to do, in one or two sentences.',
          type: 'text',
          rows: 2,
          validation: (rule) => rule.required().error('Write the text.'),
        }),
        defineField({
          name: 'phone',
          title: 'Telephone number',
          description: 'Digits, + and -, for example 911.',
          type: 'string',
          validation: (rule) => [
            rule.required().error('Give the number to call, for example 911.'),
            rule.custom(
              matches(
                SiteSettingsSource.shape.emergencyNotice.shape.phone.nullable(),
                'Use digits, + and - only.',
              ),
            ),
          ],
        }),
      ],
    }),
    defineField({
      name: 'opioidHelp',
      title: 'Help with opioids',
      description:
        'At the foot of every page; first among the notices of pages and API answers that mention opioids.',
      type: 'object',
      group: 'notices',
      fields: [
        defineField({
          name: 'text',
          title: 'Text',
          description: 'Where a person finds help, without judging.',
          type: 'text',
          rows: 2,
          validation: (rule) => rule.required().error('Write the text.'),
        }),
        defineField({
          name: 'url',
          title: 'Address',
          description: 'https address of the help line or service.',
          type: 'url',
          validation: (rule) => [
            rule.required().error('Give the https address.'),
            rule.uri({scheme: ['https']}),
          ],
        }),
      ],
    }),
    defineField({
      name: 'requireClinicalReview',
      title: 'Require clinical review',
      description:
        'On: nothing is published before a clinician has reviewed it. Switch it on before real patients read this site.',
      type: 'boolean',
      group: 'review',
      initialValue: false,
      validation: (rule) => rule.required().error('Switch it on or off.'),
    }),
    defineField({
      name: 'brandNames',
      title: 'Names to keep out of shared text',
      description: 'Clinics and brands. Partners publish the same text under their own name.',
      type: 'array',
      group: 'review',
      of: [defineArrayMember({type: 'string'})],
      options: {layout: 'tags'},
      validation: (rule) => rule.unique(),
    }),
    defineField({
      name: 'snomedLicensed',
      title: 'SNOMED CT license',
      description: 'On: SNOMED CT codes are published. Only with a license that covers partners.',
      type: 'boolean',
      group: 'review',
    }),
    defineField({
      name: 'publicApi',
      title: 'Terms of the API',
      description: 'Stands in every API answer.',
      type: 'object',
      group: 'partners',
      validation: (rule) => rule.required().error('Fill in the terms of the API.'),
      fields: [
        defineField({
          name: 'licence',
          title: 'License',
          description: 'Name, for example “CC BY 4.0”.',
          type: 'string',
          validation: (rule) => rule.required().error('Name the licence.'),
        }),
        defineField({
          name: 'licenceUrl',
          title: 'Address of the license',
          description: 'https address.',
          type: 'url',
          validation: (rule) => [
            rule.required().error('Give the https address of the licence.'),
            rule.uri({scheme: ['https']}),
          ],
        }),
        defineField({
          name: 'attribution',
          title: 'How to name us',
          description: 'The line partners must show.',
          type: 'string',
          validation: (rule) => rule.required().error('Write the line that partners must show.'),
        }),
        defineField({
          name: 'contact',
          title: 'Contact',
          description: 'Where partners write to.',
          type: 'string',
        }),
        defineField({
          name: 'maxStaleDays',
          title: 'Refresh copies within (days)',
          description: 'Partners must fetch again after so many days, 1 to 30.',
          type: 'number',
          initialValue: 7,
          validation: (rule) => [
            rule.required().error('Give a number of days, 1 to 30.'),
            rule.integer().min(1).max(30),
          ],
        }),
      ],
    }),
  ],
  preview: {
    select: {title: 'organizationName', language: 'language'},
    prepare: ({title, language}) => ({title: title ?? 'Site settings', subtitle: language}),
  },
})

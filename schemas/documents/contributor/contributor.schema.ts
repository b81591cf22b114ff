import {UsersIcon} from '@sanity/icons/Users'
import {defineField, defineType} from '@sanity/types'
import {choices, matches} from '../../objects/fields.ts'
import {slugField} from '../../objects/slug.schema.ts'
import {CONTRIBUTOR_ROLES, ContributorSource} from './contributor.query.ts'

const ROLE_TITLES = {
  clinician: 'Clinician',
  editor: 'Editor',
  patient: 'Patient',
  organization: 'Organization',
}

export const contributorSchema = defineType({
  name: 'contributor',
  title: 'Contributor',
  type: 'document',
  icon: UsersIcon,
  description: 'Someone who writes or reviews. Readers see who answers for a page.',
  groups: [
    {name: 'profile', title: 'Profile', default: true},
    {name: 'trust', title: 'Trust'},
  ],
  orderings: [{name: 'nameAsc', title: 'Name, A to Z', by: [{field: 'name', direction: 'asc'}]}],
  fields: [
    defineField({
      name: 'name',
      title: 'Name',
      description: 'As it stands at the foot of pages.',
      type: 'string',
      group: 'profile',
      options: {search: {weight: 10}},
      validation: (rule) => [rule.required().error('Write the name.'), rule.max(100)],
    }),
    slugField({source: 'name', group: 'profile'}),
    defineField({
      name: 'role',
      title: 'Role',
      description:
        'Only clinicians can review. An organization can be an author, never a reviewer.',
      type: 'string',
      group: 'profile',
      options: {list: choices(CONTRIBUTOR_ROLES, ROLE_TITLES), layout: 'radio'},
      validation: (rule) => rule.required().error('Choose the role.'),
    }),
    defineField({
      name: 'credentials',
      title: 'Credentials',
      description: 'For example “MD, board-certified in pain medicine”. Needed for clinicians.',
      type: 'string',
      group: 'profile',
      validation: (rule) => rule.max(160),
    }),
    defineField({
      name: 'bio',
      title: 'About',
      description: 'Two or three sentences, at most 600 characters.',
      type: 'text',
      group: 'profile',
      rows: 4,
      validation: (rule) => rule.max(600),
    }),
    defineField({
      name: 'url',
      title: 'Web page',
      description: 'https address of a public profile.',
      type: 'url',
      group: 'profile',
      validation: (rule) => rule.uri({scheme: ['https']}),
    }),
    defineField({
      name: 'active',
      title: 'Active',
      description: 'Switched off, the person is no longer offered for new documents.',
      type: 'boolean',
      group: 'profile',
      initialValue: true,
    }),
    defineField({
      name: 'orcid',
      title: 'ORCID iD',
      description: 'Four groups of four, for example 0000-0002-1825-0097.',
      type: 'string',
      group: 'trust',
      validation: (rule) =>
        rule.custom(
          matches(ContributorSource.shape.orcid, 'An ORCID iD looks like 0000-0002-1825-0097.'),
        ),
    }),
    defineField({
      name: 'npi',
      title: 'NPI',
      description:
        'National Provider Identifier, for your own records. On no page, in no API answer.',
      type: 'string',
      group: 'trust',
      validation: (rule) => rule.regex(/^\d{10}$/, {name: '10 digits'}),
    }),
    defineField({
      name: 'disclosures',
      title: 'Interests',
      description: 'Payments, shares or posts that readers should know of. Shown with each page.',
      type: 'text',
      group: 'trust',
      rows: 3,
      validation: (rule) => rule.max(500),
    }),
  ],
  preview: {
    select: {title: 'name', role: 'role', credentials: 'credentials', active: 'active'},
    prepare: ({title, role, credentials, active}) => ({
      title,
      subtitle: [
        CONTRIBUTOR_ROLES.map((known) => (known === role ? ROLE_TITLES[known] : '')).join(''),
        credentials,
        active === false ? 'no longer active' : undefined,
      ]
        .filter(Boolean)
        .join(' · '),
    }),
  },
})

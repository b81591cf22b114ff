import {defineArrayMember, defineField} from '@sanity/types'
import {AUDIENCES, contentFields, STATUSES} from './content.query.ts'
import {BASE_LANGUAGE, languages} from '../languages/index.ts'
import {PAGE_TYPES} from '../documents/type-lists.ts'
import {choices, GROUPS, matches, NOT_COPIED} from './fields.ts'
import {linkTo} from './link-field.ts'
import {slugField} from './slug.schema.ts'

/**
 * Fields that every document with a page shares. They stand in one place so that the types cannot
 * drift apart; `content.query.ts` reads them.
 */

function isLanguageOfSite(language: string | undefined): true | string {
  return (
    language === undefined ||
    languages.some(({id}) => id === language) ||
    `“${language}” is not a language of this site. Create the document anew.`
  )
}

/** Written by the internationalization plugin, never by hand. */
export const languageField = defineField({
  name: 'language',
  title: 'Language',
  description: 'Set when the document is created.',
  type: 'string',
  readOnly: true,
  hidden: true,
  initialValue: BASE_LANGUAGE,
  validation: (rule) => [
    rule.required().error('The language is missing. Create the document anew.'),
    rule.custom(isLanguageOfSite),
  ],
})

/** @param source name of the field that the slug is made from */
export function addressFields(source: string) {
  return [
    languageField,
    slugField({source, group: GROUPS.content.name}),
    defineField({
      name: 'slugHistory',
      title: 'Former addresses',
      description: 'Written when you publish a changed address. Each one leads to this page.',
      type: 'array',
      group: GROUPS.review.name,
      of: [defineArrayMember({type: 'string'})],
      readOnly: true,
      hidden: ({value}) => value === undefined,
      options: NOT_COPIED,
    }),
  ]
}

export const audienceField = defineField({
  name: 'audience',
  title: 'Written for',
  description: 'Pages for clinicians carry a badge and are not held to the plain-language rules.',
  type: 'string',
  group: GROUPS.details.name,
  options: {
    list: choices(AUDIENCES, {patient: 'Patients', clinician: 'Clinicians'}),
    layout: 'radio',
    direction: 'horizontal',
  },
  initialValue: 'patient',
  validation: (rule) => rule.required().error('Choose for whom it is written.'),
})

/** The group "Review": who answers for the document, and whether it still stands. */
export const reviewFields = [
  defineField({
    name: 'authors',
    title: 'Authors',
    description: 'Who wrote it. Shown at the foot of the page.',
    type: 'array',
    group: GROUPS.review.name,
    of: [defineArrayMember(linkTo('contributor'))],
    validation: (rule) =>
      rule.required().min(1).error('Choose at least one author: readers see who wrote the page.'),
  }),
  defineField({
    name: 'review',
    title: 'Clinical review',
    description: 'Use the action “Mark as reviewed” next to Publish. Publishing never sets a date.',
    type: 'object',
    group: GROUPS.review.name,
    options: {...NOT_COPIED, columns: 2},
    fields: [
      defineField({
        name: 'lastReviewed',
        title: 'Last reviewed',
        description: 'The day a clinician last checked the whole document.',
        type: 'date',
        readOnly: true,
      }),
      defineField({
        name: 'intervalMonths',
        title: 'Review every (months)',
        description: 'Empty means 36, or 12 where the document carries a safety notice.',
        type: 'number',
        validation: (rule) =>
          rule.custom(
            matches(
              contentFields.review.unwrap().shape.intervalMonths,
              'Give a whole number of months from 1 to 36.',
            ),
          ),
      }),
      defineField({
        name: 'reviewedBy',
        title: 'Reviewed by',
        description: 'Clinicians with credentials, not only the author.',
        type: 'array',
        readOnly: true,
        of: [defineArrayMember(linkTo('contributor'))],
      }),
      defineField({
        name: 'approvedAt',
        title: 'First approved',
        description: 'Set once, with the first review.',
        type: 'datetime',
        readOnly: true,
      }),
    ],
  }),
  defineField({
    name: 'changeNotes',
    title: 'What changed',
    description: 'Add a note when you change what a reader or partner should know. Newest first.',
    type: 'array',
    group: GROUPS.review.name,
    of: [defineArrayMember({type: 'changeNote'})],
    options: NOT_COPIED,
  }),
  defineField({
    name: 'conflicts',
    title: 'Interests declared',
    description: 'Needed where an author or reviewer has disclosures. Shown to readers.',
    type: 'text',
    group: GROUPS.review.name,
    rows: 2,
    options: NOT_COPIED,
    validation: (rule) => rule.max(500),
  }),
  defineField({
    name: 'isExample',
    title: 'Example content',
    description: 'Shows the notice “example, not reviewed” on the page and in the API.',
    type: 'boolean',
    group: GROUPS.review.name,
  }),
  defineField({
    name: 'status',
    title: 'Status',
    description: 'Use the action “Withdraw” next to Publish to take a page back.',
    type: 'string',
    group: GROUPS.review.name,
    options: {
      list: choices(STATUSES, {active: 'Active', withdrawn: 'Withdrawn'}),
      layout: 'radio',
      direction: 'horizontal',
      ...NOT_COPIED,
    },
    initialValue: 'active',
    readOnly: true,
    validation: (rule) =>
      rule
        .required()
        .error('The status is missing. Use “Withdraw” or “Bring back” next to Publish.'),
  }),
  defineField({
    name: 'withdrawal',
    title: 'Withdrawal',
    description: 'What readers and partners see in place of the page.',
    type: 'object',
    group: GROUPS.review.name,
    options: NOT_COPIED,
    hidden: ({document}) => document?.['status'] !== 'withdrawn',
    fields: [
      defineField({
        name: 'reason',
        title: 'Reason',
        description: 'One or two plain sentences, shown to readers.',
        type: 'text',
        rows: 2,
        validation: (rule) => [
          rule.required().error('Write why it was withdrawn: readers see it.'),
          rule.max(300),
        ],
      }),
      defineField({
        name: 'date',
        title: 'Withdrawn on',
        description: 'The day it was taken back.',
        type: 'date',
        validation: (rule) => rule.required().error('Give the day on which it was withdrawn.'),
      }),
      defineField({
        name: 'replacement',
        title: 'Read instead',
        description: 'The page that readers are sent to.',
        ...linkTo(PAGE_TYPES),
      }),
    ],
  }),
  defineField({
    name: 'internalNote',
    title: 'Note to editors',
    description: 'Stays in this Studio: on no page, in no API answer.',
    type: 'text',
    group: GROUPS.review.name,
    rows: 2,
    options: NOT_COPIED,
  }),
]

import {defineArrayMember, defineField, type SortOrdering} from '@sanity/types'
import {BODY_REGIONS} from '../lib/body-regions.ts'
import {BASE_LANGUAGE, languageById} from '../languages/index.ts'
import {GROUPS, multipleChoice} from './fields.ts'
import {linkTo} from './link-field.ts'

/** Fields of the types that describe a subject: of all with a page but FAQs. */

export const titleField = defineField({
  name: 'title',
  title: 'Title',
  description:
    'What people call it, in 3 to 80 characters. Up to 60 shows whole in search results.',
  type: 'string',
  group: GROUPS.content.name,
  options: {search: {weight: 10}, counts: [{unit: 'characters', min: 3, max: 80}]},
  validation: (rule) => rule.required().error('Write the title, in 3 to 80 characters.'),
})

export const summaryField = defineField({
  name: 'summary',
  title: 'Summary',
  description:
    'One or two sentences, 50 to 200 characters: lead of the page, text in lists and search results.',
  type: 'text',
  group: GROUPS.content.name,
  rows: 3,
  options: {search: {weight: 4}, counts: [{unit: 'characters', min: 50, max: 200}]},
  validation: (rule) => rule.required().error('Write a summary of 50 to 200 characters.'),
})

export const akaField = defineField({
  name: 'aka',
  title: 'Also called',
  description: 'Other names people search for: up to 12, each up to 60 characters.',
  type: 'array',
  group: GROUPS.names.name,
  of: [defineArrayMember({type: 'string'})],
  options: {layout: 'tags', search: {weight: 8}},
})

export const abbreviationField = defineField({
  name: 'abbreviation',
  title: 'Abbreviation',
  description: '2 to 8 characters, for example ESI.',
  type: 'string',
  group: GROUPS.names.name,
  options: {search: {weight: 8}},
})

export const topicsField = defineField({
  name: 'topics',
  title: 'Topics',
  description: 'Where the page stands in the site’s navigation: up to 4.',
  type: 'array',
  group: GROUPS.links.name,
  of: [defineArrayMember(linkTo('topic'))],
})

export const furtherReadingField = defineField({
  name: 'furtherReading',
  title: 'Further reading',
  description: 'Up to 8 sources that are good to read on their own.',
  type: 'array',
  group: GROUPS.evidence.name,
  of: [defineArrayMember(linkTo('source'))],
})

export const heroImageField = defineField({
  name: 'heroImage',
  title: 'Picture',
  description: 'Shown at the top of the page. Drag the circle to what must stay visible.',
  type: 'figure',
  group: GROUPS.content.name,
})

export const bodyRegionsField = defineField({
  name: 'bodyRegions',
  title: 'Body regions',
  description: '1 to 6. Readers and partners filter by them.',
  type: 'array',
  group: GROUPS.details.name,
  ...multipleChoice(BODY_REGIONS, languageById(BASE_LANGUAGE).strings.bodyRegions),
  validation: (rule) => [
    rule.required().min(1).error('Choose at least one body region.'),
    rule.max(6),
  ],
})

export const questionsToAskField = defineField({
  name: 'questionsToAsk',
  title: 'Questions to ask your care team',
  description: 'At least 3 questions a person can take along. End each with “?”.',
  type: 'array',
  group: GROUPS.content.name,
  of: [defineArrayMember({type: 'string'})],
  validation: (rule) => rule.unique(),
})

/** Orderings of lists; the field may be the title or the question. */
export function orderings(by: 'title' | 'question'): SortOrdering[] {
  return [
    {name: 'titleAsc', title: 'Title, A to Z', by: [{field: by, direction: 'asc'}]},
    {
      name: 'reviewedAsc',
      title: 'Review, longest ago first',
      by: [
        {field: 'review.lastReviewed', direction: 'asc', nulls: 'first'},
        {field: by, direction: 'asc'},
      ],
    },
    {name: 'editedDesc', title: 'Last edited', by: [{field: '_updatedAt', direction: 'desc'}]},
  ]
}

/** What lists show of a subject: its title, then state and review date. */
export const statePreview = {
  status: 'status',
  isExample: 'isExample',
  lastReviewed: 'review.lastReviewed',
  intervalMonths: 'review.intervalMonths',
}

/** One line about the state of a document, for the subtitle of list previews. */
export function stateLine(value: {status?: unknown; isExample?: unknown; lastReviewed?: unknown}) {
  const parts: string[] = []
  if (value.status === 'withdrawn') parts.push('Withdrawn')
  parts.push(
    typeof value.lastReviewed === 'string' ? `Reviewed ${value.lastReviewed}` : 'Not reviewed',
  )
  if (value.isExample === true) parts.push('Example')
  return parts.join(' · ')
}

import {BookIcon} from '@sanity/icons/Book'
import {defineArrayMember, defineField, defineType} from '@sanity/types'
import {BASE_LANGUAGE, languageById} from '../../languages/index.ts'
import {choices, matches} from '../../objects/fields.ts'
import {linkTo} from '../../objects/link-field.ts'
import {SOURCE_KINDS, SOURCE_STATUSES, SourceSource} from './source.query.ts'

const STATUS_TITLES = {
  current: 'Current',
  superseded: 'Superseded by a newer one',
  withdrawn: 'Withdrawn',
  disputed: 'Disputed',
}

export const sourceSchema = defineType({
  name: 'source',
  title: 'Source',
  type: 'document',
  icon: BookIcon,
  description: 'A public source that statements lean on. Enter each once and cite it everywhere.',
  groups: [
    {name: 'publication', title: 'Publication', default: true},
    {name: 'identifiers', title: 'Where to find it'},
    {name: 'standing', title: 'Does it still stand?'},
  ],
  orderings: [
    {name: 'titleAsc', title: 'Title, A to Z', by: [{field: 'title', direction: 'asc'}]},
    {name: 'yearDesc', title: 'Year, newest first', by: [{field: 'year', direction: 'desc'}]},
    {
      name: 'accessedAsc',
      title: 'Checked, longest ago first',
      by: [{field: 'accessed', direction: 'asc'}],
    },
  ],
  fields: [
    defineField({
      name: 'title',
      title: 'Title',
      description: 'As published.',
      type: 'string',
      group: 'publication',
      options: {search: {weight: 10}},
      validation: (rule) => rule.required().error('Write the title as published.'),
    }),
    defineField({
      name: 'kind',
      title: 'Kind',
      description: 'Shown in the page’s list of sources, so that readers can judge its weight.',
      type: 'string',
      group: 'publication',
      options: {list: choices(SOURCE_KINDS, languageById(BASE_LANGUAGE).strings.sourceKinds)},
      validation: (rule) => rule.required().error('Choose what kind of source it is.'),
    }),
    defineField({
      name: 'publisher',
      title: 'Publisher',
      description: 'Journal, authority or organization that answers for it.',
      type: 'string',
      group: 'publication',
      options: {search: {weight: 6}},
      validation: (rule) => rule.required().error('Write who published it.'),
    }),
    defineField({
      name: 'year',
      title: 'Year',
      description: 'Of this edition, four digits. Without a date: the year in which it was read.',
      type: 'number',
      group: 'publication',
      validation: (rule) =>
        rule
          .required()
          .error('Give the year in four digits.')
          .custom(matches(SourceSource.shape.year.nullable(), 'Give the year in four digits.')),
    }),
    defineField({
      name: 'undated',
      title: 'Bears no date',
      description: 'Readers then see that it has none, and no year.',
      type: 'boolean',
      group: 'publication',
      initialValue: false,
    }),
    defineField({
      name: 'authors',
      title: 'Authors',
      description: 'Family name and initials, for example “Armon C”. The first six are enough.',
      type: 'array',
      group: 'publication',
      of: [defineArrayMember({type: 'string'})],
      options: {layout: 'tags'},
      validation: (rule) => rule.unique(),
    }),
    defineField({
      name: 'publishedOn',
      title: 'Published on',
      description: 'Where the exact day is known.',
      type: 'date',
      group: 'publication',
    }),
    defineField({
      name: 'doi',
      title: 'DOI',
      description:
        'Starts with 10., without https://doi.org/. DOI, PubMed id or address: one is needed.',
      type: 'string',
      group: 'identifiers',
      validation: (rule) =>
        rule.custom(matches(SourceSource.shape.doi, 'A DOI looks like 10.1002/14651858.CD013577.')),
    }),
    defineField({
      name: 'pmid',
      title: 'PubMed id',
      description: 'Digits only.',
      type: 'string',
      group: 'identifiers',
      validation: (rule) =>
        rule.custom(matches(SourceSource.shape.pmid, 'A PubMed id has digits only.')),
    }),
    defineField({
      name: 'url',
      title: 'Address',
      description: 'https address that a reader can open.',
      type: 'url',
      group: 'identifiers',
      validation: (rule) => [
        rule.uri({scheme: ['https']}),
        rule.custom((url, {document}) =>
          url || document?.['doi'] || document?.['pmid']
            ? true
            : 'Give a DOI, a PubMed id or an https address, so that readers can find it.',
        ),
      ],
    }),
    defineField({
      name: 'accessed',
      title: 'Last checked',
      description: 'The day somebody last opened it and found that it says what we cite it for.',
      type: 'date',
      group: 'identifiers',
      initialValue: () => new Date().toISOString().slice(0, 10),
      validation: (rule) => rule.required().error('Give the day on which somebody last opened it.'),
    }),
    defineField({
      name: 'status',
      title: 'Status',
      description: 'Superseded and withdrawn sources are no longer offered for new citations.',
      type: 'string',
      group: 'standing',
      options: {list: choices(SOURCE_STATUSES, STATUS_TITLES), layout: 'radio'},
      initialValue: 'current',
      validation: (rule) => rule.required().error('Choose whether it still stands.'),
    }),
    defineField({
      name: 'supersededBy',
      title: 'Superseded by',
      description: 'The newer source.',
      ...linkTo('source', {chain: true}),
      group: 'standing',
      hidden: ({document}) => document?.['status'] !== 'superseded',
    }),
    defineField({
      name: 'note',
      title: 'Note to editors',
      description: 'For example a caveat about what it shows. Never published.',
      type: 'text',
      group: 'standing',
      rows: 3,
    }),
  ],
  preview: {
    select: {
      title: 'title',
      publisher: 'publisher',
      year: 'year',
      undated: 'undated',
      status: 'status',
    },
    prepare: ({title, publisher, year, undated, status}) => ({
      title,
      subtitle: [
        publisher,
        undated ? 'no date' : year,
        SOURCE_STATUSES.map((known) =>
          known === status && known !== 'current' ? STATUS_TITLES[known] : '',
        ).join(''),
      ]
        .filter(Boolean)
        .join(' · '),
    }),
  },
})

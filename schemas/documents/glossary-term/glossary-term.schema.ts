import {TranslateIcon} from '@sanity/icons/Translate'
import {defineArrayMember, defineField, defineType} from '@sanity/types'
import {languageField} from '../../objects/fields-content.ts'

export const glossaryTermSchema = defineType({
  name: 'glossaryTerm',
  title: 'Glossary term',
  type: 'document',
  icon: TranslateIcon,
  description:
    'A medical word with its plain counterpart. Mark it where it first appears in a text.',
  orderings: [{name: 'termAsc', title: 'Term, A to Z', by: [{field: 'term', direction: 'asc'}]}],
  fields: [
    languageField,
    defineField({
      name: 'term',
      title: 'Medical word',
      description: 'In its basic form, for example “epidural space”.',
      type: 'string',
      options: {search: {weight: 10}},
      validation: (rule) => [rule.required().error('Write the medical word.'), rule.max(80)],
    }),
    defineField({
      name: 'plainTerm',
      title: 'Plain word',
      description: 'What to say first, for example “space around the spinal cord”.',
      type: 'string',
      options: {search: {weight: 6}},
      validation: (rule) => [rule.required().error('Write the plain word.'), rule.max(120)],
    }),
    defineField({
      name: 'definition',
      title: 'Definition',
      description: 'At most 40 words, in a full sentence.',
      type: 'text',
      rows: 3,
      options: {counts: [{unit: 'words', max: 40}]},
      validation: (rule) => rule.required().error('Write what it means, in at most 40 words.'),
    }),
    defineField({
      name: 'aka',
      title: 'Also called',
      description: 'Other forms and spellings. Up to 12.',
      type: 'array',
      of: [defineArrayMember({type: 'string'})],
      options: {layout: 'tags'},
    }),
  ],
  preview: {select: {title: 'term', subtitle: 'plainTerm'}},
})

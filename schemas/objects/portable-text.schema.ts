import {defineArrayMember, defineField, defineType} from '@sanity/types'
import {citationsField} from './citation.schema.ts'
import {PAGE_TYPES} from '../documents/type-lists.ts'
import {choices, matches} from './fields.ts'
import {linkTo} from './link-field.ts'
import {
  BLOCK_STYLES,
  CALLOUT_KINDS,
  DECORATORS,
  LIST_ITEMS,
  LinkHref,
} from './portable-text.query.ts'

export const linkSchema = defineType({
  name: 'link',
  title: 'Link to another website',
  type: 'object',
  fields: [
    defineField({
      name: 'href',
      title: 'Address',
      description: 'https://…, mailto:… or tel:… . For our own pages use “Link to our page”.',
      type: 'url',
      validation: (rule) => [
        rule.uri({scheme: ['https', 'mailto', 'tel']}),
        rule.required().error('Give the address, or remove the link.'),
        rule.custom(matches(LinkHref.nullable(), 'Use an https:, mailto: or tel: address.')),
      ],
    }),
  ],
})

export const internalLinkSchema = defineType({
  name: 'internalLink',
  title: 'Link to our page',
  type: 'object',
  description: 'Cannot break: it follows the page when its address changes.',
  fields: [
    defineField({
      name: 'reference',
      title: 'Page',
      description: 'Only pages in the language of this document are offered.',
      ...linkTo(PAGE_TYPES, {repeats: true}),
      validation: (rule) => rule.required().error('Choose a page, or remove the link.'),
    }),
  ],
  preview: {select: {title: 'reference.title', subtitle: 'reference.question'}},
})

export const glossaryMarkSchema = defineType({
  name: 'glossaryMark',
  title: 'Medical word',
  type: 'object',
  description: 'Explains the marked words where they first appear.',
  fields: [
    defineField({
      name: 'term',
      title: 'Glossary term',
      description: 'Readers see its plain word and definition. Missing? Create it here.',
      ...linkTo('glossaryTerm', {repeats: true}),
      validation: (rule) => rule.required().error('Choose a term, or remove the mark.'),
    }),
  ],
  preview: {select: {title: 'term.term', subtitle: 'term.plainTerm'}},
})

const CALLOUT_TITLES = {info: 'Good to know', warning: 'Warning', evidence: 'About the evidence'}

export const calloutSchema = defineType({
  name: 'callout',
  title: 'Callout',
  type: 'object',
  fields: [
    defineField({
      name: 'kind',
      title: 'Kind',
      description: 'Warnings are read out first by screen readers. Use them rarely.',
      type: 'string',
      options: {
        list: choices(CALLOUT_KINDS, CALLOUT_TITLES),
        layout: 'radio',
        direction: 'horizontal',
      },
      initialValue: 'info',
      validation: (rule) => rule.required().error('Choose what kind of callout it is.'),
    }),
    defineField({
      name: 'text',
      title: 'Text',
      description: 'One point in at most 80 words, no formatting.',
      type: 'text',
      rows: 3,
      options: {counts: [{unit: 'words', max: 80}]},
      validation: (rule) => rule.required().error('Write the text, or remove the callout.'),
    }),
    citationsField({required: false}),
  ],
  preview: {
    select: {kind: 'kind', text: 'text'},
    prepare: ({kind, text}) => ({
      title: text,
      subtitle: CALLOUT_KINDS.find((known) => known === kind) && CALLOUT_TITLES[kind as 'info'],
    }),
  },
})

/** Text with few means: sections have their heading already, so only `h3` is left for structure. */
export const simpleTextSchema = defineType({
  name: 'simpleText',
  title: 'Text',
  type: 'array',
  of: [
    defineArrayMember({
      type: 'block',
      styles: choices(BLOCK_STYLES, {normal: 'Paragraph', h3: 'Subheading'}),
      lists: choices(LIST_ITEMS, {bullet: 'Bullets', number: 'Numbers'}),
      marks: {
        decorators: choices(DECORATORS, {strong: 'Strong', em: 'Emphasis'}),
        annotations: [
          defineArrayMember({type: 'citation'}),
          defineArrayMember({type: 'glossaryMark'}),
          defineArrayMember({type: 'internalLink'}),
          defineArrayMember({type: 'link'}),
        ],
      },
    }),
    defineArrayMember({type: 'callout'}),
    defineArrayMember({type: 'figure'}),
  ],
})

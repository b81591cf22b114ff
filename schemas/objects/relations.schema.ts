import {defineField, defineType} from '@sanity/types'
import {GUIDANCE_USES, TREATS_USES} from '../documents/procedure/procedure.query.ts'
import type {TECHNIQUE_KINDS} from '../documents/technique/technique.query.ts'
import {citationsField} from './citation.schema.ts'
import {choices} from './fields.ts'
import {linkTo, type LinkCondition} from './link-field.ts'

const USE_TITLES = {
  commonly: 'Commonly used',
  sometimes: 'Sometimes used',
  notRecommended: 'Not recommended',
}

function titleOf(titles: Record<string, string>, value: unknown) {
  return typeof value === 'string' ? titles[value] : undefined
}

export const treatsLinkSchema = defineType({
  name: 'treatsLink',
  title: 'Condition',
  type: 'object',
  fields: [
    defineField({
      name: 'condition',
      title: 'Condition',
      description: 'The condition page will show this under “Procedures and techniques” by itself.',
      ...linkTo('condition'),
      validation: (rule) => rule.required().error('Choose a condition, or remove this entry.'),
    }),
    defineField({
      name: 'use',
      title: 'How it is used',
      description: 'As guidelines say. “Not recommended” is shown to readers as such.',
      type: 'string',
      options: {list: choices(TREATS_USES, USE_TITLES), layout: 'radio'},
      validation: (rule) => rule.required().error('Choose how it is used.'),
    }),
    defineField({
      name: 'note',
      title: 'Note',
      description: 'When and for whom, at most 300 characters.',
      type: 'text',
      rows: 2,
      validation: (rule) => rule.max(300),
    }),
    citationsField({required: true}),
  ],
  preview: {
    select: {title: 'condition.title', use: 'use', citations: 'citations'},
    prepare: ({title, use, citations}) => ({
      title: title ?? 'No condition chosen yet',
      subtitle: [
        titleOf(USE_TITLES, use),
        Array.isArray(citations) && citations.length > 0 ? undefined : 'no source',
      ]
        .filter(Boolean)
        .join(' · '),
    }),
  },
})

/** Only imaging shows where a needle is: laser light cannot guide one. */
const GUIDES_NEEDLES = {
  field: 'kind',
  is: 'imagingGuidance' satisfies (typeof TECHNIQUE_KINDS)[number],
  as: 'a technique that guides a needle',
} as const satisfies LinkCondition

const GUIDANCE_TITLES = {usual: 'Usually', sometimes: 'Sometimes'}

export const guidanceLinkSchema = defineType({
  name: 'guidanceLink',
  title: 'Imaging technique',
  type: 'object',
  fields: [
    defineField({
      name: 'technique',
      title: 'Technique',
      description: 'Only techniques that guide a needle or an electrode are offered.',
      ...linkTo('technique', {where: GUIDES_NEEDLES}),
      validation: (rule) => rule.required().error('Choose a technique, or remove this entry.'),
    }),
    defineField({
      name: 'use',
      title: 'How often',
      description: 'Usually: the normal way. Sometimes: depends on place or person.',
      type: 'string',
      options: {
        list: choices(GUIDANCE_USES, GUIDANCE_TITLES),
        layout: 'radio',
        direction: 'horizontal',
      },
      validation: (rule) => rule.required().error('Choose how it is used.'),
    }),
  ],
  preview: {
    select: {title: 'technique.title', use: 'use'},
    prepare: ({title, use}) => ({
      title: title ?? 'No technique chosen yet',
      subtitle: titleOf(GUIDANCE_TITLES, use),
    }),
  },
})

export const alternativeProcedureSchema = defineType({
  name: 'alternativeProcedure',
  title: 'Another procedure',
  type: 'object',
  fields: [
    defineField({
      name: 'procedure',
      title: 'Procedure',
      description: 'A procedure that has a page here.',
      ...linkTo('procedure'),
      validation: (rule) => rule.required().error('Choose a procedure, or remove this entry.'),
    }),
    defineField({
      name: 'note',
      title: 'Note',
      description: 'When it is the better choice, at most 300 characters.',
      type: 'text',
      rows: 2,
      validation: (rule) => rule.max(300),
    }),
  ],
  preview: {
    select: {title: 'procedure.title', subtitle: 'note'},
    prepare: ({title, subtitle}) => ({title: title ?? 'No procedure chosen yet', subtitle}),
  },
})

export const alternativeCareSchema = defineType({
  name: 'alternativeCare',
  title: 'Care without a procedure',
  type: 'object',
  fields: [
    defineField({
      name: 'title',
      title: 'Title',
      description: 'For example “Physical therapy” or “Waiting and staying active”.',
      type: 'string',
      validation: (rule) => [
        rule.required().error('Write a title, or remove this entry.'),
        rule.max(80),
      ],
    }),
    defineField({
      name: 'text',
      title: 'Text',
      description: 'What it is and what it may do, in two or three sentences.',
      type: 'text',
      rows: 3,
      validation: (rule) => rule.required().error('Write the text, or remove this entry.'),
    }),
    citationsField({required: false}),
  ],
  preview: {select: {title: 'title', subtitle: 'text'}},
})

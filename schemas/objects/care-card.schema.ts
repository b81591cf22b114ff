import {defineArrayMember, defineField, defineType} from '@sanity/types'
import {CARE_LEVELS} from './care-card.query.ts'
import {citationsField} from './citation.schema.ts'
import {choices, GROUPS} from './fields.ts'

const LEVEL_TITLES = {
  emergency: 'Emergency: call now',
  urgent: 'Urgent: today',
  nonUrgent: 'Not urgent: book a visit',
}

/** Form of the NHS service manual's care cards. */
export const careCardSchema = defineType({
  name: 'careCard',
  title: 'Care card',
  type: 'object',
  fields: [
    defineField({
      name: 'level',
      title: 'How urgent',
      description: 'Sets the color and the order. One card of each level is enough.',
      type: 'string',
      options: {list: choices(CARE_LEVELS, LEVEL_TITLES), layout: 'radio'},
      validation: (rule) => rule.required().error('Choose how urgent it is.'),
    }),
    defineField({
      name: 'heading',
      title: 'Heading',
      description: 'Says what to do and ends with “if:”, for example “Call 911 if:”.',
      type: 'string',
      validation: (rule) => rule.required().error('Write a heading that ends with “if:”.'),
    }),
    defineField({
      name: 'items',
      title: 'Signs',
      description: '1 to 10 signs a reader can check, each at most 140 characters. No links.',
      type: 'array',
      of: [defineArrayMember({type: 'string'})],
      validation: (rule) => rule.unique(),
    }),
    defineField({
      name: 'after',
      title: 'After the list',
      description: 'What else to do, for example “Do not drive yourself.”',
      type: 'text',
      rows: 2,
      validation: (rule) => rule.max(200),
    }),
    citationsField({required: false}),
  ],
  preview: {
    select: {title: 'heading', level: 'level', items: 'items'},
    prepare: ({title, level, items}) => ({
      title: title ?? 'No heading yet',
      subtitle: [
        CARE_LEVELS.find((known) => known === level) ?? 'no level yet',
        `${Array.isArray(items) ? items.length : 0} signs`,
      ].join(' · '),
    }),
  },
})

/** The field `careCards`. */
export const careCardsField = defineField({
  name: 'careCards',
  title: 'When to get help',
  description: 'Most urgent first. Shown on the page, in the API and in every widget.',
  type: 'array',
  group: GROUPS.safety.name,
  of: [defineArrayMember({type: 'careCard'})],
})

/** The same on types whose pages must say when to get help. */
export const requiredCareCardsField = defineField({
  ...careCardsField,
  validation: (rule) =>
    rule.required().min(1).error('Add an emergency or urgent card with the warning signs.'),
})

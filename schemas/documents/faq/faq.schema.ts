import {HelpCircleIcon} from '@sanity/icons/HelpCircle'
import {defineArrayMember, defineField, defineType} from '@sanity/types'
import {careCardsField} from '../../objects/care-card.schema.ts'
import {citationsField} from '../../objects/citation.schema.ts'
import {GROUPS} from '../../objects/fields.ts'
import {linkTo} from '../../objects/link-field.ts'
import {addressFields, audienceField, reviewFields} from '../../objects/fields-content.ts'
import {orderings, stateLine, statePreview} from '../../objects/fields-subject.ts'
import {SUBJECT_TYPES} from '../type-lists.ts'

export const faqSchema = defineType({
  name: 'faq',
  title: 'FAQ',
  type: 'document',
  icon: HelpCircleIcon,
  description: 'A question people ask, with an answer that stands alone.',
  groups: [
    GROUPS.content,
    GROUPS.details,
    GROUPS.safety,
    GROUPS.evidence,
    GROUPS.links,
    GROUPS.names,
    GROUPS.review,
  ],
  orderings: [
    ...orderings('question'),
    {
      name: 'widgetOrder',
      title: 'Order in widgets',
      by: [
        {field: 'widgetOrder', direction: 'asc'},
        {field: 'question', direction: 'asc'},
      ],
    },
  ],
  fields: [
    defineField({
      name: 'question',
      title: 'Question',
      description: 'As people ask it, in 10 to 120 characters, with “?” at the end.',
      type: 'string',
      group: GROUPS.content.name,
      options: {search: {weight: 10}, counts: [{unit: 'characters', min: 10, max: 120}]},
      validation: (rule) => rule.required().error('Write the question as people ask it.'),
    }),
    ...addressFields('question'),
    defineField({
      name: 'shortAnswer',
      title: 'Short answer',
      description:
        '15 to 60 words, at most 400 characters. Answers in the first sentence and needs no page around it: widgets and voice assistants give only this.',
      type: 'text',
      group: GROUPS.content.name,
      rows: 4,
      options: {
        search: {weight: 4},
        counts: [
          {unit: 'words', min: 15, max: 60},
          {unit: 'characters', max: 400},
        ],
      },
      validation: (rule) => rule.required().error('Write the answer in 15 to 60 words.'),
    }),
    defineField({
      name: 'answer',
      title: 'More about it',
      description:
        'For those who want to read on, at most 350 words. Does not repeat the short answer.',
      type: 'simpleText',
      group: GROUPS.content.name,
    }),
    defineField({
      name: 'about',
      title: 'About',
      description: 'The pages whose widgets show this question: 1 to 6.',
      type: 'array',
      group: [GROUPS.content.name, GROUPS.links.name],
      of: [defineArrayMember(linkTo(SUBJECT_TYPES))],
      validation: (rule) =>
        rule.required().min(1).error('Choose at least one page that this question is about.'),
    }),
    defineField({
      name: 'featured',
      title: 'Featured',
      description: 'Shown on the home page.',
      type: 'boolean',
      group: GROUPS.details.name,
    }),
    defineField({
      name: 'widgetOrder',
      title: 'Order in widgets',
      description: 'Smaller comes first. Without a number it follows, in order of the question.',
      type: 'number',
      group: GROUPS.details.name,
    }),
    audienceField,
    careCardsField,
    {...citationsField({required: false, of: 'the short answer'}), group: GROUPS.evidence.name},
    defineField({
      name: 'alternatePhrasings',
      title: 'Asked in other words',
      description: 'Up to 8. Search finds the question by them.',
      type: 'array',
      group: GROUPS.names.name,
      of: [defineArrayMember({type: 'string'})],
      options: {search: {weight: 6}},
      validation: (rule) => rule.unique(),
    }),
    ...reviewFields,
  ],
  preview: {
    select: {title: 'question', ...statePreview},
    prepare: ({title, ...state}) => ({title, subtitle: stateLine(state)}),
  },
})

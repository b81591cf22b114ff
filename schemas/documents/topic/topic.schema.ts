import {TagIcon} from '@sanity/icons/Tag'
import {defineArrayMember, defineField, defineType} from '@sanity/types'
import {GROUPS} from '../../objects/fields.ts'
import {linkTo} from '../../objects/link-field.ts'
import {addressFields, audienceField, reviewFields} from '../../objects/fields-content.ts'
import {
  abbreviationField,
  akaField,
  furtherReadingField,
  heroImageField,
  orderings,
  stateLine,
  statePreview,
  summaryField,
  titleField,
} from '../../objects/fields-subject.ts'

export const topicSchema = defineType({
  name: 'topic',
  title: 'Topic',
  type: 'document',
  icon: TagIcon,
  description: 'An overview article that holds other pages together.',
  groups: [
    GROUPS.content,
    GROUPS.details,
    GROUPS.evidence,
    GROUPS.links,
    GROUPS.names,
    GROUPS.review,
  ],
  orderings: [
    {
      name: 'navigation',
      title: 'Order in navigation',
      by: [
        {field: 'order', direction: 'asc'},
        {field: 'title', direction: 'asc'},
      ],
    },
    ...orderings('title'),
  ],
  fields: [
    titleField,
    ...addressFields('title'),
    summaryField,
    heroImageField,
    defineField({
      name: 'intro',
      title: 'Introduction',
      description: 'The first paragraphs, before any heading.',
      type: 'simpleText',
      group: GROUPS.content.name,
      options: {search: {weight: 2}},
      validation: (rule) => rule.required().min(1).error('Write the first paragraphs.'),
    }),
    defineField({
      name: 'sections',
      title: 'Sections',
      description: 'Each with a heading, in reading order.',
      type: 'array',
      group: GROUPS.content.name,
      of: [defineArrayMember({type: 'topicSection'})],
    }),
    defineField({
      name: 'order',
      title: 'Order in navigation',
      description: 'Smaller comes first.',
      type: 'number',
      group: GROUPS.details.name,
    }),
    audienceField,
    furtherReadingField,
    defineField({
      name: 'parent',
      title: 'Belongs to',
      description: 'The wider topic.',
      ...linkTo('topic', {chain: true}),
      group: GROUPS.links.name,
    }),
    akaField,
    abbreviationField,
    ...reviewFields,
  ],
  preview: {
    select: {title: 'title', media: 'heroImage', ...statePreview},
    prepare: ({title, media, ...state}) => ({title, media, subtitle: stateLine(state)}),
  },
})

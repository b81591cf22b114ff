import {HeartIcon} from '@sanity/icons/Heart'
import {defineArrayMember, defineField, defineType} from '@sanity/types'
import {requiredCareCardsField} from '../../objects/care-card.schema.ts'
import {codesField} from '../../objects/code.schema.ts'
import {evidenceField} from '../../objects/evidence.schema.ts'
import {GROUPS} from '../../objects/fields.ts'
import {linkTo} from '../../objects/link-field.ts'
import {addressFields, audienceField, reviewFields} from '../../objects/fields-content.ts'
import {
  abbreviationField,
  akaField,
  bodyRegionsField,
  furtherReadingField,
  heroImageField,
  orderings,
  questionsToAskField,
  stateLine,
  statePreview,
  summaryField,
  titleField,
  topicsField,
} from '../../objects/fields-subject.ts'

export const conditionSchema = defineType({
  name: 'condition',
  title: 'Condition',
  type: 'document',
  icon: HeartIcon,
  description: 'An illness or a kind of pain that people look up.',
  groups: [
    GROUPS.content,
    GROUPS.details,
    GROUPS.safety,
    GROUPS.evidence,
    GROUPS.links,
    GROUPS.names,
    GROUPS.review,
  ],
  orderings: orderings('title'),
  fields: [
    titleField,
    ...addressFields('title'),
    summaryField,
    heroImageField,
    defineField({
      name: 'overview',
      title: 'Overview',
      description: 'What it is, in 40 to 150 words.',
      type: 'simpleText',
      group: GROUPS.content.name,
      options: {search: {weight: 2}},
      validation: (rule) => rule.required().min(1).error('Write what it is, in 40 to 150 words.'),
    }),
    defineField({
      name: 'symptoms',
      title: 'Symptoms',
      description: 'At least 2, as a person would describe them.',
      type: 'array',
      group: GROUPS.content.name,
      of: [defineArrayMember({type: 'symptom'})],
      validation: (rule) => rule.required().min(2).error('List at least 2 symptoms.'),
    }),
    defineField({
      name: 'causes',
      title: 'Causes',
      description: 'What is known, and what is not.',
      type: 'simpleText',
      group: GROUPS.content.name,
      validation: (rule) =>
        rule
          .required()
          .min(1)
          .error('Write what is known about the causes, or that nobody knows them.'),
    }),
    defineField({
      name: 'riskFactors',
      title: 'What makes it more likely',
      description: 'One item each, without blame.',
      type: 'array',
      group: GROUPS.content.name,
      of: [defineArrayMember({type: 'riskFactor'})],
    }),
    defineField({
      name: 'diagnosis',
      title: 'How it is found',
      description: 'Talk, examination, tests, and which tests are often not needed.',
      type: 'simpleText',
      group: GROUPS.content.name,
      validation: (rule) => rule.required().min(1).error('Write how it is found.'),
    }),
    defineField({
      name: 'selfCare',
      title: 'What you can do yourself',
      description: 'Stands before treatments: most people start here.',
      type: 'simpleText',
      group: GROUPS.content.name,
      validation: (rule) => rule.required().min(1).error('Write what people can do themselves.'),
    }),
    defineField({
      name: 'nonProcedureCare',
      title: 'Care without a procedure',
      description: 'What guidelines advise before an injection or an operation.',
      type: 'simpleText',
      group: GROUPS.content.name,
      validation: (rule) =>
        rule.required().min(1).error('Write which care is tried before a procedure.'),
    }),
    defineField({
      name: 'outlook',
      title: 'Outlook',
      description: 'How it usually goes on. Numbers need a source.',
      type: 'simpleText',
      group: GROUPS.content.name,
    }),
    defineField({
      name: 'prevention',
      title: 'Prevention',
      description: 'Only what has been shown to help.',
      type: 'simpleText',
      group: GROUPS.content.name,
    }),
    questionsToAskField,
    bodyRegionsField,
    audienceField,
    requiredCareCardsField,
    defineField({
      name: 'prevalence',
      title: 'How common it is',
      description: 'In “1 in N people” where the source allows.',
      type: 'sourcedText',
      group: GROUPS.evidence.name,
      options: {collapsible: true, collapsed: false},
    }),
    evidenceField,
    furtherReadingField,
    defineField({
      name: 'parent',
      title: 'Is a kind of',
      description: 'The wider condition, for example “Arthritis” for osteoarthritis.',
      ...linkTo('condition', {chain: true}),
      group: GROUPS.links.name,
    }),
    defineField({
      name: 'relatedConditions',
      title: 'Related conditions',
      description: 'Up to 8. Enter each pair once: both pages show it.',
      type: 'array',
      group: GROUPS.links.name,
      of: [defineArrayMember(linkTo('condition'))],
    }),
    topicsField,
    akaField,
    abbreviationField,
    codesField,
    ...reviewFields,
  ],
  preview: {
    select: {title: 'title', media: 'heroImage', ...statePreview},
    prepare: ({title, media, ...state}) => ({title, media, subtitle: stateLine(state)}),
  },
})

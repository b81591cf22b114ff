import {EyeOpenIcon} from '@sanity/icons/EyeOpen'
import {defineArrayMember, defineField, defineType} from '@sanity/types'
import {careCardsField} from '../../objects/care-card.schema.ts'
import {codesField} from '../../objects/code.schema.ts'
import {
  benefitsField,
  evidenceField,
  risksField,
  safetyNoticesField,
} from '../../objects/evidence.schema.ts'
import {choices, GROUPS} from '../../objects/fields.ts'
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
  topicsField,
} from '../../objects/fields-subject.ts'
import {MODALITIES, TECHNIQUE_KINDS} from './technique.query.ts'

export const techniqueSchema = defineType({
  name: 'technique',
  title: 'Technique',
  type: 'document',
  icon: EyeOpenIcon,
  description: 'Imaging that guides a procedure, or a method such as laser light.',
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
      description: 'What it is and what it is used for, in 40 to 150 words.',
      type: 'simpleText',
      group: GROUPS.content.name,
      options: {search: {weight: 2}},
      validation: (rule) =>
        rule
          .required()
          .min(1)
          .error('Write what it is and what it is used for, in 40 to 150 words.'),
    }),
    defineField({
      name: 'howItWorks',
      title: 'How it works',
      description: 'What it does, in words that need no physics.',
      type: 'simpleText',
      group: GROUPS.content.name,
      validation: (rule) => rule.required().min(1).error('Write what it does, without physics.'),
    }),
    defineField({
      name: 'whatItShows',
      title: 'What it shows',
      description: 'For imaging: what can be seen and what cannot.',
      type: 'simpleText',
      group: GROUPS.content.name,
      hidden: ({document}) => document?.['kind'] === 'therapeuticModality',
    }),
    defineField({
      name: 'limits',
      title: 'Limits',
      description: 'What it cannot do. A page without limits is not balanced.',
      type: 'simpleText',
      group: GROUPS.content.name,
      validation: (rule) => rule.required().min(1).error('Write what it cannot do.'),
    }),
    defineField({
      name: 'preparation',
      title: 'How to prepare',
      description: 'Instructions in order, only where the technique itself needs them.',
      type: 'array',
      group: GROUPS.content.name,
      of: [defineArrayMember({type: 'instruction'})],
    }),
    defineField({
      name: 'kind',
      title: 'Kind',
      description: 'Only imaging guidance can be chosen under “Guided by” of a procedure.',
      type: 'string',
      group: GROUPS.details.name,
      options: {
        list: choices(TECHNIQUE_KINDS, {
          imagingGuidance: 'Imaging that guides a procedure',
          therapeuticModality: 'A treatment of its own',
          other: 'Other',
        }),
        layout: 'radio',
      },
      validation: (rule) => rule.required().error('Choose what kind of technique it is.'),
    }),
    defineField({
      name: 'modality',
      title: 'Means',
      description: 'What it works with.',
      type: 'string',
      group: GROUPS.details.name,
      options: {
        list: choices(MODALITIES, {
          xray: 'X-ray',
          fluoroscopy: 'Fluoroscopy (moving X-ray)',
          ultrasound: 'Ultrasound',
          ct: 'CT',
          mri: 'MRI',
          light: 'Light',
          other: 'Other',
        }),
      },
      validation: (rule) => rule.required().error('Choose what it works with.'),
    }),
    audienceField,
    defineField({
      name: 'ionizingRadiation',
      title: 'Uses ionizing radiation',
      description: 'X-ray, fluoroscopy and CT do.',
      type: 'boolean',
      group: GROUPS.safety.name,
      initialValue: false,
      validation: (rule) => rule.required().error('Switch it on or off.'),
    }),
    defineField({
      name: 'radiationNote',
      title: 'About the radiation',
      description: 'How much and what it means, with a source.',
      type: 'sourcedText',
      group: GROUPS.safety.name,
      hidden: ({document}) => document?.['ionizingRadiation'] === false,
      validation: (rule) =>
        rule.custom(
          (note, {document}) =>
            note !== undefined ||
            document?.['ionizingRadiation'] !== true ||
            'Say how much radiation it is and what that means, with a source.',
        ),
    }),
    defineField({
      name: 'contrastUsed',
      title: 'Contrast dye may be used',
      description: 'A dye that makes structures visible.',
      type: 'boolean',
      group: GROUPS.safety.name,
      initialValue: false,
    }),
    defineField({
      name: 'contrastNote',
      title: 'About the contrast dye',
      description: 'Who should say something before it is given, with a source.',
      type: 'sourcedText',
      group: GROUPS.safety.name,
      hidden: ({document}) => document?.['contrastUsed'] === false,
    }),
    risksField,
    safetyNoticesField,
    defineField({
      name: 'regulatoryStatus',
      title: 'Approval',
      description: 'For a treatment of its own: whether this use is approved.',
      type: 'regulatoryStatus',
      group: GROUPS.safety.name,
    }),
    careCardsField,
    benefitsField,
    evidenceField,
    furtherReadingField,
    defineField({
      name: 'treats',
      title: 'What it may help',
      description: 'Only for a treatment of its own. Each link needs a source.',
      type: 'array',
      group: GROUPS.links.name,
      of: [defineArrayMember({type: 'treatsLink'})],
      hidden: ({document}) => document?.['kind'] !== 'therapeuticModality',
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

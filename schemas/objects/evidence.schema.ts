import {defineArrayMember, defineField, defineType} from '@sanity/types'
import {citationsField} from './citation.schema.ts'
import {
  CERTAINTIES,
  CONTRAINDICATION_STRENGTHS,
  FAVOURS,
  HEDGES,
  REGULATORY_STATUSES,
  SERIOUSNESS,
} from './evidence.query.ts'
import {choices, GROUPS} from './fields.ts'

const CERTAINTY_TITLES = {
  high: 'High',
  moderate: 'Moderate',
  low: 'Low',
  veryLow: 'Very low',
  insufficient: 'Too little evidence',
  contested: 'Contested: experts disagree',
}
const SERIOUSNESS_TITLES = {minor: 'Minor', serious: 'Serious'}

function titleOf(titles: Record<string, string>, value: unknown) {
  return typeof value === 'string' ? titles[value] : undefined
}

export const sourcedTextSchema = defineType({
  name: 'sourcedText',
  title: 'Statement with sources',
  type: 'object',
  fields: [
    defineField({
      name: 'text',
      title: 'Text',
      description: 'One or two plain sentences, no formatting.',
      type: 'text',
      rows: 3,
      validation: (rule) => rule.required().error('Write the text, or remove this entry.'),
    }),
    citationsField({required: true}),
  ],
})

export const claimSchema = defineType({
  name: 'claim',
  title: 'Benefit',
  type: 'object',
  fields: [
    defineField({
      name: 'text',
      title: 'Benefit',
      description: 'One sentence. Say what changes, for whom and for how long. No promises.',
      type: 'text',
      rows: 2,
      validation: (rule) => rule.required().error('Write the text, or remove this entry.'),
    }),
    defineField({
      name: 'hedge',
      title: 'How sure',
      description: 'May: some evidence. Can: shown for some people. Usually: shown for most.',
      type: 'string',
      options: {
        list: choices(HEDGES, {may: 'May', can: 'Can', usually: 'Usually'}),
        layout: 'radio',
        direction: 'horizontal',
      },
      initialValue: 'may',
      validation: (rule) => rule.required().error('Choose how sure it is.'),
    }),
    citationsField({required: true}),
  ],
  preview: {
    select: {title: 'text', hedge: 'hedge', citations: 'citations'},
    prepare: ({title, hedge, citations}) => ({
      title,
      subtitle: [hedge, sourceCount(citations)].filter(Boolean).join(' · '),
    }),
  },
})

function sourceCount(citations: unknown) {
  const count = Array.isArray(citations) ? citations.length : 0
  if (count === 0) return 'no source'
  return count === 1 ? '1 source' : `${count} sources`
}

export const frequencySchema = defineType({
  name: 'frequency',
  title: 'How often',
  type: 'object',
  options: {columns: 2},
  fields: [
    defineField({
      name: 'numerator',
      title: 'People harmed',
      description: 'The 1 in “about 1 in 200 people”.',
      type: 'number',
      validation: (rule) => [
        rule.required().error('Give how many people were harmed: 1 or more.'),
        rule.integer().min(1),
      ],
    }),
    defineField({
      name: 'denominator',
      title: 'Out of',
      description: 'The 200 in “about 1 in 200 people”.',
      type: 'number',
      validation: (rule) => [
        rule.required().error('Give out of how many people: 1 or more.'),
        rule.integer().min(1),
      ],
    }),
    defineField({
      name: 'text',
      title: 'In other words',
      description:
        'Left empty, readers see “About 1 in 200 people”. Write the whole phrase here, with both numbers, where people were not what was counted: “About 1 in 200 injections within 3 days”.',
      type: 'string',
      validation: (rule) => rule.max(200),
    }),
    citationsField({required: true}),
  ],
})

export const riskSchema = defineType({
  name: 'risk',
  title: 'Risk',
  type: 'object',
  fields: [
    defineField({
      name: 'outcome',
      title: 'What can happen',
      description: 'In a few words, for example “Headache when standing up”.',
      type: 'string',
      validation: (rule) => [
        rule.required().error('Write it in a few words, or remove this entry.'),
        rule.max(100),
      ],
    }),
    defineField({
      name: 'seriousness',
      title: 'How serious',
      description: 'Serious: needs treatment, may last, or threatens life. List both kinds.',
      type: 'string',
      options: {
        list: choices(SERIOUSNESS, SERIOUSNESS_TITLES),
        layout: 'radio',
        direction: 'horizontal',
      },
      validation: (rule) => rule.required().error('Choose how serious it is.'),
    }),
    defineField({
      name: 'text',
      title: 'In plain words',
      description: 'What it feels like, how long it lasts, what is done about it.',
      type: 'text',
      rows: 3,
      validation: (rule) => rule.required().error('Write the text, or remove this entry.'),
    }),
    defineField({
      name: 'frequency',
      title: 'How often',
      description: 'Only where a source gives a true rate. Leave it empty rather than guess.',
      type: 'frequency',
      options: {collapsible: true, collapsed: true},
    }),
    citationsField({required: false}),
  ],
  preview: {
    select: {
      title: 'outcome',
      seriousness: 'seriousness',
      numerator: 'frequency.numerator',
      denominator: 'frequency.denominator',
      citations: 'citations',
    },
    prepare: ({title, seriousness, numerator, denominator, citations}) => ({
      title: title ?? 'Not described yet',
      subtitle: [
        titleOf(SERIOUSNESS_TITLES, seriousness) ?? 'minor or serious?',
        numerator !== undefined && denominator !== undefined && `${numerator} in ${denominator}`,
        sourceCount(citations),
      ]
        .filter(Boolean)
        .join(' · '),
    }),
  },
})

export const evidenceStatementSchema = defineType({
  name: 'evidenceStatement',
  title: 'Evidence',
  type: 'object',
  fields: [
    defineField({
      name: 'outcome',
      title: 'Outcome',
      description: 'What was measured, for example “Leg pain in the first 3 months”.',
      type: 'string',
      validation: (rule) => [
        rule.required().error('Write it in a few words, or remove this entry.'),
        rule.max(160),
      ],
    }),
    defineField({
      name: 'population',
      title: 'In whom',
      description: 'Whom the studies looked at, for example “adults with a herniated disc”.',
      type: 'string',
      validation: (rule) => [
        rule.required().error('Write whom the studies looked at.'),
        rule.max(200),
      ],
    }),
    defineField({
      name: 'comparison',
      title: 'Compared with',
      description: 'For example “a sham injection” or “usual care”.',
      type: 'string',
      validation: (rule) => rule.max(200),
    }),
    defineField({
      name: 'finding',
      title: 'What was found',
      description: 'In one or two plain sentences. Say so when the effect is small.',
      type: 'text',
      rows: 3,
      validation: (rule) => rule.required().error('Write what was found.'),
    }),
    defineField({
      name: 'certainty',
      title: 'How certain',
      description:
        'As the source rates it. “Contested” needs the other side and sources of two organizations.',
      type: 'string',
      options: {list: choices(CERTAINTIES, CERTAINTY_TITLES)},
      validation: (rule) => rule.required().error('Choose how certain it is.'),
    }),
    defineField({
      name: 'favours',
      title: 'Speaks for',
      description:
        'Which way the finding points. “Harm” only where people were harmed: where the treatment under “Compared with” did better, choose that one.',
      type: 'string',
      options: {
        list: choices(FAVOURS, {
          benefit: 'Benefit',
          noDifference: 'No difference',
          comparison: 'The treatment it was compared with',
          harm: 'Harm',
          mixed: 'Mixed',
          notCompared: 'Neither: nothing was compared',
        }),
      },
      validation: (rule) => rule.required().error('Choose which way it points.'),
    }),
    defineField({
      name: 'effect',
      title: 'Size of the effect',
      description: 'Only where the source gives it.',
      type: 'object',
      options: {collapsible: true, collapsed: true},
      fields: [
        defineField({
          name: 'measure',
          title: 'Measure',
          description: 'For example “number needed to treat”.',
          type: 'string',
          validation: (rule) =>
            rule.required().error('Name the measure, or empty the whole group.'),
        }),
        defineField({
          name: 'value',
          title: 'Value',
          description: 'As published, with unit and interval.',
          type: 'string',
        }),
        defineField({
          name: 'text',
          title: 'In plain words',
          description: 'For example “about 1 in 4 people had less pain because of it”.',
          type: 'text',
          rows: 2,
          validation: (rule) => rule.required().error('Write the text, or remove this entry.'),
        }),
      ],
    }),
    citationsField({required: true}),
    defineField({
      name: 'dissent',
      title: 'The other side',
      description: 'What those who disagree say, with their own source.',
      type: 'object',
      hidden: ({parent}) => parent?.certainty !== 'contested' && parent?.dissent === undefined,
      fields: [
        defineField({
          name: 'text',
          title: 'Text',
          description: 'One or two plain, fair sentences.',
          type: 'text',
          rows: 3,
          validation: (rule) => rule.required().error('Write the text, or remove this entry.'),
        }),
        citationsField({required: true}),
      ],
    }),
  ],
  preview: {
    select: {title: 'outcome', certainty: 'certainty', citations: 'citations'},
    prepare: ({title, certainty, citations}) => ({
      title: title ?? 'No outcome yet',
      subtitle: [titleOf(CERTAINTY_TITLES, certainty), sourceCount(citations)]
        .filter(Boolean)
        .join(' · '),
    }),
  },
})

export const safetyNoticeSchema = defineType({
  name: 'safetyNotice',
  title: 'Safety notice',
  type: 'object',
  fields: [
    defineField({
      name: 'issuer',
      title: 'Issued by',
      description: 'The authority, for example “US Food and Drug Administration”.',
      type: 'string',
      validation: (rule) => [rule.required().error('Write who issued it.'), rule.max(120)],
    }),
    defineField({
      name: 'date',
      title: 'Issued on',
      description: 'The date on the notice.',
      type: 'date',
      validation: (rule) => rule.required().error('Give the date on the notice.'),
    }),
    defineField({
      name: 'text',
      title: 'What it says',
      description: 'In our own plain words, at most 80 words.',
      type: 'text',
      rows: 3,
      validation: (rule) => rule.required().error('Write the text, or remove this entry.'),
    }),
    citationsField({required: true}),
  ],
  preview: {
    select: {title: 'issuer', date: 'date', text: 'text'},
    prepare: ({title, date, text}) => ({
      title: [title, date].filter(Boolean).join(' · ') || 'No issuer yet',
      subtitle: text,
    }),
  },
})

export const contraindicationSchema = defineType({
  name: 'contraindication',
  title: 'Reason against it',
  type: 'object',
  fields: [
    defineField({
      name: 'text',
      title: 'Reason',
      description: 'As the reader would say it, for example “You have an infection”.',
      type: 'text',
      rows: 2,
      validation: (rule) => rule.required().error('Write the text, or remove this entry.'),
    }),
    defineField({
      name: 'strength',
      title: 'How strict',
      description: 'Never: it must not be done. Depends: the care team weighs it up.',
      type: 'string',
      options: {
        list: choices(CONTRAINDICATION_STRENGTHS, {absolute: 'Never', relative: 'Depends'}),
        layout: 'radio',
        direction: 'horizontal',
      },
      validation: (rule) => rule.required().error('Choose how strict it is.'),
    }),
    citationsField({required: false}),
  ],
  preview: {
    select: {title: 'text', strength: 'strength', citations: 'citations'},
    prepare: ({title, strength, citations}) => ({
      title,
      subtitle: [
        titleOf({absolute: 'Never', relative: 'Depends'}, strength),
        sourceCount(citations),
      ]
        .filter(Boolean)
        .join(' · '),
    }),
  },
})

export const regulatoryStatusSchema = defineType({
  name: 'regulatoryStatus',
  title: 'Approval',
  type: 'object',
  fields: [
    defineField({
      name: 'status',
      title: 'Status',
      description: 'What the US Food and Drug Administration says about this use.',
      type: 'string',
      options: {
        list: choices(REGULATORY_STATUSES, {
          approved: 'Medicine approved for this use',
          premarketApproved: 'Device approved (premarket approval)',
          deviceCleared: 'Device cleared',
          offLabel: 'Off-label: not approved for this use',
          notApplicable: 'Needs no approval',
        }),
      },
      validation: (rule) => rule.required().error('Choose the status.'),
    }),
    defineField({
      name: 'note',
      title: 'In plain words',
      description: 'Shown to readers. Required for off-label use, with a source.',
      type: 'text',
      rows: 3,
    }),
    citationsField({required: false}),
  ],
})

export const benefitsField = defineField({
  name: 'benefits',
  title: 'Benefits',
  description: 'What it may do for a person. Each needs a source. Keep it shorter than the risks.',
  type: 'array',
  group: GROUPS.evidence.name,
  of: [defineArrayMember({type: 'claim'})],
  validation: (rule) => rule.required().min(1).error('Add at least one benefit, with its source.'),
})

export const risksField = defineField({
  name: 'risks',
  title: 'Risks',
  description: 'At least one minor and one serious risk, most common first.',
  type: 'array',
  group: GROUPS.safety.name,
  of: [defineArrayMember({type: 'risk'})],
  validation: (rule) =>
    rule.required().min(1).error('Add at least one minor and one serious risk.'),
})

export const evidenceField = defineField({
  name: 'evidence',
  title: 'How well it works',
  description: 'What studies found, one outcome at a time, and how sure anyone can be.',
  type: 'array',
  group: GROUPS.evidence.name,
  of: [defineArrayMember({type: 'evidenceStatement'})],
})

export const safetyNoticesField = defineField({
  name: 'safetyNotices',
  title: 'Safety notices',
  description: 'Warnings by an authority. A page that carries one is reviewed every 12 months.',
  type: 'array',
  group: GROUPS.safety.name,
  of: [defineArrayMember({type: 'safetyNotice'})],
})

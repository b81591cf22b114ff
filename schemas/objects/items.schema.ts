import {defineField, defineType} from '@sanity/types'
import {CHANGE_KINDS} from './content.query.ts'
import {citationsField} from './citation.schema.ts'
import {choices} from './fields.ts'

/** First words of a Portable Text field, for list previews. */
function excerpt(blocks: unknown) {
  if (!Array.isArray(blocks)) return undefined
  const first: unknown = blocks.find((block) => block?._type === 'block')
  if (typeof first !== 'object' || first === null || !('children' in first)) return undefined
  const children: unknown = first.children
  if (!Array.isArray(children)) return undefined
  return children.map((span) => (typeof span?.text === 'string' ? span.text : '')).join('')
}

export const instructionSchema = defineType({
  name: 'instruction',
  title: 'Instruction',
  type: 'object',
  fields: [
    defineField({
      name: 'text',
      title: 'What to do',
      description: 'One thing to do, in one to three sentences. Start with the verb.',
      type: 'simpleText',
      validation: (rule) => rule.required().min(1).error('Write the text, or remove this entry.'),
    }),
  ],
  preview: {
    select: {text: 'text'},
    prepare: ({text}) => ({title: excerpt(text) ?? 'Nothing written yet'}),
  },
})

export const stepSchema = defineType({
  name: 'step',
  title: 'Step',
  type: 'object',
  fields: [
    defineField({
      name: 'title',
      title: 'Title',
      description: 'A few words, for example “The skin is numbed”. At most 80 characters.',
      type: 'string',
      validation: (rule) => [
        rule.required().error('Write a title, or remove this entry.'),
        rule.max(80),
      ],
    }),
    defineField({
      name: 'text',
      title: 'What happens',
      description: 'What the reader sees, feels and is asked to do.',
      type: 'simpleText',
      validation: (rule) => rule.required().min(1).error('Write the text, or remove this entry.'),
    }),
  ],
  preview: {
    select: {title: 'title', text: 'text'},
    prepare: ({title, text}) => ({title: title ?? 'No title yet', subtitle: excerpt(text)}),
  },
})

export const topicSectionSchema = defineType({
  name: 'topicSection',
  title: 'Section',
  type: 'object',
  fields: [
    defineField({
      name: 'heading',
      title: 'Heading',
      description: 'At most 80 characters. Put the important word first.',
      type: 'string',
      validation: (rule) => [
        rule.required().error('Write a heading, or remove this entry.'),
        rule.max(80),
      ],
    }),
    defineField({
      name: 'text',
      title: 'Text',
      description: 'Short paragraphs, sentences of up to 20 words.',
      type: 'simpleText',
      validation: (rule) => rule.required().min(1).error('Write the text, or remove this entry.'),
    }),
  ],
  preview: {
    select: {title: 'heading', text: 'text'},
    prepare: ({title, text}) => ({title: title ?? 'No heading yet', subtitle: excerpt(text)}),
  },
})

function sourcedItem(name: string, title: string, description: string) {
  return defineType({
    name,
    title,
    type: 'object',
    fields: [
      defineField({
        name: 'text',
        title,
        description,
        type: 'text',
        rows: 2,
        validation: (rule) => [
          rule.required().error('Write the text, or remove this entry.'),
          rule.max(300),
        ],
      }),
      citationsField({required: false}),
    ],
    preview: {select: {title: 'text'}},
  })
}

export const symptomSchema = sourcedItem(
  'symptom',
  'Symptom',
  'As a person would describe it, in plain words, at most 300 characters.',
)
export const riskFactorSchema = sourcedItem(
  'riskFactor',
  'Risk factor',
  'What makes the condition more likely, without blame, at most 300 characters.',
)

const CHANGE_TITLES = {
  minor: 'Minor: wording, spelling, layout',
  clinical: 'Clinical: what we say has changed',
  safety: 'Safety: readers or partners must act now',
}

export const changeNoteSchema = defineType({
  name: 'changeNote',
  title: 'Change note',
  type: 'object',
  fields: [
    defineField({
      name: 'date',
      title: 'Date',
      description: 'The day of the change.',
      type: 'date',
      initialValue: () => new Date().toISOString().slice(0, 10),
      validation: (rule) => rule.required().error('Give the day of the change.'),
    }),
    defineField({
      name: 'kind',
      title: 'Kind',
      description: 'Partners who copy this page are told at once about safety changes.',
      type: 'string',
      options: {list: choices(CHANGE_KINDS, CHANGE_TITLES), layout: 'radio'},
      initialValue: 'minor',
      validation: (rule) => rule.required().error('Choose what kind of change it is.'),
    }),
    defineField({
      name: 'note',
      title: 'What changed',
      description: 'For readers and partners, in 10 to 200 characters.',
      type: 'text',
      rows: 2,
      options: {counts: [{unit: 'characters', min: 10, max: 200}]},
      validation: (rule) => rule.required().error('Write what changed, in 10 to 200 characters.'),
    }),
  ],
  preview: {
    select: {title: 'note', date: 'date', kind: 'kind'},
    prepare: ({title, date, kind}) => ({
      title,
      subtitle: [date, kind].filter(Boolean).join(' · '),
    }),
  },
})

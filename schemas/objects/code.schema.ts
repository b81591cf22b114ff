import {defineArrayMember, defineField, defineType} from '@sanity/types'
import {CODE_FORMATS, CODE_MATCHES, CODE_SYSTEMS} from './code.query.ts'
import {choices, GROUPS} from './fields.ts'

const SYSTEM_TITLES = {icd10cm: 'ICD-10-CM', mesh: 'MeSH', snomed: 'SNOMED CT'}

export const codedIdSchema = defineType({
  name: 'codedId',
  title: 'Code',
  type: 'object',
  fields: [
    defineField({
      name: 'system',
      title: 'Code system',
      description:
        'SNOMED CT codes leave this Studio only when site settings say you are licensed.',
      type: 'string',
      options: {list: choices(CODE_SYSTEMS, SYSTEM_TITLES)},
      validation: (rule) => rule.required().error('Choose the code system.'),
    }),
    defineField({
      name: 'code',
      title: 'Code',
      description: 'Exactly as published, for example M54.50 or D017116.',
      type: 'string',
      validation: (rule) => [
        rule.required().error('Give the code exactly as published.'),
        rule.custom((code, {parent}) => {
          const system = CODE_SYSTEMS.find(
            (known) =>
              typeof parent === 'object' &&
              parent !== null &&
              'system' in parent &&
              parent.system === known,
          )
          if (code === undefined || system === undefined || CODE_FORMATS[system].test(code))
            return true
          return `This does not look like a ${SYSTEM_TITLES[system]} code. Check it for typing errors.`
        }),
      ],
    }),
    defineField({
      name: 'display',
      title: 'Name in the code system',
      description: 'The official label of this code.',
      type: 'string',
      validation: (rule) => [
        rule.required().error('Give the name in the code system.'),
        rule.max(200),
      ],
    }),
    defineField({
      name: 'version',
      title: 'Release',
      description: 'Codes retire: say which release it is from, for example FY2027 or 2026.',
      type: 'string',
      validation: (rule) => rule.max(20),
    }),
    defineField({
      name: 'match',
      title: 'How well it fits',
      description: 'Broader: the code covers more than this page. Narrower: only part of it.',
      type: 'string',
      options: {
        list: choices(CODE_MATCHES, {exact: 'Exact', broader: 'Broader', narrower: 'Narrower'}),
        layout: 'radio',
        direction: 'horizontal',
      },
      initialValue: 'exact',
      validation: (rule) => rule.required().error('Choose how well it fits.'),
    }),
  ],
  preview: {
    select: {code: 'code', system: 'system', display: 'display'},
    prepare: ({code, system, display}) => ({
      title: `${code ?? 'no code yet'} ${display ?? ''}`.trim(),
      subtitle: CODE_SYSTEMS.map((known) => (known === system ? SYSTEM_TITLES[known] : '')).join(
        '',
      ),
    }),
  },
})

/** The field `codes`: for partners who match pages to their own records. CPT is not offered. */
export const codesField = defineField({
  name: 'codes',
  title: 'Codes',
  description: 'For partners who match this page to their records. Never CPT: it needs a license.',
  type: 'array',
  group: GROUPS.names.name,
  of: [defineArrayMember({type: 'codedId'})],
})

import {TranslateIcon} from '@sanity/icons/Translate'
import {defineArrayMember, defineField, defineType, type ValidationContext} from '@sanity/types'
import {languageField} from '../../objects/fields-content.ts'
import {askLake, IS_OTHER} from '../../objects/ask-lake.ts'
import {termAnchor} from '../../lib/term-anchor.ts'
import {publishedId} from '../../lib/document-id.ts'

/** Terms have their place on the glossary page by their letters alone: “X-ray” is “x ray”. */
async function isExplainedOnce(
  term: string | undefined,
  context: ValidationContext,
): Promise<true | string> {
  if (term === undefined) return true
  const others = await askLake<readonly (string | null)[]>(
    context,
    `*[_type == "glossaryTerm" && language == $language && ${IS_OTHER}].term`,
    {
      language: context.document?.['language'] ?? '',
      self: publishedId(context.document?._id ?? ''),
    },
    'glossary.terms',
  )
  const anchor = termAnchor({term})
  const twin = others.find((other) => other !== null && termAnchor({term: other}) === anchor)
  return twin === undefined || `“${twin}” is explained already. Change that entry instead.`
}

export const glossaryTermSchema = defineType({
  name: 'glossaryTerm',
  title: 'Glossary term',
  type: 'document',
  icon: TranslateIcon,
  description:
    'A medical word with its plain counterpart. Mark it where it first appears in a text.',
  orderings: [{name: 'termAsc', title: 'Term, A to Z', by: [{field: 'term', direction: 'asc'}]}],
  fields: [
    languageField,
    defineField({
      name: 'term',
      title: 'Medical word',
      description: 'In its basic form, for example “epidural space”.',
      type: 'string',
      options: {search: {weight: 10}},
      validation: (rule) => [
        rule.required().error('Write the medical word.'),
        rule.max(80),
        rule.custom(isExplainedOnce),
      ],
    }),
    defineField({
      name: 'plainTerm',
      title: 'Plain word',
      description: 'What to say first, for example “space around the spinal cord”.',
      type: 'string',
      options: {search: {weight: 6}},
      validation: (rule) => [rule.required().error('Write the plain word.'), rule.max(120)],
    }),
    defineField({
      name: 'definition',
      title: 'Definition',
      description: 'At most 40 words, in a full sentence.',
      type: 'text',
      rows: 3,
      options: {counts: [{unit: 'words', max: 40}]},
      validation: (rule) => rule.required().error('Write what it means, in at most 40 words.'),
    }),
    defineField({
      name: 'aka',
      title: 'Also called',
      description: 'Other forms and spellings. Up to 12.',
      type: 'array',
      of: [defineArrayMember({type: 'string'})],
      options: {layout: 'tags'},
    }),
  ],
  preview: {select: {title: 'term', subtitle: 'plainTerm'}},
})

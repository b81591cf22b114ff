import {defineArrayMember, defineField, defineType} from '@sanity/types'
import {linkTo} from './link-field.ts'

export const citationSchema = defineType({
  name: 'citation',
  title: 'Citation',
  type: 'object',
  description:
    'The source that carries this statement. Readers see a small number that leads to it.',
  fields: [
    defineField({
      name: 'source',
      title: 'Source',
      description: 'Search by title, publisher or year. Missing? Create it here.',
      ...linkTo('source', {repeats: true}),
      validation: (rule) => rule.required().error('Choose a source, or remove this citation.'),
    }),
    defineField({
      name: 'locator',
      title: 'Where in the source',
      description: 'Page, section or recommendation number, for example “recommendation 1.3.8”.',
      type: 'string',
      validation: (rule) => rule.max(80),
    }),
  ],
  preview: {
    select: {
      title: 'source.title',
      publisher: 'source.publisher',
      year: 'source.year',
      undated: 'source.undated',
      locator: 'locator',
    },
    prepare: ({title, publisher, year, undated, locator}) => ({
      title: title ?? 'No source chosen yet',
      subtitle: [publisher, undated ? 'no date' : year, locator].filter(Boolean).join(' · '),
    }),
  },
})

/**
 * The field `citations` of a statement.
 *
 * @param required true where the build refuses the statement without a source
 * @param of what the sources carry, as an editor would name it
 */
export function citationsField({
  required,
  of = 'this statement',
}: {
  required: boolean
  of?: string
}) {
  return defineField({
    name: 'citations',
    title: 'Sources',
    description: required
      ? 'At least one source that says this. Without it the document cannot be published.'
      : `Sources for ${of}. Needed as soon as it holds a number or a comparison.`,
    type: 'array',
    of: [defineArrayMember({type: 'citation'})],
    validation: (rule) =>
      required ? rule.required().min(1).error('Add at least one source that says this.') : rule,
  })
}

import {defineField} from '@sanity/types'
import {MAX_SLUG_CHARS, slugify} from '../lib/slug.ts'

/**
 * The field `slug`.
 *
 * @param source name of the field it is made from
 */
export function slugField({source, group}: {source: string; group?: string}) {
  return defineField({
    name: 'slug',
    title: 'Address',
    description:
      'Last part of the web address. Press Generate. When you change it later, the old address keeps working.',
    type: 'slug',
    ...(group === undefined ? {} : {group}),
    options: {
      source,
      maxLength: MAX_SLUG_CHARS,
      slugify,
      // Sanity's own check forbids translations to share a slug; rule S23 holds each language to it.
      isUnique: () => true,
    },
    validation: (rule) => rule.required().error('Give the page an address: press Generate.'),
  })
}

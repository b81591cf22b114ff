import {defineField, type SlugIsUniqueValidator} from '@sanity/types'
import {BASE_LANGUAGE} from '../languages/index.ts'
import {MAX_SLUG_CHARS} from '../lib/slug.ts'
import {publishedId} from './fields.ts'

const API_VERSION = '2025-02-19'

/**
 * Turns a title into a slug: lower-case ASCII letters and digits joined by single hyphens, at most
 * `MAX_SLUG_CHARS` characters.
 */
export function slugify(title: string) {
  return title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_SLUG_CHARS)
    .replace(/^-+|-+$/g, '')
}

/**
 * True when no other document of the same type and language has the slug, drafts included.
 * Sanity's own check ignores the language and so forbids translations to share a slug.
 */
export const isUniqueInLanguage: SlugIsUniqueValidator = (slug, {document, getClient}) => {
  if (document === undefined) return true
  const id = publishedId(document._id)
  return getClient({apiVersion: API_VERSION}).fetch<boolean>(
    `!defined(*[
      _type == $type && slug.current == $slug && coalesce(language, $base) == $language &&
      !(_id in [$id, "drafts." + $id])
    ][0]._id)`,
    {
      type: document._type,
      slug,
      base: BASE_LANGUAGE,
      language: document['language'] ?? BASE_LANGUAGE,
      id,
    },
    {perspective: 'raw', tag: 'slug.is-unique'},
  )
}

/**
 * The field `slug`.
 *
 * @param source - name of the field it is made from
 */
export function slugField({source, group}: {source: string; group?: string}) {
  return defineField({
    name: 'slug',
    title: 'Address',
    description:
      'Last part of the web address. Press Generate. When you change it later, the old address keeps working.',
    type: 'slug',
    ...(group === undefined ? {} : {group}),
    options: {source, maxLength: MAX_SLUG_CHARS, slugify, isUnique: isUniqueInLanguage},
    validation: (rule) => rule.required(),
  })
}

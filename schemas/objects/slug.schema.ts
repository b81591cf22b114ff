import {defineField, type SlugValue, type ValidationContext} from '@sanity/types'
import {COLLECTION_OF_TYPE, pagePath} from '../api/v1/links.ts'
import {BASE_LANGUAGE} from '../languages/index.ts'
import {MAX_SLUG_CHARS, slugify} from '../lib/slug.ts'
import {askLake, IS_OTHER, IS_PUBLISHED, NAMED, nameOf, type Named} from './ask-lake.ts'
import {publishedId} from '../lib/document-id.ts'

/** Page types have an address on the site; a contributor's slug is an id for partners. */
function collectionOf(type: string) {
  return Object.entries(COLLECTION_OF_TYPE).find(([known]) => known === type)?.[1]
}

interface Claims {
  /** Documents of the type and language that have the slug, drafts included. */
  readonly now: Named | null
  /** A page that had it once: readers who follow the old address are sent there. */
  readonly before: Named | null
  readonly redirect: Named | null
}

const CLAIMS_QUERY = `{
  "now": *[_type == $type && slug.current == $slug && coalesce(language, $base) == $language &&
    ${IS_OTHER}][0]{${NAMED}},
  "before": *[_type == $type && $slug in slugHistory && coalesce(language, $base) == $language &&
    ${IS_OTHER} && ${IS_PUBLISHED}][0]{${NAMED}},
  "redirect": *[_type == "redirect" && from == $path && ${IS_PUBLISHED}][0]{${NAMED}}
}`

/** Whether nothing else answers at the address: no page, no former page, no redirect. */
async function isFree(
  value: SlugValue | undefined,
  context: ValidationContext,
): Promise<true | string> {
  const {document} = context
  const slug = value?.current
  if (document === undefined || slug === undefined) return true
  const {_type: type} = document
  const language = typeof document['language'] === 'string' ? document['language'] : BASE_LANGUAGE
  const collection = collectionOf(type)
  const path = collection === undefined ? '' : pagePath(language, collection, slug)
  const params = {type, slug, base: BASE_LANGUAGE, language, self: publishedId(document._id), path}
  const claims = await askLake<Claims>(context, CLAIMS_QUERY, params, 'slug.is-free')
  if (claims.now !== null)
    return `This address is taken by ${nameOf(claims.now)}. Add a word that tells the two apart.`
  if (claims.before !== null)
    return `This address still leads to ${nameOf(claims.before)}, which had it before. Add a word that tells the two apart.`
  if (claims.redirect !== null)
    return `A redirect leads from ${path} to somewhere else. Choose another address, or delete the redirect.`
  return true
}

/** Former addresses of a page that something else has now. */
export async function areStillOurs(
  history: readonly unknown[] | undefined,
  context: ValidationContext,
): Promise<true | string> {
  const {document} = context
  if (document === undefined || history === undefined || history.length === 0) return true
  const other = await askLake<Named | null>(
    context,
    `*[_type == $type && coalesce(language, $base) == $language && ${IS_PUBLISHED} && ${IS_OTHER} &&
      (slug.current in $history || count(slugHistory[@ in $history]) > 0)][0]{${NAMED}}`,
    {
      type: document._type,
      base: BASE_LANGUAGE,
      language: document['language'] ?? BASE_LANGUAGE,
      history,
      self: publishedId(document._id),
    },
    'slug.history',
  )
  return other === null || `One of these addresses is one of ${nameOf(other)} as well.`
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
    options: {
      source,
      maxLength: MAX_SLUG_CHARS,
      slugify,
      // Sanity's own check forbids translations to share a slug; `isFree` says more as well.
      isUnique: () => true,
    },
    validation: (rule) => [
      rule.required().error('Give the page an address: press Generate.'),
      rule.custom(isFree),
    ],
  })
}

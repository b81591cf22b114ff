import type {ValidationContext} from '@sanity/types'
import {SANITY_API_VERSION} from '../lib/sanity-api.ts'

/**
 * What the lake holds at this moment, for validators that compare with other documents. Not cached:
 * two editors may work on the same thing.
 *
 * @param query - GROQ over published documents and drafts
 * @param tag - names the request in logs
 */
export async function askLake<T>(
  {getClient}: Pick<ValidationContext, 'getClient'>,
  query: string,
  params: Record<string, unknown>,
  tag: string,
): Promise<T> {
  return await getClient({apiVersion: SANITY_API_VERSION}).fetch<T>(query, params, {
    perspective: 'raw',
    tag,
  })
}

/** GROQ condition: the document is neither this one nor its draft. Wants the parameter `$self`. */
export const IS_OTHER = '!(_id in [$self, "drafts." + $self])'
/** GROQ condition: readers have it, so that the site is built from it. */
export const IS_PUBLISHED = '!(_id in path("drafts.**")) && !(_id in path("versions.**"))'
/** GROQ projection of what {@link nameOf} reads. */
export const NAMED = '_type, "name": coalesce(title, question, name, term, from)'

/** A document as editors know it. */
export interface Named {
  readonly _type: string
  readonly name: string | null
}

/** As {@link nameOf}, to begin a sentence with. */
export function nameAtStart(named: Named): string {
  return `T${nameOf(named).slice(1)}`
}

/** For example `the condition “Arthritis”`: editors know titles, not ids. */
export function nameOf({_type, name}: Named): string {
  const type = _type === 'faq' ? 'FAQ' : inWords(_type)
  return `the ${type} “${name ?? 'without a title'}”`
}

/** `glossaryTerm` as "glossary term". */
function inWords(type: string): string {
  return type.replaceAll(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`)
}

import type {Draft} from '../review-state.ts'

function slugOf(document: Draft | null) {
  const slug = document?.['slug']
  if (typeof slug !== 'object' || slug === null || !('current' in slug)) return undefined
  return typeof slug.current === 'string' ? slug.current : undefined
}

/**
 * Former addresses of a page after it is published under a new one, oldest first.
 *
 * @returns undefined when the address has not changed
 */
export function slugHistoryAfter(
  published: Draft | null,
  draft: Draft | null,
): string[] | undefined {
  const before = slugOf(published)
  const after = slugOf(draft)
  if (before === undefined || after === undefined || before === after) return undefined
  const known = draft?.['slugHistory']
  const earlier = Array.isArray(known)
    ? known.filter((slug) => typeof slug === 'string' && slug !== before && slug !== after)
    : []
  return [...earlier, before]
}

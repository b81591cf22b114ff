import type {AnyDocument} from './types.ts'

const DAY_MS = 86_400_000

/**
 * Whether a copy fetched at `fetchedAt` is older than the licence allows
 * (`usage.maxStaleDays`): refresh it or take it down.
 */
export function isStale(
  document: Pick<AnyDocument, 'usage'>,
  fetchedAt: Date,
  now = new Date(),
): boolean {
  return now.getTime() - fetchedAt.getTime() > document.usage.maxStaleDays * DAY_MS
}

/**
 * Whole days since the review was due, or `null` where none is due yet or nobody has reviewed the
 * document (`review.status` says so). Computed here because a static file has no clock.
 */
export function reviewOverdueDays(
  document: Pick<AnyDocument, 'review'>,
  now = new Date(),
): number | null {
  const due = document.review.nextReview
  if (due === null) return null
  const days = Math.floor((now.getTime() - Date.parse(`${due}T00:00:00Z`)) / DAY_MS)
  return days > 0 ? days : null
}

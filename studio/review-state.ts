import {nextReview} from '../schemas/lib/review-interval.ts'

/** A review that falls due within so many days is announced. */
export const DUE_SOON_DAYS = 60

/** What an open form knows of a document: anything may still be missing. */
export type Draft = Readonly<Record<string, unknown>>

export type ReviewState =
  | {readonly kind: 'withdrawn'}
  | {readonly kind: 'never'}
  | {readonly kind: 'overdue' | 'soon' | 'current'; readonly last: string; readonly next: string}

/** Today as `YYYY-MM-DD`, in UTC like every date of this model. */
export function today() {
  return new Date().toISOString().slice(0, 10)
}

/** @param date `YYYY-MM-DD` */
export function addDays(date: string, days: number) {
  const day = new Date(`${date}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + days)
  return day.toISOString().slice(0, 10)
}

function isDraft(value: unknown): value is Draft {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Where a page stands in its review cycle. Intervals are those of the public API.
 *
 * @param on the day to look at it, `YYYY-MM-DD`
 */
export function reviewState(document: Draft, on: string): ReviewState {
  if (document['status'] === 'withdrawn') return {kind: 'withdrawn'}
  const review = isDraft(document['review']) ? document['review'] : {}
  const last = review['lastReviewed']
  if (typeof last !== 'string') return {kind: 'never'}
  const notices = document['safetyNotices']
  const interval = review['intervalMonths']
  const next = nextReview(last, {
    intervalMonths: typeof interval === 'number' ? interval : null,
    hasSafetyNotice: Array.isArray(notices) && notices.length > 0,
  })
  if (next < on) return {kind: 'overdue', last, next}
  return {kind: next < addDays(on, DUE_SOON_DAYS) ? 'soon' : 'current', last, next}
}

/** Whether the page carries evidence on which experts disagree. */
export function isContested(document: Draft) {
  const evidence = document['evidence']
  return (
    Array.isArray(evidence) &&
    evidence.some((statement) => isDraft(statement) && statement['certainty'] === 'contested')
  )
}

/** Whether a clinician's review is on record: a date and at least one reviewer. */
export function hasReview(document: Draft) {
  const review = isDraft(document['review']) ? document['review'] : {}
  const reviewers = review['reviewedBy']
  return (
    typeof review['lastReviewed'] === 'string' && Array.isArray(reviewers) && reviewers.length > 0
  )
}

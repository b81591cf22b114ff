import {addMonths} from './wording.ts'

/** Months until the next review where the document sets no interval of its own. */
export const DEFAULT_REVIEW_MONTHS = 36
/** A safety notice of a regulator means that things move: look again within a year. */
export const SAFETY_REVIEW_MONTHS = 12

/**
 * When a reviewed page has to be reviewed again.
 * @param lastReviewed `YYYY-MM-DD`, as the answer.
 */
export function nextReview(
  lastReviewed: string,
  {intervalMonths, hasSafetyNotice}: {intervalMonths: number | null; hasSafetyNotice: boolean},
): string {
  const usual = hasSafetyNotice ? SAFETY_REVIEW_MONTHS : DEFAULT_REVIEW_MONTHS
  return addMonths(lastReviewed, intervalMonths ?? usual)
}

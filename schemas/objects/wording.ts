import {fill} from '../languages/index.ts'
import type {ProjectionContext} from '../lib/projection.ts'

/** "About 1 in 7 people", or the editors' own words for it. */
export function frequencyText(
  frequency: {numerator: number; denominator: number; text: string | null},
  {strings}: ProjectionContext,
): string {
  const {numerator, denominator, text} = frequency
  return text ?? fill(strings.body.frequency, {numerator, denominator})
}

/** Making a formatter costs more than a thousand dates. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** A calendar date in words, for example "April 23, 2014". */
export function dateText(date: string, locale: string): string {
  const format =
    formats.get(locale) ?? new Intl.DateTimeFormat(locale, {dateStyle: 'long', timeZone: 'UTC'})
  formats.set(locale, format)
  return format.format(new Date(`${date}T00:00:00Z`))
}

/** A text that ends a sentence, so that another may follow it. */
export function sentence(text: string): string {
  const trimmed = text.trim()
  return /[.!?…]["')\]]*$/.test(trimmed) ? trimmed : `${trimmed}.`
}

/**
 * Calendar date so many months later; the last day of the month where the day does not exist.
 * @param date `YYYY-MM-DD`.
 */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const lastDay = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay)))
    .toISOString()
    .slice(0, 10)
}

import {fill, type Strings} from '../languages/index.ts'

/** Between digits: comma, full stop, apostrophe and the spaces that languages group digits with. */
const DIGIT_GROUPS = /(?<=\d)[,.'’ \u00a0\u202f](?=\d{3}(?!\d))/g

/** Whether the words name both numbers: "About 1 in 1,000 injections" does for 1 and 1000. */
export function namesFrequency(words: string, numerator: number, denominator: number): boolean {
  const numbers = new Set(words.replace(DIGIT_GROUPS, '').match(/\d+/g))
  return numbers.has(String(numerator)) && numbers.has(String(denominator))
}

/**
 * "About 1 in 7 people", or the editors' own words for it. Words that do not name the number
 * follow it instead of replacing it: a reader never loses how often a harm happens.
 */
export function frequencyText(
  frequency: {numerator: number; denominator: number; text: string | null},
  {strings, locale}: {readonly strings: Pick<Strings, 'body'>; readonly locale: string},
): string {
  const {numerator, denominator, text} = frequency
  if (text !== null && namesFrequency(text, numerator, denominator)) return text
  const number = fill(strings.body.frequency, {
    numerator: numerator.toLocaleString(locale),
    denominator: denominator.toLocaleString(locale),
  })
  return text === null || text.trim() === '' ? number : `${number} (${text.trim()})`
}

/** Making a formatter costs more than a thousand dates. */
const formats = new Map<string, Intl.DateTimeFormat>()

/**
 * A date in words, for example "April 23, 2014"; in UTC, so that it is the same everywhere.
 * @param date `YYYY-MM-DD` or an instant in ISO 8601.
 */
export function dateText(date: string, locale: string): string {
  const format =
    formats.get(locale) ?? new Intl.DateTimeFormat(locale, {dateStyle: 'long', timeZone: 'UTC'})
  formats.set(locale, format)
  return format.format(new Date(date))
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

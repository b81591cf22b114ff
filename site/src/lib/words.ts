/** Making a formatter costs more than a thousand dates. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** A calendar date or instant in words, in UTC so that the same input gives the same page anywhere. */
export function longDate(isoDate: string, locale: string): string {
  const format =
    formats.get(locale) ?? new Intl.DateTimeFormat(locale, {dateStyle: 'long', timeZone: 'UTC'})
  formats.set(locale, format)
  return format.format(new Date(isoDate))
}

/** A text that ends like a sentence. */
export function sentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`
}

/** A calendar date or instant in words, in UTC so that the same input gives the same page anywhere. */
export function longDate(isoDate: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {dateStyle: 'long', timeZone: 'UTC'}).format(
    new Date(isoDate),
  )
}

/** A text that ends like a sentence. */
export function sentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`
}

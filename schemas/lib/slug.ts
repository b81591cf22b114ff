import toSlug from '@sindresorhus/slugify'

/** Lower-case ASCII letters and digits, joined by single hyphens. */
export const SLUG_FORMAT = /^[a-z0-9]+(-[a-z0-9]+)*$/
export const MAX_SLUG_CHARS = 75

/**
 * Words the API or the site already uses as a file or folder name beside documents, so that a
 * document named so would overwrite it.
 */
const RESERVED_SLUGS: readonly string[] = ['index', '404', 'all']

/** What keeps a slug from being one; undefined of a slug that is right. */
export function slugFault(slug: string): string | undefined {
  if (RESERVED_SLUGS.includes(slug)) return 'is a name that the site uses itself'
  if (slug.length > MAX_SLUG_CHARS) {
    return `has ${slug.length} characters, more than ${MAX_SLUG_CHARS}`
  }
  if (SLUG_FORMAT.test(slug)) return undefined
  return 'is not lower-case letters and digits joined by single hyphens'
}

/**
 * A text as letters that any address can hold: those of other scripts and with accents are written
 * as ASCII. Empty when nothing of the text can be written so.
 */
export function toAddressLetters(text: string): string {
  // Ligatures and full-width forms are letters too, and the library knows them only apart.
  return toSlug(text.normalize('NFKC'), {decamelize: false})
}

/** A slug of a text: its letters for an address, cut after `MAX_SLUG_CHARS`. May be empty. */
export function slugify(text: string): string {
  return toAddressLetters(text).slice(0, MAX_SLUG_CHARS).replace(/-$/, '')
}

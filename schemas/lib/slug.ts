/** Lower-case ASCII letters and digits, joined by single hyphens. */
export const SLUG_FORMAT = /^[a-z0-9]+(-[a-z0-9]+)*$/
export const MAX_SLUG_CHARS = 75

/**
 * Words the API or the site already uses as a file or folder name beside documents, so that a
 * document named so would overwrite it.
 */
export const RESERVED_SLUGS = ['index', '404', 'all'] as const

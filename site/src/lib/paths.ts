import {escapeHtml} from '../../../schemas/lib/escape-html.ts'
import type {CardV1} from '../../../schemas/objects/shared.v1.ts'

/** Root-relative form of an absolute address of this site, so that a mirror links within itself. */
export function localPath(address: string): string {
  const {pathname, search, hash} = new URL(address)
  return pathname + search + hash
}

/**
 * HTML of a v1 document with the addresses of this site made local again: fragments on its own page,
 * root-relative elsewhere. `toHtml` escapes every quotation mark of a text, so what begins like an
 * attribute is one.
 * @param path of the page that shows it.
 */
export function localHtml(html: string, baseUrl: string, path: string): string {
  const site = escapeHtml(baseUrl)
  return html
    .replaceAll(` href="${site}${path}#`, ' href="#')
    .replaceAll(` href="${site}/`, ' href="/')
    .replaceAll(` src="${site}/`, ' src="/')
}

/** Attributes of a link to a card; an untranslated one says in which language it is. */
export function cardLink(card: Pick<CardV1, 'links' | 'languageFallback'>) {
  return {
    href: localPath(card.links.html),
    hreflang: card.languageFallback ?? undefined,
    lang: card.languageFallback ?? undefined,
  }
}

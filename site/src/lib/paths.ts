import type {CardV1} from '../../../schemas/objects/shared.v1.ts'

/** Root-relative form of an absolute address of this site, so that a mirror links within itself. */
export function localPath(address: string): string {
  const {pathname, search, hash} = new URL(address)
  return pathname + search + hash
}

/** Attributes of a link to a card; an untranslated one says in which language it is. */
export function cardLink(card: Pick<CardV1, 'links' | 'languageFallback'>) {
  return {
    href: localPath(card.links.html),
    hreflang: card.languageFallback ?? undefined,
    lang: card.languageFallback ?? undefined,
  }
}

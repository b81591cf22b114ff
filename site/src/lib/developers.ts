import type {SiteContent} from '../../content/site-content.ts'
import type {CardV1} from '../../../schemas/objects/shared.v1.ts'
import {
  COLLECTION_OF_TYPE,
  COLLECTIONS,
  RESOURCE_PATHS,
  type Collection,
} from '../../../schemas/api/v1/links.ts'

/** Pages for developers, in reading order; paths below `/<locale>/developers/`. */
export const GUIDES = [
  {path: '', title: 'Start here'},
  {path: 'api/', title: 'API reference'},
  {path: 'client/', title: 'Typed client'},
  {path: 'feed/', title: 'Keep a copy current'},
  {path: 'changes/', title: 'What changes and what does not'},
  {path: 'terms/', title: 'Terms and attribution'},
  {path: 'scaling/', title: 'How it scales'},
  {path: 'widget/', title: 'FAQ widget'},
] as const
export type GuidePath = (typeof GUIDES)[number]['path']

/** What changed, for feed readers: they find it from the address of a page. */
export const FEEDS = [
  {type: 'application/atom+xml', href: RESOURCE_PATHS.atom, title: 'Atom'},
  {type: 'application/feed+json', href: RESOURCE_PATHS.jsonFeed, title: 'JSON Feed'},
] as const

export const developersPath = (locale: string, path: GuidePath = '') =>
  `/${locale}/developers/${path}`

/** A real document of this publication, so that every example on these pages works as it stands. */
export function exampleDocument(
  content: SiteContent,
): {card: CardV1; collection: Collection} | null {
  for (const collection of COLLECTIONS) {
    const [card] = content.list(collection)
    if (card !== undefined) return {card, collection: COLLECTION_OF_TYPE[card.type]}
  }
  return null
}

import type {LedgerV1} from '../../../schemas/api/v1/ledger.ts'
import {COLLECTIONS, documentPath} from '../../../schemas/api/v1/links.ts'
import type {CardV1} from '../../../schemas/objects/shared.v1.ts'
import {headOf} from '../../content/head.ts'
import type {PublishedContent} from '../../content/index.ts'
import {belowRoot, editionOf, type PublishedTombstone} from './changes.ts'

type LedgerDocument = LedgerV1['documents'][number]
export type LedgerTombstone = LedgerV1['tombstones'][number]

/** What stands at every address at which a document once was and none is now. */
export function nextTombstones(
  content: PublishedContent,
  documents: readonly LedgerDocument[],
  previous: LedgerV1 | null,
  time: string,
): LedgerTombstone[] {
  const live = new Set(documents.map(({path}) => path))
  const now = new Map(documents.map((document) => [editionOf(document), document.id]))
  const known = new Map<string, LedgerTombstone>()
  for (const tombstone of previous?.tombstones ?? []) {
    known.set(tombstone.path, following(tombstone, now.get(editionOf(tombstone)), time))
  }
  for (const document of previous?.documents ?? []) {
    const {path, type, id, locale, slug, title, firstPublished} = document
    const left = {path, type, id, locale, slug, title, since: time, firstPublished}
    const gone = {...left, status: 'gone' as const, reason: '', alternative: null}
    known.set(path, following(gone, now.get(editionOf(gone)), time))
  }
  // What the documents themselves say of their withdrawal or former slugs stands above the rest.
  for (const {site, tombstones} of content.locales) {
    for (const {collection, body} of tombstones) {
      const path = belowRoot(documentPath(site.locale, collection, body.slug))
      const earlier = known.get(path)
      known.set(path, {
        path,
        type: body.type,
        id: body.id,
        locale: body.locale,
        slug: body.slug,
        status: body.status,
        title: body.title ?? body.slug,
        reason: body.reason,
        alternative: body.alternative?.id ?? null,
        // A move stays at the time at which it was first published.
        since: body.status === 'moved' ? (earlier?.since ?? body.since) : body.since,
        firstPublished: earlier?.firstPublished ?? null,
      })
    }
  }
  return [...known.values()].filter(({path}) => !live.has(path))
}

/** A former address leads to its document wherever it is now, and says when there is none any more. */
function following(
  tombstone: LedgerTombstone,
  now: string | undefined,
  time: string,
): LedgerTombstone {
  const isMoved = tombstone.status === 'moved'
  if (now !== undefined) {
    const since = isMoved ? tombstone.since : time
    return {...tombstone, status: 'moved', reason: '', alternative: now, since}
  }
  return isMoved
    ? {...tombstone, status: 'gone', reason: '', alternative: null, since: time}
    : tombstone
}

/** The notice that is published at the address; none in a language that is no longer published. */
export function publicTombstone(
  entry: LedgerTombstone,
  content: PublishedContent,
): PublishedTombstone[] {
  const site = content.locales.find(({site: {locale}}) => locale === entry.locale)?.site
  const collection = COLLECTIONS.find((name) => name === entry.path.split('/')[1])
  if (site === undefined || collection === undefined) return []
  const {notices} = site.strings
  const cards: readonly CardV1[] = COLLECTIONS.flatMap((name) => site.list(name))
  const alternative = cards.find((card) => card.id === entry.alternative) ?? null
  return [
    {
      locale: entry.locale,
      collection,
      body: {
        ...headOf('tombstone', content.baseUrl),
        type: entry.type,
        id: entry.id,
        slug: entry.slug,
        locale: entry.locale,
        // What the documents know: a lost ledger must not change a notice unannounced.
        title: entry.status === 'withdrawn' ? entry.title : (alternative?.title ?? null),
        status: entry.status,
        reason:
          entry.reason !== ''
            ? entry.reason
            : entry.status === 'moved'
              ? notices.moved.replace('{title}', () => alternative?.title ?? entry.title)
              : notices.gone,
        alternative,
        since: entry.since,
      },
    },
  ]
}

import {
  CHANGES_PER_PAGE,
  type ChangeItemV1,
  type ChangesPageV1,
  type LedgerV1,
} from '../../../schemas/api/v1/changes.ts'
import type {TombstoneV1} from '../../../schemas/api/v1/envelope.ts'
import {
  API_ROOT,
  COLLECTION_OF_TYPE,
  COLLECTIONS,
  WIDGET_COLLECTIONS,
  documentPath,
  type Collection,
} from '../../../schemas/api/v1/links.ts'
import type {CardV1} from '../../../schemas/objects/shared.v1.ts'
import type {PublishedContent, PublishedDocument} from '../../content/index.ts'
import {headOf} from '../../content/head.ts'
import {revisionOf, sha256} from '../../content/json.ts'
import {ledgerWidgets} from './widgets.ts'

/** What the last publication left behind. */
export interface Previous {
  /** `null`: nothing was published before, or its ledger was lost. */
  readonly ledger: LedgerV1 | null
  /** True when there was a publication, but its ledger cannot be read. */
  readonly isLost: boolean
  readonly pages: readonly ChangesPageV1[]
}

export const NOTHING_PREVIOUS: Previous = {ledger: null, isLost: false, pages: []}

export interface PublishedTombstone {
  readonly locale: string
  readonly collection: Collection
  readonly body: TombstoneV1
}

type LedgerDocument = LedgerV1['documents'][number]
type LedgerTombstone = LedgerV1['tombstones'][number]

/** The change feed's next state: a pure function of the previous one and the documents. */
export interface Changes {
  readonly ledger: LedgerV1
  readonly items: readonly ChangeItemV1[]
  readonly pages: readonly ChangesPageV1[]
  readonly tombstones: readonly PublishedTombstone[]
}

/** Path below `/api/v1/`. */
export function belowRoot(path: string): string {
  return path.slice(API_ROOT.length + 1)
}

export function computeChanges(content: PublishedContent, previous: Previous): Changes {
  const documents = content.locales.flatMap((locale) =>
    locale.documents.map((entry) => ledgerDocument(entry)),
  )
  const tombstones = nextTombstones(content, documents, previous)
  const head = previous.pages.flatMap((page) => page.items).at(-1)?.seq ?? 0
  const time = [content.corpusTime, previous.ledger?.time ?? ''].toSorted().at(-1) ?? ''
  const items = changeItems(content, documents, tombstones, previous, time).map((item, index) => ({
    ...item,
    seq: head + index + 1,
  }))
  const ledger: LedgerV1 = {
    ...headOf('ledger', content.baseUrl),
    head: head + items.length,
    time,
    documents: documents.toSorted(byPath),
    tombstones: tombstones.toSorted(byPath),
    widgets: ledgerWidgets(content, previous.ledger?.widgets ?? []),
  }
  return {
    ledger,
    items,
    pages: nextPages(previous.pages, items, content.baseUrl),
    tombstones: tombstones.flatMap((entry) => publicTombstone(entry, content)),
  }
}

function byPath(a: {path: string}, b: {path: string}): number {
  return a.path < b.path ? -1 : 1
}

function ledgerDocument({
  collection,
  document,
  json,
  sourceDigest,
}: PublishedDocument): LedgerDocument {
  const {data, review, id, locale, slug, type, rev} = document
  const {sources: _sources, changes, furtherReading: _reading, ...clinical} = review
  return {
    path: belowRoot(documentPath(locale, collection, slug)),
    type,
    id,
    locale,
    slug,
    title: 'title' in data ? data.title : data.question,
    sha256: sha256(json),
    rev,
    source: sourceDigest,
    review: revisionOf(clinical),
    data: revisionOf(data),
    sections: Object.fromEntries(data.sections.map((section) => [section.id, revisionOf(section)])),
    notes: changes.length,
    widgets: widgetsShowing(document),
  }
}

/** Widget documents that show an FAQ: its pasted copies stand under these. */
function widgetsShowing(document: PublishedDocument['document']): string[] {
  if (document.type !== 'faq') return []
  const {related} = document
  return WIDGET_COLLECTIONS.flatMap((collection) => related[collection])
    .map((card) => `${COLLECTION_OF_TYPE[card.type]}/${card.slug}`)
    .toSorted()
}

type FormerDocument = Pick<
  LedgerDocument,
  'path' | 'type' | 'id' | 'locale' | 'slug' | 'title' | 'sections' | 'widgets'
>

/** What the last publication had. A lost ledger leaves the feed, which knows every document. */
function formerDocuments(previous: Previous): readonly FormerDocument[] {
  return previous.ledger === null
    ? newestItems(previous, ({locale, id}) => `${locale} ${id}`).filter(({rev}) => rev !== null)
    : previous.ledger.documents
}

/** Addresses of documents until the last publication; without a ledger, of all that ever were. */
function formerAddresses(previous: Previous): readonly FormerDocument[] {
  return previous.ledger === null
    ? newestItems(previous, ({path}) => path)
    : previous.ledger.documents
}

function newestItems({pages}: Previous, keyOf: (item: ChangeItemV1) => string) {
  const newest = new Map(pages.flatMap(({items}) => items).map((item) => [keyOf(item), item]))
  return [...newest.values()].map((item) => ({
    ...item,
    title: item.slug,
    sections: {},
    widgets: [],
  }))
}

function nextTombstones(
  content: PublishedContent,
  documents: readonly LedgerDocument[],
  previous: Previous,
): LedgerTombstone[] {
  const live = new Set(documents.map((document) => document.path))
  const known = new Map<string, LedgerTombstone>()
  for (const tombstone of previous.ledger?.tombstones ?? []) known.set(tombstone.path, tombstone)
  for (const gone of formerAddresses(previous)) {
    if (live.has(gone.path)) continue
    const now = documents.find(({id, locale}) => id === gone.id && locale === gone.locale)
    known.set(gone.path, {
      path: gone.path,
      type: gone.type,
      id: gone.id,
      locale: gone.locale,
      slug: gone.slug,
      status: now === undefined ? 'gone' : 'moved',
      title: gone.title,
      reason: '',
      alternative: now?.id ?? null,
      since: content.corpusTime,
      widgets: gone.widgets,
    })
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
        widgets: earlier?.widgets ?? [],
      })
    }
  }
  return [...known.values()].filter((tombstone) => !live.has(tombstone.path))
}

function publicTombstone(entry: LedgerTombstone, content: PublishedContent): PublishedTombstone[] {
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
              ? notices.moved.replace('{title}', () => entry.title)
              : notices.gone,
        alternative,
        since: entry.since,
      },
    },
  ]
}

type Unnumbered = Omit<ChangeItemV1, 'seq'>

function changeItems(
  content: PublishedContent,
  documents: readonly LedgerDocument[],
  tombstones: readonly LedgerTombstone[],
  previous: Previous,
  time: string,
): Unnumbered[] {
  const before = new Map((previous.ledger?.documents ?? []).map((entry) => [entry.path, entry]))
  const published = new Map(
    content.locales
      .flatMap((locale) => locale.documents)
      .map((entry) => {
        const {locale, slug} = entry.document
        return [belowRoot(documentPath(locale, entry.collection, slug)), entry] as const
      }),
  )
  const now = new Set(documents.map(({id, locale}) => `${locale}\n${id}`))
  const updates = documents.toSorted(byPath).flatMap((entry): Unnumbered[] => {
    const full = published.get(entry.path)
    if (full === undefined) return []
    const old = before.get(entry.path)
    if (old !== undefined && old.sha256 === entry.sha256) return []
    const formerly = [...before.values()].find(
      ({id, locale, path}) => id === entry.id && locale === entry.locale && path !== entry.path,
    )
    const reference = old ?? formerly
    const notes = full.document.review.changes.slice(0, entry.notes - (reference?.notes ?? 0))
    const operation = previous.isLost
      ? 'refresh'
      : old === undefined
        ? formerly === undefined
          ? 'create'
          : 'move'
        : old.data === entry.data && old.review !== entry.review
          ? 'review'
          : 'update'
    return [
      {
        operation,
        significance: significanceOf(reference === undefined ? [] : notes.map(({kind}) => kind)),
        cause: reference !== undefined && reference.source === entry.source ? 'linked' : 'own',
        type: entry.type,
        id: entry.id,
        locale: entry.locale,
        slug: entry.slug,
        path: entry.path,
        rev: entry.rev,
        sections: changedSections(reference?.sections ?? {}, entry.sections),
        note: reference === undefined ? null : (notes[0]?.note ?? null),
        at: full.updatedAt,
      },
    ]
  })
  const removals = formerDocuments(previous)
    .toSorted(byPath)
    .flatMap((old): Unnumbered[] => {
      // A moved document is in the updates, under its new path.
      if (now.has(`${old.locale}\n${old.id}`)) return []
      const tombstone = tombstones.find(({path}) => path === old.path)
      const isWithdrawn = tombstone?.status === 'withdrawn'
      return [
        {
          operation: isWithdrawn ? 'withdraw' : 'delete',
          significance: isWithdrawn ? 'safety' : 'editorial',
          cause: 'own',
          type: old.type,
          id: old.id,
          locale: old.locale,
          slug: old.slug,
          path: old.path,
          rev: null,
          sections: Object.keys(old.sections).toSorted(),
          note: isWithdrawn ? tombstone.reason : null,
          at: time,
        },
      ]
    })
  return inheritSafety([...updates, ...removals], published)
}

function significanceOf(kinds: readonly ('minor' | 'clinical' | 'safety')[]) {
  if (kinds.includes('safety')) return 'safety' as const
  return kinds.includes('clinical') ? ('clinical' as const) : ('editorial' as const)
}

/**
 * A page that shows a whole FAQ whose safety text changed is itself a matter of safety; one with its
 * card is not.
 */
function inheritSafety(
  items: readonly Unnumbered[],
  published: ReadonlyMap<string, PublishedDocument>,
): Unnumbered[] {
  const unsafe = new Set(
    items.filter((item) => item.significance === 'safety').map((item) => item.id),
  )
  return items.map((item) => {
    if (item.cause !== 'linked') return item
    const document = published.get(item.path)?.document
    if (document === undefined || document.type === 'faq') return item
    const {faqs} = document.related
    return faqs.some((faq) => unsafe.has(faq.id)) ? {...item, significance: 'safety'} : item
  })
}

function changedSections(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): string[] {
  const ids = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...ids].filter((id) => before[id] !== after[id]).toSorted()
}

function nextPages(
  pages: readonly ChangesPageV1[],
  items: readonly ChangeItemV1[],
  baseUrl: string,
): ChangesPageV1[] {
  const sealed = pages.filter((page) => page.sealed)
  const open = pages.find((page) => !page.sealed)?.items ?? []
  const rest = [...open, ...items]
  const next: ChangesPageV1[] = [...sealed]
  while (rest.length > 0) {
    const onPage = rest.splice(0, CHANGES_PER_PAGE)
    next.push({
      ...headOf('changes-page', baseUrl),
      page: next.length + 1,
      sealed: onPage.length === CHANGES_PER_PAGE,
      items: onPage,
    })
  }
  return next
}

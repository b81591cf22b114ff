import type {ChangeItemV1, LedgerV1} from '../../../schemas/api/v1/changes.ts'
import {documentPath} from '../../../schemas/api/v1/links.ts'
import type {PublishedContent, PublishedDocument} from '../../content/index.ts'
import {digestOf} from '../../content/json.ts'
import {belowRoot, editionOf, type Previous} from './changes.ts'
import type {LedgerTombstone} from './tombstones.ts'

type LedgerDocument = LedgerV1['documents'][number]
type Unnumbered = Omit<ChangeItemV1, 'seq'>
type Notes = PublishedDocument['document']['review']['changes']

/** One item for each document whose bytes are not those of the last publication. */
export function changeItems(
  content: PublishedContent,
  documents: readonly LedgerDocument[],
  tombstones: readonly LedgerTombstone[],
  previous: Previous,
  time: string,
): Unnumbered[] {
  const former = previous.ledger?.documents ?? []
  const before = new Map(former.map((entry) => [editionOf(entry), entry]))
  const published = new Map(
    content.locales
      .flatMap((locale) => locale.documents)
      .map((entry) => {
        const {locale, slug} = entry.document
        return [belowRoot(documentPath(locale, entry.collection, slug)), entry] as const
      }),
  )
  const updates = documents.toSorted(byPath).flatMap((entry): Unnumbered[] => {
    const full = published.get(entry.path)
    const old = before.get(editionOf(entry))
    if (full === undefined) return []
    if (old?.path === entry.path && old.sha256 === entry.sha256) return []
    const notes = old === undefined ? [] : newNotes(full.document, old, previous)
    // Of words that nobody can compare any more the revision says at least that they changed.
    const unknown = previous.isLost && old !== undefined && old.rev !== entry.rev
    return [
      {
        operation: operationOf(entry, old, previous.isLost),
        significance: significanceOf([
          unknown ? 'clinical' : 'minor',
          ...notes.map(({kind}) => kind),
        ]),
        cause: old !== undefined && old.source === entry.source ? 'linked' : 'own',
        type: entry.type,
        id: entry.id,
        locale: entry.locale,
        slug: entry.slug,
        path: entry.path,
        from: old === undefined || old.path === entry.path ? null : old.path,
        rev: entry.rev,
        sections: changedSections(old?.sections ?? {}, entry.sections),
        note: notes[0]?.note ?? null,
        at: full.updatedAt,
        publishedAt: time,
      },
    ]
  })
  const now = new Set(documents.map(editionOf))
  const removals = former
    .filter((old) => !now.has(editionOf(old)))
    .toSorted(byPath)
    .map((old): Unnumbered => {
      const tombstone = tombstones.find(({path}) => path === old.path)
      const isWithdrawn = tombstone?.status === 'withdrawn'
      return {
        operation: isWithdrawn ? 'withdraw' : 'delete',
        significance: isWithdrawn ? 'safety' : 'clinical',
        cause: 'own',
        type: old.type,
        id: old.id,
        locale: old.locale,
        slug: old.slug,
        path: old.path,
        from: null,
        rev: null,
        sections: Object.keys(old.sections).toSorted(),
        note: isWithdrawn ? tombstone.reason : null,
        at: time,
        publishedAt: time,
      }
    })
  return inheritSafety([...updates, ...removals], [...documents, ...former])
}

export function byPath(a: {readonly path: string}, b: {readonly path: string}): number {
  return a.path < b.path ? -1 : 1
}

function operationOf(
  entry: LedgerDocument,
  old: LedgerDocument | undefined,
  isLost: boolean,
): ChangeItemV1['operation'] {
  if (isLost) return 'refresh'
  if (old === undefined) return 'create'
  if (old.path !== entry.path) return 'move'
  return old.data === entry.data && old.review !== entry.review ? 'review' : 'update'
}

/** Change notes since the last publication; where its ledger is lost, those of its day or later. */
function newNotes(
  {rev, review}: PublishedDocument['document'],
  old: LedgerDocument,
  {ledger, isLost}: Previous,
): Notes {
  if (!isLost) return review.changes.filter((note) => !old.notes.includes(digestOf(note)))
  if (rev === old.rev) return []
  const day = ledger?.time.slice(0, 10) ?? ''
  return review.changes.filter(({date}) => date >= day)
}

function significanceOf(
  kinds: readonly ('minor' | 'clinical' | 'safety')[],
): ChangeItemV1['significance'] {
  if (kinds.includes('safety')) return 'safety'
  return kinds.includes('clinical') ? 'clinical' : 'editorial'
}

/**
 * A page that shows a whole FAQ, or did until now, is itself a matter of safety when that FAQ is;
 * one with its card is not.
 */
function inheritSafety(
  items: readonly Unnumbered[],
  showing: readonly LedgerDocument[],
): Unnumbered[] {
  const unsafe = items.filter(({significance}) => significance === 'safety')
  return items.map((item) => {
    if (item.significance === 'safety' || item.rev === null) return item
    const shown = showing
      .filter((document) => editionOf(document) === editionOf(item))
      .flatMap(({whole}) => whole)
    const cause = unsafe.find(({id, locale}) => locale === item.locale && shown.includes(id))
    if (cause === undefined) return item
    return {...item, significance: 'safety', note: item.note ?? cause.note}
  })
}

function changedSections(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): string[] {
  const ids = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...ids].filter((id) => before[id] !== after[id]).toSorted()
}

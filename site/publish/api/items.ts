import type {ChangeItemV1, Significance} from '../../../schemas/api/v1/changes.ts'
import type {LedgerV1} from '../../../schemas/api/v1/ledger.ts'
import {documentPath} from '../../../schemas/api/v1/links.ts'
import type {PublishedContent, PublishedDocument} from '../../content/index.ts'
import {digestOf} from '../../content/json.ts'
import {heaviest, weightOf} from '../../content/words.ts'
import {belowRoot, editionOf, type Previous} from './changes.ts'
import {changedParts, changesShown, type ChangedPart} from './linked.ts'
import type {LedgerTombstone} from './tombstones.ts'

type LedgerDocument = LedgerV1['documents'][number]
type Unnumbered = Omit<ChangeItemV1, 'seq'>
type Notes = PublishedDocument['document']['review']['changes']

/** A document and what became of it since the last publication. */
interface OwnChange {
  readonly entry: LedgerDocument
  /** As it was; undefined of a new one. */
  readonly old: LedgerDocument | undefined
  readonly published: PublishedDocument
  /** `null` where it did not change itself. */
  readonly significance: Significance | null
  readonly note: string | null
}

/** One item for each document whose bytes are not those of the last publication. */
export function changeItems(
  content: PublishedContent,
  documents: readonly LedgerDocument[],
  tombstones: readonly LedgerTombstone[],
  previous: Previous,
): Unnumbered[] {
  const former = previous.ledger?.documents ?? []
  const own = ownChanges(content, documents, previous)
  const now = new Set(documents.map(editionOf))
  const removals = former
    .filter((old) => !now.has(editionOf(old)))
    .map((old) => ({old, item: removal(old, tombstones, content.time)}))
  const parts = Map.groupBy(
    [
      ...own.flatMap((change) => partOf(change.old, change.entry, change)),
      ...removals.flatMap(({old, item}) => partOf(old, undefined, item)),
      ...changedParts(previous.ledger?.parts ?? [], content.parts),
    ],
    ({id}) => id,
  )
  return [
    ...own
      .filter(({entry, old}) => old?.path !== entry.path || old.sha256 !== entry.sha256)
      .map((change) => update(change, parts, previous.isLost, content.time)),
    ...removals.map(({item}) => item),
  ]
}

function ownChanges(
  content: PublishedContent,
  documents: readonly LedgerDocument[],
  previous: Previous,
): OwnChange[] {
  const before = new Map(previous.ledger?.documents.map((entry) => [editionOf(entry), entry]))
  const published = new Map(
    content.locales
      .flatMap((locale) => locale.documents)
      .map((entry) => {
        const {locale, slug} = entry.document
        return [belowRoot(documentPath(locale, entry.collection, slug)), entry] as const
      }),
  )
  return documents.flatMap((entry): OwnChange[] => {
    const full = published.get(entry.path)
    if (full === undefined) return []
    const old = before.get(editionOf(entry))
    if (old === undefined) {
      return [{entry, old, published: full, significance: 'editorial', note: null}]
    }
    const notes = newNotes(full.document, old, previous)
    const weights = [ownWeight(entry, old), ...notes.map(({kind}) => SIGNIFICANCE_OF[kind])]
    const [note = null] = notes.map((one) => one.note)
    return [{entry, old, published: full, significance: heaviest(weights), note}]
  })
}

const SIGNIFICANCE_OF = {minor: 'editorial', clinical: 'clinical', safety: 'safety'} as const

/** Of words that nobody can compare any more the revision says at least that they changed. */
function ownWeight(entry: LedgerDocument, old: LedgerDocument): Significance | null {
  if (old.words !== null && entry.words !== null) {
    const weight = weightOf(old.words, entry.words)
    return weight ?? (old.modified === entry.modified ? null : 'editorial')
  }
  return old.rev === entry.rev ? 'editorial' : 'clinical'
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

/** Either side is missing where the document was not there. */
function partOf(
  old: LedgerDocument | undefined,
  entry: LedgerDocument | undefined,
  {significance, note}: Pick<OwnChange, 'significance' | 'note'>,
): ChangedPart[] {
  const named = entry ?? old
  if (named === undefined || significance === null) return []
  return [
    {
      id: named.id,
      locale: named.locale,
      significance,
      isOnCards: old?.words?.card === undefined || old.words.card !== entry?.words?.card,
      isOnConditions: old?.words?.treats !== entry?.words?.treats,
      note,
    },
  ]
}

function update(
  {entry, old, published, significance, note}: OwnChange,
  parts: ReadonlyMap<string, readonly ChangedPart[]>,
  isLost: boolean,
  time: string,
): Unnumbered {
  const shown = old === undefined || isLost ? [] : changesShown(entry, old, parts)
  const unsafe = shown.find((change) => change.significance === 'safety')
  const {type, id, locale, slug, path, rev} = entry
  return {
    operation: operationOf(entry, old, isLost),
    significance: heaviest([significance, ...shown.map((one) => one.significance)]) ?? 'editorial',
    cause: significance === null ? 'linked' : 'own',
    via: shown.map(({part}) => part.id),
    type,
    id,
    locale,
    slug,
    path,
    from: old === undefined || old.path === path ? null : old.path,
    rev,
    sections: changedSections(old?.sections ?? {}, entry.sections),
    note: note ?? unsafe?.part.note ?? null,
    at: published.updatedAt,
    publishedAt: time,
  }
}

function removal(
  old: LedgerDocument,
  tombstones: readonly LedgerTombstone[],
  time: string,
): Unnumbered {
  const tombstone = tombstones.find(({path}) => path === old.path)
  const isWithdrawn = tombstone?.status === 'withdrawn'
  const {type, id, locale, slug, path} = old
  return {
    operation: isWithdrawn ? 'withdraw' : 'delete',
    significance: isWithdrawn ? 'safety' : 'clinical',
    cause: 'own',
    via: [],
    type,
    id,
    locale,
    slug,
    path,
    from: null,
    rev: null,
    sections: Object.keys(old.sections).toSorted(),
    note: isWithdrawn ? tombstone.reason : null,
    at: time,
    publishedAt: time,
  }
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

function changedSections(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): string[] {
  const ids = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...ids].filter((id) => before[id] !== after[id]).toSorted()
}

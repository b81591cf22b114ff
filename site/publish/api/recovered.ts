import type {ChangeItemV1, ChangesV1} from '../../../schemas/api/v1/changes.ts'
import type {LedgerV1} from '../../../schemas/api/v1/ledger.ts'
import type {TombstonesV1} from '../../../schemas/api/v1/envelope.ts'
import {COLLECTIONS, FILTERS, WIDGET_COLLECTIONS} from '../../../schemas/api/v1/links.ts'
import {editionOf} from './changes.ts'

type LedgerTombstone = LedgerV1['tombstones'][number]

/** Fits no digest, so that whatever is compared with it counts as changed. */
const UNKNOWN = {
  sha256: '',
  words: null,
  modified: '',
  review: '',
  data: '',
  sections: {},
  notes: [],
  whole: [],
  shows: [],
}

/** What the other files of a publication tell of it. */
export interface Remains {
  readonly changes: Omit<ChangesV1, 'pages'>
  /** Of its feed. */
  readonly items: readonly ChangeItemV1[]
  readonly notices: TombstonesV1['items']
  /** Of every file below `/api/v1/`. */
  readonly paths: readonly string[]
}

/**
 * What is known of a publication whose ledger is lost: every address there ever was, where each
 * document is and since when it is public, but of its words only the revision.
 */
export function recoveredLedger({changes, items, notices, paths}: Remains): LedgerV1 {
  const {$schema, apiVersion, feedId, head, time} = changes
  const first = new Map(items.toReversed().map((item) => [editionOf(item), item.publishedAt]))
  const clinical = new Map(
    items
      .filter(({cause, significance}) => cause === 'own' && significance !== 'editorial')
      .map((item) => [editionOf(item), item.publishedAt.slice(0, 10)]),
  )
  const newest = [...new Map(items.map((item) => [editionOf(item), item])).values()]
  const live = new Set(newest.filter(({rev}) => rev !== null).map(({path}) => path))
  const left = new Map(items.filter(({path}) => !live.has(path)).map((item) => [item.path, item]))
  return {
    $schema,
    apiVersion,
    feedId,
    head,
    time,
    documents: newest.flatMap((item) => {
      const {path, type, id, locale, slug, rev} = item
      const firstPublished = first.get(editionOf(item)) ?? item.publishedAt
      const contentModified = clinical.get(editionOf(item)) ?? null
      const known = {path, type, id, locale, slug, title: slug, firstPublished, contentModified}
      return rev === null ? [] : [{...known, ...UNKNOWN, rev}]
    }),
    parts: [],
    weights: '',
    tombstones: [
      ...new Map(
        [...[...left.values()].map(removed), ...notices.flatMap(ofDocument)].map((tombstone) => [
          tombstone.path,
          {...tombstone, firstPublished: first.get(editionOf(tombstone)) ?? null},
        ]),
      ).values(),
    ],
    widgets: closedWidgets(items, paths),
    lists: paths.flatMap(listAt),
  }
}

type Removed = Omit<LedgerTombstone, 'firstPublished'>

function removed({path, type, id, locale, slug, publishedAt: since}: ChangeItemV1): Removed {
  const unknown = {title: slug, reason: '', alternative: null}
  return {path, type, id, locale, slug, status: 'gone', since, ...unknown}
}

/** Other files of a document have the same notice. */
function ofDocument({path, tombstone}: TombstonesV1['items'][number]): Removed[] {
  const {type, id, locale, slug, status, reason, since} = tombstone
  const collection = COLLECTIONS.find((name) => path === `${locale}/${name}/${slug}.json`)
  if (collection === undefined) return []
  const alternative = tombstone.alternative?.id ?? null
  const title = tombstone.title ?? slug
  return [{path, type, id, locale, slug, status, title, reason, alternative, since}]
}

/** Its label is lost; a list that is still published has one. */
function listAt(path: string): LedgerV1['lists'] {
  const [, locale = '', name, value = ''] = /^([^/]+)\/by\/([^/]+)\/(.+)\.json$/.exec(path) ?? []
  const filter = FILTERS.find((one) => one === name)
  return filter === undefined ? [] : [{locale, filter, value, label: value}]
}

/** Which answers a widget document had is lost: where none is any more, all are taken down. */
function closedWidgets(
  items: readonly ChangeItemV1[],
  paths: readonly string[],
): LedgerV1['widgets'] {
  return paths.flatMap((path) => {
    const [, locale = '', name, slug = ''] =
      /^([^/]+)\/widgets\/([^/]+)\/([^/]+)\.json$/.exec(path) ?? []
    const collection = WIDGET_COLLECTIONS.find((one) => one === name)
    const answers = items
      .filter((item) => item.locale === locale && item.type === 'faq')
      .map((item) => item.slug)
    return collection === undefined || answers.length === 0
      ? []
      : [{locale, collection, slug, title: slug, answers: [...new Set(answers)]}]
  })
}

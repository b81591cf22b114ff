import type {ChangeItemV1, ChangesV1, LedgerV1} from '../../../schemas/api/v1/changes.ts'
import {WIDGET_COLLECTIONS} from '../../../schemas/api/v1/links.ts'
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

/**
 * What the feed tells of a publication whose ledger is lost: every address there ever was, where
 * each document is and since when it is public, but of its words only the revision.
 */
export function recoveredLedger(
  items: readonly ChangeItemV1[],
  {$schema, apiVersion, feedId, head, time}: ChangesV1,
): LedgerV1 {
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
    tombstones: [...left.values()].map((item): LedgerTombstone => {
      const {path, type, id, locale, slug, publishedAt} = item
      return {
        path,
        type,
        id,
        locale,
        slug,
        status: 'gone',
        title: slug,
        reason: '',
        alternative: null,
        since: publishedAt,
        firstPublished: first.get(editionOf(item)) ?? null,
      }
    }),
    widgets: closedWidgets(items),
    lists: [],
  }
}

/** Which answers a widget document had is lost too: where one may have been, all are taken down. */
function closedWidgets(items: readonly ChangeItemV1[]): LedgerV1['widgets'] {
  const known = new Map<string, LedgerV1['widgets'][number]>()
  for (const {locale, path, slug} of items) {
    const collection = WIDGET_COLLECTIONS.find((name) => name === path.split('/')[1])
    const answers = items
      .filter((item) => item.locale === locale && item.path.startsWith(`${locale}/faqs/`))
      .map((item) => item.slug)
    if (collection === undefined || answers.length === 0) continue
    known.set(path, {locale, collection, slug, title: slug, answers: [...new Set(answers)]})
  }
  return [...known.values()]
}

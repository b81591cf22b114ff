import type {ChangeItemV1, ChangesV1, LedgerV1} from '../../../schemas/api/v1/changes.ts'
import {editionOf} from './changes.ts'

type LedgerTombstone = LedgerV1['tombstones'][number]

/** Fits no digest, so that whatever is compared with it counts as changed. */
const UNKNOWN = {sha256: '', source: '', review: '', data: '', sections: {}, notes: [], whole: []}

/**
 * What the feed tells of a publication whose ledger is lost: every address there ever was and where
 * each document is, but of its words only the revision.
 */
export function recoveredLedger(
  items: readonly ChangeItemV1[],
  {$schema, apiVersion, feedId, head, time}: ChangesV1,
): LedgerV1 {
  const newest = [...new Map(items.map((item) => [editionOf(item), item])).values()]
  const live = new Set(newest.filter(({rev}) => rev !== null).map(({path}) => path))
  const left = new Map(items.filter(({path}) => !live.has(path)).map((item) => [item.path, item]))
  return {
    $schema,
    apiVersion,
    feedId,
    head,
    time,
    documents: newest.flatMap(({path, type, id, locale, slug, rev}) =>
      rev === null ? [] : [{path, type, id, locale, slug, rev, title: slug, ...UNKNOWN}],
    ),
    tombstones: [...left.values()].map(
      ({path, type, id, locale, slug, publishedAt: since}): LedgerTombstone => ({
        path,
        type,
        id,
        locale,
        slug,
        status: 'gone',
        title: slug,
        reason: '',
        alternative: null,
        since,
      }),
    ),
    widgets: [],
  }
}

import type {ChangeItemV1} from '../../../schemas/api/v1/changes.ts'
import {recallDays, type RecallsV1} from '../../../schemas/api/v1/recalls.ts'
import {headOf} from '../../content/head.ts'
import type {LocaleContent, PublishedContent, PublishedDocument} from '../../content/index.ts'
import {editionOf, type Changes, type PublishedTombstone} from './changes.ts'

type Recall = RecallsV1['items'][number]
/** Items of one document, oldest first. */
type History = readonly ChangeItemV1[]

const DAY_MS = 86_400_000

/** Calendar date of an instant or a date. */
export const dayOf = (time: string) => new Date(time).toISOString().slice(0, 10)

/** Calendar date that lies so many days after an instant or a date. */
export const lastDay = (start: string, days: number) =>
  dayOf(new Date(Date.parse(start) + days * DAY_MS).toISOString())

export const recallDaysOf = ({site}: LocaleContent) =>
  recallDays(site.settings.publicApi.maxStaleDays)

/**
 * What must be taken down or refreshed. Read from the feed, which nothing that follows can change,
 * and from the documents' own notes, which a lost feed cannot take along.
 */
export function recallsOf(content: PublishedContent, changes: Changes): RecallsV1 {
  const feed = Map.groupBy(
    changes.pages.flatMap((page) => page.items),
    editionOf,
  )
  const removed = Map.groupBy(
    changes.tombstones.filter(({body}) => body.status !== 'moved'),
    ({body}) => editionOf(body),
  )
  const takenDown = [...removed].map(([edition, tombstones]) =>
    takeDown(tombstones, feed.get(edition) ?? []),
  )
  const refreshed = content.locales.flatMap((locale) =>
    locale.documents.map(({document}) =>
      refresh(document, feed.get(editionOf(document)) ?? [], locale, changes.ledger.time),
    ),
  )
  return {
    ...headOf('recalls', content.baseUrl),
    items: [...takenDown, ...refreshed].filter((recall) => recall !== null),
  }
}

/** @param tombstones at every address that the document had; the last one names it */
function takeDown(tombstones: readonly PublishedTombstone[], history: History): Recall | null {
  const last = history.at(-1)
  const [first] = tombstones
  const named = tombstones.find(({body}) => body.slug === last?.slug) ?? first
  if (named === undefined) return null
  const {type, id, slug, locale, reason, since, alternative} = named.body
  const unsafe = revisionsBefore(last, history)
  return {
    type,
    id,
    slug,
    locale,
    action: 'takeDown',
    rev: null,
    unsafe,
    reason,
    since,
    until: null,
    alternative,
  }
}

function refresh(
  {type, id, slug, locale, rev, review}: PublishedDocument['document'],
  history: History,
  {site}: LocaleContent,
  time: string,
): Recall | null {
  const item = history.findLast(
    ({significance, operation}) => significance === 'safety' || operation === 'delete',
  )
  const note = review.changes.find(({kind}) => kind === 'safety')
  const days = recallDays(site.settings.publicApi.maxStaleDays)
  const [until] = [item?.publishedAt, note?.date]
    .filter((start) => start !== undefined)
    .map((start) => lastDay(start, days))
    .toSorted()
    .toReversed()
  const since = item?.publishedAt ?? note?.date
  if (until === undefined || since === undefined || until < dayOf(time)) return null
  const unsafe = revisionsBefore(
    item ?? history.find(({publishedAt}) => publishedAt >= since),
    history,
  )
  // Editors who bring a page back say that its words are right after all; a backup says nothing.
  const isBroughtBack = item?.rev === null
  const isUnsafe = !isBroughtBack && unsafe.some((revision) => revision.rev === rev)
  return {
    type,
    id,
    slug,
    locale,
    action: isUnsafe ? 'takeDown' : 'refresh',
    rev: isUnsafe ? null : rev,
    unsafe: isUnsafe ? unsafe : unsafe.filter((revision) => revision.rev !== rev),
    reason: item?.note ?? note?.note ?? site.strings.notices.recalled,
    since,
    until,
    alternative: null,
  }
}

/** Revisions that were published before an item, each with the time at which it was replaced. */
function revisionsBefore(end: ChangeItemV1 | undefined, history: History): Recall['unsafe'] {
  if (end === undefined) return []
  const found = new Map<string, string>()
  history.slice(0, history.indexOf(end)).forEach(({rev}, index) => {
    const replaced = history[index + 1]?.publishedAt
    if (rev !== null && replaced !== undefined) found.set(rev, replaced)
  })
  return [...found].map(([rev, until]) => ({rev, until}))
}

import type {PublishedContent} from '../content/index.ts'
import {editionOf, type Changes, type Previous} from './api/changes.ts'
import {recallsOf} from './api/recalls.ts'

const DAY_MS = 86_400_000

/** What a publisher should know of a publication that is allowed, one line each. */
export function warningsOf(
  content: PublishedContent,
  changes: Changes,
  {isLost}: Previous,
  now: Date,
): string[] {
  const live = new Set(changes.ledger.documents.map(editionOf))
  const takenDown = recallsOf(content, changes).items.filter(
    (recall) => recall.action === 'takeDown' && live.has(editionOf(recall)),
  )
  const isAhead = Date.parse(content.time) > now.getTime() + DAY_MS
  return [
    ...takenDown.map(
      ({id, locale, since}) =>
        `${id} (${locale}): its words are again those that were recalled on ${since.slice(0, 10)}, so partners are told to take it down — publish other words, or a change note that says why these are right after all`,
    ),
    ...(isLost
      ? [
          'the change feed or the ledger of the last publication could not be read, so every document is announced anew — see that nothing but a publish writes into its folder',
        ]
      : []),
    ...(isAhead
      ? [
          `the newest edit is of ${content.time}, which lies ahead, and recalls end by the time of edits — see which document has that _updatedAt`,
        ]
      : []),
  ].map((line) => `warning: ${line}`)
}

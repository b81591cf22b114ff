import {bundleOf, draftIdOf, publishedIdOf} from '../documents.ts'
import {BadRequest} from '../errors.ts'
import {assertTrusted} from '../guard.ts'
import {existingDataset, type Lake, type Operation} from '../lake.ts'
import type {ChangeRow} from '../store.ts'

/**
 * `GET /data/history/:dataset/events/documents/:id`: what happened to a page, from which Studio
 * makes its history. Edits are not among it: Studio adds those from the transactions.
 * Shapes: `DocumentGroupEvent` in the types of sanity 6.16.
 */

const DEFAULT_LIMIT = 100

/** What one transaction did to the published document and to the draft (or version) beside it. */
interface Step {
  readonly seq: number
  readonly published?: ChangeRow
  readonly version?: ChangeRow
}

/**
 * Newest first, `limit` of them and a `nextCursor` when there are more. Of a published document: how
 * readers saw it change. Of a draft or version: from its creation to its publication or end.
 */
export const historyEvents: Operation = (lake) => (c) => {
  assertTrusted(c.var.caller, 'Reading history')
  const dataset = existingDataset(lake, c)
  const id = c.req.param('id') ?? ''
  const limit = wholeNumber('limit', c.req.query('limit')) ?? DEFAULT_LIMIT
  const before = wholeNumber('nextCursor', c.req.query('nextCursor')) ?? Infinity
  const events = stepsOf(lake, dataset, id)
    .filter(({seq}) => seq < before)
    .toReversed()
    .flatMap((step) => {
      const event = bundleOf(id) === null ? publishedEvent(step) : versionEvent(step)
      return event === null ? [] : [{seq: step.seq, event}]
    })
  const page = events.slice(0, limit)
  const last = page.at(-1)
  return c.json({
    events: {[id]: page.map(({seq, event}) => ({...signed(lake, seq), ...event, ...named(id)}))},
    nextCursor: last !== undefined && events.length > limit ? String(last.seq) : '',
  })
}

function wholeNumber(name: string, value: string | undefined): number | null {
  if (value === undefined || value === '') return null
  if (!/^\d+$/.test(value)) throw new BadRequest(`${name}=${value} is not a whole number`)
  return Number(value)
}

/** Oldest first. */
function stepsOf({store}: Lake, dataset: string, id: string): Step[] {
  const publishedId = publishedIdOf(id)
  const steps = new Map<number, Step>()
  for (const published of store.changesOf(dataset, publishedId)) {
    steps.set(published.seq, {seq: published.seq, published})
  }
  const versionId = bundleOf(id) === null ? draftIdOf(publishedId) : id
  for (const version of store.changesOf(dataset, versionId)) {
    steps.set(version.seq, {...steps.get(version.seq), seq: version.seq, version})
  }
  return [...steps.values()].toSorted((a, b) => a.seq - b.seq)
}

function signed({store}: Lake, seq: number) {
  const transaction = store.transactionBySeq(seq)
  return {timestamp: transaction?.timestamp, author: transaction?.author}
}

function named(id: string) {
  const bundle = bundleOf(id)
  return {
    documentId: publishedIdOf(id),
    ...(bundle === null || bundle === 'drafts' ? {} : {releaseId: bundle}),
  }
}

/** Publishing moves the draft: the published document gets its state in the step that ends it. */
function publication({published, version}: Step) {
  if (published === undefined || published.resultRev === null) return null
  if (version === undefined || version.previousRev === null || version.resultRev !== null)
    return null
  return {
    type: 'publishDocumentVersion',
    revisionId: published.resultRev,
    versionId: version.documentId,
    versionRevisionId: version.previousRev,
    publishCause: 'document.publish',
  }
}

/** Taking a published document back leaves its state in a draft. */
function retraction({published, version}: Step) {
  if (published === undefined || published.resultRev !== null) return null
  return version === undefined || version.resultRev === null
    ? {type: 'deleteDocumentGroup'}
    : {
        type: 'unpublishDocument',
        versionId: version.documentId,
        versionRevisionId: version.resultRev,
      }
}

function publishedEvent(step: Step) {
  const {published} = step
  if (published === undefined) return null
  const {previousRev, resultRev: revisionId} = published
  if (revisionId === null) return retraction(step)
  return (
    publication(step) ??
    (previousRev === null
      ? {type: 'createLiveDocument', revisionId}
      : {type: 'updateLiveDocument', revisionId})
  )
}

function versionEvent(step: Step) {
  const {version} = step
  const end = publication(step) ?? retraction(step)
  if (end !== null) return end
  if (version === undefined) return null
  const {documentId: versionId, previousRev, resultRev} = version
  if (previousRev === null && resultRev !== null) {
    return {type: 'createDocumentVersion', versionId, versionRevisionId: resultRev}
  }
  if (previousRev !== null && resultRev === null) {
    return {type: 'deleteDocumentVersion', versionId, versionRevisionId: previousRev}
  }
  return null
}

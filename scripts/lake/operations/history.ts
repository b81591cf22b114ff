import {BadRequest, NotFound} from '../errors.ts'
import {assertTrusted} from '../guard.ts'
import {effectsOf} from '../listeners.ts'
import {existingDataset, flag, type Lake, type LakeContext, type Operation} from '../lake.ts'
import type {LakeDocument} from '../documents.ts'
import type {ChangeRow} from '../store.ts'

/** `GET /data/history/:dataset/…`: documents as they were, and the transactions that changed them. */

/** `documents/:ids?revision=|time=|lastRevision=`: each document as it was then. */
export const historyDocuments: Operation = (lake) => (c) => {
  assertTrusted(c.var.caller, 'Reading history')
  const dataset = existingDataset(lake, c)
  const revision = c.req.query('revision')
  const time = c.req.query('time')
  if (time !== undefined && Number.isNaN(Date.parse(time))) {
    throw new BadRequest(`time=${time} is not a date — use ISO 8601`)
  }
  const documents = idsOf(c).flatMap((id) => {
    const found = documentThen(lake, dataset, id, revision, time)
    return found ? [found] : []
  })
  return c.json({documents})
}

function documentThen(
  lake: Lake,
  dataset: string,
  id: string,
  revision: string | undefined,
  time: string | undefined,
): LakeDocument | null {
  const {store} = lake
  if (revision !== undefined) {
    const exact = store.atRevision(dataset, id, revision)
    if (exact) return exact
    // A transaction that did not touch this document: what it was after that transaction.
    const transaction = store.transaction(dataset, revision)
    if (!transaction) throw new NotFound(`There is no revision "${revision}" of "${id}"`)
    return lastState(lake, dataset, id, (change) => change.seq <= transaction.seq)
  }
  if (time !== undefined) {
    const until = Date.parse(time)
    return lastState(lake, dataset, id, (change) => timeOf(lake, change) <= until)
  }
  return store.get(dataset, id) ?? lastState(lake, dataset, id, () => true, true)
}

function lastState(
  lake: Lake,
  dataset: string,
  id: string,
  isThen: (change: ChangeRow) => boolean,
  beforeDeletion = false,
): LakeDocument | null {
  const change = lake.store.changesOf(dataset, id).findLast(isThen)
  if (!change) return null
  const rev = change.resultRev ?? (beforeDeletion ? change.previousRev : null)
  return rev === null ? null : lake.store.atRevision(dataset, id, rev)
}

function timeOf(lake: Lake, change: ChangeRow): number {
  const transaction = lake.store.transactionBySeq(change.seq)
  return transaction ? Date.parse(transaction.timestamp) : Infinity
}

/** `transactions/:ids`: NDJSON, one transaction a line, oldest first unless `reverse=true`. */
export const historyTransactions: Operation = (lake) => (c) => {
  assertTrusted(c.var.caller, 'Reading history')
  const dataset = existingDataset(lake, c)
  const {store} = lake
  const bySeq = new Map<number, ChangeRow[]>()
  for (const id of idsOf(c)) {
    for (const change of store.changesOf(dataset, id)) {
      bySeq.set(change.seq, [...(bySeq.get(change.seq) ?? []), change])
    }
  }
  const from = seqOf(lake, dataset, c.req.query('fromTransaction')) ?? 0
  const to = seqOf(lake, dataset, c.req.query('toTransaction')) ?? Infinity
  const seqs = [...bySeq.keys()].filter((seq) => seq >= from && seq <= to).toSorted((a, b) => a - b)
  if (flag(c, 'reverse')) seqs.reverse()
  const limit = Number(c.req.query('limit') ?? 100)
  const lines = seqs
    .slice(0, Number.isFinite(limit) ? limit : 100)
    .map((seq) => JSON.stringify(transactionLine(lake, dataset, seq, bySeq.get(seq) ?? [], c)))
  return c.body(lines.map((line) => `${line}\n`).join(''), 200, {
    'Content-Type': 'application/x-ndjson; charset=utf-8',
  })
}

function transactionLine(
  lake: Lake,
  dataset: string,
  seq: number,
  changes: ChangeRow[],
  c: LakeContext,
): unknown {
  const transaction = lake.store.transactionBySeq(seq)
  const wantsEffects = c.req.query('effectFormat') === 'mendoza'
  const effects: Record<string, unknown> = {}
  for (const {documentId, previousRev, resultRev} of changes) {
    const at = (rev: string | null): LakeDocument | null =>
      rev === null ? null : lake.store.atRevision(dataset, documentId, rev)
    effects[documentId] = effectsOf({before: at(previousRev), after: at(resultRev)})
  }
  return {
    id: transaction?.id,
    timestamp: transaction?.timestamp,
    author: transaction?.author,
    documentIDs: changes.map(({documentId}) => documentId),
    ...(flag(c, 'excludeMutations') || flag(c, 'excludeContent')
      ? {}
      : {mutations: changes.flatMap(({mutations}) => mutations)}),
    ...(wantsEffects ? {effects} : {}),
  }
}

function seqOf(lake: Lake, dataset: string, transactionId: string | undefined): number | null {
  if (transactionId === undefined || transactionId === '') return null
  const transaction = lake.store.transaction(dataset, transactionId)
  if (!transaction) throw new NotFound(`There is no transaction "${transactionId}"`)
  return transaction.seq
}

function idsOf(c: LakeContext): string[] {
  return (c.req.param('ids') ?? '').split(',').filter((id) => id !== '')
}

import {randomUUID} from 'node:crypto'
import {readJson} from '../body.ts'
import {isRecord, type LakeDocument} from '../documents.ts'
import {BadRequest, MutationFailed, QueryParseFailed} from '../errors.ts'
import {assertTrusted} from '../guard.ts'
import {datasetNamed, flag, type Lake, type LakeContext, type Operation} from '../lake.ts'
import {applyMutations, assertReferencesHold, malformed} from '../mutations.ts'

/** `POST /data/mutate/:dataset`: mutations in one transaction, all or nothing. */

const VISIBILITIES = new Set(['sync', 'async', 'deferred'])

export const mutate: Operation = (lake) => async (c) => {
  assertTrusted(c.var.caller, 'Writing')
  const dataset = datasetNamed(c)
  const body = await readJson(c)
  const {mutations} = body
  if (!Array.isArray(mutations) || mutations.length === 0) {
    throw new BadRequest('The request has no mutations — send "mutations" with at least one')
  }
  const visibility = c.req.query('visibility') ?? 'sync'
  if (!VISIBILITIES.has(visibility)) {
    throw new BadRequest(`"${visibility}" is not a visibility — use sync, async or deferred`)
  }
  const transactionId = transactionIdOf(c, body)
  const autoGenerateArrayKeys = flag(c, 'autoGenerateArrayKeys')
  const returnDocuments = flag(c, 'returnDocuments')
  const expanded = await expandQueries(lake, dataset, mutations)
  const written = new Map<string, LakeDocument | null>()
  const results = await lake.transactor.transact({
    dataset,
    transactionId,
    request: mutations,
    dryRun: flag(c, 'dryRun'),
    prepare: (workspace) => {
      const applied = applyMutations(workspace, expanded.mutations, {
        autoGenerateArrayKeys,
        ignoreMissing: expanded.ignoreMissing,
      })
      assertReferencesHold(workspace)
      for (const {id} of applied) written.set(id, workspace.get(id))
      return applied
    },
  })
  return c.json({
    transactionId,
    results: results.map(({id, operation}) => {
      if (!returnDocuments) return {id, operation}
      const document = written.has(id) ? written.get(id) : lake.store.get(dataset, id)
      return {id, operation, ...(document ? {document} : {})}
    }),
  })
}

/**
 * Turns by-query mutations into one mutation per document, as Sanity does: the query is asked
 * before the transaction, and documents that vanish meanwhile are skipped.
 */
async function expandQueries(
  lake: Lake,
  dataset: string,
  mutations: readonly unknown[],
): Promise<{mutations: unknown[]; ignoreMissing: boolean}> {
  const expanded: unknown[] = []
  let ignoreMissing = false
  for (const [index, mutation] of mutations.entries()) {
    const selection = querySelection(mutation)
    if (!selection) {
      expanded.push(mutation)
      continue
    }
    const {kind, body, query} = selection
    const params = body['params'] ?? {}
    if (!isRecord(params))
      throw new MutationFailed(400, [malformed('"params" must be an object').item(index)])
    ignoreMissing = true
    const {query: _query, params: _params, ...rest} = body
    for (const id of await idsMatching(lake, dataset, query, params)) {
      expanded.push({[kind]: {...rest, id}})
    }
  }
  return {mutations: expanded, ignoreMissing}
}

function querySelection(
  mutation: unknown,
): {kind: 'patch' | 'delete'; body: Record<string, unknown>; query: string} | null {
  if (!isRecord(mutation)) return null
  for (const kind of ['patch', 'delete'] as const) {
    const body = mutation[kind]
    if (isRecord(body) && typeof body['query'] === 'string' && body['id'] === undefined) {
      return {kind, body, query: body['query']}
    }
  }
  return null
}

async function idsMatching(
  lake: Lake,
  dataset: string,
  query: string,
  params: Record<string, unknown>,
): Promise<string[]> {
  if (!lake.store.hasDataset(dataset)) return []
  const ask = async (text: string): Promise<unknown> => {
    const {json} = await lake.pool.run({
      dataset,
      query: text,
      params,
      perspective: 'raw',
      publicOnly: false,
      now: new Date().toISOString(),
    })
    return JSON.parse(json)
  }
  // Ids only, where the query yields a list: whole documents need not leave the worker.
  const found = (await ask(`(${query}\n)[]._id`).catch(nullIfUnparsed)) ?? (await ask(query))
  const list = Array.isArray(found) ? found : [found]
  return list.flatMap((item) => {
    const id = isRecord(item) ? item['_id'] : item
    return typeof id === 'string' ? [id] : []
  })
}

/** A syntax error is better reported for the query as it was sent. */
function nullIfUnparsed(error: unknown): null {
  if (error instanceof QueryParseFailed) return null
  throw error
}

/** The client's own transaction id, which becomes `_rev`; Studio recognises its edits by it. */
export function transactionIdOf(c: LakeContext, body: Record<string, unknown>): string {
  const given = body['transactionId'] ?? c.req.query('transactionId')
  if (given === undefined || given === null || given === '') return randomUUID()
  if (typeof given !== 'string' || !/^[\w.-]{1,128}$/.test(given)) {
    throw new BadRequest('"transactionId" must be up to 128 letters, digits, "_", "-" or "."')
  }
  return given
}

import {flushCompileCache} from 'node:module'
import {parentPort, workerData} from 'node:worker_threads'
import {messageOf} from '../errors.ts'
import {
  evaluateLater,
  evaluateNow,
  parseQuery,
  syntaxError,
  type GroqOptions,
  type QueryTree,
} from './groq.ts'
import type {
  Lane,
  QueryTask,
  WorkerOutcome,
  WorkerReply,
  WorkerRequest,
  WorkerData,
} from './messages.ts'
import {isPointLookup, parametersOf, replaceEverything} from './narrow.ts'
import {Reader} from './reader.ts'

/** The thread that evaluates GROQ. It only reads, so it can be stopped at any moment. */

class NeedsScan extends Error {}

const setup: WorkerData = workerData
const readers: Partial<Record<Lane, Reader>> = {}

function readerOf(lane: Lane): Reader {
  return (readers[lane] ??= new Reader(setup.dataDir, lane === 'scan', setup.documentsRead))
}

async function answer({lane, generation, task}: WorkerRequest): Promise<WorkerOutcome> {
  const started = performance.now()
  let tree: QueryTree
  try {
    tree = parseQuery(task.query, task.params)
  } catch (error) {
    return parseFailure(task.query, error)
  }
  const missing = [...parametersOf(tree)].filter((name) => !Object.hasOwn(task.params, name))
  if (missing.length > 0) {
    const names = missing.map((name) => `$${name}`).join(', ')
    return {
      outcome: 'refused',
      status: 400,
      description: `The query uses ${names}, but no value was given — pass every parameter`,
    }
  }
  try {
    const value = await run(readerOf(lane), lane, generation, tree, task)
    const json = JSON.stringify(value) ?? 'null'
    return {outcome: 'done', json, ms: performance.now() - started}
  } catch (error) {
    if (error instanceof NeedsScan) return {outcome: 'scan'}
    return evaluationFailure(error)
  }
}

async function run(
  reader: Reader,
  lane: Lane,
  generation: number,
  tree: QueryTree,
  task: QueryTask,
): Promise<unknown> {
  const {dataset, perspective, publicOnly, params} = task
  reader.moveTo(generation)
  const options: GroqOptions = {
    params,
    // Every `*` of the query is replaced; only releases::all() still looks at this.
    dataset: reader.find(dataset, {types: ['system.release']}, perspective, publicOnly),
    timestamp: new Date(task.now),
    identity: setup.identity,
    sanity: {projectId: setup.projectId, dataset},
    dereference: ({_ref}) => reader.get(dataset, _ref, perspective, publicOnly),
  }
  const narrowed = (): QueryTree =>
    replaceEverything(tree, params, (constraint) => {
      if (lane === 'point' && !isPointLookup(constraint)) throw new NeedsScan()
      return reader.find(dataset, constraint, perspective, publicOnly)
    })
  try {
    return reader.onSnapshot(() => evaluateNow(narrowed(), options))
  } catch (error) {
    // A few functions exist only in groq-js's asynchronous evaluator.
    if (!(error instanceof Error) || !/sync/i.test(error.message)) throw error
    return await evaluateLater(narrowed(), options)
  }
}

function parseFailure(query: string, error: unknown): WorkerOutcome {
  const syntax = syntaxError(query, error)
  if (syntax) return {outcome: 'parseError', ...syntax}
  if (error instanceof RangeError) {
    return {
      outcome: 'refused',
      status: 400,
      description: 'The query nests too deeply to be parsed — simplify it',
    }
  }
  return {outcome: 'parseError', start: 0, description: messageOf(error)}
}

function evaluationFailure(error: unknown): WorkerOutcome {
  const reason = messageOf(error)
  if (error instanceof RangeError) {
    return {
      outcome: 'refused',
      status: 422,
      description: `The query's result is too large or too deep (${reason}) — ask for less`,
    }
  }
  if (/not implemented/i.test(reason)) {
    return {
      outcome: 'refused',
      status: 501,
      description: `The query uses a function that the embedded lake does not emulate (${reason}) — see scripts/lake/README.md`,
    }
  }
  return {outcome: 'refused', status: 400, description: `The query cannot be evaluated: ${reason}`}
}

parentPort?.on('message', (request: WorkerRequest) => {
  void answer(request).then((outcome) => {
    const {user, system} = process.threadCpuUsage()
    const reply: WorkerReply = {...outcome, id: request.id, used: (user + system) / 1000}
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    parentPort?.postMessage(reply)
  })
})
parentPort?.once('message', () => {
  // Written now: a worker that is stopped for a slow query could not do it later.
  setTimeout(flushCompileCache, 1000).unref()
})

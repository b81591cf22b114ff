import {createContext, Script} from 'node:vm'
import {bundleOf, isPublicId, isRecord, type LakeDocument} from './documents.ts'
import {BadRequest, messageOf} from './errors.ts'
import {evaluateNow, parseQuery, type QueryTree} from './query/groq.ts'
import {parametersOf} from './query/narrow.ts'
import {formatEvent, type EventStream} from './sse.ts'
import type {CommittedTransaction, DocumentChange} from './store.ts'

/**
 * Who listens, and what they hear. Every committed transaction is announced once, in commit order;
 * a listener gets one event for each changed document that its filter matched before or after.
 */

export interface ListenOptions {
  readonly includeResult: boolean
  readonly includePreviousRevision: boolean
  readonly includeMutations: boolean
  readonly includeEffects: boolean
  /** Without credentials: ids with a dot are not announced. */
  readonly publicOnly: boolean
  /** Drafts and versions are not announced. */
  readonly publishedOnly: boolean
}

export interface Listener {
  readonly dataset: string
  readonly filter: ListenFilter
  readonly options: ListenOptions
  readonly stream: EventStream
}

/** Whoever wants to know of every transaction: live events and the query workers. */
export type Watcher = (transaction: CommittedTransaction) => void

/** Transactions kept for listeners that reconnect with the id of the last event they saw. */
const REMEMBERED = 1000
/** Milliseconds a filter may take on one document before its listener is cut off. */
const FILTER_TIME_LIMIT = 100

export class ListenerHub {
  readonly #listeners = new Set<Listener>()
  readonly #watchers = new Set<Watcher>()
  readonly #closers = new Set<() => void>()
  readonly #recent: CommittedTransaction[] = []

  /** From now on the listener hears of every change that its filter matches. */
  add(listener: Listener): void {
    this.#listeners.add(listener)
  }

  /** The listener hears nothing more. */
  remove(listener: Listener): void {
    this.#listeners.delete(listener)
  }

  /**
   * Calls the watcher after every transaction.
   * @returns ends it
   */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  /** Runs `end` when the lake shuts down. */
  onClose(end: () => void): () => void {
    this.#closers.add(end)
    return () => this.#closers.delete(end)
  }

  get size(): number {
    return this.#listeners.size
  }

  /** Sends a committed transaction to everyone it concerns. Never throws. */
  announce(transaction: CommittedTransaction): void {
    this.#recent.push(transaction)
    if (this.#recent.length > REMEMBERED) this.#recent.shift()
    for (const watcher of this.#watchers) watcher(transaction)
    const written = new Map<string, string>()
    for (const listener of this.#listeners) {
      if (listener.dataset === transaction.dataset) deliver(listener, transaction, written)
    }
  }

  /**
   * What a reconnecting listener missed.
   * @param lastEventId `<transactionId>#<documentId>` of the last event it saw
   * @returns null when that is too long ago to know
   */
  missedSince(dataset: string, lastEventId: string): CommittedTransaction[] | null {
    const transactionId = lastEventId.split('#')[0]
    const position = this.#recent.findIndex(
      (transaction) => transaction.id === transactionId && transaction.dataset === dataset,
    )
    if (position === -1) return null
    return this.#recent.slice(position + 1).filter((transaction) => transaction.dataset === dataset)
  }

  /** Sends transactions to one listener. */
  replay(listener: Listener, transactions: readonly CommittedTransaction[]): void {
    for (const transaction of transactions) deliver(listener, transaction, new Map())
  }

  /** Ends every stream, for a lake that shuts down. */
  close(): void {
    for (const {stream} of this.#listeners) stream.end()
    for (const end of this.#closers) end()
    this.#listeners.clear()
    this.#watchers.clear()
  }
}

function deliver(
  listener: Listener,
  transaction: CommittedTransaction,
  written: Map<string, string>,
): void {
  const {filter, options, stream} = listener
  const key = `${filter.key} ${JSON.stringify(options)}`
  let text = written.get(key)
  if (text === undefined) {
    try {
      text = eventsFor(filter, options, transaction)
    } catch (error) {
      stream.send('channelError', {message: `The listen filter failed: ${messageOf(error)}`})
      stream.end()
      return
    }
    // Listeners with the same question get the same answer, evaluated once.
    written.set(key, text)
  }
  if (text !== '') stream.write(text)
}

function eventsFor(
  filter: ListenFilter,
  options: ListenOptions,
  transaction: CommittedTransaction,
): string {
  const heard: {change: DocumentChange; transition: string}[] = []
  for (const change of transaction.changes) {
    if (options.publicOnly && !isPublicId(change.id)) continue
    if (options.publishedOnly && bundleOf(change.id) !== null) continue
    const was = change.before !== null && filter.matches(change.before)
    const is = change.after !== null && filter.matches(change.after)
    if (was || is) heard.push({change, transition: was ? (is ? 'update' : 'disappear') : 'appear'})
  }
  return heard
    .map(({change, transition}, index) => {
      const eventId = `${transaction.id}#${change.id}`
      const event = {
        eventId,
        documentId: change.id,
        transactionId: transaction.id,
        transition,
        identity: transaction.author,
        ...(options.includeMutations ? {mutations: change.mutations} : {}),
        ...(options.includeEffects ? {effects: effectsOf(change)} : {}),
        ...(options.includeResult && change.after ? {result: change.after} : {}),
        ...(options.includePreviousRevision ? {previous: change.before} : {}),
        ...(change.before ? {previousRev: change.before._rev} : {}),
        // Also of a deletion: Studio leaves out what cannot be put into a chain of revisions.
        resultRev: transaction.id,
        timestamp: transaction.timestamp,
        visibility: 'query',
        transactionTotalEvents: heard.length,
        transactionCurrentEvent: index + 1,
      }
      return formatEvent('mutation', event, eventId)
    })
    .join('')
}

/**
 * Mendoza patches in their simplest form: opcode 0 sets the whole value (mendoza's "Value"), null
 * deletes. `_rev` is left out, as clients set it themselves from `resultRev`.
 */
export function effectsOf({before, after}: Pick<DocumentChange, 'before' | 'after'>): {
  apply: unknown[]
  revert: unknown[]
} {
  return {apply: [0, withoutRev(after)], revert: [0, withoutRev(before)]}
}

function withoutRev(document: LakeDocument | null): Omit<LakeDocument, '_rev'> | null {
  if (document === null) return null
  const {_rev, ...rest} = document
  return rest
}

/** A compiled listen query. `key` is equal for equal questions. */
export interface ListenFilter {
  readonly key: string
  readonly matches: (document: LakeDocument) => boolean
}

/**
 * Compiles a listen query: a document matches when the query, asked of it alone, yields something.
 * @throws {GroqSyntaxError}
 * @throws {BadRequest} when a parameter is missing
 */
export function compileFilter(query: string, params: Record<string, unknown>): ListenFilter {
  const tree = parseQuery(query, params)
  const missing = [...parametersOf(tree)].filter((name) => !Object.hasOwn(params, name))
  if (missing.length > 0) {
    throw new BadRequest(
      `No value was given for ${missing.map((name) => `$${name}`).join(', ')} — pass every parameter`,
    )
  }
  const ask = (document: LakeDocument): boolean => {
    const data = evaluateNow(tree, {dataset: [document], params})
    return Array.isArray(data)
      ? data.length > 0
      : data !== null && data !== undefined && data !== false
  }
  const key = JSON.stringify([query, params])
  return isCheap(tree) ? {key, matches: ask} : {key, matches: timeLimited(ask)}
}

/** Node types whose cost is bounded by the size of the query, not of the document. */
const CHEAP = new Set([
  'Filter',
  'Everything',
  'And',
  'Or',
  'Not',
  'Group',
  'OpCall',
  'AccessAttribute',
  'Value',
  'Parameter',
  'FuncCall',
  'Array',
  'ArrayElement',
  'InRange',
  'AccessElement',
  'This',
  'Neg',
  'Pos',
])

function isCheap(tree: QueryTree): boolean {
  const stack: unknown[] = [tree]
  let filters = 0
  while (stack.length > 0) {
    const node = stack.pop()
    if (Array.isArray(node)) {
      for (const child of node) stack.push(child)
    } else if (isRecord(node)) {
      const type = node['type']
      if (typeof type === 'string') {
        if (!CHEAP.has(type)) return false
        if (type === 'Filter' && ++filters > 1) return false
        if (type === 'Value') continue
      }
      for (const child of Object.values(node)) stack.push(child)
    }
  }
  return true
}

/** Runs a filter under V8's own watchdog: it shares the thread that everybody's writes use. */
function timeLimited(
  ask: (document: LakeDocument) => boolean,
): (document: LakeDocument) => boolean {
  const box: {ask: typeof ask; document: LakeDocument | null} = {ask, document: null}
  const context = createContext(box)
  const script = new Script('ask(document)')
  return (document) => {
    box.document = document
    return script.runInContext(context, {timeout: FILTER_TIME_LIMIT}) === true
  }
}

import {createHash} from 'node:crypto'
import {LOCAL_USER} from './documents.ts'
import {LakeError, isDiskFailure, toLakeError} from './errors.ts'
import type {CommittedTransaction, Store} from './store.ts'
import {Workspace} from './workspace.ts'

/**
 * The one door to writing. Transactions that arrive together are prepared one after the other and
 * made durable by one flush (group commit); each is acknowledged only after that flush.
 */

/** What an operation asks to be done in one transaction. */
export interface TransactionRequest<T> {
  readonly dataset: string
  readonly transactionId: string
  /** The request's body: the same id with the same body is a retry, and answers the same again. */
  readonly request: unknown
  readonly dryRun: boolean
  /** Prepares the transaction; throws to refuse it. Must be synchronous. */
  readonly prepare: (workspace: Workspace) => T
}

interface Pending {
  readonly run: () => (() => void) | null
  settle: (() => void) | null
  readonly fail: (error: unknown) => void
}

/** Limits how long one flush can be put off by a busy queue. */
const GROUP_LIMIT = 64

export class Transactor {
  readonly #store: Store
  readonly #announce: (transaction: CommittedTransaction) => void
  readonly #queue: Pending[] = []
  #scheduled = false

  /** @param announce called once per committed transaction, in commit order */
  constructor(store: Store, announce: (transaction: CommittedTransaction) => void) {
    this.#store = store
    this.#announce = announce
  }

  /**
   * @returns what `prepare` returned, once it is durable; for a repeated request, what it returned then
   * @throws {LakeError} when refused, or 503 when the disk failed (then nothing was stored)
   */
  transact<T>(request: TransactionRequest<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#queue.push({
        run: () => this.#run(request, resolve),
        settle: null,
        fail: (error) => reject(toLakeError(error)),
      })
      if (this.#scheduled) return
      this.#scheduled = true
      setImmediate(() => this.#drain())
    })
  }

  #run<T>(request: TransactionRequest<T>, resolve: (value: T) => void): () => void {
    const {dataset, transactionId, dryRun} = request
    const fingerprint = createHash('sha256').update(JSON.stringify(request.request)).digest('hex')
    const known = this.#store.transaction(dataset, transactionId)
    if (known) {
      if (known.fingerprint !== fingerprint) {
        throw new LakeError(
          409,
          `The transaction id "${transactionId}" has been used for other mutations — use a new one`,
        )
      }
      const repeated: T = JSON.parse(known.results)
      return () => resolve(repeated)
    }
    const workspace = new Workspace(dataset, this.#store, transactionId)
    const result = request.prepare(workspace)
    const changes = workspace.changes()
    if (dryRun || changes.length === 0) return () => resolve(result)
    if (!this.#store.hasDataset(dataset)) this.#store.createDataset(dataset, 'public')
    const transaction = {
      dataset,
      id: transactionId,
      author: LOCAL_USER.id,
      timestamp: workspace.timestamp,
      changes,
    }
    const seq = this.#store.write(transaction, fingerprint, JSON.stringify(result))
    for (const id of workspace.purged) this.#store.purge(dataset, id)
    return () => {
      resolve(result)
      this.#announce({...transaction, seq})
    }
  }

  #drain(): void {
    this.#scheduled = false
    const group = this.#queue.splice(0, GROUP_LIMIT)
    try {
      this.#store.atomically(() => {
        for (const pending of group) this.#attempt(pending)
      })
    } catch (error) {
      // The flush failed: none of the group is stored, so none may be acknowledged.
      for (const pending of group) pending.fail(error)
      group.length = 0
    }
    for (const {settle} of group) settle?.()
    if (this.#queue.length > 0 && !this.#scheduled) {
      this.#scheduled = true
      setImmediate(() => this.#drain())
    }
  }

  #attempt(pending: Pending): void {
    try {
      pending.settle = this.#store.savepoint(pending.run)
    } catch (error) {
      if (isDiskFailure(error) || !this.#store.inTransaction) throw error
      pending.fail(error)
    }
  }
}

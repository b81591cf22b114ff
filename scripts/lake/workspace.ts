import type {LakeDocument} from './documents.ts'
import type {DocumentChange} from './store.ts'

/** A transaction being prepared: it sees its own effects, and touches nothing until it is committed. */

/** Where a workspace reads documents it has not changed yet. */
export interface DocumentSource {
  get(dataset: string, id: string): LakeDocument | null
  referrers(dataset: string, target: string, strongOnly: boolean): string[]
  idsOfGroup(dataset: string, publishedId: string): string[]
  idsWithPrefix(dataset: string, prefix: string): string[]
  atRevision(dataset: string, documentId: string, rev: string): LakeDocument | null
}

/** A document before its transaction gives it a revision. */
export interface Unrevised {
  readonly _id: string
  readonly _type: string
  readonly _createdAt: string
  readonly _updatedAt: string
  readonly [attribute: string]: unknown
}

interface Working {
  readonly before: LakeDocument | null
  after: LakeDocument | null
  readonly mutations: Record<string, unknown>[]
  touched: boolean
}

export class Workspace {
  readonly dataset: string
  readonly transactionId: string
  /** ISO time of the transaction; `_updatedAt` of what it changes. */
  readonly timestamp: string
  /** Documents whose past is to be forgotten when the transaction commits. */
  readonly purged = new Set<string>()
  readonly #source: DocumentSource
  readonly #working = new Map<string, Working>()

  constructor(
    dataset: string,
    source: DocumentSource,
    transactionId: string,
    timestamp: string = new Date().toISOString(),
  ) {
    this.dataset = dataset
    this.#source = source
    this.transactionId = transactionId
    this.timestamp = timestamp
  }

  #open(id: string): Working {
    const known = this.#working.get(id)
    if (known) return known
    const before = this.#source.get(this.dataset, id)
    const working = {before, after: before, mutations: [], touched: false}
    this.#working.set(id, working)
    return working
  }

  /** The document as this transaction sees it now. */
  get(id: string): LakeDocument | null {
    return this.#open(id).after
  }

  /** Puts a new state of a document (null: deleted) and the mutation that led to it. */
  put(id: string, after: Unrevised | null, mutation: Record<string, unknown>): void {
    const working = this.#open(id)
    working.after =
      after === null
        ? null
        : {
            ...after,
            _id: id,
            _type: after._type,
            _createdAt: after._createdAt,
            _updatedAt: after._updatedAt,
            _rev: this.transactionId,
          }
    working.mutations.push(mutation)
    working.touched = true
  }

  /** Ids of the draft, versions and published document of one group, as seen by this transaction. */
  idsOfGroup(publishedId: string): string[] {
    return this.#alive(this.#source.idsOfGroup(this.dataset, publishedId))
  }

  /** Ids of documents that begin so, as the transaction sees them. */
  idsWithPrefix(prefix: string): string[] {
    const own = [...this.#working.keys()].filter((id) => id.startsWith(prefix))
    return this.#alive([...new Set([...this.#source.idsWithPrefix(this.dataset, prefix), ...own])])
  }

  /** The document as it was at a revision before this transaction, or null. */
  atRevision(id: string, rev: string): LakeDocument | null {
    return this.#source.atRevision(this.dataset, id, rev)
  }

  #alive(ids: string[]): string[] {
    return ids.filter((id) => this.get(id) !== null)
  }

  /** What changed, in the order it was first touched. Documents that end as they began absent are left out. */
  changes(): DocumentChange[] {
    const changes: DocumentChange[] = []
    for (const [id, {before, after, mutations, touched}] of this.#working) {
      if (touched && (before !== null || after !== null)) {
        changes.push({id, before, after, mutations})
      }
    }
    return changes
  }

  /** Stored referrers of a target that this transaction has not changed. */
  untouchedReferrers(target: string): string[] {
    return this.#source
      .referrers(this.dataset, target, true)
      .filter((id) => !this.#working.get(id)?.touched)
  }
}

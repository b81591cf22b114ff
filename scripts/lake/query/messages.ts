/** What the main thread and a query worker say to each other. */

/** Which documents a query sees: everything, or one per published id, first bundle first. */
export type Perspective = 'raw' | {stack: string[]}

/** Point lookups have a worker of their own, so that a long scan never delays a page's document. */
export type Lane = 'point' | 'scan'

export interface QueryTask {
  readonly dataset: string
  readonly query: string
  readonly params: Record<string, unknown>
  readonly perspective: Perspective
  /** Without credentials: ids with a dot are invisible. */
  readonly publicOnly: boolean
  /** ISO time for `now()`. */
  readonly now: string
}

export interface WorkerRequest {
  readonly id: number
  readonly lane: Lane
  /** Changes with every write: what a worker remembers for an older generation is stale. */
  readonly generation: number
  readonly task: QueryTask
}

export type WorkerOutcome =
  | {outcome: 'done'; json: string; ms: number}
  /** The point lane declines: this query has to look at more than a few documents. */
  | {outcome: 'scan'}
  | {outcome: 'parseError'; start: number; description: string}
  | {outcome: 'refused'; status: number; description: string}

export type WorkerReply = WorkerOutcome & {
  id: number
  /** Processor milliseconds that the thread has used since it began. */
  used: number
}

export interface WorkerSetup {
  readonly dataDir: string
  readonly projectId: string
  readonly identity: string
}

/** What one worker is given. */
export interface WorkerData extends WorkerSetup {
  /** One shared number: documents read from the disk and parsed so far. */
  readonly documentsRead: Int32Array
}

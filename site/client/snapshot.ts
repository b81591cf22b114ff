import type {TombstonesV1, TombstoneV1} from '../../schemas/api/v1/envelope.ts'
import type {RecallsV1} from '../../schemas/api/v1/recalls.ts'
import type {CardV1} from '../../schemas/objects/shared.v1.ts'
import type {ForamenError} from './errors.ts'

/** An item of the recall list. */
export type Recall = RecallsV1['items'][number]

/** What an entry of the manifest says of a file. */
export interface ListedFile {
  readonly path: string
  readonly sha256: string
  readonly bytes: number
  /** Revision; on documents only. */
  readonly rev?: string | undefined
}

export interface SnapshotFile {
  readonly sha256: string
  /** Revision; on documents only. */
  readonly rev?: string | undefined
  /** The exact text; missing where `store` took it. */
  readonly body?: string | undefined
}

/** A copy of the chosen files as of one publication; plain JSON, so it can be stored anywhere. */
export interface Snapshot {
  /** Validator and digest of the manifest that this copy is whole by; `null` while it is not. */
  readonly etag: string | null
  readonly manifest: string | null
  /** Change feed and its head: no publication with a lower one is taken. */
  readonly feedId: string | null
  readonly head: number
  /** Number of the newest signed timestamp that was seen; none with a lower one is taken. */
  readonly timestamp: number
  /** By path below the API root. */
  readonly files: Readonly<Record<string, SnapshotFile>>
  /** The recall list and every notice of a removed document, with the digests of their files. */
  readonly recalls: {readonly sha256: string | null; readonly items: readonly Recall[]}
  readonly tombstones: {
    readonly sha256: string | null
    readonly items: readonly TombstonesV1['items'][number][]
  }
}

export const emptySnapshot: Snapshot = {
  etag: null,
  manifest: null,
  feedId: null,
  head: 0,
  timestamp: 0,
  files: {},
  recalls: {sha256: null, items: []},
  tombstones: {sha256: null, items: []},
}

/** How new the publication is, by its signed timestamp. */
export interface Freshness {
  /** Higher with every publication. */
  readonly number: number
  /** When it was published. */
  readonly time: string
  /** The publisher promised to publish again before then. */
  readonly expires: string
  /** Whether that time is over: something may keep newer publications back. */
  readonly isExpired: boolean
}

/** A document of the copy that is no longer published at its address. */
export interface RemovedDocument {
  /** Below the API root. */
  readonly path: string
  /** `unlisted`: it has no notice, and `allowRollback` was given. */
  readonly status: TombstoneV1['status'] | 'unlisted'
  readonly reason: string
  /** Where to look instead. */
  readonly alternative: CardV1 | null
  readonly tombstone: TombstoneV1 | null
}

/** What a sync brought. */
export interface SyncResult {
  readonly snapshot: Snapshot
  /** Paths of documents that are new or different. */
  readonly changed: readonly string[]
  /** Documents of the copy that are no longer published: take their copies down. */
  readonly removed: readonly RemovedDocument[]
  /** Everything on the recall list now, changed or not; see `recallOf`. */
  readonly recalled: readonly Recall[]
  /** Paths of other files (lists, feeds, …) that `include` asked for. */
  readonly otherFiles: {readonly changed: readonly string[]; readonly removed: readonly string[]}
  /** How new the publication is, by its signature; `null` where no key is pinned. */
  readonly freshness: Freshness | null
  /** HTTP requests this took; 1 when nothing changed, 2 where a signature is checked. */
  readonly requests: number
}

/** What a sync brought that could not finish: `snapshot` holds old and new files side by side. */
export interface SyncProgress extends SyncResult {
  /** What could not be fetched, the gravest first. */
  readonly failures: readonly ForamenError[]
}

export interface StoredFile extends ListedFile {
  /** The exact text. */
  readonly body: string
}

export interface SyncOptions {
  readonly signal?: AbortSignal
  /**
   * Takes each file as it arrives, for libraries that are too large for memory; the snapshot then
   * holds digests alone. It is awaited, and a file that it refuses is asked for again next time.
   */
  readonly store?: (file: StoredFile) => void | Promise<void>
  /**
   * Takes a publication that is older than the copy, or that lacks documents without a notice: for
   * once, after the publisher said that this is meant.
   */
  readonly allowRollback?: boolean
}

export type Include = (path: string, file: ListedFile) => boolean

import type {TombstonesV1, TombstoneV1} from '../../schemas/api/v1/envelope.ts'
import type {RecallsV1} from '../../schemas/api/v1/recalls.ts'
import type {CardV1} from '../../schemas/objects/shared.v1.ts'
import type {ForamenError} from './errors.ts'
import type {Freshness} from './origin.ts'

/** An item of the recall list. */
export type Recall = RecallsV1['items'][number]

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
  /** Everything on the recall list now, changed or not; see {@link recallOf}. */
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

/** What an entry of the manifest says of a file. */
export interface ListedFile {
  readonly path: string
  readonly sha256: string
  readonly bytes: number
  /** Revision; on documents only. */
  readonly rev?: string | undefined
}

/**
 * An entry whose text stays in the bytes it came in, half the memory of a string with curly quotes.
 * The getter is an own property, so JSON and structured clones hold the text.
 */
export function fileInMemory(
  {sha256, rev}: ListedFile,
  bytes: Uint8Array<ArrayBuffer>,
): SnapshotFile {
  return {
    sha256,
    ...(rev === undefined ? {} : {rev}),
    get body() {
      return new TextDecoder().decode(bytes)
    },
  }
}

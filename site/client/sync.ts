import {ForamenError} from './errors.ts'
import {gravityOf, isOfHost} from './failures.ts'
import {fetchManifest, type Known, type Source} from './manifest.ts'
import {freshnessOf} from './origin.ts'
import {
  emptySnapshot,
  type Freshness,
  type Include,
  type RemovedDocument,
  type Snapshot,
  type SyncOptions,
  type SyncResult,
} from './snapshot.ts'
import {Update} from './update.ts'

/** How often a sync goes on with a newer manifest, because the publisher published meanwhile. */
const MAX_ROUNDS = 3

/**
 * Brings a copy up to date. Nothing is taken that the manifest does not confirm, and no document is
 * dropped that has no notice.
 * @throws {ForamenError} the gravest failure, with what arrived in its `progress`
 * @throws {TypeError} when `given` is no copy
 */
export async function sync(
  source: Source,
  given: Snapshot,
  include: Include,
  options: SyncOptions,
): Promise<SyncResult> {
  const previous = asSnapshot(given)
  let copy = previous
  let unlisted: readonly string[] = []
  let failures: readonly ForamenError[] = []
  let freshness: Freshness | null = null
  try {
    let known: Known = previous
    for (let round = 1; round <= MAX_ROUNDS; round += 1) {
      const {found, timestamp} = await fetchManifest(source, known, options.allowRollback)
      if (timestamp !== null) {
        freshness = freshnessOf(timestamp)
        copy = {...copy, timestamp: timestamp.number}
      }
      if (found === null) break
      const update = new Update(source.session, found, copy, include, options)
      failures = await update.run()
      ;({copy, unlisted} = update)
      // Files that do not fit their manifest may fit the one of a publish that came in between.
      if (failures.length === 0 || failures.some(isOfHost)) break
      known = {...found, timestamp: copy.timestamp}
    }
  } catch (error) {
    if (!(error instanceof ForamenError)) throw error
    failures = [...failures, error]
  }
  const {requests} = source.session
  const result = {...differences(previous, copy, unlisted), freshness, requests}
  const [gravest, ...others] = failures.toSorted((a, b) => gravityOf(a) - gravityOf(b))
  if (gravest === undefined) return result
  gravest.progress = {...result, failures: [gravest, ...others]}
  throw gravest
}

/** What was stored may be of an older client, or something else. @throws {TypeError} */
function asSnapshot(given: Snapshot): Snapshot {
  if (typeof given?.files !== 'object' || given.files === null) {
    throw new TypeError('[foramen] this is no snapshot of sync: begin with emptySnapshot')
  }
  return {...emptySnapshot, ...given}
}

/** How one copy differs from another. */
function differences(
  before: Snapshot,
  after: Snapshot,
  unlisted: readonly string[],
): Omit<SyncResult, 'requests' | 'freshness'> {
  const [documents, others]: [string[], string[]] = [[], []]
  for (const [path, {sha256, rev}] of Object.entries(after.files)) {
    if (before.files[path]?.sha256 !== sha256) (rev === undefined ? others : documents).push(path)
  }
  const notices = new Map(after.tombstones.items.map(({path, tombstone}) => [path, tombstone]))
  const missing = new Set(unlisted)
  const removed: RemovedDocument[] = []
  const dropped: string[] = []
  for (const [path, {rev}] of Object.entries(before.files)) {
    if (after.files[path] !== undefined) continue
    const tombstone = notices.get(path)
    if (rev === undefined) dropped.push(path)
    else if (tombstone !== undefined) {
      const {status, reason, alternative} = tombstone
      removed.push({path, status, reason, alternative, tombstone})
    } else if (missing.has(path)) {
      const reason = 'The publisher lists it no longer and left no notice.'
      removed.push({path, status: 'unlisted', reason, alternative: null, tombstone: null})
    }
  }
  return {
    snapshot: after,
    changed: documents,
    removed,
    recalled: after.recalls.items,
    otherFiles: {changed: others, removed: dropped},
  }
}

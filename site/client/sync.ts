import {asManifest, statusError} from './answers.ts'
import {sha256Hex} from './bytes.ts'
import {ForamenError, gravityOf, isOfHost} from './errors.ts'
import type {RemovedDocument, Snapshot, SyncResult} from './snapshot.ts'
import type {Session} from './transport.ts'
import {MANIFEST, Update, type FoundManifest, type Include, type SyncOptions} from './update.ts'

/** How often a sync goes on with a newer manifest, because the publisher published meanwhile. */
const MAX_ROUNDS = 3

/**
 * Brings a copy up to date. Nothing is taken that the manifest does not confirm, and no document is
 * dropped that has no notice.
 * @param root of the API, ends in `/api/v1`
 * @throws {ForamenError} the gravest failure, with what arrived in its `progress`
 */
export async function sync(
  session: Session,
  root: string,
  previous: Snapshot,
  include: Include,
  options: SyncOptions,
): Promise<SyncResult> {
  let copy = previous
  let unlisted: readonly string[] = []
  let failures: readonly ForamenError[] = []
  try {
    let known: Pick<Snapshot, 'etag' | 'manifest'> = previous
    for (let round = 1; round <= MAX_ROUNDS; round += 1) {
      const found = await fetchManifest(session, root, known)
      if (found === null) break
      const update = new Update(session, found, copy, include, options)
      failures = await update.run()
      ;({copy, unlisted} = update)
      // Files that do not fit their manifest may fit the one of a publish that came in between.
      if (failures.length === 0 || failures.some(isOfHost)) break
      known = found
    }
  } catch (error) {
    if (!(error instanceof ForamenError)) throw error
    failures = [...failures, error]
  }
  const result = {...differences(previous, copy, unlisted), requests: session.requests}
  const [gravest, ...others] = failures.toSorted((a, b) => gravityOf(a) - gravityOf(b))
  if (gravest === undefined) return result
  gravest.progress = {...result, failures: [gravest, ...others]}
  throw gravest
}

/** How one copy differs from another. */
function differences(
  before: Snapshot,
  after: Snapshot,
  unlisted: readonly string[],
): Omit<SyncResult, 'requests'> {
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

/**
 * @returns `null` when it is the one that is known
 * @throws {ForamenError}
 */
async function fetchManifest(
  session: Session,
  root: string,
  known: Pick<Snapshot, 'etag' | 'manifest'>,
): Promise<FoundManifest | null> {
  const url = `${root}/${MANIFEST}`
  const answer = await session.ask(url, {etag: known.etag})
  if (answer.status === 304 && known.etag !== null) return null
  if (answer.status !== 200) throw statusError(answer.status, url)
  const digest = await sha256Hex(answer.bytes)
  // Where a browser revalidates for us, "nothing changed" arrives as the same bytes.
  if (digest === known.manifest) return null
  const {pathname, origin} = new URL(answer.url)
  const isMoved = pathname.endsWith(`/${MANIFEST}`)
  return {
    ...asManifest(answer, url),
    etag: answer.etag,
    manifest: digest,
    base: isMoved ? origin + pathname.slice(0, -MANIFEST.length - 1) : root,
  }
}

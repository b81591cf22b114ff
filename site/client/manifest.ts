import type {TimestampV1} from '../../schemas/api/v1/timestamp.ts'
import {asManifest, statusError, type Manifest} from './answers.ts'
import {sha256Hex} from './bytes.ts'
import {IntegrityError, OutdatedFileError} from './errors.ts'
import type {Origin} from './origin.ts'
import type {Snapshot} from './snapshot.ts'
import type {Answer, Session} from './transport.ts'

export const MANIFEST = 'manifest.json'

export interface FoundManifest extends Manifest {
  readonly etag: string | null
  /** SHA-256 of its bytes. */
  readonly manifest: string
  /** Address of the API, where it was moved to the new one. */
  readonly base: string
}

/** Where a publication is, and whose signature it has to have; `null` where no key is pinned. */
export interface Source {
  readonly session: Session
  readonly root: string
  readonly origin: Origin | null
}

/** The manifest and the number of the timestamp that the caller has. */
export type Known = Pick<Snapshot, 'etag' | 'manifest' | 'timestamp'>

/**
 * The manifest, of a signed publication the one that its newest timestamp names.
 * @returns without `found` when it is the one that is known
 * @throws {ForamenError}
 */
export async function fetchManifest(
  {session, root, origin}: Source,
  known: Known,
  allowRollback = false,
): Promise<{readonly found: FoundManifest | null; readonly timestamp: TimestampV1 | null}> {
  const url = `${root}/${MANIFEST}`
  let digest: string | null = null
  // A second time past all caches: timestamp and manifest may be of two publications.
  for (const reload of [false, true]) {
    const timestamp = (await origin?.timestamp(session, known.timestamp, allowRollback)) ?? null
    if (timestamp !== null && timestamp.manifest.sha256 === known.manifest) {
      return {found: null, timestamp}
    }
    const etag = reload ? null : known.etag
    const answer = await session.ask(url, {etag, reload})
    if (answer.status === 304 && etag !== null) {
      if (timestamp === null) return {found: null, timestamp}
      digest = known.manifest
      continue
    }
    if (answer.status !== 200) throw statusError(answer.status, url)
    digest = await sha256Hex(answer.bytes)
    // Where a browser revalidates for us, "nothing changed" arrives as the same bytes.
    if (timestamp === null && digest === known.manifest) return {found: null, timestamp}
    const found = foundManifest(answer, digest, root)
    if (timestamp === null || timestamp.manifest.sha256 === digest) return {found, timestamp}
  }
  throw digest === known.manifest ? new OutdatedFileError(url) : new IntegrityError(url)
}

/** @throws {UnexpectedAnswerError} */
function foundManifest(answer: Answer, digest: string, root: string): FoundManifest {
  const {pathname, origin} = new URL(answer.url)
  const isMoved = pathname.endsWith(`/${MANIFEST}`)
  return {
    ...asManifest(answer, `${root}/${MANIFEST}`),
    etag: answer.etag,
    manifest: digest,
    base: isMoved ? origin + pathname.slice(0, -MANIFEST.length - 1) : root,
  }
}

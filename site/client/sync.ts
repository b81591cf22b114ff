import type {ManifestV1} from '../../schemas/api/v1/manifest.ts'
import {ForamenError} from './errors.ts'
import {checkDigest, get, parse, sha256Hex} from './http.ts'

/** A copy of the chosen files as of one publication; plain JSON, so it can be stored anywhere. */
export interface Snapshot {
  /** Validator and digest of the manifest this copy was made from. */
  readonly etag: string | null
  readonly manifest: string | null
  /** By path below the API root: the digest and the exact text of the file. */
  readonly files: Readonly<Record<string, {readonly sha256: string; readonly body: string}>>
}

export const emptySnapshot: Snapshot = {etag: null, manifest: null, files: {}}

export interface SyncResult {
  readonly snapshot: Snapshot
  /** Paths whose text is new or different. */
  readonly changed: readonly string[]
  /** Paths that are no longer published; their copies have to be taken down. */
  readonly removed: readonly string[]
  /** HTTP requests this took: 1 when nothing changed, else 1 and one per changed file. */
  readonly requests: number
}

/** The documents themselves: not lists, Portable Text, schemas or feeds. */
export const isDocumentPath = (path: string): boolean =>
  /^[a-z-]+\/(procedures|techniques|conditions|faqs|topics)\/(?!index\.json$)[^/]+(?<!\.pt)\.json$/i.test(
    path,
  )

/**
 * Brings a copy up to date. Every file received is checked against the digest in the manifest.
 * A failure leaves `previous` as it was.
 * @throws {ForamenError} when a file does not answer, {@link IntegrityError} when its bytes differ.
 */
export async function sync(
  fetcher: typeof fetch,
  root: string,
  previous: Snapshot,
  include: (path: string) => boolean,
): Promise<SyncResult> {
  const manifestUrl = `${root}/manifest.json`
  const answer = await get(fetcher, manifestUrl, previous.etag)
  const unchanged = {snapshot: previous, changed: [], removed: [], requests: 1}
  if (answer.status === 304) return unchanged
  if (answer.status !== 200) {
    throw new ForamenError(`the manifest answered ${answer.status}`, manifestUrl, answer.status)
  }
  const digest = await sha256Hex(answer.bytes)
  // Where a browser revalidates for us, "nothing changed" arrives as the same bytes.
  if (digest === previous.manifest) return unchanged
  // The contract is checked where it is published; here only the shape this code reads.
  const manifest = parse(answer, manifestUrl) as ManifestV1
  const wanted = manifest.files.filter((file) => include(file.path))
  const stale = wanted.filter((file) => previous.files[file.path]?.sha256 !== file.sha256)
  const fresh = await Promise.all(
    stale.map(async (file) => {
      const url = `${root}/${file.path}`
      const body = await get(fetcher, url)
      await checkDigest(body.bytes, file.sha256, url)
      return [file.path, {sha256: file.sha256, body: new TextDecoder().decode(body.bytes)}] as const
    }),
  )
  const paths = new Set(wanted.map((file) => file.path))
  const kept = Object.entries(previous.files).filter(([path]) => paths.has(path))
  return {
    snapshot: {etag: answer.etag, manifest: digest, files: Object.fromEntries([...kept, ...fresh])},
    changed: stale.map((file) => file.path),
    removed: Object.keys(previous.files).filter((path) => !paths.has(path)),
    requests: 1 + stale.length,
  }
}

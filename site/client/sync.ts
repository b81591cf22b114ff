import type {ManifestV1} from '../../schemas/api/v1/manifest.ts'
import {DOCUMENT_TYPES} from '../../schemas/documents/types.ts'
import {ForamenError} from './errors.ts'
import {checkDigest, get, parse, sha256Hex} from './http.ts'

/** A copy of the chosen files as of one publication; plain JSON, so it can be stored anywhere. */
export interface Snapshot {
  /** Validator and digest of the manifest this copy was made from. */
  readonly etag: string | null
  readonly manifest: string | null
  /** By path below the API root: the digest and the exact text of the file. */
  readonly files: Readonly<Record<string, {readonly sha256: string; readonly body: string}>>
  /**
   * Old addresses of moved documents, with the digest of their notice: hosts redirect them, so they
   * are not copied, nor asked for again until the notice changes.
   */
  readonly moved?: Readonly<Record<string, string>>
}

export const emptySnapshot: Snapshot = {etag: null, manifest: null, files: {}}

export interface SyncResult {
  readonly snapshot: Snapshot
  /** Paths whose text is new or different. */
  readonly changed: readonly string[]
  /** Paths that are no longer published or lead elsewhere; take their copies down. */
  readonly removed: readonly string[]
  /** HTTP requests this took: 1 when nothing changed, else 1 and one per changed file. */
  readonly requests: number
}

/** The documents themselves: not lists, Portable Text, schemas or feeds. */
export const isDocumentPath = (path: string): boolean => {
  const [locale = '', collection, file = '', ...deeper] = path.split('/')
  return (
    deeper.length === 0 &&
    /^[a-z-]+$/i.test(locale) &&
    DOCUMENT_TYPES.some((type) => type.collection === collection) &&
    /^(?!index\.json$).+(?<!\.pt)\.json$/i.test(file)
  )
}

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
  const known = (path: string) => previous.files[path]?.sha256 ?? previous.moved?.[path]
  const stale = wanted.filter((file) => known(file.path) !== file.sha256)
  const answers = await Promise.all(
    stale.map(async (file) => {
      const url = `${root}/${file.path}`
      const body = await get(fetcher, url)
      if (body.isRedirected) return {...file, text: null}
      await checkDigest(body.bytes, file.sha256, url)
      return {...file, text: new TextDecoder().decode(body.bytes)}
    }),
  )
  const files: Record<string, {sha256: string; body: string}> = {}
  const moved: Record<string, string> = {}
  for (const {path} of wanted) {
    const [copy, notice] = [previous.files[path], previous.moved?.[path]]
    if (copy !== undefined) files[path] = copy
    if (notice !== undefined) moved[path] = notice
  }
  for (const {path, sha256, text} of answers) {
    delete files[path]
    delete moved[path]
    if (text === null) moved[path] = sha256
    else files[path] = {sha256, body: text}
  }
  return {
    snapshot: {etag: answer.etag, manifest: digest, files, moved},
    changed: answers.filter(({text}) => text !== null).map(({path}) => path),
    removed: Object.keys(previous.files).filter((path) => files[path] === undefined),
    requests: 1 + stale.length,
  }
}

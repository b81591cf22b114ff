import type {IdV1, ListV1, TombstoneV1} from '../../schemas/api/v1/envelope.ts'
import type {RecallsV1} from '../../schemas/api/v1/recalls.ts'
import {
  asDocument,
  asId,
  asList,
  asRecalls,
  asTombstones,
  isPublished,
  statusError,
} from './answers.ts'
import {sha256Hex} from './bytes.ts'
import {
  AbortError,
  ForamenError,
  GoneError,
  IntegrityError,
  NetworkError,
  RecalledError,
} from './errors.ts'
import {fetchManifest, type FoundManifest} from './manifest.ts'
import type {Origin} from './origin.ts'
import {recallOf} from './recalls.ts'
import type {ListedFile} from './snapshot.ts'
import type {Answer, Session} from './transport.ts'
import type {AnyDocument} from './types.ts'

/** Single files: documents, lists and recalls as they are now. */
export class Reader {
  readonly #root: string
  readonly #begin: (signal: AbortSignal | undefined) => Session
  /** `null` where no key is pinned: then nothing but https vouches for a single file. */
  readonly #origin: Origin | null
  readonly #recalls: Kept<RecallsV1>
  readonly #manifest: Kept<FoundManifest>

  constructor(
    root: string,
    begin: (signal: AbortSignal | undefined) => Session,
    {maxAgeMs, origin}: {maxAgeMs: number; origin: Origin | null},
  ) {
    this.#root = root
    this.#begin = begin
    this.#origin = origin
    this.#recalls = new Kept(maxAgeMs)
    this.#manifest = new Kept(maxAgeMs)
  }

  async list(path: string, signal: AbortSignal | undefined): Promise<ListV1> {
    const url = `${this.#root}/${path}`
    return asList(await this.#file(this.#begin(signal), url), url)
  }

  async where(id: string, signal: AbortSignal | undefined): Promise<IdV1> {
    const url = `${this.#root}/ids/${encodeURIComponent(id)}.json`
    return asId(await this.#file(this.#begin(signal), url), url)
  }

  document(path: string, signal: AbortSignal | undefined): Promise<AnyDocument> {
    return this.#document(this.#begin(signal), `${this.#root}/${path}`, true)
  }

  recalls(signal: AbortSignal | undefined, reload = false): Promise<RecallsV1> {
    const url = `${this.#root}/recalls.json`
    // Without the caller's signal, because others may wait for the same list.
    const list = this.#recalls.get(reload, async () =>
      asRecalls(await this.#file(this.#begin(undefined), url, reload), url),
    )
    return untilAborted(list, url, signal)
  }

  /** Links in a mirror's files still name the origin; stay on the mirror that was asked. */
  pathOf(link: string): string {
    const at = link.indexOf(API)
    if (at === -1) throw new ForamenError('a link leads outside the API', link, null)
    return link.slice(at + API.length)
  }

  async #document(session: Session, url: string, mayMove: boolean): Promise<AnyDocument> {
    const read = async (reload: boolean) => {
      const [body, recalls] = await Promise.all([
        this.#body(session, url, reload),
        this.recalls(session.signal, reload),
      ])
      return {body, recall: isPublished(body) ? recallOf(body, recalls.items) : undefined}
    }
    let {body, recall} = await read(false)
    if (recall !== undefined) {
      const recalled = new RecalledError(recall.reason, url)
      // Past all caches: one of them may have an old document or an old list.
      ;({body, recall} = await read(true).catch(() => {
        throw recalled
      }))
      if (recall !== undefined) throw recalled
    }
    if (isPublished(body)) return body
    const {status, alternative} = body
    if (status !== 'moved' || alternative === null || !mayMove) throw new GoneError(body, url)
    return this.#document(session, `${this.#root}/${this.pathOf(alternative.links.self)}`, false)
  }

  /** A document or its notice. */
  async #body(session: Session, url: string, reload: boolean): Promise<AnyDocument | TombstoneV1> {
    try {
      return asDocument(await this.#file(session, url, reload), url)
    } catch (error) {
      // Hosts answer for a removed document with pages of their own, or with a redirect that browsers
      // do not let a script follow; the list has its notice in any case.
      const mayBeGone =
        error instanceof NetworkError ||
        (error instanceof ForamenError && (error.status === 404 || error.status === 410))
      const notice = mayBeGone ? await this.#notice(session, url, reload) : undefined
      if (notice === undefined) throw error
      return notice
    }
  }

  async #notice(session: Session, url: string, reload: boolean): Promise<TombstoneV1 | undefined> {
    const listUrl = `${this.#root}/tombstones.json`
    try {
      const {items} = asTombstones(await this.#file(session, listUrl, reload), listUrl)
      return items.find(({path}) => url === `${this.#root}/${path}`)?.tombstone
    } catch (error) {
      // Else what failed first says more.
      if (!(error instanceof ForamenError) || error instanceof AbortError) throw error
      return undefined
    }
  }

  /** A file that answers 200, with the bytes that a signed manifest gives. @throws {ForamenError} */
  async #file(session: Session, url: string, reload = false): Promise<Answer> {
    for (const again of reload ? [true] : [false, true]) {
      const answer = await session.ask(url, {reload: again})
      if (answer.status !== 200) throw statusError(answer.status, url)
      if (this.#origin === null) return answer
      const listed = await this.#listed(this.#origin, again)
      if (isListed(answer, this.pathOf(url), listed, await sha256Hex(answer.bytes))) return answer
    }
    throw new IntegrityError(url)
  }

  async #listed(origin: Origin, reload: boolean): Promise<readonly ListedFile[]> {
    const {files} = await this.#manifest.get(reload, async () => {
      const source = {session: this.#begin(undefined), root: this.#root, origin}
      const {found} = await fetchManifest(source, NOTHING_KNOWN)
      if (found === null) throw new IntegrityError(this.#root)
      return found
    })
    return files
  }
}

const NOTHING_KNOWN = {etag: null, manifest: null, timestamp: 0}

/** What was fetched and is used again for a while, also by who asks while it is on its way. */
class Kept<T> {
  readonly #maxAgeMs: number
  #kept: {readonly value: Promise<T>; readonly at: number} | undefined

  constructor(maxAgeMs: number) {
    this.#maxAgeMs = maxAgeMs
  }

  get(reload: boolean, fetchNow: () => Promise<T>): Promise<T> {
    if (!reload && this.#kept !== undefined && Date.now() - this.#kept.at <= this.#maxAgeMs) {
      return this.#kept.value
    }
    const kept = {value: fetchNow(), at: Date.now()}
    this.#kept = kept
    // A failure is not kept, so that the next call asks again.
    kept.value.catch(() => {
      if (this.#kept === kept) this.#kept = undefined
    })
    return kept.value
  }
}

const API = '/api/v1/'

/** The address of a moved document may lead to any document that is listed. */
function isListed(
  {url}: Answer,
  path: string,
  files: readonly ListedFile[],
  digest: string,
): boolean {
  const asked = files.find((file) => file.path === path)
  if (asked === undefined || asked.sha256 === digest) return asked !== undefined
  const {pathname} = new URL(url)
  const came = files.find((file) => pathname.endsWith(`${API}${file.path}`))
  return asked.rev === undefined && came?.rev !== undefined && came.sha256 === digest
}

/** @throws {AbortError} when the signal comes first. */
async function untilAborted<T>(
  result: Promise<T>,
  url: string,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (signal === undefined) return result
  let stop = () => {}
  try {
    return await new Promise<T>((resolve, reject) => {
      stop = () => reject(new AbortError(url, signal.reason))
      if (signal.aborted) stop()
      signal.addEventListener('abort', stop)
      result.then(resolve, reject)
    })
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

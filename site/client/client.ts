import type {ListV1, TombstoneV1} from '../../schemas/api/v1/envelope.ts'
import type {Collection} from '../../schemas/api/v1/links.ts'
import type {RecallsV1} from '../../schemas/api/v1/recalls.ts'
import {
  asDocument,
  asId,
  asList,
  asRecalls,
  asTombstones,
  isDocumentBody,
  statusError,
} from './answers.ts'
import {
  AbortError,
  ForamenError,
  GoneError,
  RecalledError,
  UnexpectedAnswerError,
} from './errors.ts'
import {recallOf} from './recalls.ts'
import type {Snapshot, SyncResult} from './snapshot.ts'
import {sync} from './sync.ts'
import {createTransport, type Answer, type Ask, type Session} from './transport.ts'
import type {AnyDocument, DocumentOf} from './types.ts'
import {isDocument, type Include, type SyncOptions} from './update.ts'

export interface ForamenClientOptions {
  /** Address of the publication, or of a mirror of it, without `/api/v1`. */
  readonly baseUrl: string
  /** Language of documents; `en` unless said otherwise. */
  readonly locale?: string
  /** For tests and for hosts with their own transport. */
  readonly fetch?: typeof fetch
  /** How long a fetched recall list is trusted, in milliseconds; 5 minutes unless said otherwise. */
  readonly recallsMaxAgeMs?: number
  /** How long an answer, and each further 64 kB of it, may take, in milliseconds; 20 s unless said. */
  readonly timeoutMs?: number
  /** How often a request is tried again that failed for the host's sake; 3 times unless said. */
  readonly retries?: number
  /** Wait before the first of these, in milliseconds, doubled each time up to 10 s; 500 unless said. */
  readonly retryDelayMs?: number
  /** Longest `Retry-After` that is waited for, in milliseconds; 60 s unless said. */
  readonly maxRetryAfterMs?: number
}

export interface CallOptions {
  readonly signal?: AbortSignal
}

/** At most 6 requests are under way at once. Every call fails with a {@link ForamenError}. */
export interface ForamenClient {
  /** All documents of a collection, as cards. @throws {ForamenError} */
  list(collection: Collection, options?: CallOptions): Promise<ListV1>
  /**
   * A document by its slug. A renamed one is followed to its new address.
   * @throws {GoneError} withdrawn or deleted. @throws {RecalledError} recalled.
   * @throws {ForamenError} never existed, or no answer.
   */
  document<C extends Collection>(
    collection: C,
    slug: string,
    options?: CallOptions,
  ): Promise<DocumentOf[C]>
  /** A document by its stable id, whatever its slug is now. @throws as `document`. */
  byId(id: string, options?: CallOptions): Promise<AnyDocument>
  /** What must be taken down or refreshed now. @throws {ForamenError} */
  recalls(options?: CallOptions): Promise<RecallsV1>
  /**
   * Brings a copy up to date: one conditional request when nothing changed, one more per changed
   * file otherwise, and one for all documents where most are new. Documents only unless `include`
   * says otherwise (`() => true` is a mirror).
   * @throws {ForamenError} with what arrived in `progress`; go on from `progress.snapshot`.
   */
  sync(previous: Snapshot, include?: Include, options?: SyncOptions): Promise<SyncResult>
}

const FIVE_MINUTES_MS = 300_000

/** A client for API v1 without dependencies, for browsers and Node. Sends no cookie or referrer. */
export function createForamenClient(options: ForamenClientOptions): ForamenClient {
  const root = `${options.baseUrl.replace(/\/+$/, '')}/api/v1`
  const locale = options.locale ?? 'en'
  const recallsMaxAgeMs = options.recallsMaxAgeMs ?? FIVE_MINUTES_MS
  const begin = createTransport({
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    timeoutMs: options.timeoutMs ?? 20_000,
    retries: options.retries ?? 3,
    retryDelayMs: options.retryDelayMs ?? 500,
    maxRetryAfterMs: options.maxRetryAfterMs ?? 60_000,
  })
  let kept: {readonly list: Promise<RecallsV1>; readonly at: number} | undefined

  const ask = async (session: Session, url: string, how?: Ask): Promise<Answer> => {
    const answer = await session.ask(url, how)
    if (answer.status !== 200) throw statusError(answer.status, url)
    return answer
  }

  const recalls = (signal: AbortSignal | undefined, how?: Ask): Promise<RecallsV1> => {
    const url = `${root}/recalls.json`
    const isFresh = kept !== undefined && Date.now() - kept.at <= recallsMaxAgeMs
    if (kept === undefined || !isFresh || how?.reload === true) {
      // Without the caller's signal, because others may wait for the same list.
      const list = ask(begin(undefined), url, how).then((answer) => asRecalls(answer, url))
      const asked = {list, at: Date.now()}
      kept = asked
      // A failed answer is not kept, so that the next call asks again.
      list.catch(() => {
        if (kept === asked) kept = undefined
      })
    }
    return untilAborted(kept.list, url, signal)
  }

  /** A document or its notice. */
  const fetchBody = async (session: Session, url: string, how?: Ask) => {
    const answer = await session.ask(url, how)
    if (answer.status !== 200 && answer.status !== 410) throw statusError(answer.status, url)
    try {
      return asDocument(answer, url)
    } catch (error) {
      if (!(error instanceof UnexpectedAnswerError) || answer.status === 200) throw error
    }
    // The host says so with a page of its own.
    const listUrl = `${root}/tombstones.json`
    const {items} = asTombstones(await ask(session, listUrl), listUrl)
    const notice = items.find(({path}) => url === `${root}/${path}`)
    if (notice === undefined) throw statusError(answer.status, url)
    return notice.tombstone
  }

  const resolve = async (session: Session, url: string, mayMove: boolean): Promise<AnyDocument> => {
    let recall
    // A second time past all caches: one of them may have an old document or an old list.
    for (const reload of [false, true]) {
      const [body, {items}] = await Promise.all([
        fetchBody(session, url, {reload}),
        recalls(session.signal, {reload}),
      ])
      if (!isDocumentBody(body)) return follow(session, body, url, mayMove)
      recall = recallOf(body, items)
      if (recall === undefined) return body
    }
    throw new RecalledError(recall?.reason ?? '', url)
  }

  const follow = (session: Session, notice: TombstoneV1, url: string, mayMove: boolean) => {
    if (notice.status === 'moved' && notice.alternative !== null && mayMove) {
      return resolve(session, rebase(notice.alternative.links.self), false)
    }
    throw new GoneError(notice, url)
  }

  /** Links in a mirror's files still name the origin; stay on the mirror that was asked. */
  const rebase = (link: string): string => {
    const at = link.indexOf('/api/v1/')
    if (at === -1) throw new ForamenError('a link leads outside the API', link, null)
    return root + link.slice(at + '/api/v1'.length)
  }

  return {
    list: async (collection, {signal} = {}) => {
      const url = `${root}/${locale}/${collection}/index.json`
      return asList(await ask(begin(signal), url), url)
    },
    document: async <C extends Collection>(
      collection: C,
      slug: string,
      {signal}: CallOptions = {},
    ) =>
      // The collection in the address decides the type.
      (await resolve(
        begin(signal),
        `${root}/${locale}/${collection}/${encodeURIComponent(slug)}.json`,
        true,
      )) as DocumentOf[C],
    byId: async (id, {signal} = {}) => {
      const session = begin(signal)
      const url = `${root}/ids/${encodeURIComponent(id)}.json`
      const here = asId(await ask(session, url), url).locales[locale]
      if (here === undefined) throw new ForamenError(`no ${locale} edition`, url, 404)
      return resolve(session, rebase(here.links.self), true)
    },
    recalls: ({signal} = {}) => recalls(signal),
    sync: (previous, include = isDocument, syncOptions = {}) =>
      sync(begin(syncOptions.signal), root, previous, include, syncOptions),
  }
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

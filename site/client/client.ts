import type {ListV1} from '../../schemas/api/v1/envelope.ts'
import type {Collection} from '../../schemas/api/v1/links.ts'
import type {RecallsV1} from '../../schemas/api/v1/recalls.ts'
import {ForamenError} from './errors.ts'
import {Origin} from './origin.ts'
import {Reader} from './reader.ts'
import type {Freshness, Include, Snapshot, SyncOptions, SyncResult} from './snapshot.ts'
import {sync} from './sync.ts'
import {createTransport} from './transport.ts'
import type {AnyDocument, DocumentOf} from './types.ts'
import {isDocument} from './update.ts'

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
  /**
   * Ed25519 public keys (PEM), one of which has to have signed the publication: every call then takes
   * nothing else. Two at once while the publisher changes keys.
   */
  readonly publicKeys?: readonly string[]
  /** Is told when the signed timestamp is out of date; calls go on, because the content is genuine. */
  readonly onExpired?: (freshness: Freshness) => void
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
  /** A document by its stable id, whatever its slug is now. @throws {ForamenError} as `document`. */
  byId(id: string, options?: CallOptions): Promise<AnyDocument>
  /** What must be taken down or refreshed now. @throws {ForamenError} */
  recalls(options?: CallOptions): Promise<RecallsV1>
  /**
   * Brings a copy up to date: one conditional request when nothing changed, one more per changed
   * file otherwise, and one for all documents where most are new. Documents only unless `include`
   * says otherwise (`() => true` is a mirror). A copy stays with the `include` and `store` that it
   * was begun with; to change them, begin with `emptySnapshot`.
   * @throws {ForamenError} with what arrived in `progress`; go on from `progress.snapshot`.
   */
  sync(previous: Snapshot, include?: Include, options?: SyncOptions): Promise<SyncResult>
}

const FIVE_MINUTES_MS = 300_000

/** A client for API v1 without dependencies, for browsers and Node. Sends no cookie or referrer. */
export function createForamenClient(options: ForamenClientOptions): ForamenClient {
  const root = `${options.baseUrl.replace(/\/+$/, '')}/api/v1`
  const locale = options.locale ?? 'en'
  const begin = createTransport({
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    timeoutMs: options.timeoutMs ?? 20_000,
    retries: options.retries ?? 3,
    retryDelayMs: options.retryDelayMs ?? 500,
    maxRetryAfterMs: options.maxRetryAfterMs ?? 60_000,
  })
  const origin = originOf(root, options)
  const reader = new Reader(root, begin, {
    maxAgeMs: options.recallsMaxAgeMs ?? FIVE_MINUTES_MS,
    origin,
  })
  return {
    list: (collection, {signal} = {}) => reader.list(`${locale}/${collection}/index.json`, signal),
    document: async <C extends Collection>(
      collection: C,
      slug: string,
      {signal}: CallOptions = {},
    ) => {
      const path = `${locale}/${collection}/${encodeURIComponent(slug)}.json`
      // The collection in the address decides the type.
      return (await reader.document(path, signal)) as DocumentOf[C]
    },
    byId: async (id, {signal} = {}) => {
      const here = (await reader.where(id, signal)).locales[locale]
      if (here === undefined) throw new ForamenError(`${id} has no ${locale} edition`, root, 404)
      return reader.document(reader.pathOf(here.links.self), signal)
    },
    recalls: ({signal} = {}) => reader.recalls(signal),
    sync: (previous, include = isDocument, syncOptions = {}) =>
      sync({session: begin(syncOptions.signal), root, origin}, previous, include, syncOptions),
  }
}

function originOf(root: string, {publicKeys, onExpired}: ForamenClientOptions): Origin | null {
  if (publicKeys === undefined) return null
  if (publicKeys.length === 0) {
    throw new TypeError('[foramen] publicKeys is empty: give at least one key, or leave it out')
  }
  return new Origin(root, publicKeys, onExpired ?? (() => {}))
}

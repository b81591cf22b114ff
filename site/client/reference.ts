import type {CallOptions, ForamenClientOptions} from './client.ts'
import type * as errors from './errors.ts'
import type {SyncOptions, SyncResult} from './snapshot.ts'

/** What the page about the client says of every name; the compiler names whatever is missing. */

type Described<T> = {readonly [K in keyof T]-?: string}

export const OPTIONS: Described<ForamenClientOptions> = {
  baseUrl: 'Address of the publication, or of a mirror of it, without `/api/v1`.',
  locale: 'Language of documents; `en` unless you say otherwise.',
  timeoutMs:
    'How long an answer may take, and each further 64 kB of it: 20,000 unless you say otherwise.',
  retries:
    'How often a request is tried again after a lost connection, a timeout, 408, 425, 429, 500, 502, 503 or 504: 3 times unless you say otherwise.',
  retryDelayMs:
    'Wait before the first of these: 500 unless you say otherwise, doubled each time up to 10,000, less a random part.',
  maxRetryAfterMs:
    'Longest wait that a host may ask for with `Retry-After`: 60,000 unless you say otherwise. All requests of the client wait. A host that asks for longer ends the call with `UnavailableError`.',
  recallsMaxAgeMs:
    'How long a recall list (and a signed manifest) is used again: 300,000 unless you say otherwise.',
  publicKeys: 'Public keys of the publisher, in PEM form. Nothing else is taken then; see below.',
  onExpired: 'A function that is told when the signed timestamp is out of date; see below.',
  fetch: 'Used in place of the global `fetch`, for tests or a proxy.',
}

export const CALL_OPTIONS: Described<CallOptions & SyncOptions> = {
  signal:
    'Stops the call. `AbortSignal.timeout(600_000)` bounds a whole sync, whatever the host does.',
  store:
    'Takes each file as it arrives (`path`, `body`, `sha256`, `bytes`, and `rev` of documents), for a folder or a database. The snapshot holds digests alone then.',
  allowRollback:
    'Takes a publication that is older than your copy, or that lacks documents without a notice. For once, after the publisher said that this is meant.',
}

export const RESULTS: Described<SyncResult> = {
  snapshot:
    'The copy as plain JSON, for the next call. `files[path].body` has the exact text of a document; `tombstones` every notice, `recalls` every recall.',
  changed: 'Paths of documents that are new or different.',
  removed:
    'Documents of your copy that are no longer published at their address: take them down. Each has `path`, `status` (gone, moved or withdrawn), `reason` and `alternative`, also where the host redirects the address or answers with a page of its own.',
  recalled:
    'The whole recall list, changed or not. `recallOf(document, recalled)` says whether a revision may still be shown.',
  otherFiles:
    'Paths of other files that `include`, the second argument, asked for. `() => true` makes a complete mirror.',
  freshness: 'How new the publication is, by its signature; null where no key is pinned.',
  requests: 'HTTP requests that this took.',
}

type ErrorName = Exclude<keyof typeof errors, 'prototype'>

/** In the order in which they are thrown where several happen at once. */
export const ERRORS: Readonly<Record<ErrorName, string>> = {
  AbortError: 'Your `signal` stopped the call; its reason is `cause`. Call again when you like.',
  StoreError: 'Your `store` failed; its error is `cause`. The file is asked for again next time.',
  SignatureError:
    'No pinned key signed the publication. Nothing was taken. Compare your keys with those that the publisher names elsewhere.',
  RollbackError:
    'The publication is older than your copy, which stays. An edge of the host may be behind: call again in some minutes. If the publisher says that it is meant, pass `allowRollback`.',
  MissingDocumentsError:
    'Documents of your copy (`paths`) are not published any more and left no notice. The copy stays. Ask the publisher; if they are gone for good, pass `allowRollback`.',
  GoneError:
    'The document was withdrawn or deleted. Take every copy down, and offer `tombstone.alternative`.',
  RecalledError: 'The document is recalled, for the `reason` given. Take every copy down now.',
  IntegrityError:
    'A file is not the one that was published: changed on the way, or of another edition. It was not taken. Call again in some minutes; if it stays, tell the publisher.',
  OutdatedFileError:
    'An edge of the host still has a file from before the last publication. Call again in some minutes.',
  UnexpectedAnswerError:
    'Something else answers at the address: a page for signing in, HTML, half a file. Check `baseUrl`, and what stands before the host.',
  UnavailableError:
    'The host is busy or broken (429, 5xx) and stayed so. Call again after `retryAfterMs`, which is null where it did not say.',
  TimeoutError: 'No answer within `timeoutMs`. Call again, or give it more time.',
  NetworkError: 'No connection, or one that broke off. Call again.',
  ForamenError:
    'What all of these are, with the `url` that was asked and the HTTP `status`. By itself: an address with no file (404), or a host that refuses (401, 403).',
}

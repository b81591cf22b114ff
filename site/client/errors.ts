import type {TombstoneV1} from '../../schemas/api/v1/envelope.ts'
import type {SyncProgress} from './snapshot.ts'

/**
 * Whatever the API, the network or the caller's own signal kept from arriving. `name` is the name of
 * the class and stays the same when code is minified; the message says what to do.
 */
export class ForamenError extends Error {
  override name = 'ForamenError'
  /** The address that was asked. */
  readonly url: string
  /** HTTP status, or `null` where no answer came. */
  readonly status: number | null
  /**
   * Set by `sync` when it could not finish: what arrived all the same. Keep `progress.snapshot` and
   * the next call goes on from there.
   */
  progress: SyncProgress | null = null

  constructor(message: string, url: string, status: number | null, options?: ErrorOptions) {
    super(`[foramen] ${message} (${url})`, options)
    this.url = url
    this.status = status
  }
}

/** No connection, or one that broke off before the whole answer was there. */
export class NetworkError extends ForamenError {
  override name = 'NetworkError'

  constructor(url: string, cause: unknown) {
    super(
      'no answer: the connection failed or broke off. Check the address and the network, then call again',
      url,
      null,
      {cause},
    )
  }
}

/** The host took the request and did not answer in time. */
export class TimeoutError extends ForamenError {
  override name = 'TimeoutError'

  constructor(url: string, timeoutMs: number) {
    super(
      `no answer within ${timeoutMs} ms. Call again later, or give a longer timeoutMs`,
      url,
      null,
    )
  }
}

/** The caller's own signal said stop; `cause` is its reason. */
export class AbortError extends ForamenError {
  override name = 'AbortError'

  constructor(url: string, cause: unknown) {
    super('stopped by the signal that was given', url, null, {cause})
  }
}

/** The host is busy or broken (429 or 5xx) and stayed so; nothing is wrong with the content. */
export class UnavailableError extends ForamenError {
  override name = 'UnavailableError'
  /** How long the host asked to be left alone, in milliseconds; `null` where it did not say. */
  readonly retryAfterMs: number | null

  constructor(url: string, status: number, retryAfterMs: number | null) {
    const wait = retryAfterMs === null ? 'later' : `in ${Math.ceil(retryAfterMs / 1000)} s`
    super(
      `the host is busy or out of order: it answered ${status}. Call again ${wait}`,
      url,
      status,
    )
    this.retryAfterMs = retryAfterMs
  }
}

/** An answer, but none of this API: a sign-in page, HTML, half a file, `{}`, another site's JSON. */
export class UnexpectedAnswerError extends ForamenError {
  override name = 'UnexpectedAnswerError'

  constructor(what: string, url: string, status: number, options?: ErrorOptions) {
    super(
      `${what}. Check that baseUrl is the address of the publication and that nothing stands before it that asks for a sign-in`,
      url,
      status,
      options,
    )
  }
}

/** The document was withdrawn or deleted: take it down, and offer `tombstone.alternative`. */
export class GoneError extends ForamenError {
  override name = 'GoneError'
  readonly tombstone: TombstoneV1

  constructor(tombstone: TombstoneV1, url: string) {
    super(
      `${tombstone.type} "${tombstone.slug}" is ${tombstone.status}: ${tombstone.reason} Take every copy down`,
      url,
      410,
    )
    this.tombstone = tombstone
  }
}

/** The document is on the recall list: take every copy down now. */
export class RecalledError extends ForamenError {
  override name = 'RecalledError'
  readonly reason: string

  constructor(reason: string, url: string) {
    super(`recalled: ${reason} Take every copy down now`, url, null)
    this.reason = reason
  }
}

/**
 * A whole answer (200) whose bytes are not those that were published: changed on the way, or an
 * edge of the host that has an old file.
 */
export class IntegrityError extends ForamenError {
  override name = 'IntegrityError'

  constructor(url: string) {
    super(
      'the answer does not have the sha256 that the manifest gives: the file was changed, or an edge of the host has another edition. It was not taken. Call again in some minutes; if it stays, tell the publisher',
      url,
      200,
    )
  }
}

/** An edge of the host still has the edition before the last publication: the copy stays as it was. */
export class OutdatedFileError extends ForamenError {
  override name = 'OutdatedFileError'

  constructor(url: string) {
    super(
      'the host answers with the edition before the last publication. Call again in some minutes',
      url,
      200,
    )
  }
}

/** The `store` that was given to `sync` failed; `cause` is its error. */
export class StoreError extends ForamenError {
  override name = 'StoreError'

  constructor(path: string, url: string, cause: unknown) {
    super(`your store did not take ${path}. It will be asked for again`, url, null, {cause})
  }
}

/** The publication is not signed with a key that was pinned. Nothing was taken. */
export class SignatureError extends ForamenError {
  override name = 'SignatureError'

  constructor(what: string, url: string, options?: ErrorOptions) {
    super(
      `${what}. Nothing was taken. Compare your publicKeys with those that the publisher names in another place`,
      url,
      200,
      options,
    )
  }
}

/** The publication is older than the copy. Nothing was changed. */
export class RollbackError extends ForamenError {
  override name = 'RollbackError'

  constructor(what: string, url: string) {
    super(
      `the publication is older than the copy: ${what}. The copy stays as it was. Call again in some minutes; if the publisher says that the publication went back or began anew, sync with allowRollback`,
      url,
      200,
    )
  }
}

/** The publication lacks documents of the copy and has no notice for them. Nothing was changed. */
export class MissingDocumentsError extends ForamenError {
  override name = 'MissingDocumentsError'
  /** Their paths below `/api/v1/`. */
  readonly paths: readonly string[]

  constructor(paths: readonly string[], url: string) {
    const [first] = paths
    super(
      `${paths.length} of the copied documents are not published any more and left no notice, the first is ${first}. The copy stays as it was. Ask the publisher; if they are gone for good, sync with allowRollback`,
      url,
      200,
    )
    this.paths = paths
  }
}

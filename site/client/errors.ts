import type {TombstoneV1} from '../../schemas/api/v1/envelope.ts'

/** Anything the API or the network would not give; `url` is the address that was asked. */
export class ForamenError extends Error {
  override name = 'ForamenError'
  readonly url: string
  /** HTTP status, or `null` where no answer came. */
  readonly status: number | null

  constructor(message: string, url: string, status: number | null, options?: ErrorOptions) {
    super(`[foramen] ${message} (${url})`, options)
    this.url = url
    this.status = status
  }
}

/** The document was withdrawn or deleted: take it down, and offer `tombstone.alternative`. */
export class GoneError extends ForamenError {
  override name = 'GoneError'
  readonly tombstone: TombstoneV1

  constructor(tombstone: TombstoneV1, url: string) {
    super(
      `${tombstone.type} "${tombstone.slug}" is ${tombstone.status}: ${tombstone.reason}`,
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
    super(`recalled: ${reason}`, url, null)
    this.reason = reason
  }
}

/** The bytes received are not the bytes that were published. */
export class IntegrityError extends ForamenError {
  override name = 'IntegrityError'

  constructor(url: string) {
    super('the answer does not have the sha256 that the manifest gives', url, null)
  }
}

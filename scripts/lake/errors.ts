/**
 * Every refusal of the lake is one of these classes, thrown by an operation and turned into a
 * response in one place (`toLakeError`). Body shapes are the ones @sanity/client 8.7 knows how to
 * print: mutationError, actionError, queryParseError, description.
 */

export interface ErrorItem {
  readonly index: number
  readonly error: {type: string; description: string; [detail: string]: unknown}
}

/** A refusal with an HTTP status and a JSON body. Throw it; the server answers with it. */
export class LakeError extends Error {
  override readonly name: string = 'LakeError'
  readonly status: number
  readonly body: Record<string, unknown>

  constructor(status: number, description: string, body?: Record<string, unknown>) {
    super(description)
    this.status = status
    this.body = body ?? {
      statusCode: status,
      error: {type: statusType(status), description},
      message: description,
    }
  }
}

/** 400: the request itself is wrong. */
export class BadRequest extends LakeError {
  override readonly name = 'BadRequest'
  constructor(description: string) {
    super(400, description)
  }
}

/** 404: a dataset, document, asset or revision that does not exist. */
export class NotFound extends LakeError {
  override readonly name = 'NotFound'
  constructor(description: string) {
    super(404, description)
  }
}

/** 501: a path of Sanity's API that this lake does not emulate. */
export class NotEmulated extends LakeError {
  override readonly name = 'NotEmulated'
  constructor(method: string, path: string) {
    super(
      501,
      `${method} ${path} is not emulated by the embedded lake — use Sanity's cloud for it, or see scripts/lake/README.md for what is emulated`,
    )
  }
}

/** A mutation that cannot be applied. Nothing of its transaction is. */
export class MutationFailed extends LakeError {
  override readonly name = 'MutationFailed'
  constructor(status: number, items: readonly ErrorItem[]) {
    const first = items[0]?.error.description ?? 'unknown reason'
    const description = `The mutation(s) failed: ${first}`
    super(status, description, {error: {type: 'mutationError', description, items}})
  }
}

/** An action that cannot be performed. Nothing of its request is. */
export class ActionFailed extends LakeError {
  override readonly name = 'ActionFailed'
  constructor(status: number, items: readonly ErrorItem[]) {
    const first = items[0]?.error.description ?? 'unknown reason'
    const description = `The action(s) failed: ${first}`
    super(status, description, {error: {type: 'actionError', description, items}})
  }
}

/** Why one mutation was refused; the transaction wraps it with its index. */
export class MutationRefused extends Error {
  override readonly name = 'MutationRefused'
  readonly status: number
  readonly type: string
  readonly details: Record<string, unknown>

  constructor(
    status: number,
    type: string,
    description: string,
    details: Record<string, unknown> = {},
  ) {
    super(description)
    this.status = status
    this.type = type
    this.details = details
  }

  /** @returns the item Sanity's clients expect in `error.items` */
  item(index: number): ErrorItem {
    return {index, error: {type: this.type, description: this.message, ...this.details}}
  }
}

/** A query that does not parse. `start` and `end` are UTF-16 offsets into the query. */
export class QueryParseFailed extends LakeError {
  override readonly name = 'QueryParseFailed'
  constructor(query: string, start: number, end: number, description: string) {
    super(400, description, {
      error: {type: 'queryParseError', description, query, start, end},
    })
  }
}

/** 503: not the client's fault; nothing was written, try again. Studio retries 5xx, never 4xx. */
export class Unavailable extends LakeError {
  override readonly name = 'Unavailable'
  constructor(description: string) {
    super(503, description)
  }
}

function statusType(status: number): string {
  const names: Record<number, string> = {
    400: 'badRequest',
    401: 'unauthorized',
    403: 'forbidden',
    404: 'notFound',
    405: 'methodNotAllowed',
    408: 'requestTimeout',
    409: 'conflict',
    413: 'payloadTooLarge',
    415: 'unsupportedMediaType',
    422: 'queryError',
    501: 'notEmulated',
    503: 'unavailable',
  }
  return names[status] ?? (status >= 500 ? 'internalError' : 'requestError')
}

/** SQLite's primary result codes that mean the disk, not the request, is at fault. */
const DISK_CODES = new Set([8, 10, 13, 14]) // READONLY, IOERR, FULL, CANTOPEN: sqlite.org/rescode.html

/**
 * Turns whatever an operation threw into something that can be answered.
 * A full or failing disk becomes 503, a nesting that exhausts the stack 400, the rest 500.
 */
export function toLakeError(error: unknown): LakeError {
  if (error instanceof LakeError) return error
  if (error instanceof MutationRefused) return new MutationFailed(error.status, [error.item(0)])
  if (error instanceof RangeError && /call stack/i.test(error.message)) {
    return new BadRequest('The request nests too deeply to be processed — flatten it')
  }
  if (isDiskFailure(error)) {
    return new Unavailable(
      `The lake could not write to its disk (${messageOf(error)}); nothing was stored — free some space and try again`,
    )
  }
  return new LakeError(500, `The lake failed: ${messageOf(error)}`)
}

/** Whether an error came from a full, read-only or failing disk. */
export function isDiskFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? error.code : undefined
  if (code === 'ENOSPC' || code === 'EIO' || code === 'EROFS' || code === 'EDQUOT') return true
  const primary = 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : 0
  return code === 'ERR_SQLITE_ERROR' && DISK_CODES.has(primary)
}

/** What an error says, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

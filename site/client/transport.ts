import {joined} from './bytes.ts'
import {
  AbortError,
  NetworkError,
  TimeoutError,
  UnavailableError,
  UnexpectedAnswerError,
} from './errors.ts'

/** Requests under way at once, over all calls of a client. */
export const PARALLEL = 6
const MAX_DELAY_MS = 10_000
/** Each further piece of an answer of this size has the whole timeout again. */
const PIECE_BYTES = 65_536
/** No file of this API is larger, but for those whose size the manifest gives. */
const MAX_BYTES = 64 * 2 ** 20

/** Worth another try. @see https://www.rfc-editor.org/rfc/rfc9110#section-15 */
const TRY_AGAIN: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504])

/**
 * Browsers revalidate by themselves: an `If-None-Match` of ours would cost a preflight there, and
 * a 304 never reaches the script. Elsewhere there is no HTTP cache, so the validator is ours to send.
 */
const hasHttpCache = 'location' in globalThis

export interface Answer {
  readonly status: number
  readonly etag: string | null
  /** Where it came from in the end. */
  readonly url: string
  /** Empty unless the status is 200 or 410. */
  readonly bytes: Uint8Array<ArrayBuffer>
}

export interface Ask {
  /** Makes the request a conditional one. */
  readonly etag?: string | null
  /** Past every cache between here and the host, those of its edges too. */
  readonly reload?: boolean
  /** Size after which an answer is given up. */
  readonly maxBytes?: number
  /** Takes the pieces of a 200 as they come; they are in `bytes` otherwise. */
  readonly onPiece?: (piece: Uint8Array<ArrayBuffer>) => Promise<void>
}

/** The requests of one call. */
export interface Session {
  readonly signal: AbortSignal | undefined
  /** HTTP requests so far, repeated ones included. */
  readonly requests: number
  /**
   * One GET without cookies or referrer, tried again where that can help.
   * @throws {AbortError} {@link NetworkError} {@link TimeoutError} {@link UnavailableError}
   */
  ask(url: string, how?: Ask): Promise<Answer>
}

export interface TransportOptions {
  readonly fetch: typeof fetch
  readonly timeoutMs: number
  readonly retries: number
  readonly retryDelayMs: number
  readonly maxRetryAfterMs: number
}

/** @returns what begins the requests of a call. */
export function createTransport(
  options: TransportOptions,
): (signal: AbortSignal | undefined) => Session {
  const slots = new Slots(PARALLEL)
  /** Until when the host asked to be left alone. */
  let quietUntil = 0

  return (signal) => {
    let requests = 0
    return {
      signal,
      get requests() {
        return requests
      },
      ask: async (url, how = {}) => {
        let isTaken = false
        const onPiece =
          how.onPiece === undefined
            ? undefined
            : async (piece: Uint8Array<ArrayBuffer>) => {
                isTaken = true
                await how.onPiece?.(piece)
              }
        for (let attempt = 0; ; attempt += 1) {
          await pause(quietUntil - Date.now(), url, signal)
          const outcome = await slots.run(() => {
            requests += 1
            return attemptOnce(url, {...how, onPiece}, options, signal)
          })
          const isOver = outcome instanceof AbortError || attempt >= options.retries || isTaken
          if (outcome instanceof Error) {
            if (isOver) throw outcome
          } else if (TRY_AGAIN.has(outcome.status)) {
            const {retryAfterMs} = outcome
            if (isOver || (retryAfterMs ?? 0) > options.maxRetryAfterMs) {
              throw new UnavailableError(url, outcome.status, retryAfterMs)
            }
            quietUntil = Math.max(quietUntil, Date.now() + (retryAfterMs ?? 0))
            if (retryAfterMs !== null) continue
          } else return outcome
          const delay = Math.min(options.retryDelayMs * 2 ** attempt, MAX_DELAY_MS)
          // Between half and all of it, so that clients which failed together do not return together.
          await pause(delay * (0.5 + Math.random() / 2), url, signal)
        }
      },
    }
  }
}

interface TimedAnswer extends Answer {
  readonly retryAfterMs: number | null
}

/** Failures of connection and time are returned, so that those of `onPiece` stay apart. */
async function attemptOnce(
  url: string,
  {etag = null, reload = false, maxBytes = MAX_BYTES, onPiece}: Ask,
  {fetch: fetcher, timeoutMs}: TransportOptions,
  signal: AbortSignal | undefined,
): Promise<TimedAnswer | AbortError | TimeoutError | NetworkError> {
  if (signal?.aborted === true) return new AbortError(url, signal.reason)
  const budget = new Budget(timeoutMs, signal)
  try {
    const response = await budget.spend(() =>
      fetcher(reload ? `${url}?fresh=${Date.now()}` : url, {
        headers: etag === null || hasHttpCache ? {} : {'if-none-match': etag},
        cache: reload ? 'reload' : 'no-cache',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        signal: budget.signal,
      }),
    )
    const answer = {
      status: response.status,
      etag: response.headers.get('etag'),
      url: response.url === '' ? url : response.url,
      retryAfterMs: retryAfter(response.headers.get('retry-after')),
    }
    const reader = response.body?.getReader()
    if (reader === undefined) return {...answer, bytes: new Uint8Array()}
    if (answer.status !== 200 && answer.status !== 410) {
      reader.cancel().catch(() => undefined)
      return {...answer, bytes: new Uint8Array()}
    }
    const pieces: Uint8Array<ArrayBuffer>[] = []
    let [received, renewedAt] = [0, 0]
    for (;;) {
      const {done, value} = await budget.spend(() => reader.read())
      if (done) return {...answer, bytes: joined(pieces)}
      received += value.length
      if (received > maxBytes) {
        reader.cancel().catch(() => undefined)
        throw new UnexpectedAnswerError(
          `an answer of more than ${maxBytes} bytes`,
          url,
          answer.status,
        )
      }
      if (received - renewedAt >= PIECE_BYTES) {
        renewedAt = received
        budget.renew()
      }
      if (onPiece !== undefined && answer.status === 200) await onPiece(value)
      else pieces.push(value)
    }
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error
    if (budget.isCancelled) return new AbortError(url, signal?.reason)
    return budget.isSpent ? new TimeoutError(url, timeoutMs) : new NetworkError(url, error.cause)
  } finally {
    budget.end()
  }
}

/** Connection, time or signal ended a wait. */
class Interrupted extends Error {}

/** The time that an answer may be waited for; what the caller does with it meanwhile is not counted. */
class Budget {
  readonly #timeoutMs: number
  readonly #controller = new AbortController()
  readonly #caller: AbortSignal | undefined
  readonly #onAbort = () => this.#controller.abort()
  #left: number

  constructor(timeoutMs: number, caller: AbortSignal | undefined) {
    this.#timeoutMs = timeoutMs
    this.#left = timeoutMs
    this.#caller = caller
    caller?.addEventListener('abort', this.#onAbort)
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  get isCancelled(): boolean {
    return this.#caller?.aborted === true
  }

  get isSpent(): boolean {
    return this.#left <= 0
  }

  renew(): void {
    this.#left = this.#timeoutMs
  }

  end(): void {
    this.#caller?.removeEventListener('abort', this.#onAbort)
    // Whoever ignored the signal is left behind; the rest has ended.
    this.#controller.abort()
  }

  /** @throws {Interrupted} */
  async spend<T>(work: () => Promise<T>): Promise<T> {
    const began = Date.now()
    let timer: ReturnType<typeof setTimeout> | undefined
    let stop = () => {}
    try {
      return await new Promise<T>((resolve, reject) => {
        // A transport of the caller's own may not know the signal.
        stop = () => reject(new Interrupted('aborted'))
        this.signal.addEventListener('abort', stop)
        timer = setTimeout(() => {
          this.#left = 0
          this.#controller.abort()
        }, this.#left)
        work().then(resolve, (cause: unknown) => reject(new Interrupted('failed', {cause})))
      })
    } finally {
      clearTimeout(timer)
      this.signal.removeEventListener('abort', stop)
      if (this.#left > 0) this.#left = Math.max(1, this.#left - (Date.now() - began))
    }
  }
}

/** Lets a few tasks run at once, the others wait in order. */
class Slots {
  #free: number
  readonly #waiting: (() => void)[] = []

  constructor(free: number) {
    this.#free = free
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      return await task()
    } finally {
      const next = this.#waiting.shift()
      if (next === undefined) this.#free += 1
      else next()
    }
  }
}

/** @throws {AbortError} */
function pause(ms: number, url: string, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer)
      reject(new AbortError(url, signal?.reason))
    }
    if (signal?.aborted === true) return reject(new AbortError(url, signal.reason))
    if (ms <= 0) return resolve()
    signal?.addEventListener('abort', abort)
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort)
      resolve()
    }, ms)
  })
}

/** Milliseconds, from seconds or a date. @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3 */
function retryAfter(value: string | null): number | null {
  if (value === null) return null
  const ms = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - Date.now()
  return Number.isNaN(ms) ? null : Math.max(0, ms)
}

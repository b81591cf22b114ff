import type {TimestampV1} from '../../schemas/api/v1/timestamp.ts'
import {asTimestamp, statusError} from './answers.ts'
import {RollbackError, SignatureError} from './errors.ts'
import type {Freshness} from './snapshot.ts'
import type {Answer, Session} from './transport.ts'

export function freshnessOf({number, time, expires}: TimestampV1): Freshness {
  return {number, time, expires, isExpired: Date.parse(expires) <= Date.now()}
}

const ALGORITHM = 'Ed25519'

/** Whose signatures count, and the newest that was seen. */
export class Origin {
  readonly #url: string
  readonly #publicKeys: readonly string[]
  #keys: Promise<readonly CryptoKey[]> | undefined
  readonly #onExpired: (freshness: Freshness) => void
  #newest = 0

  /** @param publicKeys Ed25519 public keys in PEM form, as `public-key.pem` has them. */
  constructor(
    root: string,
    publicKeys: readonly string[],
    onExpired: (freshness: Freshness) => void,
  ) {
    this.#onExpired = onExpired
    this.#url = `${root}/timestamp.json`
    this.#publicKeys = publicKeys
  }

  /**
   * The timestamp of the publication, checked.
   * @param newest number of the last one that the caller saw
   * @throws {SignatureError} {@link RollbackError}
   */
  async timestamp(session: Session, newest: number, allowRollback: boolean): Promise<TimestampV1> {
    // A second time past all caches: file and signature may be of two publications.
    const timestamp = (await this.#read(session, false)) ?? (await this.#read(session, true))
    if (timestamp === null) {
      throw new SignatureError('the publication is signed with none of the pinned keys', this.#url)
    }
    const last = Math.max(newest, this.#newest)
    if (timestamp.number < last && !allowRollback) {
      const what = `its timestamp has the number ${timestamp.number}, one seen before had ${last}`
      throw new RollbackError(what, this.#url)
    }
    this.#newest = timestamp.number
    const freshness = freshnessOf(timestamp)
    if (freshness.isExpired) this.#onExpired(freshness)
    return timestamp
  }

  /** @returns `null` when it is not signed with a pinned key. */
  async #read(session: Session, reload: boolean): Promise<TimestampV1 | null> {
    this.#keys ??= Promise.all(this.#publicKeys.map((key) => importKey(key, this.#url)))
    const keys = await this.#keys
    const [answer, signature] = await Promise.all(
      [this.#url, `${this.#url}.sig`].map((url) => askFor(session, url, reload)),
    )
    if (answer === undefined || signature === undefined) return null
    const timestamp = asTimestamp(answer, this.#url)
    const raw = fromBase64(new TextDecoder().decode(signature.bytes))
    if (raw === null) return null
    const checks = keys.map((key) => crypto.subtle.verify(ALGORITHM, key, raw, answer.bytes))
    return (await Promise.all(checks)).includes(true) ? timestamp : null
  }
}

async function askFor(session: Session, url: string, reload: boolean): Promise<Answer> {
  const answer = await session.ask(url, {reload})
  if (answer.status === 404) throw new SignatureError('the publication is not signed', url)
  if (answer.status !== 200) throw statusError(answer.status, url)
  return answer
}

/** @throws {SignatureError} when the key is none, or nothing here can check with it. */
async function importKey(pem: string, url: string): Promise<CryptoKey> {
  const der = fromBase64(pem.replace(/-----[A-Z ]+-----/g, '')) ?? new Uint8Array()
  try {
    return await crypto.subtle.importKey('spki', der, ALGORITHM, false, ['verify'])
  } catch (cause) {
    const what =
      'a pinned key is no Ed25519 public key in PEM form, or this browser is too old to check one'
    throw new SignatureError(what, url, {cause})
  }
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(text.replace(/\s/g, '')), (letter) => letter.charCodeAt(0))
  } catch {
    return null
  }
}

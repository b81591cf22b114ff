import {ForamenError, IntegrityError} from './errors.ts'

export interface Answer {
  readonly status: number
  readonly etag: string | null
  /** Whether it came from another address than was asked. */
  readonly isRedirected: boolean
  readonly bytes: Uint8Array<ArrayBuffer>
}

/**
 * Browsers revalidate by themselves: an `If-None-Match` of ours would cost a preflight there, and
 * a 304 never reaches the script. Elsewhere there is no HTTP cache, so the validator is ours to send.
 */
const hasHttpCache = 'location' in globalThis

/**
 * One GET without cookies or referrer; with `etag` a conditional one.
 * @throws {ForamenError} when no answer came.
 */
export async function get(
  fetcher: typeof fetch,
  url: string,
  etag: string | null = null,
): Promise<Answer> {
  try {
    const response = await fetcher(url, {
      headers: etag === null || hasHttpCache ? {} : {'if-none-match': etag},
      cache: 'no-cache',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    })
    return {
      status: response.status,
      etag: response.headers.get('etag'),
      isRedirected: response.redirected,
      bytes: new Uint8Array(await response.arrayBuffer()),
    }
  } catch (cause) {
    throw new ForamenError('no answer', url, null, {cause})
  }
}

/** @throws {ForamenError} when the answer is not JSON. */
export function parse(answer: Answer, url: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(answer.bytes))
  } catch (cause) {
    throw new ForamenError('the answer is not JSON', url, answer.status, {cause})
  }
}

/** SHA-256 in lower-case hex, as the manifest gives it. */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** @throws {IntegrityError} when the bytes do not have this digest. */
export async function checkDigest(bytes: Uint8Array<ArrayBuffer>, sha256: string, url: string) {
  if ((await sha256Hex(bytes)) !== sha256) throw new IntegrityError(url)
}

import {ForamenError, IntegrityError} from './errors.ts'

export interface Answer {
  readonly status: number
  readonly etag: string | null
  readonly bytes: Uint8Array<ArrayBuffer>
}

/**
 * One GET without cookies or referrer.
 * @throws {ForamenError} when no answer came.
 */
export async function get(
  fetcher: typeof fetch,
  url: string,
  etag: string | null = null,
): Promise<Answer> {
  let response: Response
  try {
    response = await fetcher(url, {
      headers: etag === null ? {} : {'if-none-match': etag},
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      // The validator is ours to send, so the HTTP cache must not answer in the server's place.
      ...(etag === null ? {} : {cache: 'no-store' as const}),
    })
    return {
      status: response.status,
      etag: response.headers.get('etag'),
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

/** @throws {IntegrityError} when the bytes do not have this sha256 (lower-case hex). */
export async function checkDigest(bytes: Uint8Array<ArrayBuffer>, sha256: string, url: string) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
  if (hex !== sha256) throw new IntegrityError(url)
}

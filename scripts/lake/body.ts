import type {IncomingMessage} from 'node:http'
import {BadRequest, LakeError} from './errors.ts'
import {isRecord} from './documents.ts'
import {parseJson} from './json.ts'
import type {LakeContext} from './lake.ts'

/**
 * Request bodies, bounded. What is too large is read to its end (up to a point) and thrown away, so
 * that the sender gets its 413 instead of a broken connection.
 */

/** Sanity takes 4 MB of mutations in one request; a little more leaves room for the envelope. */
export const JSON_LIMIT = 4_500_000
/** Beyond this an oversized body is no longer drained but cut off. */
const DRAIN_LIMIT = 64_000_000

/**
 * The bytes of a request's body.
 * @param limit bytes
 * @throws {LakeError} 413 beyond the limit, 408 when the sender stops half-way, 415 when compressed
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const encoding = request.headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity') {
    request.resume()
    throw new LakeError(
      415,
      `Bodies with Content-Encoding "${encoding}" are refused — send them uncompressed`,
    )
  }
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request) {
      if (!Buffer.isBuffer(chunk)) throw new TypeError('A request body must arrive as bytes')
      size += chunk.length
      if (size <= limit) chunks.push(chunk)
      else chunks.length = 0
      if (size > Math.max(limit, DRAIN_LIMIT)) request.socket.destroy()
    }
  } catch (error) {
    if (error instanceof TypeError) throw error
    throw new LakeError(408, 'The request ended before its body did — send it again')
  }
  if (size > limit) {
    throw new LakeError(413, `The request body is larger than ${limit} bytes — send it in parts`)
  }
  return Buffer.concat(chunks)
}

/**
 * The JSON object in a request's body.
 * @throws {LakeError} 415 for another content type
 * @throws {BadRequest} for anything but a JSON object
 */
export async function readJson(c: LakeContext): Promise<Record<string, unknown>> {
  const body = await readJsonValue(c)
  if (!isRecord(body)) throw new BadRequest('The request body must be a JSON object')
  return body
}

/** Like `readJson`, for bodies that may be arrays. */
export async function readJsonValue(c: LakeContext): Promise<unknown> {
  const {incoming} = c.env
  const type = (incoming.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') {
    // A page elsewhere can send text/plain without asking first; never JSON.
    incoming.resume()
    throw new LakeError(415, `The Content-Type "${type ?? ''}" is refused — send application/json`)
  }
  return parseJson(await readBody(incoming, JSON_LIMIT), 'request body')
}

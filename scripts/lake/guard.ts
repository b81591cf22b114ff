import {createHash, timingSafeEqual} from 'node:crypto'
import type {IncomingMessage, ServerResponse} from 'node:http'
import {LakeError} from './errors.ts'

/**
 * Who may come in. The lake listens on 127.0.0.1, yet any web page in any browser of this machine
 * can reach that address: hence the checks of Host (DNS rebinding), Origin (cross-site requests) and
 * token, before anything else of a request is looked at.
 */

/** Studio's addresses while it runs from this project. */
export const STUDIO_ORIGINS = ['http://localhost:3333', 'http://127.0.0.1:3333']

export interface GuardSettings {
  readonly token: string
  readonly studioOrigins: readonly string[]
  /** The port the server listens on; Host must name it. */
  readonly port: () => number
}

export interface Caller {
  /** May write, and read drafts: came with the token, or from Studio's origin. */
  readonly trusted: boolean
}

/**
 * Lets a request pass or refuses it, and sets the CORS headers of whatever the answer will be.
 * @throws {LakeError} 403 for a foreign Host or Origin, 401 for a wrong token
 */
export function admit(
  request: IncomingMessage,
  response: ServerResponse | null,
  settings: GuardSettings,
): Caller {
  assertHost(request.headers.host, settings.port())
  const {origin, authorization} = request.headers
  if (origin !== undefined) {
    if (!settings.studioOrigins.includes(origin)) {
      throw new LakeError(
        403,
        `Requests from the origin ${origin} are refused — start the lake with --studio-origin ${origin} to allow it`,
      )
    }
    if (response) allowOrigin(request, response, origin)
  }
  const hasToken = authorization !== undefined && isToken(authorization, settings.token)
  if (authorization !== undefined && !hasToken) {
    throw new LakeError(401, 'The token is not this lake’s — use the one in <data folder>/token')
  }
  return {trusted: hasToken || origin !== undefined}
}

/** @throws {LakeError} 401 for callers without token or Studio's origin */
export function assertTrusted(caller: Caller, what: string): void {
  if (caller.trusted) return
  throw new LakeError(
    401,
    `${what} needs the lake's token — send "Authorization: Bearer <token>" with the token in <data folder>/token`,
  )
}

function assertHost(host: string | undefined, port: number): void {
  const match =
    /^(?<name>127\.0\.0\.1|\[::1\]|localhost|(?:[a-z0-9-]+\.)+localhost):(?<port>\d+)$/i.exec(
      host ?? '',
    )
  if (match && Number(match.groups?.['port']) === port) return
  throw new LakeError(
    403,
    `The Host "${host ?? ''}" is refused — call 127.0.0.1:${port} or localhost:${port}`,
  )
}

function isToken(authorization: string, token: string): boolean {
  const [scheme, given = ''] = authorization.split(' ', 2)
  return scheme?.toLowerCase() === 'bearer' && timingSafeEqual(digest(given), digest(token))
}

/** Compared as hashes: equal length, and no early exit at the first wrong character. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function allowOrigin(request: IncomingMessage, response: ServerResponse, origin: string): void {
  response.setHeader('Access-Control-Allow-Origin', origin)
  response.setHeader('Access-Control-Allow-Credentials', 'true')
  response.setHeader('Access-Control-Expose-Headers', 'ETag, X-Lake-Unsupported')
  response.setHeader('Vary', 'Origin')
  if (request.method !== 'OPTIONS') return
  response.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS')
  response.setHeader('Access-Control-Max-Age', '600')
  const asked = request.headers['access-control-request-headers']
  if (asked !== undefined) response.setHeader('Access-Control-Allow-Headers', asked)
}

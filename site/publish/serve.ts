import {readFile, stat} from 'node:fs/promises'
import type {Server} from 'node:http'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {serve} from '@hono/node-server'
import {Hono} from 'hono'
import {etag, RETAINED_304_HEADERS} from 'hono/etag'
import {parseAccept} from 'hono/utils/accept'
import {getMimeType} from 'hono/utils/mime'
import {
  locationOf,
  parseHeaderRules,
  parseRedirects,
  type HeaderRule,
  type Redirect,
} from './delivery-files.ts'
import {ENCODINGS} from './precompress.ts'

/**
 * A local server that behaves like a good static host: it obeys the `_headers` and `_redirects` of
 * the publication it serves, answers conditional requests by the bytes, picks precompressed
 * variants, and answers JSON errors below `/api/`.
 */

export interface SiteServer {
  readonly url: string
  /** Takes no more requests, and ends the connections within a second. */
  close(): Promise<void>
}

/** One segment of an address that may name a file: no dot-files, no escapes, no climbing. */
const SEGMENT = /^(?!\.)[A-Za-z0-9._~-]+$/

/** Root-relative path below the served folder, or `null` for an address that can name no file. */
function safePath(pathname: string): string | null {
  const segments = pathname.slice(1).split('/')
  const last = segments.pop() ?? ''
  const [first, ...rest] = segments
  const folders = first === '.well-known' ? rest : segments
  if (!folders.every((segment) => SEGMENT.test(segment))) return null
  if (last !== '' && !SEGMENT.test(last)) return null
  return pathname
}

/** Reads whole files: a swap between two reads can then never mix two publications in one body. */
async function readIfThere(file: string) {
  try {
    return new Uint8Array(await readFile(file))
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return null
    throw error
  }
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  )
}

interface Rules {
  readonly headers: readonly HeaderRule[]
  readonly redirects: readonly Redirect[]
  /** Both files were there. */
  readonly isWhole: boolean
}

async function readRules(dir: string): Promise<Rules> {
  const [headers, redirects] = await Promise.all([
    readIfThere(join(dir, '_headers')),
    readIfThere(join(dir, '_redirects')),
  ])
  const text = (bytes: Uint8Array | null) => new TextDecoder().decode(bytes ?? undefined)
  return {
    headers: parseHeaderRules(text(headers)),
    redirects: parseRedirects(text(redirects)),
    isWhole: headers !== null && redirects !== null,
  }
}

interface Found {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly file: string
  readonly encoding: string | null
}

async function findFile(dir: string, path: string, accepted: string): Promise<Found | null> {
  const file = path.endsWith('/') ? `${path}index.html` : path
  const names = new Set(parseAccept(accepted).flatMap(({type, q}) => (q > 0 ? [type] : [])))
  for (const {name, ending} of ENCODINGS) {
    if (!names.has(name)) continue
    const bytes = await readIfThere(join(dir, file + ending))
    if (bytes !== null) return {bytes, file, encoding: name}
  }
  const bytes = await readIfThere(join(dir, file))
  return bytes === null ? null : {bytes, file, encoding: null}
}

const SWAP_WAIT_MS = 5
/** Answers under way when the server closes may take this long; a stream of changes has no end. */
const LAST_ANSWERS_MS = 1000
const SWAP_ATTEMPTS = 100

/** Changes with every swap; the number of a folder alone comes back when a later one is given it. */
async function generationOf(dir: string): Promise<string | null> {
  return stat(dir, {bigint: true}).then(
    ({ino, ctimeNs}) => `${ino} ${ctimeNs}`,
    () => null,
  )
}

/** What the folder has to say about an address. */
async function lookUpOnce(dir: string, pathname: string, accepted: string) {
  const rules = await readRules(dir)
  const redirect = rules.redirects.find((candidate) => candidate.from === pathname)
  const path = safePath(redirect?.to ?? pathname)
  const found = path === null ? null : await findFile(dir, path, accepted)
  const isPage =
    found === null &&
    path !== null &&
    !path.endsWith('/') &&
    (await isFile(join(dir, path, 'index.html')))
  const missing =
    found === null
      ? await readIfThere(join(dir, pathname.startsWith('/api/') ? 'api/v1/404.json' : '404.html'))
      : null
  return {rules, redirect, found, isPage, missing}
}

/**
 * What one publication has to say about an address. A miss counts only when no swap, which moves the
 * folder aside for a moment, came in between; a file that was read is whole and always counts.
 */
async function lookUp(dir: string, pathname: string, accepted: string) {
  for (let attempt = 0; attempt < SWAP_ATTEMPTS; attempt += 1) {
    const before = await generationOf(dir)
    const result = await lookUpOnce(dir, pathname, accepted)
    if (result.found && result.rules.isWhole) return result
    if (before !== null && before === (await generationOf(dir))) return result
    await sleep(SWAP_WAIT_MS)
  }
  return lookUpOnce(dir, pathname, accepted)
}

/** The site as a fetch handler; `dir` may be swapped at any time. */
export function createSiteApp(dir: string, preview?: Hono): Hono {
  const app = new Hono()
  // Before the ETags: they would wait for the end of a stream of changes.
  if (preview) app.route('/preview', preview)
  app.use(
    etag({
      generateDigest: (body) => crypto.subtle.digest('SHA-256', new Uint8Array(body)),
      // A 304 without its CORS headers is a network error to the script that asked.
      retainedHeaders: [
        ...RETAINED_304_HEADERS,
        'access-control-allow-origin',
        'access-control-expose-headers',
      ],
    }),
  )
  app.on(['GET', 'HEAD', 'OPTIONS'], '*', async (c) => {
    const {pathname, search} = new URL(c.req.url)
    const {rules, redirect, found, isPage, missing} = await lookUp(
      dir,
      pathname,
      c.req.header('accept-encoding') ?? '',
    )
    for (const rule of rules.headers) {
      if (rule.matches(pathname)) for (const [name, value] of rule.headers) c.header(name, value)
    }
    if (c.req.method === 'OPTIONS') return c.body(null, 204)
    if (redirect && redirect.status < 400) {
      return c.redirect(locationOf(redirect, search), redirect.status as 301 | 302 | 308)
    }
    if (found) {
      // A header rule may have said it already.
      if (!c.res.headers.has('Content-Type')) {
        c.header('Content-Type', getMimeType(found.file) ?? 'application/octet-stream')
      }
      c.header('Vary', 'Accept-Encoding')
      if (found.encoding !== null) c.header('Content-Encoding', found.encoding)
      return c.body(found.bytes, redirect?.status === 410 ? 410 : 200)
    }
    if (isPage) return c.redirect(`${pathname}/${search}`, 301)
    c.header(
      'Content-Type',
      pathname.startsWith('/api/') ? 'application/json' : 'text/html; charset=utf-8',
    )
    return c.body(missing ?? new Uint8Array(), 404)
  })
  app.all('*', (c) =>
    c.text('Only GET, HEAD and OPTIONS are answered here.', 405, {
      Allow: 'GET, HEAD, OPTIONS',
      // Else the script that asked hears of a network error instead of this answer.
      'Access-Control-Allow-Origin': '*',
    }),
  )
  return app
}

/**
 * Serves a publication on 127.0.0.1.
 * @param dir the published folder; it may be swapped while being served
 * @param port 0 takes a free one
 * @param preview what answers below `/preview`
 * @throws {Error} when the port is taken
 */
export async function createSiteServer({
  dir,
  port,
  preview,
}: {
  readonly dir: string
  readonly port: number
  readonly preview?: Hono
}): Promise<SiteServer> {
  const app = createSiteApp(dir, preview)
  return new Promise((resolve, reject) => {
    const started = serve({fetch: app.fetch, port, hostname: '127.0.0.1'}, (info) =>
      resolve({
        url: `http://127.0.0.1:${info.port}`,
        close: () =>
          new Promise((closed) => {
            const impatience = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS)
            server.close(() => {
              clearTimeout(impatience)
              closed()
            })
          }),
      }),
    )
    // It serves HTTP/1 unless it is given another server.
    const server = started as Server
    // A connection stays until the client ends it: one that times out here may do so just when a
    // client that was busy asks again, which then hears of a network error.
    server.keepAliveTimeout = 0
    server.on('error', reject)
  })
}

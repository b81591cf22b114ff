import {createServer, type IncomingHttpHeaders, type Server} from 'node:http'
import type {AddressInfo} from 'node:net'

/**
 * Two origins on 127.0.0.1, as in life: the clinic's page and the content's host. Every request is
 * kept with its headers, so that "asks nobody else, says nothing" can be tested.
 */

export interface Reply {
  readonly status?: number
  readonly headers?: Record<string, string>
  /** Sent as it is; `hang` keeps the connection open without an answer. */
  readonly body: string | Uint8Array | 'hang'
}

export interface Seen {
  readonly origin: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
}

export interface Origin {
  readonly origin: string
  /** Serves a reply at a path, query ignored; returns the address. */
  serve(path: string, reply: Reply): string
  close(): Promise<void>
}

async function startOrigin(seen: Seen[]): Promise<Origin> {
  const replies = new Map<string, Reply>()
  const server: Server = createServer((request, response) => {
    const {pathname} = new URL(request.url ?? '/', 'http://origin.invalid')
    seen.push({origin, path: pathname, headers: request.headers})
    const reply = replies.get(pathname)
    if (reply === undefined) {
      response.writeHead(404, {'content-type': 'text/plain'}).end('none')
    } else if (reply.body !== 'hang') {
      response.writeHead(reply.status ?? 200, reply.headers).end(reply.body)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const {port} = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  return {
    origin,
    serve(path, reply) {
      replies.set(path, reply)
      return `${origin}${path}`
    },
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

export interface Servers {
  readonly host: Origin
  readonly content: Origin
  readonly seen: Seen[]
  close(): Promise<void>
}

export async function startServers(): Promise<Servers> {
  const seen: Seen[] = []
  const host = await startOrigin(seen)
  const content = await startOrigin(seen)
  return {
    host,
    content,
    seen,
    async close() {
      await Promise.all([host.close(), content.close()])
    },
  }
}

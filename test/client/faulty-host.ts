import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import {parseRedirects} from '../../site/publish/delivery-files.ts'
import {sha256} from '../../site/content/json.ts'

/** What a host does instead of answering well. */
export type Fault = (response: ServerResponse, body: Uint8Array, request: IncomingMessage) => void

export interface FaultyHost {
  readonly url: string
  /** Paths below `/api/v1/` that were asked for, in order. */
  readonly asked: string[]
  /** Most requests that were open at once. */
  readonly maxOpen: number
  /** Files by path without a leading slash. */
  publish(files: ReadonlyMap<string, Uint8Array>): void
  /** The next `times` answers to matching paths below `/api/v1/` go wrong; all of them unless said. */
  break(matches: string | RegExp, fault: Fault, times?: number): void
  heal(): void
  close(): Promise<void>
}

/** A host on 127.0.0.1 that serves a publication with its redirects, and goes wrong as told. */
export async function faultyHost(
  files: ReadonlyMap<string, Uint8Array> = new Map(),
): Promise<FaultyHost> {
  let published = files
  let faults: {matches: string | RegExp; fault: Fault; left: number}[] = []
  const asked: string[] = []
  let [open, maxOpen] = [0, 0]

  const server = createServer((request, response) => {
    open += 1
    response.setHeader('access-control-allow-origin', '*')
    maxOpen = Math.max(maxOpen, open)
    response.on('close', () => {
      open -= 1
    })
    const pathname = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname)
    const path = pathname.replace(/^\/api\/v1\//, '')
    asked.push(path)
    const body = published.get(pathname.slice(1))
    const broken = faults.find(
      ({matches, left}) =>
        left > 0 && (typeof matches === 'string' ? matches === path : matches.test(path)),
    )
    if (broken !== undefined) {
      broken.left -= 1
      return broken.fault(response, body ?? new Uint8Array(), request)
    }
    const rules = parseRedirects(new TextDecoder().decode(published.get('_redirects')))
    const rule = rules.find(({from}) => from === pathname)
    if (rule !== undefined && rule.status < 400) {
      return response.writeHead(rule.status, {location: rule.to}).end()
    }
    if (body === undefined) return response.writeHead(404).end('nothing here')
    const etag = `"${sha256(body)}"`
    if (request.headers['if-none-match'] === etag) return response.writeHead(304, {etag}).end()
    return response.writeHead(rule?.status ?? 200, {etag, 'content-length': body.length}).end(body)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    get maxOpen() {
      return maxOpen
    },
    publish: (next) => {
      published = next
    },
    break: (matches, fault, times = Number.POSITIVE_INFINITY) => {
      faults.push({matches, fault, left: times})
    },
    heal: () => {
      faults = []
    },
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections()
        server.close(() => closed())
      }),
  }
}

export const answers =
  (status: number, headers: Record<string, string> = {}, body = 'busy'): Fault =>
  (response) => {
    response.writeHead(status, headers).end(body)
  }

const page = '<!doctype html><title>Sign in</title><form></form>'

/** A 200 that is not the file. */
export const htmlPage = answers(200, {'content-type': 'text/html'}, page)
export const gives =
  (body: string | Uint8Array): Fault =>
  (response) => {
    response.writeHead(200, {'content-type': 'application/json'}).end(body)
  }

/** Half of the body, then the connection ends; the length was promised. */
export const cut: Fault = (response, body) => {
  response.writeHead(200, {'content-length': body.length})
  response.write(body.subarray(0, body.length / 2), () => response.destroy())
}

/** Half of the body as if it were all. */
export const half: Fault = (response, body) => {
  response.writeHead(200).end(body.subarray(0, body.length / 2))
}

export const reset: Fault = (_response, _body, request) => {
  request.socket.resetAndDestroy()
}

/** Takes the request and says nothing. */
export const hang: Fault = () => {}

/** Begins to answer and never ends. */
export const drip: Fault = (response, body) => {
  response.writeHead(200)
  const bytes = body.values()
  const timer = setInterval(() => response.write(Uint8Array.of(bytes.next().value ?? 32)), 5)
  response.on('close', () => clearInterval(timer))
}

/** Sends everything to another host, path and all. */
export const redirectTo =
  (origin: string): Fault =>
  (response, _body, request) => {
    response.writeHead(301, {location: `${origin}${request.url}`}).end()
  }

export const redirectToPage =
  (address: string): Fault =>
  (response) => {
    response.writeHead(302, {location: address}).end()
  }

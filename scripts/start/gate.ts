import {once} from 'node:events'
import {createServer, request as ask, type IncomingMessage, type ServerResponse} from 'node:http'
import {setTimeout as sleep} from 'node:timers/promises'

/**
 * The site's port, while the processes that answer there come and go. Each request is handed to the
 * one that answers at that moment; while something is rebuilt, requests wait for it.
 */
export interface Gate {
  /** Requests wait from now on, as they do at first. */
  hold(): void
  /** Lets requests, those that waited first, through to this port of the machine. */
  open(port: number): void
  /** Waits, up to a second, until nobody who was let through is being answered any more. */
  quiet(): Promise<void>
  close(): Promise<void>
}

const HOST = '127.0.0.1'
/** Longer than any answer takes; a stream of changes has no end. */
const QUIET_WITHIN_MS = 1000
/** They belong to one connection, not to the answer (RFC 9110, section 7.6.1). */
const OF_CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding'])

/** @throws {Error} when the port is taken */
export async function createGate(port: number): Promise<Gate> {
  let target: number | undefined
  let opening = Promise.withResolvers<number>()
  const answering = new Set<ServerResponse>()
  const server = createServer(async (request, response) => {
    const behind = target ?? (await opening.promise)
    if (response.destroyed) return
    answering.add(response)
    response.once('close', () => answering.delete(response))
    handOver(request, response, behind)
  })
  // As the site's own server has it.
  server.keepAliveTimeout = 0
  server.listen(port, HOST)
  await once(server, 'listening')
  return {
    hold: () => (target = undefined),
    open: (next) => {
      target = next
      opening.resolve(next)
      opening = Promise.withResolvers()
    },
    quiet: async () => {
      const ends = [...answering].map((response) => once(response, 'close'))
      await Promise.race([Promise.all(ends), sleep(QUIET_WITHIN_MS, undefined, {ref: false})])
    },
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

/** Passes a request on and its answer back, byte for byte. */
function handOver(request: IncomingMessage, response: ServerResponse, port: number) {
  const {method, url, headers} = request
  // On a connection of its own, because the process may be another one the next time.
  const passed = ask({
    host: HOST,
    port,
    method,
    path: url,
    headers: {...headers, connection: 'close'},
    agent: false,
  })
  passed.on('response', (answer) => {
    const raw = answer.rawHeaders
    const kept = raw.filter(
      (_, index) => !OF_CONNECTION.has((raw[index - (index % 2)] ?? '').toLowerCase()),
    )
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, kept)
    response.flushHeaders()
    answer.pipe(response)
    // One that breaks off shall not look whole.
    answer.on('error', () => response.destroy())
  })
  passed.on('error', () => response.destroy())
  response.on('close', () => passed.destroy())
  request.pipe(passed)
}

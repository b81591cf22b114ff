import {randomBytes} from 'node:crypto'
import {once} from 'node:events'
import {readFileSync, writeFileSync} from 'node:fs'
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import {join} from 'node:path'
import {getRequestListener, type HttpBindings} from '@hono/node-server'
import {AssetFolder} from './assets/folder.ts'
import {LOCAL_USER} from './documents.ts'
import {toLakeError, type LakeError} from './errors.ts'
import {admit, STUDIO_ORIGINS, type Caller, type GuardSettings} from './guard.ts'
import type {Lake} from './lake.ts'
import {ListenerHub} from './listeners.ts'
import {Presence} from './presence.ts'
import {QueryPool} from './query/pool.ts'
import {createRoutes} from './routes.ts'
import {lockFolder, makeDataFolder, Store} from './store.ts'
import {Transactor} from './transactor.ts'

/**
 * The embedded content lake as a plain http.Server: `createLake` puts store, workers, listeners and
 * routes together.
 */

export const DEFAULT_PROJECT = 'foramen'
export const DEFAULT_DATASET = 'production'

export interface LakeOptions {
  /** Folder of everything the lake keeps; created when absent. */
  readonly dataDir: string
  /** 0 takes any free port. */
  readonly port: number
  /** Default: made once and kept in `<dataDir>/token`. */
  readonly token?: string
  readonly projectId?: string
  /** Origins of Studio beside http://localhost:3333 and http://127.0.0.1:3333. */
  readonly studioOrigins?: readonly string[]
  /** Milliseconds a query may take. */
  readonly queryTimeLimit?: number
}

export interface RunningLake {
  readonly server: Server
  /** `http://127.0.0.1:<port>` */
  readonly url: string
  readonly token: string
  readonly lake: Lake
  /** Ends every stream and connection; resolves when the database is closed. */
  readonly close: () => Promise<void>
}

/** Slow senders are let go: whole request within 2 minutes, its head within 30 s. */
const REQUEST_TIMEOUT = 120_000
const HEADERS_TIMEOUT = 30_000
/** Addresses of listeners carry queries of up to 16 kB. */
const HEADER_SIZE = 65_536

/**
 * Opens (or creates) a lake and listens on 127.0.0.1.
 * @throws {Error} when the data folder cannot be used or the port is taken
 */
export async function createLake(options: LakeOptions): Promise<RunningLake> {
  const {dataDir, projectId = DEFAULT_PROJECT} = options
  makeDataFolder(dataDir)
  const lock = lockFolder(dataDir)
  const token = options.token ?? keptToken(dataDir)
  const store = new Store(dataDir)
  const assets = new AssetFolder(dataDir)
  await assets.prepare()
  store.createDataset(DEFAULT_DATASET, 'public')
  const pool = new QueryPool({dataDir, projectId, identity: LOCAL_USER.id}, options.queryTimeLimit)
  const hub = new ListenerHub()
  hub.watch(() => pool.invalidate())
  const transactor = new Transactor(store, (transaction) => hub.announce(transaction))
  let port = options.port
  const lake: Lake = {
    projectId,
    store,
    transactor,
    hub,
    pool,
    assets,
    origin: () => `http://127.0.0.1:${port}`,
  }
  const guard: GuardSettings = {
    token,
    studioOrigins: [...STUDIO_ORIGINS, ...(options.studioOrigins ?? [])],
    port: () => port,
  }
  const presence = new Presence()
  const server = createServer(
    {
      requestTimeout: REQUEST_TIMEOUT,
      headersTimeout: HEADERS_TIMEOUT,
      connectionsCheckingInterval: 5000,
      maxHeaderSize: HEADER_SIZE,
      keepAliveTimeout: 30_000,
    },
    requestHandler(lake, dataDir, guard),
  )
  presence.attach(server, guard)
  server.on('clientError', (_error, socket) => {
    if (socket.writable)
      socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
    else socket.destroy()
  })
  const close = async () => {
    hub.close()
    presence.close()
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeIdleConnections()
    // Answers on their way get a moment, everything else is cut.
    const cut = setTimeout(() => server.closeAllConnections(), 500)
    await Promise.all([closed, pool.close()])
    clearTimeout(cut)
    store.close()
    lock.close()
  }
  server.listen(port, '127.0.0.1')
  try {
    await Promise.race([once(server, 'listening'), rejectOn(server, 'error')])
  } catch (error) {
    await close()
    throw error
  }
  port = addressOf(server).port
  moveAssets(store, lake.origin())
  const now = new Date().toISOString()
  void pool.warm({
    dataset: DEFAULT_DATASET,
    query: 'count(*[])',
    params: {},
    perspective: {stack: []},
    publicOnly: false,
    now,
  })
  return {
    server,
    url: lake.origin(),
    token,
    lake,
    close,
  }
}

function requestHandler(
  lake: Lake,
  dataDir: string,
  guard: GuardSettings,
): (request: IncomingMessage, response: ServerResponse) => void {
  const callers = new WeakMap<IncomingMessage, Caller>()
  const routes = createRoutes(lake, dataDir, (request) => callers.get(request) ?? {trusted: false})
  const listener = getRequestListener((request, env) => routes.fetch(request, nodeBindings(env)), {
    overrideGlobalObjects: false,
    autoCleanupIncoming: false,
  })
  return (request, response) => {
    response.setHeader('X-Content-Type-Options', 'nosniff')
    request.on('error', () => {})
    try {
      callers.set(request, admit(request, response, guard))
    } catch (error) {
      return refuse(request, response, toLakeError(error))
    }
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end()
      return
    }
    void listener(request, response)
  }
}

function refuse(request: IncomingMessage, response: ServerResponse, error: LakeError): void {
  request.resume()
  const body = JSON.stringify(error.body)
  response.writeHead(error.status, {
    'Content-Type': 'application/json; charset=utf-8',
    Connection: 'close',
  })
  response.end(body)
}

function nodeBindings(env: unknown): HttpBindings {
  if (!isNode(env)) throw new TypeError('The lake runs on node:http only')
  return env
}

function isNode(env: unknown): env is HttpBindings {
  return typeof env === 'object' && env !== null && 'incoming' in env && 'outgoing' in env
}

/** The token outlives restarts, in a file only its owner can read. */
function keptToken(dataDir: string): string {
  const path = join(dataDir, 'token')
  try {
    const kept = readFileSync(path, 'utf8').trim()
    if (kept !== '') return kept
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOENT') throw error
  }
  const token = randomBytes(32).toString('base64url')
  writeFileSync(path, `${token}\n`, {mode: 0o600})
  return token
}

/** Asset addresses name the port the lake answers on; after a move they are written anew. */
function moveAssets(store: Store, origin: string): void {
  const previous = store.setting('origin')
  if (previous === origin) return
  store.atomically(() => {
    for (const {name: dataset} of store.datasets()) {
      for (const type of ['sanity.imageAsset', 'sanity.fileAsset']) {
        for (const document of store.documentsOfType(dataset, type)) {
          const {url, path} = document
          if (previous === null || typeof url !== 'string' || typeof path !== 'string') continue
          if (url === `${previous}/${path}`)
            store.replaceBody(dataset, {...document, url: `${origin}/${path}`})
        }
      }
    }
    store.setSetting('origin', origin)
  })
}

function addressOf(server: Server): AddressInfo {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('The lake has no port')
  return address
}

async function rejectOn(server: Server, event: string): Promise<never> {
  const [error]: unknown[] = await once(server, event)
  throw error
}

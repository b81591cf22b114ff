import {createHash} from 'node:crypto'
import {readFile} from 'node:fs/promises'
import type {AddressInfo} from 'node:net'
import {join} from 'node:path'
import {serve} from '@hono/node-server'
import {serveStatic} from '@hono/node-server/serve-static'
import {Hono} from 'hono'

const HOST = '127.0.0.1'
const YEAR_SECONDS = 31_536_000

export interface StudioServer {
  /** Address to open, `http://localhost:<port>`. */
  readonly url: string
  close(): Promise<void>
}

/**
 * Serves a Studio build on this machine only, with a content security policy that lets the page
 * talk to the lake and the site's preview, and to nothing else.
 *
 * @param folder a build made by `builtStudio`
 * @param port 0 takes a free one
 * @param lakeUrl origin of the embedded lake; absent on Sanity's cloud
 * @param siteUrl origin of the site, for pages and JSON of drafts
 */
export async function serveStudio({
  folder,
  port,
  lakeUrl,
  siteUrl,
}: {
  folder: string
  port: number
  lakeUrl: string | undefined
  siteUrl: string
}): Promise<StudioServer> {
  const page = await indexPage(folder, {lake: lakeUrl, site: siteUrl})
  const policy = contentSecurityPolicy(page, lakeUrl, siteUrl)
  const app = new Hono()
  app.use('*', async (context, next) => {
    await next()
    context.header('X-Content-Type-Options', 'nosniff')
    context.header('Referrer-Policy', 'no-referrer')
  })
  app.get('/static/*', async (context, next) => {
    await next()
    // File names carry a hash of their content.
    if (context.res.ok) context.header('Cache-Control', `max-age=${YEAR_SECONDS}, immutable`)
  })
  app.use('/static/*', serveStatic({root: folder}))
  app.get('/static/*', (context) => context.text('There is no such file in this Studio.', 404))
  app.get('/favicon.ico', serveStatic({root: folder}))
  app.get('*', (context) =>
    context.html(page, 200, {
      'Content-Security-Policy': policy,
      'Cache-Control': 'no-cache',
      'X-Frame-Options': 'SAMEORIGIN',
    }),
  )
  const server = serve({fetch: app.fetch, hostname: HOST, port})
  const address = await listening(server)
  return {
    url: `http://localhost:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}

function listening(server: ReturnType<typeof serve>): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    const ready = () => {
      const address = server.address()
      if (typeof address === 'object' && address !== null) resolve(address)
      else reject(new Error('[studio] the server has no address'))
    }
    server.once('error', reject)
    if (server.listening) ready()
    else server.once('listening', ready)
  })
}

/** The page, told where the lake and the site are, so that one build serves any port. */
async function indexPage(folder: string, addresses: Record<string, string | undefined>) {
  const html = await readFile(join(folder, 'index.html'), 'utf8')
  const tags = Object.entries(addresses).map(([name, address]) =>
    address === undefined
      ? ''
      : `<meta name="foramen:${name}" content="${new URL(address).origin}">`,
  )
  return html.replace('</head>', `${tags.join('')}</head>`)
}

function contentSecurityPolicy(page: string, lakeUrl: string | undefined, siteUrl: string) {
  const inline = [...page.matchAll(/<script>([^]*?)<\/script>/g)].map(
    ([, code]) =>
      `'sha256-${createHash('sha256')
        .update(code ?? '')
        .digest('base64')}'`,
  )
  const lake = lakeUrl === undefined ? SANITY_CLOUD : lakeHosts(lakeUrl)
  const site = siteHosts(siteUrl)
  return [
    `default-src 'self'`,
    `script-src 'self' ${inline.join(' ')}`,
    // Studio's style library writes its rules at run time.
    `style-src 'self' 'unsafe-inline'`,
    `font-src 'self' data:`,
    `img-src 'self' data: blob: ${lake.images} ${site}`,
    `media-src 'self' blob: ${lake.images}`,
    `connect-src 'self' ${lake.connections} ${site}`,
    `frame-src 'self' ${site}`,
    `worker-src 'self' blob:`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'self'`,
  ].join('; ')
}

const SANITY_CLOUD = {
  images: 'https://cdn.sanity.io https://*.sanity.io',
  connections: 'https://*.sanity.io wss://*.sanity.io',
}

/** Each event stream has a host name of its own below `.localhost`: see studio/lake-client.ts. */
function lakeHosts(lakeUrl: string) {
  const {port} = new URL(lakeUrl)
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`, `*.localhost:${port}`]
  return {
    images: hosts.map((host) => `http://${host}`).join(' '),
    connections: hosts.flatMap((host) => [`http://${host}`, `ws://${host}`]).join(' '),
  }
}

/** On this machine the site answers under two names, and editors may use either. */
function siteHosts(siteUrl: string) {
  const {origin, port, protocol, hostname} = new URL(siteUrl)
  if (hostname !== 'localhost' && hostname !== '127.0.0.1') return origin
  return `${protocol}//localhost:${port} ${protocol}//127.0.0.1:${port}`
}

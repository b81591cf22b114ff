import {Hono} from 'hono'
import {streamSSE} from 'hono/streaming'
import {
  COLLECTIONS,
  documentPath,
  TYPE_OF_COLLECTION,
  type Collection,
} from '../../schemas/api/v1/links.ts'
import {
  formatProblem,
  lakeClient,
  readDrafts,
  type DraftContent,
  type LakeOptions,
  type LocaleContent,
} from '../content/index.ts'
import {stableJson} from '../content/json.ts'
import {sanityClient} from '../content/sanity.ts'
import {loadCompiled} from './compile.ts'
import {previewBridge, withBridge, withBridgePolicy} from './preview-bridge.ts'
import {BRIDGE_PATH, CHANGES_PATH} from './preview-paths.ts'

/** Hosts by which this machine calls itself: a page of another host may not read drafts. */
const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/**
 * Shows drafts on the real pages, per request: `/<path>` is the page, `/api/v1/…` the exact JSON
 * that publishing would write. Mounted below `/preview` on this machine only.
 * @param lake with a token that may read drafts.
 * @param studioOrigins origins that may read the JSON.
 */
export function createPreviewApp({
  lake,
  baseUrl,
  studioOrigins,
}: {
  readonly lake: LakeOptions
  readonly baseUrl: string
  readonly studioOrigins: readonly string[]
}): Hono {
  const client = lakeClient({...lake, perspective: 'drafts'})
  const app = new Hono()
  let images: DraftContent['content']['images'] = new Map()
  const read = async () => {
    const drafts = await readDrafts(client, baseUrl)
    images = drafts.content.images
    return drafts
  }

  app.use(async (c, next) => {
    if (!LOCAL_HOST.test(c.req.header('host') ?? '')) {
      return c.text('Drafts are shown on this machine only.', 403)
    }
    const origin = c.req.header('origin')
    if (origin !== undefined && studioOrigins.includes(origin)) {
      c.header('Access-Control-Allow-Origin', origin)
    }
    c.header('Vary', 'Origin')
    c.header('Cache-Control', 'no-store')
    c.header('X-Robots-Tag', 'noindex')
    return next()
  })

  app.get(BRIDGE_PATH, async (c) =>
    c.body(await previewBridge(), 200, {'Content-Type': 'text/javascript; charset=utf-8'}),
  )

  app.get(CHANGES_PATH, (c) =>
    streamSSE(c, async (stream) => {
      const ended = Promise.withResolvers<void>()
      const subscription = sanityClient(lake)
        .listen(
          '*',
          {},
          {
            events: ['welcome', 'mutation'],
            includeResult: false,
            includeAllVersions: true,
            visibility: 'query',
          },
        )
        .subscribe({
          next: ({type}) => void stream.writeSSE({data: type}),
          // The browser connects anew by itself, and is told so by the next welcome.
          error: () => ended.resolve(),
        })
      stream.onAbort(() => ended.resolve())
      await ended.promise
      subscription.unsubscribe()
    }),
  )

  app.get('/images/:name', async (c) => {
    // A picture's name is the hash of its bytes, so one seen earlier is the same.
    const path = `/images/${c.req.param('name')}`
    const asset = images.get(path) ?? (await read()).content.images.get(path)
    if (asset === undefined) return c.notFound()
    const bytes = new Uint8Array(await client.imageBytes(asset))
    return c.body(bytes, 200, {'Content-Type': asset.mimeType})
  })

  app.get('/api/v1/:locale/:collection/:file', async (c) => {
    const {locale, collection: name, file} = c.req.param()
    const drafts = await read()
    const found = findDocument(drafts, locale, name, file.replace(/\.json$/, ''))
    if (found === undefined) {
      return c.json({status: 404, message: 'There is no such draft.'}, 404)
    }
    if (found.errors.length > 0) {
      return c.json(
        {status: 422, message: 'This draft cannot be published yet.', errors: found.errors},
        422,
      )
    }
    return c.body(stableJson(found.document), 200, {'Content-Type': 'application/json'})
  })

  app.get('*', async (c) => {
    const path = new URL(c.req.url).pathname.replace(/^\/preview/, '')
    const [{app: pages}, drafts] = await Promise.all([loadCompiled(), read()])
    const [locale = '', name = '', slug = ''] = path.split('/').filter((part) => part !== '')
    const shown = localeOf(drafts, locale)
    if (shown === undefined) {
      return c.text(drafts.problems.map(formatProblem).join('\n'), 404)
    }
    const collection = COLLECTIONS.find((one) => one === name) ?? null
    const found = collection === null ? undefined : findDocument(drafts, locale, name, slug)
    const page = {
      path,
      collection,
      slug: slug === '' ? null : slug,
      translations: [],
      preview: {errors: found?.errors ?? []},
    }
    const response = await pages.render(new Request(`${baseUrl}${path}`), {
      locals: {content: shown.site, page},
    })
    const policy = response.headers.get('content-security-policy')
    return c.body(
      withBridge(withinPreview(await response.text(), drafts)),
      response.status === 200 ? 200 : 404,
      {
        'Content-Type': 'text/html; charset=utf-8',
        ...(policy === null ? {} : {'Content-Security-Policy': withBridgePolicy(policy)}),
      },
    )
  })
  return app
}

function localeOf({content}: DraftContent, locale: string): LocaleContent | undefined {
  return content.locales.find(({site}) => site.locale === locale)
}

function findDocument(drafts: DraftContent, locale: string, name: string, slug: string) {
  const collection: Collection | undefined = COLLECTIONS.find((one) => one === name)
  if (collection === undefined) return undefined
  const document = localeOf(drafts, locale)?.site.document(collection, slug)
  if (document === undefined) return undefined
  const id = drafts.idOf(TYPE_OF_COLLECTION[collection], locale, slug)
  const errors = drafts.problems.filter((problem) => problem.documentId === id).map(formatProblem)
  return {document, errors, path: documentPath(locale, collection, slug)}
}

/** Links and pictures of a draft stay in the preview. */
function withinPreview(html: string, {content}: DraftContent): string {
  const locales = content.locales.map(({site}) => site.locale).join('|')
  return html
    .replaceAll(new RegExp(`(\\shref=")(/(?:${locales})/)`, 'g'), '$1/preview$2')
    .replaceAll(/(\ssrc=")(\/images\/)/g, '$1/preview$2')
}

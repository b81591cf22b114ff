import {cp, mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {build, type AstroIntegration} from 'astro'
import {COLLECTIONS} from '../../../schemas/api/v1/links.ts'
import {
  ndjsonClient,
  readContent,
  type PageLocals,
  type PageV1,
  type SiteContent,
} from '../../../site/content/index.ts'
import {apiFiles} from '../../../site/publish/api-files.ts'
import {createSiteServer} from '../../../site/publish/serve.ts'
import {buildWidget} from '../../../site/widget/build.ts'

/** Pages, API and widget of a publication in a folder of their own; no embed pages, no headers. */
export interface BuiltSite {
  readonly dir: string
  /** Where the folder is served; the addresses in the pages begin with it. */
  readonly url: string
  readonly content: SiteContent
  /** Path of a page, its HTML and the policy that came with it. */
  readonly pages: readonly BuiltPage[]
  /** Renders one address, as a draft preview or in another edition. */
  render(path: string, page?: Partial<PageV1>): Promise<BuiltPage>
  close(): Promise<void>
}

export interface BuiltPage {
  readonly path: string
  readonly html: string
  readonly policy: string
  readonly status: number
}

const root = fileURLToPath(new URL('../../../site/', import.meta.url))
const seed = fileURLToPath(new URL('../../../studio/seed/production.ndjson', import.meta.url))

const adapter: AstroIntegration = {
  name: 'pages-under-test',
  hooks: {
    'astro:config:done': ({setAdapter}) =>
      setAdapter({
        name: 'pages-under-test',
        serverEntrypoint: new URL('adapter-entry.ts', import.meta.url),
        entrypointResolution: 'auto',
        adapterFeatures: {buildOutput: 'server'},
        supportedAstroFeatures: {serverOutput: 'stable', sharpImageService: 'stable'},
      }),
  },
}

interface PagesApp {
  render(request: Request, options: {locals: PageLocals}): Promise<Response>
}

/** @param ndjson documents to publish; the seed unless told. */
export async function buildSite(ndjson = seed): Promise<BuiltSite> {
  // Inside the repository, so that the compiled app finds the packages it imports.
  const work = join(root, '../.foramen')
  await mkdir(work, {recursive: true})
  const compiled = await mkdtemp(join(work, 'pages-under-test-'))
  const dir = await mkdtemp(join(tmpdir(), 'foramen-pages-'))
  const server = await createSiteServer({dir, port: 0})
  const close = async () => {
    await server.close()
    await rm(compiled, {recursive: true, force: true})
    await rm(dir, {recursive: true, force: true})
  }
  try {
    await build({
      root,
      outDir: join(compiled, 'app'),
      cacheDir: join(compiled, 'cache'),
      logLevel: 'error',
      adapter,
    })
    const entry = pathToFileURL(join(compiled, 'app/server/entry.mjs')).href
    const {app}: {app: PagesApp} = await import(entry)
    const published = await readContent(await ndjsonClient(ndjson), server.url)
    const [first] = published.locales
    if (first === undefined) throw new Error(`${ndjson} publishes no language`)
    const content = first.site
    await cp(join(root, 'public'), dir, {recursive: true})
    for (const [path, bytes] of await buildWidget()) await writeInto(join(dir, path), bytes)
    const {files} = await apiFiles(published, {builtAt: '2026-11-24T00:00:00Z'})
    for (const [path, bytes] of files) await writeInto(join(dir, path), bytes)
    const pages: BuiltPage[] = []
    const render = async (path: string, page: Partial<PageV1> = {}): Promise<BuiltPage> => {
      const given: PageV1 = {
        path,
        collection: null,
        slug: null,
        translations: [],
        preview: null,
        ...page,
      }
      const locals: PageLocals = {content, page: given}
      const response = await app.render(new Request(server.url + path), {locals})
      const policy = response.headers.get('content-security-policy') ?? ''
      return {path, html: await response.text(), policy, status: response.status}
    }
    for (const path of pathsOf(content)) {
      const page = await render(path)
      const file = join(dir, path === '/404/' ? '404.html' : `${path}index.html`)
      await writeInto(file, page.html)
      pages.push(page)
    }
    return {dir, url: server.url, content, pages, render, close}
  } catch (error) {
    await close()
    throw error
  }
}

async function writeInto(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), {recursive: true})
  await writeFile(file, content)
}

const STATIC_PATHS = [
  '',
  'about/',
  'about/editorial-guide/',
  'glossary/',
  'developers/',
  'developers/api/',
  'developers/changes/',
  'developers/feed/',
  'developers/scaling/',
  'developers/terms/',
  'developers/widget/',
]

function pathsOf(content: SiteContent): string[] {
  const home = `/${content.locale}/`
  return [
    '/',
    '/404/',
    ...STATIC_PATHS.map((path) => home + path),
    ...COLLECTIONS.flatMap((collection) => [
      `${home}${collection}/`,
      ...content.documents(collection).map(({slug}) => `${home}${collection}/${slug}/`),
    ]),
  ]
}

import {mkdtemp, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {COLLECTIONS} from '../../../schemas/api/v1/links.ts'
import {
  ndjsonClient,
  readContent,
  type PageLocals,
  type PageV1,
  type SiteContent,
} from '../../../site/content/index.ts'
import {loadCompiled} from '../../../site/publish/compile.ts'
import {sitePaths} from '../../../site/publish/pages.ts'
import {publish} from '../../../site/publish/publish.ts'
import {createSiteServer} from '../../../site/publish/serve.ts'
import {attribute, elementsOf, tagged} from './html.ts'

/** A whole publication in a folder of its own. */
export interface BuiltSite {
  readonly dir: string
  /** Where the folder is served; the addresses in the pages begin with it. */
  readonly url: string
  readonly content: SiteContent
  /** The pages of the site, without redirects and embed pages. */
  readonly pages: readonly BuiltPage[]
  /** Renders one address, as a draft preview or in another edition. */
  render(path: string, page?: Partial<PageV1>): Promise<{html: string; status: number}>
  close(): Promise<void>
}

export interface BuiltPage {
  readonly path: string
  readonly html: string
  /** The policy that the page carries. */
  readonly policy: string
  /** Of the server's answer, redirects followed. */
  readonly status: number
}

const seed = fileURLToPath(new URL('../../../studio/seed/production.ndjson', import.meta.url))

/** @param ndjson documents to publish; the seed unless told. */
export async function buildSite(ndjson = seed): Promise<BuiltSite> {
  const folder = await mkdtemp(join(tmpdir(), 'foramen-pages-'))
  const dir = join(folder, 'dist')
  const server = await createSiteServer({dir, port: 0})
  const close = async () => {
    await server.close()
    await rm(folder, {recursive: true, force: true})
  }
  try {
    const client = await ndjsonClient(ndjson)
    await publish({client, out: dir, baseUrl: server.url})
    const {app} = await loadCompiled()
    const published = await readContent(client, server.url)
    const [first] = published.locales
    if (first === undefined) throw new Error(`${ndjson} publishes no language`)
    const content = first.site
    const render = async (path: string, page: Partial<PageV1> = {}) => {
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
      return {html: await response.text(), status: response.status}
    }
    const paths = ['/', '/404/', ...sitePaths(published), ...documentPaths(content)]
    const pages = await Promise.all(
      paths.map(async (path): Promise<BuiltPage> => {
        const file = join(dir, path === '/404/' ? '404.html' : `${path}index.html`)
        const html = await readFile(file, 'utf8')
        const {status} = await fetch(server.url + path)
        return {path, html, policy: policyOf(html), status}
      }),
    )
    return {dir, url: server.url, content, pages, render, close}
  } catch (error) {
    await close()
    throw error
  }
}

function policyOf(html: string): string {
  const meta = tagged(elementsOf(html), 'meta').find(
    (one) => attribute(one, 'http-equiv') === 'content-security-policy',
  )
  return meta === undefined ? '' : (attribute(meta, 'content') ?? '')
}

function documentPaths(content: SiteContent): string[] {
  return COLLECTIONS.flatMap((collection) => [
    `/${content.locale}/${collection}/`,
    ...content.documents(collection).map(({slug}) => `/${content.locale}/${collection}/${slug}/`),
  ])
}

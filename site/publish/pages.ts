import {existsSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {
  COLLECTIONS,
  embedPath,
  noticePath,
  oembedPath,
  pagePath,
  SITE_PAGES,
  widgetDocumentPath,
} from '../../schemas/api/v1/links.ts'
import {escapeHtml} from '../../schemas/lib/escape-html.ts'
import type {LocaleContent, PageLocals, PageV1, PublishedContent} from '../content/index.ts'
import {FLOATING_PATH, immutablePath, integrityOf, type WidgetFiles} from '../widget/files.ts'
import {renderEmbedPage} from '../widget/embed-page.ts'
import {VERSION} from '../widget/version.ts'
import type {Changes} from './api/changes.ts'
import {publishedWidgets} from './api/widgets.ts'
import type {PagesApp} from './compile.ts'
import {REPOSITORY} from './sources.ts'

const encoder = new TextEncoder()
const CHARSET = '<meta charset="utf-8">'

/** Addresses of the pages that belong to no document, for the sitemap too. */
export function sitePaths({locales}: PublishedContent): string[] {
  return locales.flatMap(({site}) => SITE_PAGES.map((path) => `/${site.locale}/${path}`))
}

async function renderPage(
  app: PagesApp,
  {site}: LocaleContent,
  page: Pick<PageV1, 'path' | 'collection' | 'slug'> & Partial<PageV1>,
  /** Page that renders it, where that is not the page's own address. */
  template = page.path,
): Promise<Uint8Array> {
  const locals: PageLocals = {content: site, page: {translations: [], preview: null, ...page}}
  const response = await app.render(new Request(site.baseUrl + template), {locals})
  const expected = page.path === '/404/' ? 404 : 200
  if (response.status !== expected) {
    throw new Error(
      `[publish] the page ${page.path} rendered with status ${response.status} — ${remedy(template, page.slug)}`,
    )
  }
  const policy = response.headers.get('content-security-policy')
  return withPolicy(Buffer.from(await response.arrayBuffer()), policy, page.path)
}

/** What to do about a page that does not render, for whoever develops pages. */
function remedy(template: string, slug: string | null): string {
  const [, , ...rest] = template.split('/')
  const folder = join('site', 'src', 'pages', '[locale]', ...rest.slice(0, -1))
  const files =
    slug !== null && rest.includes(slug)
      ? [join(dirname(folder), '[slug].astro')]
      : [join(folder, 'index.astro'), `${folder}.astro`]
  const there = files.find((file) => existsSync(join(REPOSITORY, file)))
  return there === undefined ? `add ${files.join(' or ')}` : `see ${there}`
}

/** The page carries its own policy: a static host knows no header that differs from page to page. */
function withPolicy(html: Buffer, policy: string | null, path: string): Uint8Array {
  const at = html.indexOf(CHARSET)
  if (policy === null || at === -1) {
    throw new Error(`[publish] the page ${path} has no content security policy or no charset`)
  }
  const meta = `<meta http-equiv="content-security-policy" content="${escapeHtml(policy)}">`
  const end = at + CHARSET.length
  return Buffer.concat([html.subarray(0, end), Buffer.from(meta), html.subarray(end)])
}

/**
 * Every page of a publication, by its path without a leading slash.
 * @throws {Error} naming the page that does not render
 */
export async function pageFiles(
  app: PagesApp,
  content: PublishedContent,
  widget: WidgetFiles,
  changes: Changes,
): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  const [base] = content.locales
  if (base === undefined) throw new Error('[publish] no language has site settings')
  files.set('index.html', await renderPage(app, base, {path: '/', collection: null, slug: null}))
  files.set('404.html', await renderPage(app, base, {path: '/404/', collection: null, slug: null}))
  const script = widget.get(immutablePath(VERSION)) ?? widget.get(FLOATING_PATH)
  if (script === undefined) throw new Error('[publish] the widget was not built')
  for (const locale of content.locales) {
    const {site} = locale
    const add = async (path: string, collection: PageV1['collection'], slug: string | null) =>
      files.set(
        `${path.slice(1)}index.html`,
        await renderPage(app, locale, {path, collection, slug}),
      )
    for (const path of SITE_PAGES) await add(`/${site.locale}/${path}`, null, null)
    for (const collection of COLLECTIONS) {
      await add(`/${site.locale}/${collection}/`, collection, null)
      for (const {slug} of site.documents(collection)) {
        await add(`/${site.locale}/${collection}/${slug}/`, collection, slug)
      }
    }
    for (const {collection, body} of changes.tombstones.filter(
      (one) => one.locale === site.locale,
    )) {
      const path = pagePath(site.locale, collection, body.slug)
      const page = {path, collection, slug: body.slug, tombstone: body}
      files.set(
        `${path.slice(1)}index.html`,
        await renderPage(app, locale, page, noticePath(site.locale)),
      )
    }
    for (const {collection, slug, document} of publishedWidgets(locale, changes)) {
      const html = renderEmbedPage({
        content: document,
        documentUrl: site.baseUrl + widgetDocumentPath(site.locale, collection, slug),
        script: {
          url: `${site.baseUrl}/${immutablePath(VERSION)}`,
          integrity: integrityOf(script),
        },
        oembedUrl: site.baseUrl + oembedPath(site.locale, collection, slug),
      })
      files.set(
        `${embedPath(site.locale, collection, slug).slice(1)}index.html`,
        encoder.encode(html),
      )
    }
  }
  return files
}

import {
  API_INDEX_PATH,
  API_ROOT,
  clientPath,
  COLLECTIONS,
  collectionPath,
  RESOURCE_PATHS,
} from '../../schemas/api/v1/links.ts'
import {deprecations} from '../../schemas/api/v1/deprecations.ts'
import {endpointOf} from '../../schemas/api/v1/endpoints.ts'
import {escapeHtml} from '../../schemas/lib/escape-html.ts'
import integrity from '../widget/integrity.json' with {type: 'json'}
import {VERSION as CLIENT_VERSION} from '../client/version.ts'
import type {PublishedContent} from '../content/index.ts'
import {addressRules, type AddressRule} from './address-rules.ts'
import type {Changes} from './api/changes.ts'

/** Files by which static hosts know headers, redirects and what to index. */

/** Seconds: an edit reaches partners within five minutes, a withdrawn page within one. */
export const API_MAX_AGE = 300
export const RECALLS_MAX_AGE = 60

type Headers = Readonly<Record<string, string>>

// No stale-while-revalidate: it would show a recalled answer once more, up to a day later.
const FRESH: Headers = {'Cache-Control': `public, max-age=${API_MAX_AGE}`}
const FOREVER: Headers = {'Cache-Control': 'public, max-age=31536000, immutable'}

/**
 * What files that will go away say of themselves, by address.
 * @param paths of files, without a leading slash
 */
export function deprecatedFiles(
  paths: Iterable<string>,
  items: typeof deprecations = deprecations,
): Map<string, Headers> {
  const whole = new Map(
    items.filter(({pointer}) => pointer === '').map((item) => [item.schema, item]),
  )
  const headers = new Map<string, Headers>()
  if (whole.size === 0) return headers
  for (const path of paths) {
    const item = whole.get(endpointOf(`/${path}`)?.schema ?? '')
    if (item !== undefined) headers.set(`/${path}`, deprecationHeaders(item))
  }
  return headers
}

/**
 * @see https://www.rfc-editor.org/rfc/rfc9745
 * @see https://www.rfc-editor.org/rfc/rfc8594
 */
export function deprecationHeaders({since, sunset}: {since: string; sunset: string}) {
  return {
    Deprecation: `@${Date.parse(`${since}T00:00:00Z`) / 1000}`,
    Sunset: new Date(`${sunset}T00:00:00Z`).toUTCString(),
  }
}

type HeaderTable = readonly (readonly [string, Headers])[]

/** How long answers of the API are kept, by address. */
function apiCaching(locales: readonly string[]): [string, Headers][] {
  const folders = ['changes', 'ids', 'schemas', ...locales].map((name) => `${API_ROOT}/${name}/`)
  const files = [API_INDEX_PATH, ...Object.values(RESOURCE_PATHS)].filter(
    (path) => !folders.some((folder) => path.startsWith(folder)),
  )
  const special = new Map<string, Headers>([
    [RESOURCE_PATHS.recalls, {'Cache-Control': `public, max-age=${RECALLS_MAX_AGE}`}],
    [RESOURCE_PATHS.build, {'Cache-Control': 'no-cache'}],
    [RESOURCE_PATHS.timestamp, {'Cache-Control': 'no-cache'}],
    [RESOURCE_PATHS.timestampSignature, {'Cache-Control': 'no-cache'}],
  ])
  return [
    ...folders.map((folder): [string, Headers] => [`${folder}*`, FRESH]),
    ...files.map((path): [string, Headers] => [path, special.get(path) ?? FRESH]),
  ]
}

/**
 * Address, or the beginning of addresses when it ends in `*` → headers. No address has a header from
 * two rules: some hosts join the values.
 */
function headerRules(
  deprecated: ReadonlyMap<string, Headers>,
  locales: readonly string[],
): HeaderTable {
  const rules: [string, Headers][] = [
    [
      '/*',
      {
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'strict-origin-when-cross-origin',
        'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
      },
    ],
    [
      '/api/*',
      {
        'Access-Control-Allow-Origin': '*',
        'Access-Control-Allow-Methods': 'GET, HEAD, OPTIONS',
        'Access-Control-Expose-Headers': 'ETag, Deprecation, Sunset, Link, Retry-After',
        'Cross-Origin-Resource-Policy': 'cross-origin',
        Link: `<${RESOURCE_PATHS.openapi}>; rel="service-desc"`,
      },
    ],
    ...apiCaching(locales),
    ['/.well-known/api-catalog', {'Content-Type': 'application/linkset+json'}],
    [
      '/widget/*',
      {'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin'},
    ],
    ['/widget/v1/*', FRESH],
    ...['configurator.js', 'custom-elements.json', 'integrity.json'].map(
      (name): [string, Headers] => [`/widget/${name}`, FRESH],
    ),
    // A version that is not released yet may still get other bytes.
    ...Object.keys(integrity).map((version): [string, Headers] => [
      `/widget/faq.${version}.js`,
      FOREVER,
    ]),
    [
      '/client/*',
      {
        'Access-Control-Allow-Origin': '*',
        'Cross-Origin-Resource-Policy': 'cross-origin',
        ...FRESH,
      },
    ],
    // Hosts know the ending from television.
    [clientPath(CLIENT_VERSION, 'd.ts'), {'Content-Type': 'text/plain; charset=utf-8'}],
    // Pasted by iframe and oEmbed; they hold the answers themselves.
    ['/embed/*', FRESH],
    ['/images/*', FOREVER],
  ]
  const exact: [string, Headers][] = [
    [RESOURCE_PATHS.atom, {'Content-Type': 'application/atom+xml; charset=utf-8'}],
    ...deprecated,
  ]
  // One rule an address: nginx refuses a second, and hosts differ in what they make of it.
  const table = new Map<string, Headers>()
  for (const [path, headers] of [...rules, ...exact]) {
    table.set(path, {...table.get(path), ...headers})
  }
  return [...table]
}

/** `_headers`, the form that Netlify, Cloudflare Pages and our own server read. */
function headersFile(table: HeaderTable): string {
  return table
    .map(([path, headers]) =>
      [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n'),
    )
    .join('\n\n')
    .concat('\n')
}

/** `_redirects`, the form that Netlify, Cloudflare Pages and our own server read; they keep queries. */
export function redirectsFile(rules: readonly AddressRule[]): string {
  return rules.map(({from, to, status}) => `${from} ${to} ${status}\n`).join('')
}

/** All headers of an address. */
function headersOf(address: string, table: HeaderTable): Headers {
  const matching = table.filter(([path]) =>
    path.endsWith('*') ? address.startsWith(path.slice(0, -1)) : address === path,
  )
  return Object.assign({}, ...matching.map(([, headers]) => headers))
}

/** Directives of a location: nginx inherits no header into a location that adds one. */
function nginxDirectives(address: string, table: HeaderTable): string[] {
  const isApi = address.startsWith('/api/')
  const {'Content-Type': type = isApi ? 'application/json' : null, ...headers} = headersOf(
    address,
    table,
  )
  return [
    ...Object.entries(headers).map(([name, value]) => {
      const quoted = `"${value.replaceAll('"', '\\"')}"`
      // Errors are not kept as long as answers.
      return `add_header ${name} ${quoted}${name === 'Cache-Control' ? '' : ' always'};`
    }),
    // nginx takes the default only for a name that its table of endings does not know.
    ...(type === null || address.endsWith('/') ? [] : ['types {}']),
    ...(type === null ? [] : [`default_type "${type}";`]),
    ...(isApi ? [`error_page 404 ${RESOURCE_PATHS.notFound};`] : []),
  ]
}

function nginxLocation(match: string, directives: readonly string[]): string {
  return `location ${match} {\n${directives.map((line) => `  ${line}\n`).join('')}}\n`
}

/** With the query of the request, unless the target has its own. In nginx `$` begins a variable. */
function nginxTarget(to: string): string {
  const [, address = '', query = '', fragment = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(to) ?? []
  const escaped = (part: string) => part.replaceAll('$', '%24').replaceAll('"', '%22')
  const kept = query === '' ? '$is_args$args' : escaped(query)
  return `"${escaped(address)}${kept}${escaped(fragment)}"`
}

/** The same for nginx: include it in a `server` block whose root is the publication. */
function nginxSnippet(led: readonly AddressRule[], table: HeaderTable): string {
  const moved = led.map(({from, to, status}) => {
    const directives = nginxDirectives(from, table)
    if (status !== 410)
      return nginxLocation(`= ${from}`, [...directives, `return ${status} ${nginxTarget(to)};`])
    const body = from.startsWith('/api/') ? '@gone' : to
    return nginxLocation(`= ${from}`, [`error_page 410 ${body};`, 'return 410;'])
  })
  const rules = table
    .filter(([path]) => path !== '/*')
    .map(([path]) => {
      const address = path.replace(/\*$/, '')
      return nginxLocation(
        path === address ? `= ${path}` : address,
        nginxDirectives(address, table),
      )
    })
  return `# Generated: headers of this publication, and addresses that moved or are gone.
# Files that \`build.ts --precompress\` wrote are served compressed; without them nothing changes.
gzip_static on;
gzip_vary on;
# brotli_static on; needs the module ngx_brotli, which most builds of nginx lack.
${nginxDirectives('/', table).join('\n')}
error_page 404 /404.html;
${moved.join('')}${nginxLocation('@gone', [...nginxDirectives('/api/', table), 'try_files $uri =410;'])}${rules.join('')}`
}

export function robotsFile(baseUrl: string): string {
  return `User-agent: *\nDisallow: /embed/\nAllow: /\n\nSitemap: ${baseUrl}/sitemap.xml\n`
}

/** @see https://www.sitemaps.org/protocol.html */
export function sitemap(content: PublishedContent, staticPaths: readonly string[]): string {
  const urls = [
    ...staticPaths.map((path) => ({url: `${content.baseUrl}${path}`, modified: null})),
    ...content.locales.flatMap(({site, documents}) => [
      ...COLLECTIONS.map((collection) => ({
        url: `${content.baseUrl}${collectionPath(site.locale, collection)}`,
        modified: null,
      })),
      ...documents.map(({document}) => ({
        url: document.links.html,
        modified: document.dates.modified,
      })),
    ]),
  ].toSorted((a, b) => (a.url < b.url ? -1 : 1))
  const entries = urls.map(({url, modified}) => {
    const time = modified === null ? '' : `<lastmod>${escapeHtml(modified)}</lastmod>`
    return `<url><loc>${escapeHtml(url)}</loc>${time}</url>\n`
  })
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${entries.join('')}</urlset>
`
}

/** All of the above as files. */
export function deliveryFiles(
  content: PublishedContent,
  changes: Changes,
  staticPaths: readonly string[],
  /** Headers of files that will go away; see {@link deprecatedFiles}. */
  deprecated: ReadonlyMap<string, Headers> = new Map(),
): Map<string, Uint8Array> {
  const encoder = new TextEncoder()
  const rules = addressRules(content, changes)
  const table = headerRules(
    deprecated,
    content.locales.map(({site}) => site.locale),
  )
  return new Map(
    Object.entries({
      _headers: headersFile(table),
      _redirects: redirectsFile(rules),
      'nginx.conf': nginxSnippet(rules, table),
      'robots.txt': robotsFile(content.baseUrl),
      'sitemap.xml': sitemap(content, staticPaths),
    }).map(([path, text]) => [path, encoder.encode(text)]),
  )
}

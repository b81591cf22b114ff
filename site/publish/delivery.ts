import {
  API_ROOT,
  COLLECTIONS,
  collectionPath,
  documentPath,
  homePath,
  pagePath,
  RESOURCE_PATHS,
} from '../../schemas/api/v1/links.ts'
import {deprecations} from '../../schemas/api/v1/deprecations.ts'
import {BASE_LANGUAGE} from '../../schemas/languages/index.ts'
import {escapeHtml} from '../../schemas/lib/rich-text.ts'
import type {PublishedContent} from '../content/index.ts'
import type {Changes} from './api/ledger.ts'

/** Files by which static hosts know headers, redirects and what to index. */

/** Seconds: an edit reaches partners within five minutes, a withdrawn page within one. */
const API_MAX_AGE = 300
const RECALLS_MAX_AGE = 60

/** `_headers`, the form that Netlify, Cloudflare Pages and our own server read. */
export function headersFile(): string {
  const rules: [string, Record<string, string>][] = [
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
        'Access-Control-Expose-Headers': 'ETag, Deprecation, Sunset, Link',
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Cache-Control': `public, max-age=${API_MAX_AGE}, stale-while-revalidate=86400`,
        Link: `<${RESOURCE_PATHS.openapi}>; rel="service-desc"`,
      },
    ],
    ['/.well-known/api-catalog', {'Content-Type': 'application/linkset+json'}],
    [
      '/widget/*',
      {'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin'},
    ],
    ['/images/*', {'Cache-Control': 'public, max-age=31536000, immutable'}],
  ]
  const exact: [string, Record<string, string>][] = [
    [RESOURCE_PATHS.recalls, {'Cache-Control': `public, max-age=${RECALLS_MAX_AGE}`}],
    [RESOURCE_PATHS.build, {'Cache-Control': 'no-cache'}],
    ...deprecations
      .filter(({pointer}) => pointer === '')
      .map(({schema, since, sunset}): [string, Record<string, string>] => [
        `${API_ROOT}/${schema}.json`,
        {
          Deprecation: `@${Date.parse(`${since}T00:00:00Z`) / 1000}`,
          Sunset: new Date(`${sunset}T00:00:00Z`).toUTCString(),
        },
      ]),
  ]
  return [...rules, ...exact]
    .map(([path, headers]) =>
      [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n'),
    )
    .join('\n\n')
    .concat('\n')
}

/** Every address that leads elsewhere or says that a document is gone. */
function redirectRules(content: PublishedContent, changes: Changes): [string, string, number][] {
  const rules: [string, string, number][] = [['/', homePath(BASE_LANGUAGE), 302]]
  for (const {locale, collection, body} of changes.tombstones) {
    const page = pagePath(locale, collection, body.slug)
    const json = documentPath(locale, collection, body.slug)
    const {alternative} = body
    if (body.status === 'moved' && alternative !== null) {
      rules.push([page, new URL(alternative.links.html).pathname, 301])
      rules.push([json, new URL(alternative.links.self).pathname, 301])
    } else {
      rules.push([page, `${page}index.html`, 410])
      rules.push([json, json, 410])
    }
  }
  for (const {from, to, permanent} of content.redirects) {
    rules.push([from, to, permanent ? 301 : 302])
  }
  return rules.toSorted(([a], [b]) => (a < b ? -1 : 1))
}

export function redirectsFile(content: PublishedContent, changes: Changes): string {
  return redirectRules(content, changes)
    .map((rule) => `${rule.join(' ')}\n`)
    .join('')
}

/** The same for nginx: include it in a `server` block whose root is the publication. */
export function nginxSnippet(content: PublishedContent, changes: Changes): string {
  const locations = redirectRules(content, changes).map(([from, to, status]) =>
    status === 410
      ? `location = ${from} { error_page 410 ${to === from ? `@gone` : to}; return 410; }`
      : `location = ${from} { return ${status} ${to}; }`,
  )
  return `# Generated: addresses of this publication that moved or are gone.
${locations.join('\n')}
location @gone { try_files $uri =410; }
location /api/ {
  add_header Access-Control-Allow-Origin * always;
  add_header Access-Control-Expose-Headers "ETag, Deprecation, Sunset, Link" always;
  add_header X-Content-Type-Options nosniff always;
  add_header Cache-Control "public, max-age=${API_MAX_AGE}, stale-while-revalidate=86400";
  default_type application/json;
  gzip_static on;
  error_page 404 ${RESOURCE_PATHS.notFound};
}
location = ${RESOURCE_PATHS.recalls} {
  add_header Access-Control-Allow-Origin * always;
  add_header Cache-Control "public, max-age=${RECALLS_MAX_AGE}";
}
location /images/ { add_header Cache-Control "public, max-age=31536000, immutable"; }
error_page 404 /404.html;
`
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
): Map<string, Uint8Array> {
  const encoder = new TextEncoder()
  return new Map(
    Object.entries({
      _headers: headersFile(),
      _redirects: redirectsFile(content, changes),
      'nginx.conf': nginxSnippet(content, changes),
      'robots.txt': robotsFile(content.baseUrl),
      'sitemap.xml': sitemap(content, staticPaths),
    }).map(([path, text]) => [path, encoder.encode(text)]),
  )
}

import type {TimestampV1} from '../../schemas/api/v1/timestamp.ts'
import {schemaNames} from '../../schemas/api/v1/json-schema.ts'
import {
  API_CATALOG_PATH,
  API_INDEX_PATH,
  API_ROOT,
  allPath,
  changesPagePath,
  COLLECTIONS,
  developersPath,
  documentPath,
  embedPath,
  filtersPath,
  idPath,
  listPath,
  oembedPath,
  portableTextPath,
  RESOURCE_PATHS,
  schemaPath,
  searchPath,
  TYPE_OF_COLLECTION,
  widgetDocumentPath,
} from '../../schemas/api/v1/links.ts'
import {CONTRACT_VERSION} from '../../schemas/api/v1/version.ts'
import {BASE_LANGUAGE} from '../../schemas/languages/index.ts'
import type {LocaleContent, PublishedContent, SiteContent} from '../content/index.ts'
import {headOf} from '../content/head.ts'
import {sha256, stableJson} from '../content/json.ts'
import {oembed} from '../widget/snippet.ts'
import {belowRoot, NOTHING_PREVIOUS, type Changes, type Previous} from './api/changes.ts'
import {contractAt, contractFiles, type ContractFiles} from './api/contract.ts'
import {atomFeed, jsonFeed} from './api/feeds.ts'
import {publicKeyOf, signatureOf} from './signature.ts'
import {filteredLists, formerLists} from './api/filters.ts'
import {frozenFiles} from './api/frozen.ts'
import {computeChanges} from './api/ledger.ts'
import {noticesOf} from './api/notices.ts'
import {recallsOf} from './api/recalls.ts'
import {searchIndex} from './api/search.ts'
import {publishedWidgets} from './api/widgets.ts'
import {deprecations} from '../../schemas/api/v1/deprecations.ts'

/** Files by their path in the publication, without a leading slash. */
export type Files = Map<string, Uint8Array>

export interface ApiOptions {
  readonly previous?: Previous
  /** For build.json and timestamp.json, the only files with a clock. */
  readonly builtAt: string
  readonly commit?: string | null
  /** Ed25519 private key (PEM); signs the manifest and its timestamp. */
  readonly signingKey?: string | undefined
  /** Number of the timestamp of the last publication; 0 unless given. */
  readonly lastTimestamp?: number
  /** Made from code alone; made now unless given. */
  readonly contract?: ContractFiles
}

const encoder = new TextEncoder()

/** Everything below `/api/` and `/.well-known/`, and the changes that it announces. */
export async function apiFiles(
  content: PublishedContent,
  {
    previous = NOTHING_PREVIOUS,
    builtAt,
    commit = null,
    signingKey,
    lastTimestamp = 0,
    contract = contractFiles(),
  }: ApiOptions,
): Promise<{files: Files; changes: Changes}> {
  const {baseUrl} = content
  const files: Files = new Map()
  const text = (path: string, body: string) => files.set(path.slice(1), encoder.encode(body))
  const json = (path: string, body: unknown) => text(path, stableJson(body))
  const absolute = (path: string) => `${baseUrl}${path}`

  const changes = computeChanges(content, previous)
  const revs = new Map<string, string>()
  for (const locale of content.locales) {
    localeFiles(locale, changes, {json, text, revs})
  }
  const notices = noticesOf(content, changes)
  for (const {path, body} of notices) json(path, body)
  for (const [path, body] of idFiles(content, changes)) json(path, body)

  changes.pages.forEach((page) => json(changesPagePath(page.page), page))
  json(RESOURCE_PATHS.changes, {
    ...headOf('changes', baseUrl),
    feedId: changes.ledger.feedId,
    head: changes.ledger.head,
    time: changes.ledger.time,
    pages: changes.pages.map(({page, sealed, items}) => ({
      page,
      sealed,
      url: absolute(changesPagePath(page)),
      first: items[0]?.seq,
      last: items.at(-1)?.seq,
    })),
  })
  json(RESOURCE_PATHS.ledger, changes.ledger)
  json(RESOURCE_PATHS.recalls, recallsOf(content, changes))
  json(RESOURCE_PATHS.tombstones, {
    ...headOf('tombstones', baseUrl),
    items: notices.map(({path, body}) => ({path: belowRoot(path), tombstone: body})),
  })
  json(RESOURCE_PATHS.deprecations, {...headOf('deprecations', baseUrl), items: deprecations})
  json(RESOURCE_PATHS.jsonFeed, jsonFeed(content, changes))
  text(RESOURCE_PATHS.atom, atomFeed(content, changes))
  json(RESOURCE_PATHS.notFound, {
    ...headOf('error', baseUrl),
    status: 404,
    message: 'There is no such file in this API.',
    index: absolute(RESOURCE_PATHS.index),
  })
  for (const [path, bytes] of contractAt(contract, firstSite(content))) files.set(path, bytes)
  for (const [path, body] of await frozenFiles()) text(path, body)
  json(RESOURCE_PATHS.index, serviceIndex(content, signingKey !== undefined))
  json(API_INDEX_PATH, {
    versions: [
      {
        major: 1,
        version: CONTRACT_VERSION,
        status: 'current',
        sunset: null,
        url: absolute(RESOURCE_PATHS.index),
      },
    ],
  })
  json(API_CATALOG_PATH, apiCatalog(content))

  if (signingKey !== undefined) text(RESOURCE_PATHS.publicKey, publicKeyOf(signingKey))
  const manifest = stableJson(manifestOf(files, revs, changes.ledger, baseUrl))
  text(RESOURCE_PATHS.manifest, manifest)
  if (signingKey !== undefined) {
    const {maxStaleDays} = firstSite(content).settings.publicApi
    const timestamp = timestampOf(manifest, {builtAt, last: lastTimestamp, maxStaleDays, baseUrl})
    for (const [path, body] of [
      [RESOURCE_PATHS.manifest, manifest],
      [RESOURCE_PATHS.timestamp, stableJson(timestamp)],
    ] as const) {
      text(path, body)
      text(`${path}.sig`, signatureOf(encoder.encode(body), signingKey))
    }
  }
  json(RESOURCE_PATHS.build, {
    ...headOf('build', baseUrl),
    builtAt,
    contentTime: content.corpusTime,
    commit,
    generation: sha256(manifest).slice(0, 16),
  })
  return {files, changes}
}

interface Writers {
  json(path: string, body: unknown): void
  text(path: string, body: string): void
  readonly revs: Map<string, string>
}

function localeFiles(content: LocaleContent, changes: Changes, {json, text, revs}: Writers): void {
  const {site, documents} = content
  const {locale, baseUrl} = site
  const lines: string[] = []
  for (const {collection, document, json: body, sections} of documents) {
    const path = documentPath(locale, collection, document.slug)
    lines.push(body)
    text(path, body)
    revs.set(path.slice(1), document.rev)
    json(portableTextPath(locale, collection, document.slug), {id: document.id, sections})
  }
  text(allPath(locale), lines.join(''))
  for (const collection of COLLECTIONS) {
    const items = site.list(collection)
    json(listPath(locale, collection), {
      ...headOf('list', baseUrl),
      type: TYPE_OF_COLLECTION[collection],
      locale,
      total: items.length,
      items,
    })
  }
  for (const {collection, slug, document} of publishedWidgets(content, changes)) {
    json(widgetDocumentPath(locale, collection, slug), document)
    json(
      oembedPath(locale, collection, slug),
      oembed({
        content: document,
        embedUrl: `${baseUrl}${embedPath(locale, collection, slug)}`,
        provider: {name: site.settings.organizationName, url: `${baseUrl}/${locale}/`},
      }),
    )
  }
  json(searchPath(locale), searchIndex(site))
  const {lists, index} = filteredLists(site)
  for (const [path, list] of lists) json(path, list)
  for (const {path, body} of formerLists(content, changes)) if ('items' in body) json(path, body)
  json(filtersPath(locale), index)
}

/** Where every document that is or was published is now, by its stable id. */
function idFiles(content: PublishedContent, changes: Changes): Map<string, unknown> {
  interface Entry {
    readonly type: string
    readonly locales: Record<string, unknown>
  }
  const entries = new Map<string, Entry>()
  const entry = (id: string, type: string): Entry => {
    const known = entries.get(id) ?? {type, locales: {}}
    entries.set(id, known)
    return known
  }
  for (const {locale, collection, body} of changes.tombstones) {
    if (body.status === 'moved') continue
    entry(body.id, body.type).locales[locale] = {
      slug: body.slug,
      status: body.status,
      links: {
        self: `${content.baseUrl}${documentPath(locale, collection, body.slug)}`,
        html: `${content.baseUrl}/${locale}/${collection}/${body.slug}/`,
      },
    }
  }
  for (const {documents} of content.locales) {
    for (const {document} of documents) {
      const {self, html} = document.links
      entry(document.id, document.type).locales[document.locale] = {
        slug: document.slug,
        status: 'published',
        links: {self, html},
      }
    }
  }
  return new Map(
    [...entries].map(([id, body]) => [idPath(id), {...headOf('id', content.baseUrl), id, ...body}]),
  )
}

/** The site in the base language: says who publishes, on which terms. */
function firstSite({locales: [first]}: PublishedContent): SiteContent {
  if (first === undefined) throw new Error('[publish] there is no locale to publish')
  return first.site
}

function serviceIndex(content: PublishedContent, isSigned: boolean) {
  const {baseUrl, locales} = content
  const {organizationName, publicApi} = firstSite(content).settings
  const absolute = (path: string) => `${baseUrl}${path}`
  return {
    ...headOf('service-index', baseUrl),
    title: organizationName,
    licence: publicApi.licence,
    licenceUrl: publicApi.licenceUrl,
    contact: publicApi.contact,
    maxStaleDays: publicApi.maxStaleDays,
    locales: locales.map(({site}) => ({
      locale: site.locale,
      collections: COLLECTIONS.map((collection) => ({
        collection,
        type: TYPE_OF_COLLECTION[collection],
        total: site.list(collection).length,
        url: absolute(listPath(site.locale, collection)),
        schema: absolute(schemaPath(TYPE_OF_COLLECTION[collection])),
      })),
      all: absolute(allPath(site.locale)),
      search: absolute(searchPath(site.locale)),
      filters: absolute(filtersPath(site.locale)),
    })),
    resources: {
      changes: absolute(RESOURCE_PATHS.changes),
      recalls: absolute(RESOURCE_PATHS.recalls),
      tombstones: absolute(RESOURCE_PATHS.tombstones),
      manifest: absolute(RESOURCE_PATHS.manifest),
      deprecations: absolute(RESOURCE_PATHS.deprecations),
      build: absolute(RESOURCE_PATHS.build),
      timestamp: isSigned ? absolute(RESOURCE_PATHS.timestamp) : null,
      publicKey: isSigned ? absolute(RESOURCE_PATHS.publicKey) : null,
      openapi: absolute(RESOURCE_PATHS.openapi),
      jsonFeed: absolute(RESOURCE_PATHS.jsonFeed),
      atom: absolute(RESOURCE_PATHS.atom),
      documentation: absolute(developersPath(BASE_LANGUAGE)),
    },
    schemas: schemaNames().map((name) => ({name, url: absolute(schemaPath(name))})),
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc9727 */
function apiCatalog({baseUrl}: PublishedContent) {
  const absolute = (path: string) => `${baseUrl}${path}`
  return {
    linkset: [
      {
        anchor: absolute(RESOURCE_PATHS.index),
        'service-desc': [{href: absolute(RESOURCE_PATHS.openapi), type: 'application/json'}],
        'service-doc': [{href: absolute(developersPath(BASE_LANGUAGE)), type: 'text/html'}],
        status: [{href: absolute(RESOURCE_PATHS.build), type: 'application/json'}],
      },
    ],
  }
}

const DAY_MS = 86_400_000

/**
 * Its number is the second of the publication, or the next after the last one: so it also rises where
 * the last publication cannot be read. It holds for as long as a copy may be shown.
 */
function timestampOf(
  manifest: string,
  {
    builtAt,
    last,
    maxStaleDays,
    baseUrl,
  }: {builtAt: string; last: number; maxStaleDays: number; baseUrl: string},
): TimestampV1 {
  const now = Date.parse(builtAt)
  return {
    ...headOf('timestamp', baseUrl),
    number: Math.max(Math.floor(now / 1000), last + 1),
    time: builtAt,
    expires: new Date(now + maxStaleDays * DAY_MS).toISOString(),
    manifest: {sha256: sha256(manifest), bytes: encoder.encode(manifest).length},
  }
}

function manifestOf(
  files: Files,
  revs: ReadonlyMap<string, string>,
  {feedId, head}: Changes['ledger'],
  baseUrl: string,
) {
  const root = `${API_ROOT.slice(1)}/`
  const listed = [...files]
    .filter(([path]) => path.startsWith(root))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, bytes]) => {
      const rev = revs.get(path)
      return {
        path: path.slice(root.length),
        sha256: sha256(bytes),
        bytes: bytes.length,
        ...(rev === undefined ? {} : {rev}),
      }
    })
  return {...headOf('manifest', baseUrl), feedId, head, total: listed.length, files: listed}
}

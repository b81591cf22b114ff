import type {Collection, WidgetCollection} from '../../documents/type-lists.ts'

/**
 * Every address of pages, API and widget: pure functions of locale, collection and slug, so that
 * nothing else spells a path. Knows no registry, which keeps documents free to link to each other.
 */

export const API_ROOT = '/api/v1'

export {
  COLLECTION_OF_TYPE,
  COLLECTIONS,
  TYPE_OF_COLLECTION,
  WIDGET_COLLECTIONS,
} from '../../documents/type-lists.ts'
export type {
  Collection,
  PageType as PublicType,
  WidgetCollection,
} from '../../documents/type-lists.ts'

export const homePath = (locale: string) => `/${locale}/`
export const aboutPath = (locale: string) => `/${locale}/about/`
export const editorialGuidePath = (locale: string) => `/${locale}/about/editorial-guide/`
export const collectionPath = (locale: string, collection: Collection) =>
  `/${locale}/${collection}/`
export const pagePath = (locale: string, collection: Collection, slug: string) =>
  `/${locale}/${collection}/${slug}/`

/** Pages that belong to no document, below `/<locale>/`. */
export const SITE_PAGES = [
  '',
  'about/',
  'about/editorial-guide/',
  'glossary/',
  'developers/',
  'developers/api/',
  'developers/changes/',
  'developers/feed/',
  'developers/client/',
  'developers/scaling/',
  'developers/terms/',
  'developers/widget/',
] as const

export const listPath = (locale: string, collection: Collection) =>
  `${API_ROOT}/${locale}/${collection}/index.json`
export const documentPath = (locale: string, collection: Collection, slug: string) =>
  `${API_ROOT}/${locale}/${collection}/${slug}.json`
export const portableTextPath = (locale: string, collection: Collection, slug: string) =>
  `${API_ROOT}/${locale}/${collection}/${slug}.pt.json`
export const idPath = (id: string) => `${API_ROOT}/ids/${id}.json`
/** Address of a schema as it is now. */
export const schemaPath = (name: string) => `${API_ROOT}/schemas/${name}.json`
/** Address of a schema as a version was released with it. */
export const frozenSchemaPath = (version: string, name: string) =>
  `${API_ROOT}/schemas/${version}/${name}.json`

export const widgetDocumentPath = (locale: string, collection: WidgetCollection, slug: string) =>
  `${API_ROOT}/${locale}/widgets/${collection}/${slug}.json`
export const embedPath = (locale: string, collection: WidgetCollection, slug: string) =>
  `/embed/${locale}/${collection}/${slug}/`
export const oembedPath = (locale: string, collection: WidgetCollection, slug: string) =>
  `${API_ROOT}/${locale}/oembed/${collection}/${slug}.json`

/** The typed client, for partners who take it from the publication; its types stand beside it. */
export const clientPath = (version: string, ending: 'js' | 'd.ts') =>
  `/client/${version}/foramen-client.${ending}`

/** Images keep the lake's content hash in their name, so a changed picture has a new address. */
export const imagePath = (sha1hash: string, extension: string) => `/images/${sha1hash}.${extension}`

/** One per publication. */
export const RESOURCE_PATHS = {
  index: `${API_ROOT}/index.json`,
  build: `${API_ROOT}/build.json`,
  manifest: `${API_ROOT}/manifest.json`,
  manifestSignature: `${API_ROOT}/manifest.json.sig`,
  timestamp: `${API_ROOT}/timestamp.json`,
  timestampSignature: `${API_ROOT}/timestamp.json.sig`,
  publicKey: `${API_ROOT}/public-key.pem`,
  openapi: `${API_ROOT}/openapi.json`,
  changes: `${API_ROOT}/changes/index.json`,
  ledger: `${API_ROOT}/changes/ledger.json`,
  recalls: `${API_ROOT}/recalls.json`,
  tombstones: `${API_ROOT}/tombstones.json`,
  deprecations: `${API_ROOT}/deprecations.json`,
  jsonFeed: `${API_ROOT}/feed.json`,
  atom: `${API_ROOT}/feed.xml`,
  notFound: `${API_ROOT}/404.json`,
} as const
export const API_INDEX_PATH = '/api/index.json'
export const API_CATALOG_PATH = '/.well-known/api-catalog'

export const changesPagePath = (page: number) => `${API_ROOT}/changes/${page}.json`
export const allPath = (locale: string) => `${API_ROOT}/${locale}/all.ndjson`
export const searchPath = (locale: string) => `${API_ROOT}/${locale}/search/index.json`
export const filtersPath = (locale: string) => `${API_ROOT}/${locale}/by/index.json`
/** @param value a slug or id; `system/code` for codes. */
export const filterPath = (locale: string, filter: FilterName, value: string) =>
  `${API_ROOT}/${locale}/by/${filter}/${value}.json`

export const FILTERS = ['condition', 'body-region', 'aspect', 'code'] as const
export type FilterName = (typeof FILTERS)[number]

export const glossaryPath = (locale: string) => `/${locale}/glossary/`
export const developersPath = (locale: string) => `/${locale}/developers/`
/** Template of the page that stands at the address of a document that was taken back. */
export const noticePath = (locale: string) => `/${locale}/notice/`

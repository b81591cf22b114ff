import type {z} from 'zod'
import {publicDocuments} from '../../documents/index.ts'
import {ChangesPageV1, ChangesV1} from './changes.ts'
import {LedgerV1} from './ledger.ts'
import {IdV1, ListV1, TombstonesV1, TombstoneV1} from './envelope.ts'
import {JsonFeedV1, OembedV1} from './feed.ts'
import {API_INDEX_PATH, API_ROOT, TYPE_OF_COLLECTION, WIDGET_COLLECTIONS} from './links.ts'
import {ManifestV1} from './manifest.ts'
import {RecallsV1} from './recalls.ts'
import {
  ApiIndexV1,
  BuildV1,
  DeprecationsV1,
  ErrorV1,
  FilteredListV1,
  FiltersV1,
  PortableTextV1,
  SearchIndexV1,
  ServiceIndexV1,
} from './service.ts'
import {TimestampV1} from './timestamp.ts'
import {WidgetDocumentV1} from './widget.ts'

/** A JSON resource: where it is, what it holds, by which contract. */
export interface Endpoint {
  /** `{name}` stands for one path segment. */
  readonly path: string
  /** Name of its JSON Schema. */
  readonly schema: string
  readonly contract: z.ZodType
  /** What may stand there instead: the notice for a document that was taken back. */
  readonly alternative: z.ZodType | null
  readonly summary: string
  readonly operationId: string
}

const resource = (
  path: string,
  schema: string,
  contract: z.ZodType,
  operationId: string,
  summary: string,
): Endpoint => ({path, schema, contract, alternative: null, operationId, summary})

const documentEndpoints = publicDocuments.flatMap(({type, collection, V1}): Endpoint[] => [
  {
    ...resource(
      `${API_ROOT}/{locale}/${collection}/{slug}.json`,
      type,
      V1,
      `get${capital(type)}`,
      `One ${type} with everything that its page shows`,
    ),
    alternative: TombstoneV1,
  },
  resource(
    `${API_ROOT}/{locale}/${collection}/index.json`,
    'list',
    ListV1,
    `list${capital(collection)}`,
    `All ${collection} as cards`,
  ),
  {
    ...resource(
      `${API_ROOT}/{locale}/${collection}/{slug}.pt.json`,
      'portable-text',
      PortableTextV1,
      `get${capital(type)}PortableText`,
      `Sections of one ${type} as Portable Text`,
    ),
    alternative: TombstoneV1,
  },
])

const widgetEndpoints = WIDGET_COLLECTIONS.flatMap((collection): Endpoint[] => {
  const type = TYPE_OF_COLLECTION[collection]
  return [
    resource(
      `${API_ROOT}/{locale}/widgets/${collection}/{slug}.json`,
      'widget',
      WidgetDocumentV1,
      `get${capital(type)}Widget`,
      `Questions about one ${type} for the FAQ widget`,
    ),
    resource(
      `${API_ROOT}/{locale}/oembed/${collection}/{slug}.json`,
      'oembed',
      OembedV1,
      `get${capital(type)}Oembed`,
      `oEmbed answer for the questions about one ${type}`,
    ),
  ]
})

/** Every JSON resource of API v1. OpenAPI, published schemas and checks follow from this list. */
export const endpoints: readonly Endpoint[] = [
  resource(API_INDEX_PATH, 'api-index', ApiIndexV1, 'getVersions', 'Every major version'),
  resource(
    `${API_ROOT}/index.json`,
    'service-index',
    ServiceIndexV1,
    'getServiceIndex',
    'What there is and where',
  ),
  ...documentEndpoints,
  ...widgetEndpoints,
  resource(`${API_ROOT}/ids/{id}.json`, 'id', IdV1, 'getId', 'Where a document is, by stable id'),
  resource(
    `${API_ROOT}/{locale}/by/index.json`,
    'filters',
    FiltersV1,
    'listFilters',
    'Every ready-made list',
  ),
  {
    ...resource(
      `${API_ROOT}/{locale}/by/{filter}/{value}.json`,
      'filtered-list',
      FilteredListV1,
      'getFilteredList',
      'Documents by condition, body region or aspect',
    ),
    alternative: TombstoneV1,
  },
  resource(
    `${API_ROOT}/{locale}/by/code/{system}/{code}.json`,
    'filtered-list',
    FilteredListV1,
    'getByCode',
    'Documents by medical code',
  ),
  resource(
    `${API_ROOT}/{locale}/search/index.json`,
    'search-index',
    SearchIndexV1,
    'getSearchIndex',
    'Index for a search in the browser',
  ),
  resource(
    `${API_ROOT}/changes/index.json`,
    'changes',
    ChangesV1,
    'getChanges',
    'Where the change feed stands',
  ),
  resource(
    `${API_ROOT}/changes/{page}.json`,
    'changes-page',
    ChangesPageV1,
    'getChangesPage',
    'A page of the change feed',
  ),
  resource(
    `${API_ROOT}/changes/ledger.json`,
    'ledger',
    LedgerV1,
    'getLedger',
    'State from which the next publication computes its changes',
  ),
  resource(
    `${API_ROOT}/recalls.json`,
    'recalls',
    RecallsV1,
    'getRecalls',
    'What must be taken down or refreshed now',
  ),
  resource(
    `${API_ROOT}/tombstones.json`,
    'tombstones',
    TombstonesV1,
    'getTombstones',
    'What is no longer published, and why',
  ),
  resource(
    `${API_ROOT}/manifest.json`,
    'manifest',
    ManifestV1,
    'getManifest',
    'Every file with its digest',
  ),
  resource(
    `${API_ROOT}/timestamp.json`,
    'timestamp',
    TimestampV1,
    'getTimestamp',
    'Signed proof of how new a publication is, where it is signed',
  ),
  resource(
    `${API_ROOT}/deprecations.json`,
    'deprecations',
    DeprecationsV1,
    'getDeprecations',
    'What will go away',
  ),
  resource(`${API_ROOT}/feed.json`, 'json-feed', JsonFeedV1, 'getJsonFeed', 'JSON Feed 1.1'),
  resource(
    `${API_ROOT}/build.json`,
    'build',
    BuildV1,
    'getBuild',
    'When and from what this was built',
  ),
  resource(
    `${API_ROOT}/404.json`,
    'error',
    ErrorV1,
    'getNotFound',
    'The answer to a wrong address',
  ),
]

/** Contracts by the name of their JSON Schema, the notice of removed documents included. */
export const contracts: ReadonlyMap<string, z.ZodType> = new Map([
  ...endpoints.map(({schema, contract}) => [schema, contract] as const),
  ['tombstone', TombstoneV1] as const,
])

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

const patterns = endpoints
  .map((endpoint) => ({endpoint, matches: matcherOf(endpoint.path)}))
  // The most literal path first: `index.json` and `.pt.json` before `{slug}.json`.
  .toSorted((a, b) => specificity(b.endpoint.path) - specificity(a.endpoint.path))

/** Compares whole segments, since a publish asks for every file it writes. */
function matcherOf(path: string): (segments: readonly string[]) => boolean {
  const expected = path.split('/').map((segment) => {
    const end = segment.indexOf('}')
    return segment.startsWith('{') ? {ending: segment.slice(end + 1)} : segment
  })
  return (segments) =>
    segments.length === expected.length &&
    expected.every((part, index) => {
      const segment = segments[index] ?? ''
      if (typeof part === 'string') return segment === part
      return segment.length > part.ending.length && segment.endsWith(part.ending)
    })
}

function specificity(path: string): number {
  return path.replaceAll(/\{\w+\}/g, '').length
}

/** The endpoint that a path belongs to. */
export function endpointOf(path: string): Endpoint | undefined {
  const segments = path.split('/')
  return patterns.find(({matches}) => matches(segments))?.endpoint
}

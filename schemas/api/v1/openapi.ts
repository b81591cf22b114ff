import {deprecations} from './deprecations.ts'
import {endpoints, type Endpoint} from './endpoints.ts'
import {open, schemaNames, toSchema} from './json-schema.ts'
import {CONTRACT_VERSION} from './version.ts'

/**
 * OpenAPI 3.1 description of API v1: a thin index over the same schemas.
 * @param baseUrl absolute address of the publication, or "/" for the committed copy.
 */
export function openApiDocument(baseUrl: string, deprecated = deprecations) {
  const goingAway = new Set(
    deprecated.filter(({pointer}) => pointer === '').map(({schema}) => schema),
  )
  return {
    openapi: '3.1.0',
    info: {
      title: 'Foramen API',
      version: CONTRACT_VERSION,
      summary: 'Interventional pain content as static JSON',
      description:
        'Static files: no key, no rate limit, CORS for everyone. Within a major version no field is removed, renamed, made optional or made null. Clients follow redirects, tolerate new fields and tolerate new values of fields with x-extensible-enum.',
      license: {name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/'},
    },
    servers: [{url: baseUrl}],
    tags: [
      {name: 'content', description: 'Documents and lists'},
      {name: 'widget', description: 'Questions for the FAQ widget'},
      {name: 'sync', description: 'Changes, recalls and integrity'},
      {name: 'service', description: 'What there is'},
    ],
    security: [],
    paths: Object.fromEntries(
      endpoints.map((endpoint) => [endpoint.path, pathItem(endpoint, goingAway)]),
    ),
    components: {schemas: components()},
  }
}

const SYNC = new Set(['changes', 'changes-page', 'ledger', 'recalls', 'manifest', 'json-feed'])
const SERVICE = new Set(['api-index', 'service-index', 'build', 'deprecations', 'error'])

function tagOf({schema}: Endpoint): string {
  if (schema === 'widget' || schema === 'oembed') return 'widget'
  if (SYNC.has(schema)) return 'sync'
  return SERVICE.has(schema) ? 'service' : 'content'
}

function descriptionOf({summary, alternative}: Endpoint): string {
  return alternative === null
    ? `${summary}.`
    : `${summary}; or the notice that it moved or was taken back, so look at \`status\`.`
}

function jsonAnswer(schema: string, description: string) {
  return {
    description,
    content: {'application/json': {schema: {$ref: `#/components/schemas/${componentOf(schema)}`}}},
  }
}

function pathItem(endpoint: Endpoint, goingAway: ReadonlySet<string>) {
  const parameters = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: {type: 'string'},
  }))
  return {
    get: {
      operationId: endpoint.operationId,
      tags: [tagOf(endpoint)],
      summary: endpoint.summary,
      description: descriptionOf(endpoint),
      ...(goingAway.has(endpoint.schema) ? {deprecated: true} : {}),
      ...(parameters.length === 0 ? {} : {parameters}),
      responses: {
        200: jsonAnswer(endpoint.schema, 'The file.'),
        304: {description: 'Not changed since the ETag that If-None-Match names.'},
        404: jsonAnswer('error', 'There is no such file.'),
        ...(endpoint.alternative === null
          ? {}
          : {410: jsonAnswer('tombstone', 'The document was taken back; hosts may answer 200.')}),
      },
    },
  }
}

/** Components are named by the id that a contract carries, else by the schema's name. */
function componentOf(name: string): string {
  const {$ref} = toSchema(name, 'draft-2020-12')
  return typeof $ref === 'string' ? ($ref.split('/').at(-1) ?? name) : name
}

function components(): Record<string, unknown> {
  const all: Record<string, unknown> = {}
  for (const name of schemaNames()) {
    const {$schema: _, $defs, ...root} = open(toSchema(name, 'draft-2020-12'))
    Object.assign(all, $defs)
    if (!('$ref' in root)) all[componentOf(name)] = root
  }
  return Object.fromEntries(
    Object.entries(all).map(([name, schema]) => [name, rebase(schema, name)]),
  )
}

/**
 * References within a schema become references within the description. A list that holds its own
 * shape again is told of once: generators of clients refuse an array type that contains itself.
 */
function rebase(value: unknown, component: string): unknown {
  if (Array.isArray(value)) return value.map((item) => rebase(item, component))
  if (typeof value !== 'object' || value === null) return value
  if (Reflect.get(value, '$ref') === `#/$defs/${component}`) {
    return {description: `Again a ${component}.`}
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === '$ref' && typeof item === 'string'
        ? item.replace('#/$defs/', '#/components/schemas/')
        : rebase(item, component),
    ]),
  )
}

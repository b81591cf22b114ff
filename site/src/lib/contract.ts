import {publicDocuments} from '../../../schemas/documents/index.ts'
import description from '../../../schemas/generated/openapi.v1.json' with {type: 'json'}

/** One field of a JSON file: where it is, what it holds, what it means. */
interface ContractField {
  /** `review.reviewedBy[].name` */
  readonly path: string
  /** Type in words, with `null` where it may be null. */
  readonly type: string
  /** Shape that it points to, described once on the page. */
  readonly shape: string | null
  readonly description: string
  readonly optional: boolean
}

export interface ContractShape {
  readonly name: string
  readonly description: string
  readonly fields: readonly ContractField[]
}

/** The parts of JSON Schema that the contract uses. */
interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly description?: string
  readonly const?: unknown
  readonly 'x-extensible-enum'?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema | boolean
  readonly properties?: Readonly<Record<string, Schema | undefined>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
}

const MAX_LISTED_VALUES = 12

/** One address of the API, and the shapes of what it answers with. */
export interface ContractPath {
  readonly path: string
  readonly summary: string
  readonly shapes: readonly string[]
}

interface Operation {
  readonly summary: string
  readonly responses: Readonly<Record<string, Answer | undefined>>
}

interface Answer {
  readonly description: string
  readonly content?: {readonly 'application/json': {readonly schema: Schema}}
}

// TypeScript reads a literal type from every line of the description; these are the parts we read.
const paths: Readonly<Record<string, {readonly get: Operation}>> = description.paths
const schemas: Readonly<Record<string, Schema>> = description.components.schemas

/** Statuses whose body is told of once, for all addresses. */
const COMMON = new Set(['304', '404'])

/** Every address, in the order of the contract. */
export function contractPaths(): ContractPath[] {
  return Object.entries(paths).map(([path, {get}]) => ({
    path,
    summary: get.summary,
    shapes: answersOf(get).filter((name) => name !== null),
  }))
}

function answersOf({responses}: Operation): (string | null)[] {
  return Object.entries(responses)
    .filter(([status]) => !COMMON.has(status))
    .map(([, answer]) => referenceOf(answer?.content?.['application/json'].schema ?? {}))
}

/**
 * The contract as tables: what every document has, what each type adds, the other files, and the
 * shapes that several of them share.
 */
export function contractShapes(): {
  envelope: ContractShape
  documents: ContractShape[]
  files: ContractShape[]
  shared: ContractShape[]
} {
  const answers = new Set(contractPaths().flatMap(({shapes}) => shapes))
  const answered = [...answers].map((name) => shapeOf(name, schemas[name] ?? {}))
  const documents = answered.filter(({fields}) => fields.some(isOwn))
  const [first] = documents
  return {
    envelope: {
      name: 'Document',
      description: 'What every document has, whatever its type.',
      fields: (first?.fields ?? [])
        .filter((field) => !isOwn(field))
        .map((field) =>
          field.path === 'type'
            ? {...field, type: `one of ${publicDocuments.map(({type}) => type).join(', ')}`}
            : field,
        ),
    },
    documents: documents.map((shape) => ({...shape, fields: shape.fields.filter(isOwn)})),
    files: answered.filter((shape) => !documents.includes(shape)),
    shared: Object.entries(schemas)
      .filter(([name]) => !answers.has(name))
      .map(([name, schema]) => shapeOf(name, schema))
      .filter(({fields, description: words}) => fields.length > 0 || words !== '')
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
  }
}

/** True on the fields that differ from type to type. */
function isOwn({path}: ContractField): boolean {
  return /^(data|related)\b/.test(path)
}

export const shapeAnchor = (name: string) => `shape-${name.toLowerCase()}`

function shapeOf(name: string, schema: Schema): ContractShape {
  return {name, description: schema.description ?? '', fields: fieldsOf(schema, '')}
}

function fieldsOf(schema: Schema, prefix: string): ContractField[] {
  const required = new Set(schema.required)
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    if (property === undefined) return []
    const path = prefix === '' ? name : `${prefix}.${name}`
    const {inner, suffix} = unwrapped(property)
    const field: ContractField = {
      path,
      type: typeOf(property),
      shape: referenceOf(inner),
      description: property.description ?? inner.description ?? '',
      optional: !required.has(name),
    }
    return idOfLabelled(inner) === null ? [field, ...fieldsOf(inner, path + suffix)] : [field]
  })
}

/** The ids of `{id, label}`, the form of every id that has a label. */
function idOfLabelled({properties}: Schema): Schema | null {
  const names = Object.keys(properties ?? {})
  const ids = properties?.['id']
  return names.length === 2 && names.includes('label') && ids?.['x-extensible-enum'] !== undefined
    ? ids
    : null
}

/** What a list or a value that may be null holds, with the signs of the lists on the way. */
function unwrapped(schema: Schema): {inner: Schema; suffix: string} {
  if (typeof schema.items === 'object') {
    const {inner, suffix} = unwrapped(schema.items)
    return {inner, suffix: `[]${suffix}`}
  }
  const present = (schema.anyOf ?? []).filter(({type}) => type !== 'null')
  const [only] = present
  if (only !== undefined && present.length === 1) return unwrapped(only)
  if (typeof schema.additionalProperties === 'object') {
    const {inner, suffix} = unwrapped(schema.additionalProperties)
    return {inner, suffix: `.<name>${suffix}`}
  }
  return {inner: schema, suffix: ''}
}

function referenceOf({$ref}: Schema): string | null {
  return $ref?.slice($ref.lastIndexOf('/') + 1) ?? null
}

function typeOf(schema: Schema): string {
  const reference = referenceOf(schema)
  if (reference !== null) return reference
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  const known = schema['x-extensible-enum']
  if (known !== undefined) {
    const values = known.map((value) => String(value))
    return values.length > MAX_LISTED_VALUES
      ? `one of ${values.slice(0, MAX_LISTED_VALUES).join(', ')} …`
      : `one of ${values.join(', ')}`
  }
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeOf).join(' or ')
  if (typeof schema.items === 'object') return `list of ${typeOf(schema.items)}`
  if (typeof schema.additionalProperties === 'object') {
    return `object of ${typeOf(schema.additionalProperties)}`
  }
  const ids = idOfLabelled(schema)
  if (ids !== null) return `id and label: ${typeOf(ids)}`
  const type = typeof schema.type === 'string' ? schema.type : (schema.type ?? ['any']).join(' or ')
  return schema.format === undefined ? type : `${type} (${schema.format})`
}

import {z} from 'zod'
import {contracts} from '../../../schemas/api/v1/endpoints.ts'
import {publicDocuments} from '../../../schemas/documents/index.ts'

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

/** The parts of JSON Schema that zod writes for the contract. */
interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly description?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
  readonly $defs?: Readonly<Record<string, Schema>>
}

const MAX_LISTED_VALUES = 12

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
  const definitions = new Map<string, Schema>()
  const read = (contract: z.ZodType): ContractShape => {
    // The generated schema is wider than what this page reads of it.
    const schema = z.toJSONSchema(contract) as Schema
    for (const [name, shape] of Object.entries(schema.$defs ?? {})) definitions.set(name, shape)
    const name = referenceOf(schema) ?? ''
    return shapeOf(name, definitions.get(name) ?? schema)
  }
  const documents = publicDocuments.map(({V1}) => read(V1))
  const types = new Set<string>(publicDocuments.map(({type}) => type))
  const files = [...contracts]
    .filter(([schemaName]) => !types.has(schemaName))
    .map(([, contract]) => read(contract))
  const described = new Set([...documents, ...files].map(({name}) => name))
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
    files,
    shared: [...definitions]
      .filter(([name]) => !described.has(name))
      .map(([name, schema]) => shapeOf(name, schema))
      .filter(
        ({name, fields, description}) =>
          !isInternal(name) && (fields.length > 0 || description !== ''),
      )
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
  return names.length === 2 && names.includes('label') && ids?.enum !== undefined ? ids : null
}

/** What a list or a value that may be null holds, with the signs of the lists on the way. */
function unwrapped(schema: Schema): {inner: Schema; suffix: string} {
  if (schema.items !== undefined) {
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
  const name = $ref?.slice($ref.lastIndexOf('/') + 1)
  return name === undefined || isInternal(name) ? null : name
}

/** Names that zod makes up for shapes that have none, such as any JSON value. */
function isInternal(name: string): boolean {
  return name.startsWith('__')
}

function typeOf(schema: Schema): string {
  const reference = referenceOf(schema)
  if (reference !== null) return reference
  if (schema.$ref !== undefined) return 'any JSON value'
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum !== undefined) {
    const values = schema.enum.map((value) => String(value))
    return values.length > MAX_LISTED_VALUES
      ? `one of ${values.slice(0, MAX_LISTED_VALUES).join(', ')} …`
      : `one of ${values.join(', ')}`
  }
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeOf).join(' or ')
  if (schema.items !== undefined) return `list of ${typeOf(schema.items)}`
  if (typeof schema.additionalProperties === 'object') {
    return `object of ${typeOf(schema.additionalProperties)}`
  }
  const ids = idOfLabelled(schema)
  if (ids !== null) return `id and label: ${typeOf(ids)}`
  const type = typeof schema.type === 'string' ? schema.type : (schema.type ?? ['any']).join(' or ')
  return schema.format === undefined ? type : `${type} (${schema.format})`
}

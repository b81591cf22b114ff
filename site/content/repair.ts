import type {z} from 'zod'
import {linksOf, type Link} from '../../schemas/rules/links.ts'
import type {AnySource, Row} from './load.ts'

/**
 * Makes an unfinished draft showable: for preview only, never for a publication. What does not fit
 * is cut out or filled with words that say so; the editor sees the list of errors beside it.
 */

export const NOT_WRITTEN = '(not written yet)'

/** Attempts: cut broken items, then fill broken fields, then fill what the filling needs. */
const MAX_PASSES = 4

/**
 * A row that fits the shape, or `null` where none can be made.
 * @param row answer of the type's query.
 */
export function repairRow(Source: z.ZodType, row: Row): Row | null {
  let repaired: Record<string, unknown> = structuredClone(row)
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const parsed = Source.safeParse(repaired)
    if (parsed.success) return {...repaired, _id: row._id, _type: row._type}
    const keys = new Set(parsed.error.issues.map(({path}) => path[0]))
    for (const key of keys) {
      if (typeof key !== 'string') return null
      const value = repaired[key]
      const broken = new Set(
        parsed.error.issues.filter(({path}) => path[0] === key).map(({path}) => path[1]),
      )
      const isItems =
        Array.isArray(value) && [...broken].every((index) => typeof index === 'number')
      repaired = {
        ...repaired,
        [key]:
          isItems && pass === 0
            ? value.filter((_, index) => !broken.has(index))
            : placeholder(fieldOf(Source, key)),
      }
    }
  }
  return null
}

/** Definition of a zod schema, as far as a placeholder needs to know it. */
interface Definition {
  readonly type: string
  readonly in?: z.ZodType
  readonly innerType?: z.ZodType
  readonly element?: z.ZodType
  readonly shape?: Readonly<Record<string, z.ZodType>>
  readonly options?: readonly z.ZodType[]
  readonly entries?: Readonly<Record<string, unknown>>
  readonly values?: readonly unknown[]
}

function definitionOf(schema: z.ZodType): Definition {
  // zod's own definition is a union by `type`; these are the members that carry parts.
  return schema.def as unknown as Definition
}

function fieldOf(Source: z.ZodType, key: string): z.ZodType | undefined {
  return definitionOf(Source).shape?.[key]
}

const TEXTS = [
  NOT_WRITTEN,
  'not-written-yet',
  '2000-01-01',
  '2000-01-01T00:00:00Z',
  'https://example.invalid/',
  '/en/not-written-yet/',
  '0',
]

function accepted(schema: z.ZodType): (value: unknown) => boolean {
  return (value) => schema.safeParse(value).success
}

function filled(length: number, element: z.ZodType | undefined): unknown[] {
  return Array.from({length}, () => placeholder(element))
}

/** Something small that the schema accepts. */
function placeholder(schema: z.ZodType | undefined): unknown {
  if (schema === undefined) return null
  const {
    type,
    in: input,
    innerType,
    element,
    shape,
    options,
    entries,
    values,
  } = definitionOf(schema)
  switch (type) {
    case 'nullable':
      return null
    case 'pipe':
      return placeholder(input)
    case 'optional':
    case 'default':
      return placeholder(innerType)
    case 'array':
      return [0, 1, 2].map((length) => filled(length, element)).find(accepted(schema)) ?? []
    case 'object':
      return Object.fromEntries(
        Object.entries(shape ?? {}).map(([key, field]) => [key, placeholder(field)]),
      )
    case 'enum':
      return Object.values(entries ?? {})[0]
    case 'literal':
      return values?.[0]
    case 'union':
      return placeholder(options?.[0])
    case 'boolean':
      return false
    case 'number':
    case 'int':
      return [1, 2000].find(accepted(schema)) ?? 1
    case 'string':
      return TEXTS.find(accepted(schema)) ?? NOT_WRITTEN
    default:
      return null
  }
}

/**
 * A document without its references to documents that do not exist: lists lose the item, texts lose
 * the link.
 */
export function withoutBrokenReferences<T extends AnySource>(
  source: T,
  exists: (id: string) => boolean,
): T {
  const broken = linksOf(source).filter(({target}) => !exists(target))
  if (broken.length === 0) return source
  const copy = structuredClone(source)
  // From the last to the first, so that earlier indexes stay right.
  for (const {path} of broken.toReversed()) cut(copy, path)
  return copy
}

function cut(document: object, keys: Link['path']): void {
  const at = (length: number): unknown =>
    keys
      .slice(0, length)
      .reduce<unknown>(
        (node, key) =>
          typeof node === 'object' && node !== null ? Reflect.get(node, key) : undefined,
        document,
      )
  const markAt = keys.lastIndexOf('markDefs')
  if (markAt !== -1) {
    const mark = at(markAt + 2)
    const definitions = at(markAt + 1)
    const index = keys[markAt + 1]
    if (Array.isArray(definitions) && typeof index === 'number' && typeof mark === 'object') {
      const key: unknown = mark === null ? '' : Reflect.get(mark, '_key')
      definitions[index] = {_key: key, _type: 'link', href: 'https://example.invalid/'}
    }
    return
  }
  const lastIndex = keys.findLastIndex((key) => typeof key === 'number')
  if (lastIndex === -1) {
    const [field] = keys
    if (typeof field === 'string') Reflect.set(document, field, null)
    return
  }
  const list = at(lastIndex)
  const index = keys[lastIndex]
  if (Array.isArray(list) && typeof index === 'number') list.splice(index, 1)
}

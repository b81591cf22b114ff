/**
 * Compares two JSON Schemas of an answer: what a client of the old one may rely on has to hold in
 * the new one. Differs in the wild judge requests, where the rules are the other way round, or miss
 * nullability and formats; these few rules are the response side.
 */

export interface JsonSchema {
  readonly [keyword: string]: unknown
}

/** A change that would break a client. */
export interface Breakage {
  /** JSON pointer in the answer, `*` for the items of a list. */
  readonly pointer: string
  readonly problem: string
}

/** The problem of a field or an address that is gone. */
const REMOVED = 'was removed or renamed'

/** @returns an empty list when every client of `before` can read what `after` describes. */
export function breakages(before: JsonSchema, after: JsonSchema): Breakage[] {
  return new Comparison(before, after).compare(before, after, '')
}

/**
 * JSON pointers of what `after` has and `before` has not. Whatever would break a client on the way
 * back is more than was promised before: a field, an id, or a promise such as "never null".
 */
export function additions(before: JsonSchema, after: JsonSchema): Additions {
  return additionsOf(breakages(after, before))
}

/** JSON pointers of what came, and of what was there and now promises more. */
export interface Additions {
  readonly added: readonly string[]
  readonly extended: readonly string[]
}

function additionsOf(found: readonly Breakage[]): Additions {
  const pointers = (isNew: boolean) => [
    ...new Set(
      found.filter(({problem}) => (problem === REMOVED) === isNew).map(({pointer}) => pointer),
    ),
  ]
  return {added: pointers(true), extended: pointers(false)}
}

/** What two OpenAPI descriptions are compared by. */
export interface Description {
  readonly paths: Readonly<Record<string, {readonly get: unknown}>>
}

/**
 * Addresses of `before` that are gone, that generated clients know by another name, or that answer
 * with another schema. What is in the schemas, {@link breakages} compares.
 */
export function addressBreakages(before: Description, after: Description): Breakage[] {
  return Object.entries(before.paths).flatMap(([path, {get}]): Breakage[] => {
    const now = after.paths[path]?.get
    if (now === undefined) return [{pointer: path, problem: REMOVED}]
    const [old, next] = [operationParts(get), operationParts(now)]
    return Object.entries(old)
      .filter(([name, value]) => next[name] !== value)
      .map(([name, value]) => ({
        pointer: path,
        problem: `${name} is no longer ${value} but ${next[name] ?? 'missing'}`,
      }))
  })
}

/** Addresses that `after` has and `before` has not, and those that answer in more ways. */
export function addressAdditions(before: Description, after: Description): Additions {
  return additionsOf(addressBreakages(after, before))
}

/** Its name and, by status, the schema of each answer. */
function operationParts(operation: unknown): Record<string, string> {
  if (!isSchema(operation)) return {}
  const {operationId, responses} = operation
  const parts: Record<string, string> = {operationId: String(operationId)}
  for (const [status, answer] of Object.entries(isSchema(responses) ? responses : {})) {
    parts[`the answer ${status}`] = JSON.stringify(isSchema(answer) ? answer['content'] : answer)
  }
  return parts
}

/** JSON pointers of every field of an answer, `*` for the items of a list and keys of a record. */
export function pointersOf(root: JsonSchema): Set<string> {
  const found = new Set<string>()
  const visit = (schema: JsonSchema, pointer: string, within: readonly string[]) => {
    const name = reference(schema)
    // A shape that contains itself has no end.
    if (name !== '' && within.includes(name)) return
    const inside = [...within, name]
    const {items, additionalProperties: rest, ...shape} = resolve(schema, root)
    const step = (inner: JsonSchema, at: string) => {
      found.add(at)
      visit(inner, at, inside)
    }
    for (const [key, inner] of Object.entries(properties(shape))) step(inner, `${pointer}/${key}`)
    for (const inner of [items, rest].filter(isSchema)) step(inner, `${pointer}/*`)
    for (const side of alternatives(shape)) visit(side, pointer, inside)
  }
  visit(root, '', [])
  return found
}

/**
 * The part of a schema that describes a field.
 * @throws {RangeError} when the pointer leads nowhere
 */
function schemaAt(root: JsonSchema, pointer: string): JsonSchema {
  let sides = [root]
  for (const step of pointer.split('/').slice(1)) {
    const inner = sides
      .flatMap((side) => [resolve(side, root), ...alternatives(resolve(side, root))])
      .map((side) => resolve(side, root))
      .flatMap((side) =>
        step === '*' ? [side['items'], side['additionalProperties']] : [properties(side)[step]],
      )
    sides = inner.filter(isSchema)
  }
  const [found] = sides
  if (found === undefined) throw new RangeError(`[schemas] the pointer ${pointer} leads nowhere`)
  return found
}

/**
 * A copy of a schema in which these fields are marked as `deprecated`.
 * @throws {RangeError} when a pointer leads nowhere
 */
export function withDeprecated(schema: JsonSchema, pointers: readonly string[]): JsonSchema {
  const copy = structuredClone(schema)
  for (const pointer of pointers) {
    const field = schemaAt(copy, pointer)
    const {$ref} = field
    Object.assign(field, {deprecated: true})
    // Beside a reference it would be ignored.
    if ($ref === undefined) continue
    Reflect.deleteProperty(field, '$ref')
    Object.assign(field, {allOf: [{$ref}]})
  }
  return copy
}

class Comparison {
  readonly #before: JsonSchema
  readonly #after: JsonSchema
  /** Pairs under comparison: a shape that contains itself has no end. */
  readonly #open = new Set<string>()

  constructor(before: JsonSchema, after: JsonSchema) {
    this.#before = before
    this.#after = after
  }

  compare(oldSchema: JsonSchema, newSchema: JsonSchema, pointer: string): Breakage[] {
    const key = `${reference(oldSchema)}→${reference(newSchema)}`
    const isNamed = reference(oldSchema) !== '' && reference(newSchema) !== ''
    if (isNamed && this.#open.has(key)) return []
    if (isNamed) this.#open.add(key)
    const before = resolve(oldSchema, this.#before)
    const after = resolve(newSchema, this.#after)
    const found = [
      ...typeBreakages(before, after, this.#before, this.#after, pointer),
      ...valueBreakages(before, after, pointer),
      ...this.#properties(before, after, pointer),
      ...this.#items(before, after, pointer),
      ...this.#alternatives(before, after, pointer),
    ]
    this.#open.delete(key)
    return found
  }

  #properties(before: JsonSchema, after: JsonSchema, pointer: string): Breakage[] {
    const old = properties(before)
    const next = properties(after)
    const found: Breakage[] = []
    for (const [name, schema] of Object.entries(old)) {
      const at = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
      const now = next[name]
      if (now === undefined) {
        found.push({pointer: at, problem: REMOVED})
        continue
      }
      if (required(before).has(name) && !required(after).has(name)) {
        found.push({pointer: at, problem: 'became optional'})
      }
      found.push(...this.compare(schema, now, at))
    }
    const [oldRest, newRest] = [before['additionalProperties'], after['additionalProperties']]
    if (isSchema(oldRest) && isSchema(newRest)) {
      found.push(...this.compare(oldRest, newRest, `${pointer}/*`))
    }
    return found
  }

  #items(before: JsonSchema, after: JsonSchema, pointer: string): Breakage[] {
    const [old, next] = [before['items'], after['items']]
    if (isSchema(old) && isSchema(next)) return this.compare(old, next, `${pointer}/*`)
    if (!Array.isArray(old) || !Array.isArray(next)) return []
    return old.flatMap((schema: unknown, index): Breakage[] => {
      const now: unknown = next[index]
      if (!isSchema(schema)) return []
      if (!isSchema(now)) return [{pointer: `${pointer}/${index}`, problem: 'was removed'}]
      return this.compare(schema, now, `${pointer}/${index}`)
    })
  }

  /** Alternatives besides `null` are compared in their order. */
  #alternatives(before: JsonSchema, after: JsonSchema, pointer: string): Breakage[] {
    const old = alternatives(before)
    const next = alternatives(after)
    if (old.length === 0 && next.length === 0) return []
    const [oldSides, newSides] = [
      old.length === 0 ? [before] : old,
      next.length === 0 ? [after] : next,
    ]
    if (newSides.length > oldSides.length) {
      return [{pointer, problem: 'may now have a form that clients do not know'}]
    }
    return newSides.flatMap((schema, index) => {
      const former = oldSides[index]
      if (former === undefined || (former === before && schema === after)) return []
      return this.compare(former, schema, pointer)
    })
  }
}

function typeBreakages(
  before: JsonSchema,
  after: JsonSchema,
  oldRoot: JsonSchema,
  newRoot: JsonSchema,
  pointer: string,
): Breakage[] {
  const old = types(before, oldRoot)
  const next = types(after, newRoot)
  if (old.size === 0) return []
  if (next.size === 0) return [{pointer, problem: 'lost its type'}]
  const added = [...next].filter(
    (type) => !old.has(type) && !(type === 'integer' && old.has('number')),
  )
  return added.map((type) => ({
    pointer,
    problem: type === 'null' ? 'may now be null' : `may now be of type ${type}`,
  }))
}

function valueBreakages(before: JsonSchema, after: JsonSchema, pointer: string): Breakage[] {
  const found: Breakage[] = []
  if (before['const'] !== undefined && before['const'] !== after['const']) {
    found.push({pointer, problem: `is no longer always ${JSON.stringify(before['const'])}`})
  }
  if (typeof before['format'] === 'string' && before['format'] !== after['format']) {
    found.push({pointer, problem: `is no longer of the format ${before['format']}`})
  }
  if (typeof before['pattern'] === 'string' && before['pattern'] !== after['pattern']) {
    found.push({pointer, problem: `no longer keeps to the pattern ${before['pattern']}`})
  }
  const known = values(after)
  const lost = [...values(before)].filter((value) => !known.has(value))
  // New ids are announced as possible (x-extensible-enum); one that clients know may not vanish.
  for (const value of lost) found.push({pointer, problem: `lost the value "${value}"`})
  return found
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Pointer to the definition, also from within the `allOf` that a published root has. */
function reference(schema: JsonSchema): string {
  const all = schema['allOf']
  const [only] = Array.isArray(all) && all.length === 1 ? all.filter(isSchema) : []
  const pointer = (only ?? schema)['$ref']
  return typeof pointer === 'string' ? pointer : ''
}

function resolve(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const pointer = reference(schema)
  if (pointer === '') return schema
  let target: unknown = root
  for (const part of pointer.replace(/^#\/?/, '').split('/').filter(Boolean)) {
    target = isSchema(target) ? target[part] : undefined
  }
  if (!isSchema(target)) throw new RangeError(`[schemas] the reference ${pointer} leads nowhere`)
  return resolve(target, root)
}

function properties(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  const value = schema['properties']
  if (!isSchema(value)) return {}
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, JsonSchema] => isSchema(entry[1])),
  )
}

function required(schema: JsonSchema): ReadonlySet<unknown> {
  const value = schema['required']
  return new Set(Array.isArray(value) ? value : [])
}

function values(schema: JsonSchema): ReadonlySet<string> {
  const value = schema['x-extensible-enum'] ?? schema['enum']
  return new Set(Array.isArray(value) ? value.map(String) : [])
}

function alternatives(schema: JsonSchema): JsonSchema[] {
  const value = schema['anyOf'] ?? schema['oneOf']
  return Array.isArray(value)
    ? value.filter(isSchema).filter((alternative) => alternative['type'] !== 'null')
    : []
}

/** Types a value may have, those of its alternatives included. */
function types(schema: JsonSchema, root: JsonSchema): ReadonlySet<string> {
  const type = schema['type']
  if (typeof type === 'string') return new Set([type])
  if (Array.isArray(type)) return new Set(type.map(String))
  const sides = schema['anyOf'] ?? schema['oneOf']
  if (!Array.isArray(sides)) return new Set()
  return new Set(sides.filter(isSchema).flatMap((side) => [...types(resolve(side, root), root)]))
}

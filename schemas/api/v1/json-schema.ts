import {z} from 'zod'
import {withDeprecated, type JsonSchema} from './compatibility.ts'
import {deprecations} from './deprecations.ts'
import {contracts} from './endpoints.ts'

/**
 * JSON Schemas as they are published: open for additions. A client that validates with them keeps
 * working when a minor version adds a field or an id; our own build checks with the zod contracts,
 * which are closed.
 */

/**
 * Draft-07, which every validator and differ reads. Strict readers of it ignore whatever stands
 * beside a `$ref`, so the root refers to its definition from within `allOf`.
 */
export function openSchema(name: string): JsonSchema {
  const {$schema, $ref, ...rest} = open(toSchema(name, 'draft-7'))
  return {$schema, title: name, ...($ref === undefined ? {} : {allOf: [{$ref}]}), ...rest}
}

export function schemaNames(): string[] {
  return [...contracts.keys()].toSorted()
}

/** Converting is slow and the contracts do not change while we run. */
const converted = new Map<string, JsonSchema>()

/** Draft 2020-12 is the dialect of OpenAPI 3.1. */
export function toSchema(name: string, target: 'draft-7' | 'draft-2020-12'): JsonSchema {
  const key = `${target} ${name}`
  const known = converted.get(key)
  if (known !== undefined) return known
  const contract = contracts.get(name)
  if (contract === undefined) throw new RangeError(`[schemas] no contract is named "${name}"`)
  const schema = withDeprecated(z.toJSONSchema(contract, {target, io: 'input'}), deprecatedIn(name))
  converted.set(key, schema)
  return schema
}

const deprecatedIn = (name: string) =>
  deprecations
    .filter(({schema, pointer}) => schema === name && pointer !== '')
    .map(({pointer}) => pointer)

/**
 * Lists of ids become open: `x-extensible-enum` names the known ones, and clients have to live with
 * others. Objects lose `additionalProperties: false`.
 */
export function open(schema: JsonSchema): JsonSchema {
  const opened = openValue(schema)
  if (typeof opened !== 'object' || opened === null || Array.isArray(opened)) return schema
  return {...opened}
}

function openValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(openValue)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(
    ([key, item]) => !(key === 'additionalProperties' && item === false),
  )
  return Object.fromEntries(
    entries.map(([key, item]) =>
      key === 'enum' && Array.isArray(item) && item.every((one) => typeof one === 'string')
        ? ['x-extensible-enum', item]
        : // What follows a tuple is open too; linters ask for a schema here.
          [key, key === 'items' && item === false ? {} : openValue(item)],
    ),
  )
}

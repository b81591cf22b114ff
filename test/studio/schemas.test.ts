import {createSchema} from 'sanity'
import {beforeAll, describe, expect, it} from 'vitest'
import {z} from 'zod'
import {documents, publicDocuments} from '../../schemas/documents/index.ts'
import {objectSchemas} from '../../schemas/objects/index.ts'
import {incomingReferences} from '../../studio/components/incoming-references.ts'
import {documentSchemas} from '../../studio/registry.ts'

const all = [...documentSchemas, ...objectSchemas]
let schema: ReturnType<typeof createSchema>

beforeAll(() => {
  schema = createSchema({name: 'foramen', types: all})
})

/** Every field of a type, those of inline objects included, as `path: field`. */
function fieldsIn(type: object, path: string): {path: string; field: Record<string, unknown>}[] {
  if (!('fields' in type) || !Array.isArray(type.fields)) return []
  return type.fields.flatMap((field: Record<string, unknown>) => {
    const own = `${path}.${String(field['name'])}`
    return [{path: own, field}, ...fieldsIn(field, own)]
  })
}

describe('the Sanity schemas', () => {
  it('compile without errors or warnings', () => {
    const problems = schema._validation?.flatMap((group) =>
      group.problems.map((problem) => `${JSON.stringify(group.path)} ${problem.message}`),
    )
    expect(problems).toEqual([])
  })

  it('hold every document type of the registry', () => {
    expect(documentSchemas.map(({name}) => name)).toEqual(documents.map(({type}) => type))
  })

  it('explain every field to the editor with a title and a help text', () => {
    const unexplained = all
      .flatMap((type) => fieldsIn(type, type.name))
      .filter(({field}) => !field['title'] || !field['description'])
      .map(({path}) => path)
    expect(unexplained).toEqual([])
  })

  it('explain every document type', () => {
    expect(documentSchemas.filter(({description}) => !description)).toEqual([])
  })

  it('put every field of a grouped form into a group that exists', () => {
    const stray = documentSchemas.flatMap((type) => {
      const names = new Set(type.groups?.map(({name}) => name))
      if (names.size === 0) return []
      return type.fields
        .filter((field) => field.hidden !== true)
        .filter((field) => ![field.group ?? ''].flat().every((name) => names.has(name)))
        .map((field) => `${type.name}.${field.name}`)
    })
    expect(stray).toEqual([])
  })
})

describe('required fields', () => {
  it.each(documents.map((document) => [document.type, document] as const))(
    'of %s are those that the build cannot do without',
    (name, document) => {
      if (!(document.Source instanceof z.ZodObject)) throw new TypeError(`${name} is no object`)
      const shape: Record<string, unknown> = document.Source.shape
      const compiled: unknown = schema.get(name)
      const differing = documentSchemas
        .find((type) => type.name === name)
        ?.fields.filter((field) => {
          const demanded = shape[field.name]
          if (!(demanded instanceof z.ZodType)) return false
          return !demanded.safeParse(null).success !== isRequired(compiled, field.name)
        })
        .map((field) => field.name)
      expect(differing).toEqual([])
    },
  )
})

/** Asks the compiled field's own rules; an array field is also required by `min(1)`. */
function isRequired(type: unknown, name: string): boolean {
  if (typeof type !== 'object' || type === null || !('fields' in type)) return false
  if (!Array.isArray(type.fields)) return false
  const field = type.fields.find((candidate) => candidate.name === name)
  const rules: unknown = field?.type?.validation
  return (
    Array.isArray(rules) &&
    rules.some((rule) => typeof rule.isRequired === 'function' && rule.isRequired())
  )
}

describe('what Studio joins to the types', () => {
  it('shows incoming references behind fields that exist', () => {
    const lost = [...incomingReferences].flatMap(([name, lists]) => {
      const fields = documentSchemas.find((type) => type.name === name)?.fields ?? []
      return lists
        .filter(({after}) => !fields.some((field) => field.name === after && field.hidden !== true))
        .map(({after}) => `${name}.${after}`)
    })
    expect(lost).toEqual([])
  })

  it('hides on translations only fields that a form has', () => {
    const lost = publicDocuments.flatMap(({type, neutral}) => {
      const fields = documentSchemas.find(({name}) => name === type)?.fields ?? []
      return neutral
        .filter((field) => !fields.some(({name}) => name === field))
        .map((field) => `${type}.${field}`)
    })
    expect(lost).toEqual([])
  })
})

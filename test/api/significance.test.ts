import {describe, expect, test} from 'vitest'
import {z} from 'zod'
import {documents} from '../../schemas/documents/index.ts'
import {SIGNIFICANCE} from '../../schemas/documents/significance.ts'
import {weightOf, wordsOf} from '../../site/content/words.ts'
import type {AnySource} from '../../site/content/load.ts'
import {fixtureDocuments} from '../fixtures/content.ts'
import {changesAfter} from './publications.ts'

/** Every text of the model is changed once, and what becomes of it is held against the table. */

const weighed = documents.filter(({type}) => type in SIGNIFICANCE)

type Schema = z.core.JSONSchema.BaseSchema
const WORDS = 'Some words.'

/** A value with every field that the schema names, and a list with every kind of item it may have. */
function filled(schema: Schema): unknown {
  const [kind] = kindsOf(schema)
  if (kind === undefined) return null
  if (kind.const !== undefined) return kind.const
  if (kind.enum !== undefined) return kind.enum[0]
  switch (kind.type) {
    case 'object':
      return annotated(
        Object.fromEntries(
          Object.entries(kind.properties ?? {}).map(([name, inner]) => [
            name,
            filled(asSchema(inner)),
          ]),
        ),
      )
    case 'array':
      return kindsOf(asSchema(kind.items)).map((item) => filled(item))
    case 'number':
    case 'integer':
      return 1
    case 'boolean':
      return true
    default:
      return WORDS
  }
}

/** A block whose text has every annotation that there is. */
function annotated(object: Record<string, unknown>): Record<string, unknown> {
  const {markDefs, children} = object
  if (!Array.isArray(markDefs) || !Array.isArray(children)) return object
  const named = markDefs.map((mark: object, index) => ({...mark, _key: `mark-${index}`}))
  const marks = named.map(({_key}) => _key)
  return {...object, markDefs: named, children: children.map((span: object) => ({...span, marks}))}
}

/** Alternatives of a schema but `null`. */
function kindsOf(schema: Schema): Schema[] {
  const alternatives = schema.anyOf ?? schema.oneOf ?? schema.allOf
  if (alternatives !== undefined) return alternatives.flatMap((one) => kindsOf(asSchema(one)))
  const types = [schema.type].flat()
  if (schema.type === 'null') return []
  return [types.length > 1 ? {...schema, type: types.find((type) => type !== 'null')} : schema]
}

function asSchema(value: unknown): Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? {...value} : {}
}

/** Paths of every text in a value. */
function textPaths(value: unknown, isText: (text: string) => boolean): string[][] {
  if (typeof value === 'string') return isText(value) ? [[]] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value)
    .filter(([name]) => !name.startsWith('_'))
    .flatMap(([name, inner]) => textPaths(inner, isText).map((path) => [name, ...path]))
}

function withText<T extends object>(
  value: T,
  path: readonly string[],
  change: (text: string) => string,
): T {
  const copy = structuredClone(value)
  const at = path.slice(0, -1).reduce<object>((inner, name) => Reflect.get(inner, name), copy)
  const last = path.at(-1) ?? ''
  Reflect.set(at, last, change(String(Reflect.get(at, last))))
  return copy
}

describe.each(weighed)('$type', ({type, Source}) => {
  const schema = asSchema(
    z.toJSONSchema(Source as z.ZodType, {io: 'input', unrepresentable: 'any'}),
  )
  const before = {...(filled(schema) as AnySource), language: 'en'}
  const paths = textPaths(before, (text) => text === WORDS)
  const changed = (path: readonly string[], words: string) =>
    weightOf(wordsOf(before), wordsOf(withText(before, path, () => words)))

  test('has a weight for every field, and no other', () => {
    const fields = Object.keys(schema.properties ?? {}).filter((name) => !name.startsWith('_'))
    expect(Object.keys(SIGNIFICANCE[type] ?? {}).toSorted()).toEqual(fields.toSorted())
    expect(paths.length).toBeGreaterThan(2)
  })

  test('a change of any text weighs what the table says', () => {
    for (const path of paths) {
      const weight = SIGNIFICANCE[type]?.[path[0] ?? '']
      expect(changed(path, 'Other words.'), path.join('.')).toBe(
        weight === 'text' ? 'editorial' : weight,
      )
    }
  })

  test('a medicine or a number in it makes it clinical at least', () => {
    const isSource = (path: readonly string[]) =>
      path.some((name) => ['citations', 'markDefs', 'marks', 'asset'].includes(name))
    for (const path of paths) {
      if (SIGNIFICANCE[type]?.[path[0] ?? ''] !== 'text' || isSource(path)) continue
      for (const words of ['For 3 days.', 'For two days.', 'Take ibuprofen.', 'With a STEROID.']) {
        expect(changed(path, words), `${path.join('.')} ${words}`).toBe('clinical')
      }
    }
  })
})

describe('what is published', () => {
  test.each(fixtureDocuments().filter(({_type}) => _type in SIGNIFICANCE))(
    'after a change of any text of $_id weighs what the table says',
    async (original) => {
      const first = await changesAfter(fixtureDocuments(), null)
      const isProse = (text: string) => text.includes(' ')
      const shown = textPaths(original, isProse).filter(([field]) => field !== 'note')
      for (const path of shown) {
        const edited = withText(original, path, (text) => `${text} Indeed.`)
        const content = fixtureDocuments().map((one) => (one._id === edited._id ? edited : one))
        const {items} = await changesAfter(content, first)
        const weight = SIGNIFICANCE[original._type]?.[path[0] ?? '']
        const name = path.join('.')
        const isPage = items.some(({id}) => id === original._id)
        const announced = isPage
          ? items.filter(({id}) => id === original._id)
          : items.filter(({via}) => via.includes(original._id))
        // The editorial policy and the like stand in no document.
        if (announced.length === 0) expect(original._type, name).toBe('siteSettings')
        for (const item of announced) {
          // Some of these sentences name a medicine.
          const expected = weight === 'text' ? ['editorial', 'clinical'] : [weight]
          expect(expected, name).toContain(item.significance)
          expect(item.cause, name).toBe(isPage ? 'own' : 'linked')
        }
        for (const item of items.filter(({id}) => id !== original._id)) {
          expect(item, name).toMatchObject({cause: 'linked', via: [original._id]})
        }
      }
    },
  )
})

import {expectTypeOf, test} from 'vitest'
import type {z} from 'zod'
import type {documents} from '../../schemas/documents/index.ts'

/**
 * What editors can fill in (Sanity schema, seen through the GROQ query) against what the build
 * accepts (zod): names, choices and nesting. Whether a field may be empty is left out here, because
 * Sanity's generator calls every nested field optional; schemas.test.ts holds that instead.
 */

/** The same type with nothing optional and nothing null, all the way down. */
type Filled<T> = T extends readonly (infer Item)[]
  ? Filled<Item>[]
  : T extends object
    ? {[K in keyof T]-?: Filled<NonNullable<T[K]>>}
    : NonNullable<T>

type Folder = (typeof documents)[number]
/** `npm run generate` keeps the answer of every query in this global interface. */
type Answer<Query> = Query extends keyof SanityQueries ? SanityQueries[Query] : never
type Lake<Type> = Type extends {query: infer Query}
  ? Answer<Query> extends readonly (infer Row)[]
    ? Filled<Row>
    : never
  : never

test('what an editor can fill in has the shape that the build accepts', () => {
  type Drift = {
    [F in Folder as F['type']]: {lake: Lake<F>; build: Filled<z.input<F['Source']>>}
  }
  type Lakes = {[Type in keyof Drift]: Drift[Type]['lake']}
  type Builds = {[Type in keyof Drift]: Drift[Type]['build']}
  expectTypeOf<Lakes>().toExtend<Builds>()
  // A query that the generator does not know would pass as `never`.
  type Unknown = {[Type in keyof Drift]: [Drift[Type]['lake']] extends [never] ? Type : never}
  expectTypeOf<Unknown[keyof Unknown]>().toBeNever()
})

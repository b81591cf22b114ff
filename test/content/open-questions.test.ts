import {readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {z} from 'zod'

const seed = (name: string) =>
  readFileSync(new URL(`../../studio/seed/${name}`, import.meta.url), 'utf8')

const text = z.string().min(1)
const OpenQuestions = z.strictObject({
  about: text,
  questions: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
        question: text.endsWith('?'),
        documents: z.array(text).min(1),
        positions: z.array(z.strictObject({position: text, sources: z.array(text).min(1)})).min(2),
        shown: text,
        why: text,
      }),
    )
    .min(1),
})

describe('open clinical questions', () => {
  const {questions} = OpenQuestions.parse(JSON.parse(seed('open-questions.json')))
  const known = new Set(
    seed('production.ndjson')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as {_id: string})._id),
  )

  it('have an id each', () => {
    expect(new Set(questions.map(({id}) => id)).size).toBe(questions.length)
  })

  it('name documents and sources of the example content', () => {
    const named = questions.flatMap(({id, documents, positions}) =>
      [...documents, ...positions.flatMap(({sources}) => sources)].map((name) => ({id, name})),
    )
    expect(named.filter(({name}) => !known.has(name))).toEqual([])
  })

  it('give positions that lean on different sources', () => {
    const alike = questions.filter(({positions}) => {
      const sets = positions.map(({sources}) => sources.toSorted().join())
      return new Set(sets).size < sets.length
    })
    expect(alike).toEqual([])
  })
})

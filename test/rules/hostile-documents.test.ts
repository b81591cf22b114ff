import * as fc from 'fast-check'
import {expect, it} from 'vitest'
import {checkDataset, model, type LakeDocument} from '../../schemas/rules/index.ts'
import {condition, validDocuments} from '../corpus/valid-documents.ts'

const today = '2026-11-24'

/** A valid document in which some attribute, at any depth, was replaced by anything at all. */
const damaged = fc
  .tuple(fc.nat(), fc.array(fc.nat(), {minLength: 1, maxLength: 8}), fc.jsonValue())
  .map(([which, steps, junk]): LakeDocument => {
    const original = validDocuments[which % validDocuments.length]
    if (original === undefined) throw new RangeError('there are no valid documents')
    const document: LakeDocument = structuredClone(original)
    replaceAt(document, steps, junk)
    return {...document, _id: original._id, _type: original._type}
  })

function replaceAt(value: object, [step = 0, ...rest]: readonly number[], junk: unknown): void {
  const keys = Object.keys(value)
  const key = keys[step % Math.max(keys.length, 1)]
  if (key === undefined) return
  const inner: unknown = Reflect.get(value, key)
  if (rest.length > 0 && typeof inner === 'object' && inner !== null) replaceAt(inner, rest, junk)
  else Reflect.set(value, key, junk)
}

it('survives any value in the place of any other', () => {
  fc.assert(
    fc.property(damaged, (document) => {
      const others = validDocuments.filter(({_id}) => _id !== document._id)
      for (const finding of checkDataset([...others, document], {today, model})) {
        expect(finding.message).not.toBe('')
        expect(finding.hint).not.toBe('')
      }
    }),
    {numRuns: 300},
  )
})

it('gives the same findings for the same documents, in any order of documents', () => {
  const key = (documents: readonly LakeDocument[]) =>
    checkDataset(documents, {today, model})
      .map(({rule, documentId, path}) => `${rule} ${documentId} ${path}`)
      .toSorted()
  const bad = validDocuments.map((document) => ({
    ...document,
    title: 'Same title',
    aka: ['x', 'x'],
  }))
  expect(key(bad.toReversed())).toEqual(key(bad))
  expect(key(bad).length).toBeGreaterThan(bad.length)
})

it.each([-1, 0, 0.5, 1e12])('counts no months of a review every %d months', (intervalMonths) => {
  const document = {...condition, review: {lastReviewed: '2026-01-31', intervalMonths}}
  const others = validDocuments.filter(({_id}) => _id !== document._id)
  expect(() => checkDataset([...others, document], {today, model})).not.toThrow()
})

it('does not follow a document into the deep', () => {
  let deep: unknown = 'x'
  for (let level = 0; level < 5_000; level += 1) deep = {inner: [deep]}
  const document: LakeDocument = {_id: 'condition-deep', _type: 'condition', overview: deep}
  const findings = checkDataset([...validDocuments, document], {today, model})
  expect(findings.map(({rule, path}) => `${rule} ${path}`)).toEqual(['S06 overview'])
})

import {evaluate, parse} from 'groq-js'
import {expect, it} from 'vitest'
import {INDEX_QUERY, indexed, STAMP_QUERY} from '../../schemas/rules/dataset-index.ts'
import type {LakeDocument} from '../../schemas/rules/index.ts'
import {condition, procedure, validDocuments} from '../corpus/valid-documents.ts'

/** What rules read of other documents is the same in Studio, which asks the lake, and elsewhere. */

async function answer(
  query: string,
  dataset: readonly LakeDocument[],
  params = {},
): Promise<unknown> {
  const value = await evaluate(parse(query, {params}), {dataset: [...dataset], params})
  return await value.get()
}

/** Without what is absent: the lake answers with null. */
function filled(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, inner: unknown) => inner ?? undefined))
}

it('holds of each document what the query asks the lake for', async () => {
  const rows = validDocuments.flatMap((document) => indexed(document) ?? [])
  expect(rows.length).toBeGreaterThan(10)
  expect(filled(await answer(INDEX_QUERY, validDocuments))).toEqual(filled(rows))
})

it('holds relations, and leaves text in the lake', () => {
  const row: object = indexed(procedure) ?? {}
  expect(filled(row)).toMatchObject({
    treats: [{condition: {_ref: condition._id}}],
  })
  expect(Object.keys(row)).not.toContain('overview')
  expect(JSON.stringify(row)).not.toContain('citations')
})

it('is stamped anew when a document comes, goes or changes, but for the edited one', async () => {
  const own = [condition._id, `drafts.${condition._id}`]
  const stamp = async (dataset: readonly LakeDocument[]) =>
    JSON.stringify(await answer(STAMP_QUERY, dataset, {own}))
  const before = await stamp(validDocuments)
  const edited = (id: string) =>
    validDocuments.map((document) =>
      document._id === id
        ? {...document, _rev: 'r2', _updatedAt: '2027-01-01T00:00:00Z'}
        : document,
    )
  expect(await stamp(edited(condition._id))).toBe(before)
  expect(await stamp([...validDocuments, {...condition, _id: `drafts.${condition._id}`}])).toBe(
    before,
  )
  expect(await stamp(edited(procedure._id))).not.toBe(before)
  expect(await stamp(validDocuments.filter(({_id}) => _id !== procedure._id))).not.toBe(before)
  expect(await stamp([...validDocuments, {...condition, _id: 'condition-new'}])).not.toBe(before)
})

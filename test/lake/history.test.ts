import {expect, test} from 'vitest'
import {ask, clientOf, sleep, startLake} from './support.ts'

test('gives back a document as it was at a revision, at a time and before it was deleted', async () => {
  const lake = await startLake()
  const client = clientOf(lake)
  const first = await client.create({_id: 'a', _type: 'faq', title: 'One'})
  await sleep(15)
  const between = new Date().toISOString()
  await sleep(15)
  await client.patch('a').set({title: 'Two'}).commit()
  await client.delete('a')
  const past = (query: string) => ask(lake, 'GET', `/data/history/production/documents/a?${query}`)
  expect((await past(`revision=${first._rev}`)).body).toEqual({documents: [first]})
  expect((await past(`time=${between}`)).body).toMatchObject({documents: [{title: 'One'}]})
  expect((await past(`time=${new Date().toISOString()}`)).body).toEqual({documents: []})
  expect((await past('lastRevision=true')).body).toMatchObject({documents: [{title: 'Two'}]})
  expect((await past('revision=unknown')).status).toBe(404)
  expect((await past('time=yesterday')).status).toBe(400)
})

test('lists the transactions of a document with effects that lead from one state to the next', async () => {
  const lake = await startLake()
  const client = clientOf(lake)
  for (const [id, n] of [
    ['t1', 1],
    ['t2', 2],
    ['t3', 3],
  ] as const) {
    await client
      .transaction()
      .createOrReplace({_id: 'a', _type: 'faq', n})
      .transactionId(id)
      .commit()
  }
  const list = async (query: string) => {
    const url = `${lake.url}/v2025-02-19/data/history/production/transactions/a?${query}`
    const response = await fetch(url, {headers: {authorization: `Bearer ${lake.token}`}})
    const lines: Record<string, unknown>[] = (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    return lines
  }
  const lines = await list('effectFormat=mendoza')
  expect(lines.map((line) => line['id'])).toEqual(['t1', 't2', 't3'])
  expect(lines[1]).toMatchObject({
    author: 'p-local-editor',
    documentIDs: ['a'],
    mutations: [{createOrReplace: {n: 2}}],
    effects: {a: {apply: [0, {n: 2}], revert: [0, {n: 1}]}},
  })
  expect(await list('reverse=true&limit=1&excludeMutations=true')).toMatchObject([{id: 't3'}])
  expect(await list('fromTransaction=t2&toTransaction=t2')).toMatchObject([{id: 't2'}])
})

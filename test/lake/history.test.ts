import {expect, test} from 'vitest'
import {ask, clientOf, later, startLake} from './support.ts'

interface Happenings {
  readonly nextCursor: string
  readonly events: Record<
    string,
    {
      readonly type: string
      readonly revisionId?: string
      readonly versionId?: string
      readonly versionRevisionId?: string
    }[]
  >
}

test('gives back a document as it was at a revision, at a time and before it was deleted', async () => {
  const lake = await startLake()
  const client = clientOf(lake)
  const first = await client.create({_id: 'a', _type: 'faq', title: 'One'})
  const between = await later()
  await later()
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

test('tells how a document came to be published, was changed, taken back and deleted', async () => {
  const lake = await startLake()
  const client = clientOf(lake)
  const ids = {draftId: 'drafts.a', publishedId: 'a'}
  const edit = (title: string) =>
    client.action({actionType: 'sanity.action.document.edit', ...ids, patch: {set: {title}}})
  await client.create({_id: 'drafts.a', _type: 'faq', title: 'One'})
  await client.action({actionType: 'sanity.action.document.publish', ...ids})
  await edit('Two')
  await client.action({actionType: 'sanity.action.document.discard', draftId: 'drafts.a'})
  await client.patch('a').set({title: 'Three'}).commit()
  await client.action({actionType: 'sanity.action.document.unpublish', ...ids})
  await client.action({actionType: 'sanity.action.document.publish', ...ids})
  await client.delete('a')
  const events = async (id: string, query = '') => {
    const uri = `/data/history/production/events/documents/${id}${query}`
    const {events: of, nextCursor} = await client.request<Happenings>({uri})
    return {list: of[id] ?? [], nextCursor}
  }
  const published = await events('a')
  expect(published.list.map(({type}) => type)).toEqual([
    'deleteDocumentGroup',
    'publishDocumentVersion',
    'unpublishDocument',
    'updateLiveDocument',
    'publishDocumentVersion',
  ])
  const draft = await events('drafts.a')
  expect(draft.list.map(({type}) => type)).toEqual([
    'deleteDocumentGroup',
    'publishDocumentVersion',
    'unpublishDocument',
    'deleteDocumentVersion',
    'createDocumentVersion',
    'publishDocumentVersion',
    'createDocumentVersion',
  ])
  expect(published.list.at(-1)).toMatchObject({
    documentId: 'a',
    versionId: 'drafts.a',
    author: 'p-local-editor',
    publishCause: 'document.publish',
  })
  // Every revision that is named can be looked at.
  for (const {revisionId, versionId, versionRevisionId} of [...published.list, ...draft.list]) {
    for (const [id, revision] of [
      ['a', revisionId],
      [versionId, versionRevisionId],
    ]) {
      if (id === undefined || revision === undefined) continue
      const path = `/data/history/production/documents/${id}?revision=${revision}`
      expect((await ask(lake, 'GET', path)).body).toMatchObject({documents: [{_id: id}]})
    }
  }
  const first = await events('a', '?limit=2')
  const second = await events('a', `?limit=10&nextCursor=${first.nextCursor}`)
  expect([...first.list, ...second.list]).toEqual(published.list)
  expect(second.nextCursor).toBe('')
})

import {expect, test} from 'vitest'
import {ask, clientOf, refusal, startLake, TOKEN} from './support.ts'

test('creates, reads, patches, replaces and deletes a document through @sanity/client', async () => {
  const client = clientOf(await startLake())
  const created = await client.create({_id: 'a', _type: 'faq', title: 'First', tags: ['x']})
  expect(created).toMatchObject({_id: 'a', _type: 'faq', title: 'First'})
  const patched = await client
    .patch('a')
    .set({title: 'Second'})
    .setIfMissing({count: 1})
    .append('tags', ['y'])
    .unset(['nothing'])
    .commit()
  expect(patched).toMatchObject({title: 'Second', count: 1, tags: ['x', 'y']})
  expect(patched._rev).not.toBe(created._rev)
  expect(patched._createdAt).toBe(created._createdAt)
  await client.patch('a').inc({count: 4}).dec({count: 2}).commit()
  await client.patch('a').diffMatchPatch({title: '@@ -1,6 +1,5 @@\n-Second\n+Third\n'}).commit()
  expect(await client.getDocument('a')).toMatchObject({count: 3, title: 'Third'})
  await client.createOrReplace({_id: 'a', _type: 'faq', title: 'New'})
  expect(await client.getDocument('a')).not.toHaveProperty('tags')
  await client.createIfNotExists({_id: 'a', _type: 'faq', title: 'Ignored'})
  expect(await client.fetch('*[_id == "a"][0].title')).toBe('New')
  await client.delete('a')
  expect(await client.getDocument('a')).toBeUndefined()
  expect(await client.getDocuments(['a', 'b'])).toEqual([null, null])
})

test('makes up ids and array keys where asked', async () => {
  const client = clientOf(await startLake())
  const anonymous = await client.create({_type: 'faq'})
  expect(anonymous._id).toMatch(/^[\w-]{20,}$/)
  const draft = await client.create({_id: 'drafts.', _type: 'faq'})
  expect(draft._id).toMatch(/^drafts\.[\w-]{20,}$/)
  const keyed = await client.create(
    {_id: 'keyed', _type: 'faq', steps: [{text: 'one'}, {_key: 'kept', text: 'two'}]},
    {autoGenerateArrayKeys: true},
  )
  expect(keyed).toMatchObject({steps: [{_key: expect.any(String)}, {_key: 'kept'}]})
})

test('applies a transaction whole or not at all', async () => {
  const client = clientOf(await startLake())
  await client.create({_id: 'there', _type: 'faq'})
  const {statusCode, details} = await refusal(
    client
      .transaction()
      .create({_id: 'new', _type: 'faq'})
      .patch('missing', {set: {a: 1}})
      .create({_id: 'there', _type: 'faq'})
      .commit(),
  )
  expect(statusCode).toBe(409)
  expect(details).toMatchObject({
    type: 'mutationError',
    items: [
      {index: 1, error: {type: 'documentNotFoundError'}},
      {index: 2, error: {type: 'documentAlreadyExistsError'}},
    ],
  })
  expect(await client.getDocument('new')).toBeUndefined()
})

test('refuses a stale revision, and changes nothing on a dry run', async () => {
  const client = clientOf(await startLake())
  const {_rev} = await client.create({_id: 'a', _type: 'faq', n: 1})
  await client.patch('a').set({n: 2}).commit()
  const stale = await refusal(client.patch('a').ifRevisionId(_rev).set({n: 3}).commit())
  expect(stale.statusCode).toBe(409)
  expect(stale.details).toMatchObject({
    items: [
      {error: {type: 'documentRevisionIDDoesNotMatchError', currentRevisionID: expect.any(String)}},
    ],
  })
  await client.patch('a').set({n: 4}).commit({dryRun: true})
  expect(await client.fetch('*[_id == "a"][0].n')).toBe(2)
})

test('patches and deletes by query', async () => {
  const client = clientOf(await startLake())
  for (const id of ['a', 'b', 'c'])
    await client.create({_id: id, _type: id === 'c' ? 'other' : 'faq'})
  await client
    .patch({query: '*[_type == $type]', params: {type: 'faq'}})
    .set({seen: true})
    .commit()
  expect(await client.fetch('*[seen]._id')).toEqual(['a', 'b'])
  await client.delete({query: '*[_type == "faq"] // every one'})
  expect(await client.fetch('*._id')).toEqual(['c'])
})

test('keeps a document that others refer to strongly', async () => {
  const client = clientOf(await startLake())
  await client.create({_id: 'target', _type: 'faq'})
  await client.create({_id: 'strong', _type: 'faq', of: {_type: 'reference', _ref: 'target'}})
  await client.create({
    _id: 'weak',
    _type: 'faq',
    of: {_type: 'reference', _ref: 'target', _weak: true},
  })
  const {statusCode, details} = await refusal(client.delete('target'))
  expect(statusCode).toBe(409)
  expect(details).toMatchObject({
    items: [{error: {type: 'documentHasExistingReferencesError', referencingIDs: ['strong']}}],
  })
  await client.transaction().delete('target').delete('strong').commit()
  expect(await client.fetch('*._id')).toEqual(['weak'])
})

test('answers a repeated transaction as before, and refuses its id for anything else', async () => {
  const lake = await startLake()
  const body = {transactionId: 'tx-1', mutations: [{create: {_id: 'a', _type: 'faq'}}]}
  const first = await ask(lake, 'POST', '/data/mutate/production', body)
  const again = await ask(lake, 'POST', '/data/mutate/production', body)
  expect([first.status, again.status]).toEqual([200, 200])
  expect(again.body).toEqual(first.body)
  const other = {transactionId: 'tx-1', mutations: [{create: {_id: 'b', _type: 'faq'}}]}
  expect((await ask(lake, 'POST', '/data/mutate/production', other)).status).toBe(409)
})

test.each([
  ['no mutations', {mutations: []}],
  ['an unknown mutation', {mutations: [{upsert: {_id: 'x', _type: 'faq'}}]}],
  ['two mutations in one', {mutations: [{create: {_type: 'faq'}, delete: {id: 'x'}}]}],
  ['an unknown patch operation', {mutations: [{patch: {id: 'a', rename: {a: 'b'}}}]}],
  ['a delete of nothing', {mutations: [{delete: {}}]}],
  ['a document without type', {mutations: [{create: {_id: 'x'}}]}],
  ['an id that climbs', {mutations: [{create: {_id: '../x', _type: 'faq'}}]}],
  ['an id with two dots', {mutations: [{create: {_id: 'a..b', _type: 'faq'}}]}],
  ['a patch that changes the type', {mutations: [{patch: {id: 'a', set: {_type: 'other'}}}]}],
  ['a patch of a prototype', {mutations: [{patch: {id: 'a', set: {'__proto__.x': 1}}}]}],
  [
    'a patch of a constructor',
    {mutations: [{patch: {id: 'a', set: {'constructor.prototype.x': 1}}}]},
  ],
  ['a patch path that ends too soon', {mutations: [{patch: {id: 'a', set: {'b[': 1}}}]}],
  ['a patch path with something behind it', {mutations: [{patch: {id: 'a', set: {'b c': 1}}}]}],
  ['an increment that is no number', {mutations: [{patch: {id: 'a', inc: {n: '1'}}}]}],
  ['a syntax error in a query to delete by', {mutations: [{delete: {query: '*[_type =='}}]}],
  ['a prototype as key', '{"mutations":[{"create":{"_type":"faq","__proto__":{"x":1}}}]}'],
  ['an infinite number', '{"mutations":[{"create":{"_type":"faq","n":1e400}}]}'],
  ['malformed JSON', '{"mutations":['],
  ['an array as body', '[]'],
  [
    'nesting beyond reason',
    `{"mutations":[{"create":{"_type":"faq","a":${'['.repeat(5000)}${']'.repeat(5000)}}}]}`,
  ],
])('refuses %s with 400 and writes nothing', async (_what, body) => {
  const lake = await startLake()
  const client = clientOf(lake)
  await client.create({_id: 'a', _type: 'faq'})
  const {status, body: answer} = await ask(lake, 'POST', '/data/mutate/production', body)
  expect(status).toBe(400)
  expect(answer).toHaveProperty('error.description')
  expect(await client.fetch('*._id')).toEqual(['a'])
  expect(({} as Record<string, unknown>)['x']).toBeUndefined()
})

test('refuses invalid UTF-8 and other content types', async () => {
  const lake = await startLake()
  const send = (contentType: string, body: BodyInit): Promise<Response> =>
    fetch(`${lake.url}/v2025-02-19/data/mutate/production`, {
      method: 'POST',
      headers: {'content-type': contentType, authorization: `Bearer ${TOKEN}`},
      body,
    })
  expect((await send('application/json', new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]))).status).toBe(
    400,
  )
  expect((await send('text/plain', '{"mutations":[{"create":{"_type":"faq"}}]}')).status).toBe(415)
  expect(await clientOf(lake).fetch('count(*)')).toBe(0)
})

test('reads one document in all its versions, and none but the published without credentials', async () => {
  const lake = await startLake()
  const client = clientOf(lake)
  for (const _id of ['a', 'drafts.a', 'versions.spring.a', 'ab']) {
    await client.create({_id, _type: 'faq'})
  }
  const versions = await client.getDocument('a', {includeAllVersions: true})
  expect(versions.map(({_id}) => _id)).toEqual(['a', 'drafts.a', 'versions.spring.a'])
  expect(await client.getDocument('missing', {includeAllVersions: true})).toEqual([])
  const path = '/data/doc/production/a?includeAllVersions=true'
  expect((await ask(lake, 'GET', path, undefined, {})).status).toBe(401)
})

test.each(['__proto__', 'constructor', 'drafts.__proto__', 'versions.r.prototype'])(
  'refuses the id %s, which would reach into prototypes where documents are kept by id',
  async (_id) => {
    const client = clientOf(await startLake())
    const {statusCode} = await refusal(client.createOrReplace({_id, _type: 'faq'}))
    expect(statusCode).toBe(400)
    expect(await client.fetch('count(*)', {}, {perspective: 'raw'})).toBe(0)
  },
)

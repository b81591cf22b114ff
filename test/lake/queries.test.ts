import {evaluate, parse} from 'groq-js'
import {expect, test} from 'vitest'
import {ask, clientOf, refusal, startLake} from './support.ts'

const DOCUMENTS: {_id: string; _type: string; [attribute: string]: unknown}[] = [
  {_id: 'condition-1', _type: 'condition', title: 'Facet pain', slug: {current: 'facet-pain'}},
  {
    _id: 'drafts.condition-1',
    _type: 'condition',
    title: 'Facet joint pain',
    slug: {current: 'facet-joint-pain'},
  },
  {_id: 'faq-1', _type: 'faq', title: 'Does it hurt?', about: [{_key: 'a', _ref: 'condition-1'}]},
  {_id: 'faq-2', _type: 'faq', title: 'How long?', about: [{_key: 'a', _ref: 'condition-2'}]},
  {
    _id: 'drafts.condition-2',
    _type: 'condition',
    title: 'Nerve pain',
    slug: {current: 'nerve-pain'},
  },
  {_id: 'versions.spring.faq-1', _type: 'faq', title: 'Will it hurt?'},
]

test.each([
  ['*[_id == "faq-1"]', {}],
  ['*[_type == $type && slug.current == $slug][0]{title}', {type: 'condition', slug: 'facet-pain'}],
  ['*[slug.current in ["nerve-pain", "facet-pain"]]._id', {}],
  ['*[references("condition-1")]{_id, "titles": about[]->title}', {}],
  ['*[_id in ["faq-2", "nowhere"] && _type == "faq"]._id', {}],
  ['{"faqs": *[_type == "faq"]{_id, "twins": *[_type == ^._type]._id}, "all": count(*)}', {}],
  ['*[_type == "faq" || slug.current == "facet-pain"] | order(title asc)._id', {}],
  ['*[_id == null]._id', {}],
  ['*[!(_type == "faq")]._id', {}],
  [
    '*[(_type == "faq" && title match "hurt*")][0...1]{title, "n": count(*[references(^._id)])}',
    {},
  ],
])('answers %s exactly as groq-js does over all documents', async (query, params) => {
  const client = clientOf(await startLake())
  await client.mutate(DOCUMENTS.map((document) => ({create: document})))
  const dataset: unknown[] = await client.fetch('*', {}, {perspective: 'raw'})
  const expected: unknown = await (await evaluate(parse(query, {params}), {dataset, params})).get()
  expect(await client.fetch(query, params, {perspective: 'raw'})).toEqual(expected)
})

test('shows published, draft and release states as the perspective says', async () => {
  const client = clientOf(await startLake())
  await client.mutate(DOCUMENTS.map((document) => ({create: document})))
  const titles = '*[_type in ["faq", "condition"]] | order(_id asc){_id, title, _originalId}'
  expect(await client.fetch('* | order(_id asc)._id')).toEqual(['condition-1', 'faq-1', 'faq-2'])
  expect(await client.fetch(titles, {}, {perspective: 'drafts'})).toEqual([
    {_id: 'condition-1', title: 'Facet joint pain', _originalId: 'drafts.condition-1'},
    {_id: 'condition-2', title: 'Nerve pain', _originalId: 'drafts.condition-2'},
    {_id: 'faq-1', title: 'Does it hurt?', _originalId: 'faq-1'},
    {_id: 'faq-2', title: 'How long?', _originalId: 'faq-2'},
  ])
  const release = await client.fetch(
    '*[_id == "faq-1"][0].title',
    {},
    {perspective: ['spring', 'drafts']},
  )
  expect(release).toBe('Will it hurt?')
  expect(await client.fetch('count(*)', {}, {perspective: 'raw'})).toBe(DOCUMENTS.length)
})

test('follows references, and finds by slug, in the state that the perspective shows', async () => {
  const client = clientOf(await startLake())
  await client.mutate(DOCUMENTS.map((document) => ({create: document})))
  const query = '*[_id == "faq-1"][0].about[0]->title'
  expect(await client.fetch(query)).toBe('Facet pain')
  expect(await client.fetch(query, {}, {perspective: 'drafts'})).toBe('Facet joint pain')
  const bySlug = '*[slug.current == "facet-pain"]._id'
  expect(await client.fetch(bySlug)).toEqual(['condition-1'])
  expect(await client.fetch(bySlug, {}, {perspective: 'drafts'})).toEqual([])
})

test('sees every write at once, in every kind of query', async () => {
  const client = clientOf(await startLake())
  for (let round = 1; round <= 20; round++) {
    await client.createOrReplace({_id: 'a', _type: 'faq', round})
    expect(await client.fetch('*[_id == "a"][0].round')).toBe(round)
    expect(await client.fetch('*[_type == "faq"].round')).toEqual([round])
  }
})

test('says where a query is wrong, and which parameter is missing', async () => {
  const lake = await startLake()
  const client = clientOf(lake)
  const broken = await refusal(client.fetch('*[_type == '))
  expect(broken.statusCode).toBe(400)
  expect(broken.details).toMatchObject({type: 'queryParseError', start: 10})
  const missing = await refusal(client.fetch('*[_id == $id]'))
  expect(missing.statusCode).toBe(400)
  expect(missing.message).toContain('$id')
  await client.create({_id: 'faq', _type: 'faq'})
  const unsupported = await refusal(client.fetch('*[@ match text::query("pain")]'))
  expect(unsupported.statusCode).toBe(501)
  expect(unsupported.message).toContain('does not emulate')
  const {body, headers} = await ask(
    lake,
    'GET',
    '/data/query/production?query=1&resultSourceMap=true',
  )
  expect(body).toMatchObject({result: 1, warnings: [{type: 'unsupported'}]})
  expect(headers.get('x-lake-unsupported')).toBe('resultSourceMap')
})

test('answers 404 for a dataset that nothing was written to', async () => {
  const lake = await startLake()
  const {status, body} = await ask(lake, 'GET', '/data/query/prodction?query=*')
  expect(status).toBe(404)
  expect(body).toHaveProperty('message', expect.stringContaining('production'))
})

test('stops a query that takes too long, and answers others meanwhile', async () => {
  const lake = await startLake({queryTimeLimit: 1500})
  const client = clientOf(lake)
  const documents = Array.from({length: 400}, (_, n) => ({_id: `d${n}`, _type: 'faq', n}))
  await client.mutate(documents.map((document) => ({create: document})))
  const endless = 'count(*[count(*[count(*[n != ^.n && n != ^.^.n]) > 0]) > 0])'
  const slow = refusal(client.fetch(endless))
  const quick = await client.fetch('*[_id == "d7"][0].n')
  const scan = await client.fetch('count(*)')
  expect([quick, scan]).toEqual([7, 400])
  const {statusCode, message} = await slow
  expect(statusCode).toBe(422)
  expect(message).toContain('1.5 s')
  expect(await client.fetch('count(*)')).toBe(400)
})

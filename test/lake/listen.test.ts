import type {MutationEvent} from '@sanity/client'
import {expect, test} from 'vitest'
import {clientOf, startLake, until} from './support.ts'

interface Heard {
  events: MutationEvent[]
  stop: () => void
}

async function listenTo(
  client: ReturnType<typeof clientOf>,
  query: string,
  options: object = {},
): Promise<Heard> {
  const events: MutationEvent[] = []
  let welcomed = false
  const subscription = client
    .listen(query, {}, {events: ['welcome', 'mutation'], ...options})
    .subscribe((event) => {
      if (event.type === 'welcome') welcomed = true
      if (event.type === 'mutation') events.push(event)
    })
  await until('the listener was welcomed', () => welcomed)
  return {events, stop: () => subscription.unsubscribe()}
}

test('tells when documents appear in, change within and leave a filter', async () => {
  const client = clientOf(await startLake())
  const {events, stop} = await listenTo(client, '*[_type == "faq" && shown]', {
    includeResult: true,
    includePreviousRevision: true,
    effectFormat: 'mendoza',
  })
  await client.create({_id: 'a', _type: 'faq', shown: false})
  await client.patch('a').set({shown: true}).commit()
  await client
    .transaction()
    .patch('a', {set: {n: 1}})
    .create({_id: 'b', _type: 'faq', shown: true})
    .commit()
  await client.delete('a')
  await until('four events arrived', () => events.length === 4)
  stop()
  expect(events.map(({documentId, transition}) => [documentId, transition])).toEqual([
    ['a', 'appear'],
    ['a', 'update'],
    ['b', 'appear'],
    ['a', 'disappear'],
  ])
  expect(events[1]).toMatchObject({
    result: {n: 1},
    previous: {shown: true},
    transactionTotalEvents: 2,
    transactionCurrentEvent: 1,
    effects: {apply: [0, {n: 1}], revert: [0, {shown: true}]},
  })
  expect(events[1]?.previousRev).toBe(events[0]?.resultRev)
  expect(events[3]).toMatchObject({
    previousRev: events[1]?.resultRev,
    resultRev: events[3]?.transactionId,
  })
  expect(events[3]).toHaveProperty('effects.apply', [0, null])
})

test('gives 50 listeners each of 500 mutations once, in order, with an unbroken chain of revisions', async () => {
  const lake = await startLake()
  const client = clientOf(lake)
  const {_rev} = await client.create({_id: 'a', _type: 'faq', n: 0})
  const listeners = await Promise.all(
    Array.from({length: 50}, () => listenTo(client, '*[_id == "a"]', {includeResult: true})),
  )
  for (let batch = 0; batch < 25; batch++) {
    await Promise.all(Array.from({length: 20}, () => client.patch('a').inc({n: 1}).commit()))
  }
  await until('all events arrived', () => listeners.every(({events}) => events.length >= 500))
  for (const {events, stop} of listeners) {
    stop()
    expect(events.map(({result}) => result?.['n'])).toEqual(
      Array.from({length: 500}, (_, n) => n + 1),
    )
    let revision: string | undefined = _rev
    for (const event of events) {
      expect(event.previousRev).toBe(revision)
      revision = event.resultRev
    }
  }
  await until('closed listeners are forgotten', () => lake.lake.hub.size === 0)
})

test('replays what a listener missed between two connections', async () => {
  const lake = await startLake()
  const client = clientOf(lake)
  await client.transaction().create({_id: 'a', _type: 'faq'}).transactionId('seen').commit()
  await client
    .transaction()
    .patch('a', {set: {n: 1}})
    .transactionId('missed')
    .commit()
  const connect = async (lastEventId: string): Promise<string> => {
    const url = `${lake.url}/v2025-02-19/data/listen/production?query=*&enableResume=true`
    const response = await fetch(url, {
      headers: {authorization: `Bearer ${lake.token}`, 'last-event-id': lastEventId},
    })
    const reader = response.body?.getReader()
    let text = ''
    while (reader && !/event: (?:mutation|reset)\n.*\n/.test(text)) {
      const {value} = await reader.read()
      text += Buffer.from(value ?? []).toString()
    }
    await reader?.cancel()
    return text
  }
  const resumed = await connect('seen#a')
  expect(resumed).toContain('event: welcomeback')
  expect(resumed).toContain('"transactionId":"missed"')
  expect(resumed).not.toContain('"transactionId":"seen"')
  expect(await connect('long-ago#a')).toContain('event: reset')
})

test('tells live queries that something changed, but nothing of drafts unless asked', async () => {
  const client = clientOf(await startLake())
  const seen: string[] = []
  const subscription = client.live.events().subscribe((event) => seen.push(event.type))
  await until('live events were welcomed', () => seen.includes('welcome'))
  await client.create({_id: 'drafts.a', _type: 'faq'})
  await client.create({_id: 'a', _type: 'faq'})
  await until('a message arrived', () => seen.includes('message'))
  subscription.unsubscribe()
  expect(seen).toEqual(['welcome', 'message'])
})

test('cuts off a listener whose filter is too slow, and goes on writing', async () => {
  const client = clientOf(await startLake())
  const list = Array.from({length: 3000}, (_, n) => n)
  let failure: unknown
  let welcomed = false
  client
    .listen('*[count(list[@ in ^.list[@ in ^.^.list]]) > 0]', {}, {events: ['welcome', 'mutation']})
    .subscribe({
      next: ({type}) => (welcomed ||= type === 'welcome'),
      error: (error: unknown) => (failure = error),
    })
  await until('the listener was welcomed', () => welcomed)
  await client.create({_id: 'a', _type: 'faq', list})
  await until('the listener was cut off', () => failure !== undefined)
  expect(String(failure)).toContain('filter')
  expect(await client.fetch('count(*)')).toBe(1)
})

test('announces drafts and versions only to listeners that ask for all versions, as of 2025-02-19', async () => {
  const lake = await startLake()
  const client = clientOf(lake)
  const old = clientOf(lake, {apiVersion: '2024-01-01'})
  const published = await listenTo(client, '*')
  const all = await listenTo(client, '*', {includeAllVersions: true})
  const before = await listenTo(old, '*')
  for (const _id of ['drafts.a', 'versions.spring.a', 'a']) await client.create({_id, _type: 'faq'})
  await until('everybody heard of the last', () =>
    [published, all, before].every(({events}) => events.some(({documentId}) => documentId === 'a')),
  )
  const heard = [published, all, before].map(({events}) => events.map((event) => event.documentId))
  for (const {stop} of [published, all, before]) stop()
  expect(heard).toEqual([
    ['a'],
    ['drafts.a', 'versions.spring.a', 'a'],
    ['drafts.a', 'versions.spring.a', 'a'],
  ])
})

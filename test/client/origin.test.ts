import {generateKeyPairSync} from 'node:crypto'
import {afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import {
  createForamenClient,
  emptySnapshot,
  ForamenError,
  type ForamenClientOptions,
  type Freshness,
} from '../../site/client/index.ts'
import {isSigned, publicKeyOf} from '../../site/publish/signature.ts'
import {fixtureDocuments, fixtureWith} from '../fixtures/content.ts'
import {answers, faultyHost, gives, half, htmlPage, reset, type FaultyHost} from './faulty-host.ts'
import {publications, textOf, type Publication} from './publications.ts'

/** Proof of origin and age: what a client takes that has pinned the publisher's keys. */

const newKey = () =>
  generateKeyPairSync('ed25519').privateKey.export({type: 'pkcs8', format: 'pem'}).toString()
const [oldKey, nextKey, strangeKey] = [newKey(), newKey(), newKey()]
const [oldPublic, nextPublic] = [publicKeyOf(oldKey), publicKeyOf(nextKey)]

const NOW = new Date()
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000).toISOString()
const HURT = 'en/faqs/does-it-hurt.json'
const edit = fixtureWith({'faq-hurt': {shortAnswer: 'A little, for some seconds.'}})

let unsigned: Publication
let week: readonly [Publication, Publication, Publication]
let forged: Publication
beforeAll(async () => {
  ;[unsigned] = (await publications([fixtureDocuments()])) as [Publication]
  week = (await publications([
    {documents: fixtureDocuments(), builtAt: daysAgo(2), signingKey: oldKey},
    {documents: edit, builtAt: daysAgo(1), signingKey: oldKey},
    {documents: edit, builtAt: daysAgo(1), signingKey: nextKey},
  ])) as [Publication, Publication, Publication]
  ;[forged] = (await publications([
    {documents: edit, builtAt: daysAgo(0), signingKey: strangeKey},
  ])) as [Publication]
})

let host: FaultyHost
beforeEach(async () => {
  host = await faultyHost(week[0])
})
afterEach(() => host.close())

const pinned = (options: Partial<ForamenClientOptions> = {}) =>
  createForamenClient({
    baseUrl: host.url,
    publicKeys: [oldPublic],
    retries: 0,
    retryDelayMs: 1,
    ...options,
  })

const nameOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'it did not fail',
    (error: unknown) => (error instanceof ForamenError ? error.name : error),
  )

describe('a publication', () => {
  test('has a signed timestamp of its manifest, and only with a key', () => {
    const [first] = week
    const timestamp = JSON.parse(textOf(first, 'timestamp.json'))
    expect(timestamp).toMatchObject({time: daysAgo(2), expires: daysAgo(-5)})
    const signature = textOf(first, 'timestamp.json.sig')
    const bytes = first.get('api/v1/timestamp.json') ?? new Uint8Array()
    expect(isSigned(bytes, signature, textOf(first, 'public-key.pem'))).toBe(true)
    expect(JSON.parse(textOf(first, 'index.json')).resources.timestamp).toMatch(/timestamp\.json$/)
    expect([...unsigned.keys()].filter((path) => /\.sig$|\.pem$|v1\/timestamp/.test(path))).toEqual(
      [],
    )
    expect(JSON.parse(textOf(unsigned, 'index.json')).resources.timestamp).toBeNull()
  })

  test('has a higher number than the one before it, also within a second', () => {
    const [first, second, third] = week.map(
      (one): number => JSON.parse(textOf(one, 'timestamp.json')).number,
    )
    expect(second).toBeGreaterThan(first ?? 0)
    expect(third).toBe((second ?? 0) + 1)
  })
})

describe('a client with a pinned key', () => {
  test('takes a copy, and asks for nothing but timestamp and signature when nothing changed', async () => {
    const client = pinned()
    const first = await client.sync(emptySnapshot)
    expect(first.freshness).toMatchObject({time: daysAgo(2), isExpired: false})
    host.asked.length = 0
    const again = await client.sync(first.snapshot)
    expect(again).toMatchObject({requests: 2, changed: [], freshness: first.freshness})
    expect(host.asked.toSorted()).toEqual(['timestamp.json', 'timestamp.json.sig'])
    host.publish(week[1])
    const {changed, snapshot} = await client.sync(again.snapshot)
    expect(changed).toContain(HURT)
    expect(snapshot.files[HURT]?.body).toBe(textOf(week[1], HURT))
  })

  test('takes nothing that somebody else signed, or nobody', async () => {
    const {snapshot} = await pinned().sync(emptySnapshot)
    for (const other of [forged, unsigned]) {
      host.publish(other)
      const client = pinned()
      const error = await client.sync(snapshot).catch((reason: unknown) => reason)
      expect(error).toMatchObject({name: 'SignatureError', progress: {changed: [], snapshot}})
      expect(await nameOf(client.document('faqs', 'does-it-hurt'))).toBe('SignatureError')
      expect(await nameOf(client.recalls())).toBe('SignatureError')
    }
  })

  test('refuses a publication from before the last one it saw, until that is allowed', async () => {
    host.publish(week[1])
    const client = pinned()
    const {snapshot} = await client.sync(emptySnapshot)
    host.publish(week[0])
    // A program that began anew knows the last number from its snapshot.
    for (const one of [client, pinned()]) {
      expect(await nameOf(one.sync(snapshot))).toBe('RollbackError')
    }
    expect(await nameOf(client.document('faqs', 'does-it-hurt'))).toBe('RollbackError')
    const {changed} = await pinned().sync(snapshot, undefined, {allowRollback: true})
    expect(changed).toContain(HURT)
  })

  test('keeps the number it saw when the content stays', async () => {
    host.publish(week[1])
    const {snapshot} = await pinned({publicKeys: [oldPublic, nextPublic]}).sync(emptySnapshot)
    host.publish(week[2])
    const next = await pinned({publicKeys: [oldPublic, nextPublic]}).sync(snapshot)
    expect(next.snapshot.timestamp).toBe(snapshot.timestamp + 1)
  })

  test('goes on with the next key when both are pinned', async () => {
    const both = pinned({publicKeys: [oldPublic, nextPublic]})
    const {snapshot} = await both.sync(emptySnapshot)
    host.publish(week[2])
    expect((await both.sync(snapshot)).changed).toContain(HURT)
    expect((await pinned({publicKeys: [nextPublic]}).sync(snapshot)).changed).toContain(HURT)
    expect(await nameOf(pinned().sync(snapshot))).toBe('SignatureError')
  })

  test('is told of a timestamp that is out of date, and gets the content all the same', async () => {
    const [late] = (await publications([
      {documents: edit, builtAt: daysAgo(30), signingKey: oldKey},
    ])) as [Publication]
    host.publish(late)
    const told: Freshness[] = []
    const client = pinned({onExpired: (freshness) => told.push(freshness)})
    const {freshness} = await client.sync(emptySnapshot)
    expect(freshness).toMatchObject({expires: daysAgo(23), isExpired: true})
    expect(told).toEqual([freshness])
    expect(await client.document('faqs', 'does-it-hurt')).toMatchObject({id: 'faq-hurt'})
    expect(told).toHaveLength(2)
  })

  test('refuses a single file that is not the signed one, and takes a moved one', async () => {
    host.break(HURT, gives(textOf(week[1], HURT)))
    const client = pinned()
    expect(await nameOf(client.document('faqs', 'does-it-hurt'))).toBe('IntegrityError')
    expect(await client.document('faqs', 'can-i-drive')).toMatchObject({id: 'faq-drive'})
    expect(await client.byId('faq-drive')).toMatchObject({slug: 'can-i-drive'})
    expect((await client.list('faqs')).total).toBe(2)
    host.heal()
    const renamed = {slug: {_type: 'slug', current: 'driving'}, slugHistory: ['can-i-drive']}
    const [, moved] = (await publications([
      {documents: fixtureDocuments(), builtAt: daysAgo(2), signingKey: oldKey},
      {documents: fixtureWith({'faq-drive': renamed}), builtAt: daysAgo(1), signingKey: oldKey},
    ])) as [Publication, Publication]
    host.publish(moved)
    expect(await pinned().document('faqs', 'can-i-drive')).toMatchObject({slug: 'driving'})
  })

  test('waits for edges that have parts of two publications', async () => {
    const {snapshot} = await pinned().sync(emptySnapshot)
    host.publish(week[1])
    host.break('timestamp.json.sig', gives(textOf(week[0], 'timestamp.json.sig')), 1)
    host.break('manifest.json', gives(textOf(week[0], 'manifest.json')), 1)
    expect((await pinned().sync(snapshot)).changed).toContain(HURT)
    host.break('manifest.json', gives(textOf(week[0], 'manifest.json')))
    expect(await nameOf(pinned().sync(snapshot))).toBe('OutdatedFileError')
    expect(await nameOf(pinned().sync(emptySnapshot))).toBe('IntegrityError')
  })

  test.each([
    ['a sign-in page', htmlPage, 'UnexpectedAnswerError'],
    ['{}', gives('{}'), 'UnexpectedAnswerError'],
    ['half of it', half, 'UnexpectedAnswerError'],
    ['503', answers(503), 'UnavailableError'],
    ['a reset', reset, 'NetworkError'],
  ])('names %s in place of the timestamp', async (_name, fault, name) => {
    host.break('timestamp.json', fault)
    expect(await nameOf(pinned().sync(emptySnapshot))).toBe(name)
  })

  test('says of a key that is none that it is none', async () => {
    expect(await nameOf(pinned({publicKeys: ['not a key']}).sync(emptySnapshot))).toBe(
      'SignatureError',
    )
    expect(() => pinned({publicKeys: []})).toThrow(/publicKeys is empty/)
  })
})

import {afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import {
  AbortError,
  createForamenClient,
  emptySnapshot,
  ForamenError,
  recallOf,
  type ForamenClientOptions,
  type Snapshot,
  type SyncProgress,
} from '../../site/client/index.ts'
import {fixtureDocuments, fixtureWith} from '../fixtures/content.ts'
import {
  answers,
  cut,
  drip,
  faultyHost,
  gives,
  half,
  hang,
  htmlPage,
  redirectTo,
  redirectToPage,
  reset,
  type Fault,
  type FaultyHost,
} from './faulty-host.ts'
import {documentsIn, publications, textOf, type Publication} from './publications.ts'

/** The client against hosts that misbehave, one way each. */

const RENAMED = {slug: {_type: 'slug', current: 'driving'}, slugHistory: ['can-i-drive']}
const DRIVE = 'en/faqs/can-i-drive.json'
const HURT = 'en/faqs/does-it-hurt.json'

let first: Publication
let edited: Publication
let deleted: Publication
let renamed: Publication
beforeAll(async () => {
  ;[first, edited, deleted] = (await publications([
    fixtureDocuments(),
    fixtureWith({'faq-hurt': {shortAnswer: 'A little, for some seconds.'}}),
    fixtureWith({
      'faq-hurt': {shortAnswer: 'A little, for some seconds.'},
      'faq-drive': null,
    }),
  ])) as [Publication, Publication, Publication]
  ;[, renamed] = (await publications([
    fixtureDocuments(),
    fixtureWith({'faq-drive': RENAMED}),
  ])) as [Publication, Publication]
})

let host: FaultyHost
beforeEach(async () => {
  host = await faultyHost(first)
})
afterEach(() => host.close())

const clientOf = (options: Partial<ForamenClientOptions> = {}) =>
  createForamenClient({baseUrl: host.url, retries: 1, retryDelayMs: 1, timeoutMs: 5000, ...options})

const bodies = ({files}: Snapshot) =>
  Object.fromEntries(Object.entries(files).map(([path, {body}]) => [path, body]))

/** The error of a call that must fail. */
async function failure(call: Promise<unknown>): Promise<ForamenError> {
  const error: unknown = await call.then(
    () => 'it did not fail',
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(ForamenError)
  return error as ForamenError
}

function progressOf(error: ForamenError): SyncProgress {
  if (error.progress === null) throw new Error('nothing was kept')
  return error.progress
}

const whole = async () => (await clientOf().sync(emptySnapshot)).snapshot

describe('when the manifest answers wrongly', () => {
  const CASES: [string, Fault, string, RegExp][] = [
    ['a sign-in page', htmlPage, 'UnexpectedAnswerError', /web page instead of JSON/],
    ['{}', gives('{}'), 'UnexpectedAnswerError', /no whole manifest/],
    ['null', gives('null'), 'UnexpectedAnswerError', /not of this API/],
    [
      'an empty manifest without its head',
      gives('{"files":[],"total":0}'),
      'UnexpectedAnswerError',
      /no whole/,
    ],
    ['half of it', half, 'UnexpectedAnswerError', /half of a file/],
    ['a cut connection', cut, 'NetworkError', /broke off/],
    ['a reset', reset, 'NetworkError', /connection failed/],
    ['500', answers(500), 'UnavailableError', /answered 500/],
    ['503 for an hour', answers(503, {'retry-after': '3600'}), 'UnavailableError', /in 3600 s/],
    ['429', answers(429, {'retry-after': '0'}), 'UnavailableError', /answered 429/],
    ['401', answers(401), 'ForamenError', /refuses/],
    ['404', answers(404), 'ForamenError', /no such file/],
  ]
  test.each(CASES)('%s is named, and the copy stays', async (_name, fault, name, message) => {
    const before = await whole()
    host.publish(edited)
    host.break('manifest.json', fault)
    const error = await failure(clientOf().sync(before))
    expect(error.name).toBe(name)
    expect(error.message).toMatch(message)
    expect(error.url).toBe(`${host.url}/api/v1/manifest.json`)
    expect(progressOf(error).snapshot).toEqual(before)
    host.heal()
    const {snapshot} = await clientOf().sync(progressOf(error).snapshot)
    expect(bodies(snapshot)).toEqual(documentsIn(edited))
  })

  test.each<[string, Fault]>([
    ['one that hangs', hang],
    ['one that drips', drip],
  ])('%s is given up in time', async (_name, fault) => {
    host.break('manifest.json', fault)
    const error = await failure(clientOf({timeoutMs: 80, retries: 0}).sync(emptySnapshot))
    expect(error.name).toBe('TimeoutError')
  })

  test('a transport that knows no signal is given up in time, too', async () => {
    const client = clientOf({timeoutMs: 20, retries: 0, fetch: () => new Promise(() => {})})
    expect((await failure(client.sync(emptySnapshot))).name).toBe('TimeoutError')
  })

  test('a redirect to a sign-in page says where it led', async () => {
    host.break('manifest.json', redirectToPage('/login'))
    host.break('/login', htmlPage)
    const error = await failure(clientOf().sync(emptySnapshot))
    expect(error.message).toContain(`after a redirect to ${host.url}/login`)
  })

  test.each<[string, Fault]>([
    ['503', answers(503)],
    ['429 with a wait of none', answers(429, {'retry-after': '0'})],
    ['a date to wait for', answers(503, {'retry-after': new Date(0).toUTCString()})],
    ['a reset', reset],
    ['a cut connection', cut],
  ])('%s once is tried again', async (_name, fault) => {
    host.break('manifest.json', fault, 1)
    const {snapshot} = await clientOf().sync(emptySnapshot)
    expect(bodies(snapshot)).toEqual(documentsIn(first))
  })
})

describe('when one file answers wrongly', () => {
  const CASES: [string, Fault, string][] = [
    ['a sign-in page', htmlPage, 'UnexpectedAnswerError'],
    ['{}', gives('{}'), 'IntegrityError'],
    ['null', gives('null'), 'IntegrityError'],
    ['a changed file', (response, body) => response.end(`${Buffer.from(body)} `), 'IntegrityError'],
    ['half of it', half, 'IntegrityError'],
    ['a cut connection', cut, 'NetworkError'],
    ['a reset', reset, 'NetworkError'],
    ['500', answers(500), 'UnavailableError'],
    ['503 for an hour', answers(503, {'retry-after': '3600'}), 'UnavailableError'],
    ['429', answers(429, {'retry-after': '0'}), 'UnavailableError'],
    ['404', answers(404), 'ForamenError'],
    ['a redirect to another document', redirectToPage(`/api/v1/${HURT}`), 'IntegrityError'],
  ]
  test.each(CASES)('%s is named, everything else is kept', async (_name, fault, name) => {
    host.break('en/all.ndjson', answers(404))
    host.break(DRIVE, fault)
    const error = await failure(clientOf().sync(emptySnapshot))
    expect(error.name).toBe(name)
    expect(error.url).toBe(`${host.url}/api/v1/${DRIVE}`)
    const {[DRIVE]: missing, ...others} = documentsIn(first)
    expect(missing).toBeDefined()
    const {snapshot, changed} = progressOf(error)
    expect(bodies(snapshot)).toEqual(others)
    expect(changed).toHaveLength(Object.keys(others).length)

    host.heal()
    host.asked.length = 0
    const {changed: rest, snapshot: healed} = await clientOf().sync(snapshot)
    expect(rest).toEqual([DRIVE])
    expect(host.asked).toEqual(['manifest.json', DRIVE])
    expect(bodies(healed)).toEqual(documentsIn(first))
  })

  test('an edge that has the file of yesterday is told apart from a changed one', async () => {
    const before = await whole()
    host.publish(edited)
    host.break('en/all.ndjson', answers(404))
    host.break(HURT, gives(textOf(first, HURT)))
    const error = await failure(clientOf().sync(before))
    expect(error.name).toBe('OutdatedFileError')
    expect(progressOf(error).snapshot.files[HURT]?.body).toBe(textOf(first, HURT))
    host.heal()
    const {snapshot} = await clientOf().sync(progressOf(error).snapshot)
    expect(bodies(snapshot)).toEqual(documentsIn(edited))
  })

  test('a cache with the file of yesterday is passed by', async () => {
    const before = await whole()
    host.publish(edited)
    host.break('en/all.ndjson', answers(404))
    host.break(HURT, gives(textOf(first, HURT)), 1)
    const {snapshot} = await clientOf().sync(before)
    expect(bodies(snapshot)).toEqual(documentsIn(edited))
  })

  test('a publish in the middle of a sync leads to the newer publication', async () => {
    const before = await whole()
    host.publish(edited)
    host.break('en/all.ndjson', answers(404))
    // The file is asked for by the manifest of `edited`, when `deleted` is there already.
    host.break(
      HURT,
      (response) => {
        host.publish(deleted)
        host.heal()
        response.writeHead(404).end()
      },
      1,
    )
    const {snapshot, removed} = await clientOf().sync(before)
    expect(bodies(snapshot)).toEqual(documentsIn(deleted))
    expect(removed.map(({path}) => path)).toEqual([DRIVE])
  })

  test.each(['recalls.json', 'tombstones.json'])('without %s no copy is whole', async (path) => {
    host.break(path, answers(503))
    const error = await failure(clientOf().sync(emptySnapshot))
    expect(error).toMatchObject({name: 'UnavailableError', url: `${host.url}/api/v1/${path}`})
    expect(bodies(progressOf(error).snapshot)).toEqual(documentsIn(first))
    expect(progressOf(error).snapshot.manifest).toBeNull()
  })

  test('a document whose notice does not arrive stays until it does', async () => {
    const before = await whole()
    host.publish(deleted)
    host.break('tombstones.json', reset)
    const error = await failure(clientOf().sync(before))
    expect(progressOf(error).snapshot.files[DRIVE]?.body).toBe(textOf(first, DRIVE))
    host.heal()
    const {snapshot, removed} = await clientOf().sync(progressOf(error).snapshot)
    expect(removed.map(({path}) => path)).toEqual([DRIVE])
    expect(bodies(snapshot)).toEqual(documentsIn(deleted))
  })
})

describe('when the whole host', () => {
  test('moved, the copy is made from the new one', async () => {
    const old = await faultyHost()
    try {
      old.break(/./, redirectTo(host.url))
      const client = clientOf({baseUrl: old.url})
      const {snapshot} = await client.sync(emptySnapshot)
      expect(bodies(snapshot)).toEqual(documentsIn(first))
      host.publish(deleted)
      const {snapshot: next, removed} = await client.sync(snapshot)
      expect(removed.map(({path}) => path)).toEqual([DRIVE])
      expect(bodies(next)).toEqual(documentsIn(deleted))
      expect(await client.document('faqs', 'does-it-hurt')).toMatchObject({id: 'faq-hurt'})
    } finally {
      await old.close()
    }
  })

  test('asks for a sign-in, nothing is taken down', async () => {
    const before = await whole()
    host.break(/./, redirectToPage('/login'))
    const error = await failure(clientOf().sync(before))
    expect(progressOf(error).snapshot).toEqual(before)
    const name = 'UnexpectedAnswerError'
    host.heal()
    host.break(/./, htmlPage)
    expect(await failure(clientOf().document('faqs', 'can-i-drive'))).toMatchObject({name})
    expect(await failure(clientOf().byId('faq-drive'))).toMatchObject({name})
    expect(await failure(clientOf().list('faqs'))).toMatchObject({name})
    expect(await failure(clientOf().recalls())).toMatchObject({name})
  })

  test('is busy, at most six ask at once and wait as told', async () => {
    host.break(/^en\//, answers(429, {'retry-after': '1'}), 3)
    const began = Date.now()
    const {snapshot} = await clientOf().sync(emptySnapshot, () => true)
    expect(Date.now() - began).toBeGreaterThanOrEqual(1000)
    expect(host.maxOpen).toBeLessThanOrEqual(6)
    expect(Object.keys(snapshot.files).length).toBeGreaterThan(60)
  })

  test('fails in the middle, the rest is not asked for a hundred times', async () => {
    host.break('en/all.ndjson', answers(404))
    host.break(/^(?!manifest|recalls|tombstones)/, answers(503))
    const error = await failure(clientOf({retries: 0}).sync(emptySnapshot, () => true))
    expect(error.name).toBe('UnavailableError')
    expect(host.asked.length).toBeLessThan(20)
  })
})

describe('a caller', () => {
  test('can stop a sync and go on later', async () => {
    host.break('en/all.ndjson', answers(404))
    const controller = new AbortController()
    host.break(HURT, () => controller.abort(new Error('shutting down')), 1)
    const error = await failure(
      clientOf().sync(emptySnapshot, undefined, {signal: controller.signal}),
    )
    expect(error).toBeInstanceOf(AbortError)
    expect(error.cause).toEqual(new Error('shutting down'))
    const {snapshot} = await clientOf().sync(progressOf(error).snapshot)
    expect(bodies(snapshot)).toEqual(documentsIn(first))
  })

  test('can stop while the client waits for a busy host', async () => {
    const controller = new AbortController()
    host.break('manifest.json', (response) => {
      response.writeHead(503, {'retry-after': '30'}).end(() => controller.abort())
    })
    const {signal} = controller
    expect((await failure(clientOf().sync(emptySnapshot, undefined, {signal}))).name).toBe(
      'AbortError',
    )
  })

  test('can stop every other call, and others go on', async () => {
    const controller = new AbortController()
    const {signal} = controller
    const client = clientOf()
    host.break(
      /./,
      (response, body) => {
        controller.abort()
        response.writeHead(200).end(body)
      },
      1,
    )
    const [stopped, other] = await Promise.allSettled([client.recalls({signal}), client.recalls()])
    expect(stopped).toMatchObject({status: 'rejected', reason: {name: 'AbortError'}})
    expect(other).toMatchObject({status: 'fulfilled', value: {items: []}})
    for (const call of [
      client.document('faqs', 'can-i-drive', {signal}),
      client.byId('faq-drive', {signal}),
      client.list('faqs', {signal}),
    ]) {
      expect((await failure(call)).name).toBe('AbortError')
    }
  })

  test('can keep the files elsewhere, and is asked again for what did not fit there', async () => {
    const stored = new Map<string, string>()
    let isFull = true
    const store = async ({path, body}: {path: string; body: string}) => {
      if (isFull && stored.size === 3) throw new Error('disk full')
      stored.set(path, body)
    }
    const error = await failure(clientOf().sync(emptySnapshot, undefined, {store}))
    expect(error).toMatchObject({name: 'StoreError', cause: new Error('disk full')})
    isFull = false
    const {snapshot} = await clientOf().sync(progressOf(error).snapshot, undefined, {store})
    expect(Object.fromEntries(stored)).toEqual(documentsIn(first))
    expect(JSON.stringify(snapshot)).not.toContain('shortAnswer')
  })

  test('gets a first copy in a few requests, and keeps it as JSON', async () => {
    const {snapshot, requests} = await clientOf().sync(emptySnapshot)
    expect(requests).toBe(4)
    expect(host.asked.toSorted()).toEqual([
      'en/all.ndjson',
      'manifest.json',
      'recalls.json',
      'tombstones.json',
    ])
    const stored: Snapshot = JSON.parse(JSON.stringify(snapshot))
    expect(stored).toEqual(snapshot)
    expect(await clientOf().sync(stored)).toMatchObject({requests: 1, changed: [], removed: []})
  })

  test('loses nothing of a first copy that breaks off', async () => {
    host.break('en/all.ndjson', cut)
    const {snapshot} = await clientOf().sync(emptySnapshot)
    expect(bodies(snapshot)).toEqual(documentsIn(first))
    expect(host.asked.filter((path) => path === 'en/all.ndjson')).toHaveLength(1)
    expect(host.asked.length).toBeLessThan(4 + Object.keys(documentsIn(first)).length)
  })
})

describe('a publication that', () => {
  test('went back is refused until the caller allows it', async () => {
    host.publish(edited)
    const before = await whole()
    host.publish(first)
    const error = await failure(clientOf().sync(before))
    expect(error.name).toBe('RollbackError')
    expect(error.message).toContain('allowRollback')
    expect(progressOf(error).snapshot).toEqual(before)
    const {snapshot} = await clientOf().sync(before, undefined, {allowRollback: true})
    expect(bodies(snapshot)).toEqual(documentsIn(first))
  })

  test('lacks a document without a notice is refused until the caller allows it', async () => {
    const before = await whole()
    const [other] = (await publications([fixtureWith({'faq-drive': null})])) as [Publication]
    const manifest = JSON.parse(textOf(other, 'manifest.json'))
    const body = JSON.stringify({...manifest, head: 99})
    host.publish(new Map([...other, ['api/v1/manifest.json', new TextEncoder().encode(body)]]))
    const error = await failure(clientOf().sync(before))
    expect(error).toMatchObject({name: 'MissingDocumentsError', paths: [DRIVE]})
    expect(progressOf(error).snapshot).toEqual(before)
    const {removed} = await clientOf().sync(before, undefined, {allowRollback: true})
    expect(removed).toMatchObject([{path: DRIVE, status: 'unlisted', tombstone: null}])
  })

  test('names files outside its folder is refused', async () => {
    const manifest = JSON.parse(textOf(first, 'manifest.json'))
    manifest.files[0].path = '../../../etc/passwd'
    host.break('manifest.json', gives(JSON.stringify(manifest)))
    expect((await failure(clientOf().sync(emptySnapshot))).name).toBe('UnexpectedAnswerError')
  })
})

describe('a recalled document', () => {
  test('is in a list of its own for as long as it is recalled', async () => {
    const before = await whole()
    const {items} = JSON.parse(textOf(deleted, 'recalls.json'))
    host.publish(deleted)
    const {recalled, changed, snapshot} = await clientOf().sync(before)
    expect(recalled).toEqual(items)
    expect(recalled).toMatchObject([{id: 'faq-drive', action: 'takeDown'}])
    expect(changed).not.toContain('recalls.json')
    expect(await clientOf().sync(snapshot)).toMatchObject({requests: 1, recalled: items})
    const copies = Object.values(before.files).map(({body}) => JSON.parse(body ?? ''))
    const unsafe = copies.filter((document) => recallOf(document, recalled) !== undefined)
    expect(unsafe.map(({id}) => id)).toEqual(['faq-drive'])
  })
})

describe('a removed document', () => {
  const HOSTS: [string, Fault | null][] = [
    ['as published', null],
    ['as a page of the host with 410', answers(410, {'content-type': 'text/html'}, '<html>gone')],
    ['as a redirect to the home page', redirectToPage('/')],
    ['as 404', answers(404)],
  ]
  test.each(HOSTS)(
    'is told with reason and alternative where its address answers %s',
    async (_name, fault) => {
      const before = await whole()
      for (const [publication, status] of [
        [deleted, 'gone'],
        [renamed, 'moved'],
      ] as const) {
        host.heal()
        host.publish(publication)
        if (fault !== null) host.break(DRIVE, fault)
        const {removed, changed, snapshot} = await clientOf().sync(before)
        expect(removed).toMatchObject([
          {path: DRIVE, status, tombstone: {id: 'faq-drive', slug: 'can-i-drive'}},
        ])
        expect(removed[0]?.reason).toMatch(/\w+ \w+/)
        expect(removed[0]?.alternative?.slug).toBe(status === 'moved' ? 'driving' : undefined)
        expect(changed).not.toContain(DRIVE)
        expect(bodies(snapshot)).toEqual(documentsIn(publication))
      }
    },
  )

  test.each<[string, Fault]>([
    ['a page of its own', answers(410, {'content-type': 'text/html'}, '<html>gone')],
    ['404', answers(404)],
    ['nothing that a script may read', reset],
  ])('is told to who asks for it alone, also where the host has %s', async (_name, fault) => {
    host.publish(deleted)
    host.break(DRIVE, fault)
    const error = await failure(clientOf().document('faqs', 'can-i-drive'))
    expect(error).toMatchObject({name: 'GoneError', tombstone: {id: 'faq-drive', status: 'gone'}})
    host.publish(renamed)
    expect(await clientOf().document('faqs', 'can-i-drive')).toMatchObject({slug: 'driving'})
    host.break('tombstones.json', answers(503))
    const {name} = await failure(clientOf().document('faqs', 'can-i-drive'))
    expect(name).not.toBe('GoneError')
  })
})

import {appendFile, rm} from 'node:fs/promises'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import type {ChangesPageV1, ChangesV1} from '../../schemas/api/v1/changes.ts'
import {
  createForamenClient,
  emptySnapshot,
  ForamenError,
  GoneError,
  IntegrityError,
  isStale,
  RecalledError,
  reviewOverdueDays,
  type Snapshot,
} from '../../site/client/index.ts'
import {fixtureDocuments, fixtureWith, type LakeDoc} from '../fixtures/content.ts'
import {serveApi, type ServedApi} from './support.ts'

let api: ServedApi
beforeEach(async () => {
  api = await serveApi()
  await api.publish(fixtureDocuments())
})
afterEach(() => api.close())

const renamed = {slug: {_type: 'slug', current: 'driving'}, slugHistory: ['can-i-drive']}

const newFaq: LakeDoc = {
  ...(fixtureDocuments().find(({_id}) => _id === 'faq-drive') as LakeDoc),
  _id: 'faq-walk',
  slug: {_type: 'slug', current: 'can-i-walk'},
  question: 'Can I walk home?',
}

/** The publisher's memory is lost between two publishes. */
const LOST = 'the ledger is lost'

/** A day at the editors': every kind of change, one publish each. */
const DAY: readonly (LakeDoc[] | typeof LOST)[] = [
  fixtureWith({'technique-xray': {title: 'Moving X-ray'}}),
  fixtureWith({'technique-xray': {title: 'Moving X-ray'}, 'faq-drive': renamed}),
  fixtureWith({'technique-xray': {title: 'Moving X-ray'}, 'faq-drive': null}),
  fixtureWith({
    'procedure-other': {
      status: 'withdrawn',
      withdrawal: {_type: 'withdrawal', reason: 'It was unclear.', date: '2026-03-01'},
    },
    'condition-back': {treats: []},
  }),
  LOST,
  fixtureWith({}, [newFaq]),
  fixtureDocuments(),
  LOST,
  fixtureWith({'faq-drive': null}),
  fixtureWith({
    'source-a': {...fixtureDocuments().find(({_id}) => _id === 'source-a'), year: 2021},
  }),
  fixtureWith({'faq-drive': renamed}),
]

const live = (step: (typeof DAY)[number]) =>
  step === LOST ? rm(join(api.folder, 'api/v1/changes/ledger.json')) : api.publish(step)

describe('the typed client', () => {
  test('gives a document by slug and by id, and lists', async () => {
    const client = createForamenClient({baseUrl: api.url})
    const bySlug = await client.document('procedures', 'test-shot')
    expect(bySlug).toMatchObject({type: 'procedure', id: 'procedure-shot'})
    expect(await client.byId('procedure-shot')).toEqual(bySlug)
    const list = await client.list('faqs')
    expect(list.items.map(({slug}) => slug).toSorted()).toEqual(['can-i-drive', 'does-it-hurt'])
  })

  test('follows a document that moved and keeps its id', async () => {
    await api.publish(fixtureWith({'faq-drive': renamed}))
    const client = createForamenClient({baseUrl: api.url})
    expect(await client.document('faqs', 'can-i-drive')).toMatchObject({slug: 'driving'})
    expect(await client.byId('faq-drive')).toMatchObject({slug: 'driving'})
  })

  test('says of a deleted document that it is gone, and of a wrong name that there is none', async () => {
    await api.publish(fixtureWith({'faq-drive': null}))
    const client = createForamenClient({baseUrl: api.url})
    const gone = client.document('faqs', 'can-i-drive')
    await expect(gone).rejects.toBeInstanceOf(GoneError)
    await expect(gone).rejects.toMatchObject({tombstone: {status: 'gone', id: 'faq-drive'}})
    const none = client.document('faqs', 'never-was')
    await expect(none).rejects.toMatchObject({name: 'ForamenError', status: 404})
  })

  test('refuses a copy of a document that was recalled since, and gives the refreshed one', async () => {
    const stale = await (await fetch(`${api.url}/api/v1/en/faqs/does-it-hurt.json`)).text()
    await api.publish(
      fixtureWith({
        'faq-hurt': {
          shortAnswer: 'It may hurt. Tell the team at once when it burns or goes numb.',
          changeNotes: [
            {_key: 'n', _type: 'changeNote', date: '2026-03-01', note: 'Added.', kind: 'safety'},
          ],
        },
      }),
    )
    const cached: typeof fetch = async (input, init) =>
      String(input).includes('/does-it-hurt.json') ? new Response(stale) : fetch(input, init)
    const behind = createForamenClient({baseUrl: api.url, fetch: cached})
    await expect(behind.document('faqs', 'does-it-hurt')).rejects.toBeInstanceOf(RecalledError)
    const current = createForamenClient({baseUrl: api.url})
    expect(await current.document('faqs', 'does-it-hurt')).toMatchObject({id: 'faq-hurt'})
  })

  test('names the address that gave no answer', async () => {
    const client = createForamenClient({
      baseUrl: api.url,
      fetch: () => Promise.reject(new TypeError('offline')),
      retryDelayMs: 1,
    })
    await expect(client.list('faqs')).rejects.toBeInstanceOf(ForamenError)
    await expect(client.list('faqs')).rejects.toMatchObject({
      url: `${api.url}/api/v1/en/faqs/index.json`,
      status: null,
    })
  })

  test('knows when a copy is too old and when a review is overdue', async () => {
    const document = await createForamenClient({baseUrl: api.url}).document('faqs', 'can-i-drive')
    const fetchedAt = new Date('2026-03-01T00:00:00Z')
    expect(isStale(document, fetchedAt, new Date('2026-03-07T00:00:00Z'))).toBe(false)
    expect(isStale(document, fetchedAt, new Date('2026-03-09T00:00:00Z'))).toBe(true)
    const review = {...document.review, nextReview: '2026-03-01'}
    expect(reviewOverdueDays({review}, new Date('2026-03-11T12:00:00Z'))).toBe(10)
    expect(reviewOverdueDays({review}, new Date('2026-02-11T12:00:00Z'))).toBeNull()
  })
})

describe('sync', () => {
  test('costs one request when nothing changed, else no more than one for each changed document', async () => {
    const client = createForamenClient({baseUrl: api.url})
    const first = await client.sync(emptySnapshot)
    expect(first.changed).toHaveLength(8)
    expect(await client.sync(first.snapshot)).toMatchObject({requests: 1, changed: [], removed: []})
    await api.publish(fixtureWith({'faq-drive': {answer: fixtureDocuments()[0]?.['overview']}}))
    const second = await client.sync(first.snapshot)
    expect(second.changed).toContain('en/faqs/can-i-drive.json')
    expect(second.requests).toBeLessThanOrEqual(1 + second.changed.length)
    expect(second.changed.length).toBeLessThan(8)
  })

  test('takes the copy of a moved document down and does not ask for its old address again', async () => {
    const client = createForamenClient({baseUrl: api.url})
    const first = await client.sync(emptySnapshot)
    await api.publish(fixtureWith({'faq-drive': renamed}))
    const second = await client.sync(first.snapshot)
    expect(second.removed).toMatchObject([{path: 'en/faqs/can-i-drive.json', status: 'moved'}])
    expect(second.changed).toContain('en/faqs/driving.json')
    await api.publish(
      fixtureWith({'faq-drive': renamed, 'technique-xray': {title: 'Moving X-ray'}}),
    )
    const third = await client.sync(second.snapshot)
    expect(third.requests).toBeLessThanOrEqual(1 + third.changed.length)
    expect(third.removed).toEqual([])
  })

  test('refuses a file that is not what the manifest says, and keeps the old copy', async () => {
    const client = createForamenClient({baseUrl: api.url})
    await appendFile(join(api.folder, 'api/v1/en/faqs/can-i-drive.json'), ' ')
    await rm(join(api.folder, 'api/v1/en/all.ndjson'))
    await expect(client.sync(emptySnapshot)).rejects.toBeInstanceOf(IntegrityError)
    expect(emptySnapshot.files).toEqual({})
  })

  test('keeps a mirror byte-identical to a fresh download through a day of edits', async () => {
    const client = createForamenClient({baseUrl: api.url})
    let mirror = (await client.sync(emptySnapshot, () => true)).snapshot
    for (const step of DAY) {
      await live(step)
      mirror = (await client.sync(mirror, () => true)).snapshot
    }
    const fresh = (await client.sync(emptySnapshot, () => true)).snapshot
    expect(mirror).toEqual(fresh)
  })
})

/** A partner's mirror that only ever reads the feed, as the guide for partners says. */
class FeedMirror {
  readonly files = new Map<string, string>()
  readonly #paths = new Map<string, string>()
  #seen = 0

  async follow(base: string): Promise<void> {
    const read = async (path: string) => (await fetch(`${base}/api/v1/${path}`)).text()
    const feed: ChangesV1 = JSON.parse(await read('changes/index.json'))
    for (const {page} of feed.pages.filter(({last}) => last > this.#seen)) {
      const {items}: ChangesPageV1 = JSON.parse(await read(`changes/${page}.json`))
      for (const {seq, id, path} of items.filter((item) => item.seq > this.#seen)) {
        // The old address of a moved document leads to the new one.
        const old = this.#paths.get(id)
        for (const changed of new Set([path, old ?? path])) {
          const response = await fetch(`${base}/api/v1/${changed}`)
          if (response.redirected) this.files.delete(changed)
          else this.files.set(changed, await response.text())
        }
        this.#paths.set(id, path)
        this.#seen = seq
      }
    }
  }
}

/** Documents and, at the addresses that have one, the notices of removed ones. */
const isDocumentOrNotice = (path: string) =>
  /^en\/(?:procedures|techniques|conditions|faqs|topics)\/(?!index)[^.]+\.json$/.test(path)

function documentsOf({files, tombstones}: Snapshot): Record<string, string | undefined> {
  const redirected = new Set(
    tombstones.items.flatMap(({path, tombstone}) => (tombstone.status === 'moved' ? [path] : [])),
  )
  return Object.fromEntries(
    Object.entries(files).flatMap(([path, {body}]) => (redirected.has(path) ? [] : [[path, body]])),
  )
}

describe('the change feed', () => {
  test('replayed through a day of edits gives the bytes of a fresh download', async () => {
    const once = new FeedMirror()
    const hourly = new FeedMirror()
    await hourly.follow(api.url)
    await once.follow(api.url)
    for (const step of DAY) {
      await live(step)
      await hourly.follow(api.url)
    }
    await once.follow(api.url)
    const fresh = await createForamenClient({baseUrl: api.url}).sync(
      emptySnapshot,
      isDocumentOrNotice,
    )
    expect(Object.fromEntries(hourly.files)).toEqual(documentsOf(fresh.snapshot))
    const current = documentsOf(fresh.snapshot)
    for (const [path, body] of once.files) expect(body, path).toBe(current[path])
  })
})

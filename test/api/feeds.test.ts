import {afterEach, beforeEach, expect, test} from 'vitest'
import {fixtureWith} from '../fixtures/content.ts'
import {Publications} from './publications.ts'

/** What people read in their feed readers: few entries, and none of safety pushed out by others. */

let publications: Publications
beforeEach(async () => {
  publications = await Publications.begin()
})
afterEach(() => publications.end())
const publish = (changes: Parameters<typeof fixtureWith>[0]) =>
  publications.publish(fixtureWith(changes))

const title = (day: string, words: string) => ({
  'technique-xray': {title: words, _updatedAt: `${day}T00:00:00Z`},
})
const WITHDRAWN = {
  'faq-drive': {
    status: 'withdrawn',
    withdrawal: {reason: 'It was wrong.', date: '2026-03-01'},
    _updatedAt: '2026-03-01T00:00:00Z',
  },
}

test('carry what documents changed themselves, not what shows them', async () => {
  const before = (await publish({})).read('feed.json').items.length
  const {changes, read} = await publish(title('2026-03-01', 'Moving X-ray'))
  expect(changes.items.length).toBeGreaterThan(3)
  expect(read('feed.json').items.length).toBe(before + 1)
  expect(read('feed.json').items[0]).toMatchObject({
    title: 'Moving X-ray',
    url: 'https://pain.example.org/en/techniques/live-x-ray/',
    date_published: '2026-03-01T00:00:00Z',
    tags: ['update', 'editorial'],
  })
})

test('keep what touches safety for 30 days, however much comes after it', async () => {
  await publish({})
  await publish(WITHDRAWN)
  const urls = (feed: {items: {url: string}[]}) => feed.items.map(({url}) => url)
  const withdrawn = 'https://pain.example.org/en/faqs/can-i-drive/'
  let last
  for (let edit = 0; edit < 55; edit += 1) {
    last = await publish({...WITHDRAWN, ...title('2026-03-02', `Moving X-ray ${edit}`)})
  }
  expect(urls(last?.read('feed.json'))).toContain(withdrawn)
  expect(urls(last?.read('feed.json')).length).toBe(51)
  const late = await publish({...WITHDRAWN, ...title('2026-04-01', 'Late X-ray')})
  expect(urls(late.read('feed.json'))).not.toContain(withdrawn)
}, 60_000)

test('Atom stands in the order of publication, whenever its documents were edited', async () => {
  await publish({})
  await publish(title('2026-03-01', 'Moving X-ray'))
  const {files} = await publish({
    ...title('2026-03-01', 'Moving X-ray'),
    'topic-pain': {title: 'Old edit, published late', _updatedAt: '2026-02-02T00:00:00Z'},
  })
  const atom = new TextDecoder().decode(files.get('api/v1/feed.xml'))
  const entries = [...atom.matchAll(/<entry>[^]*?<title>(.*?)<\/title>[^]*?<updated>(.*?)</g)]
  expect(entries.slice(0, 2).map(([, words, time]) => [words, time])).toEqual([
    ['Old edit, published late', '2026-03-01T00:00:00Z'],
    ['Moving X-ray', '2026-03-01T00:00:00Z'],
  ])
  const times = entries.map(([, , time]) => time)
  expect(times).toEqual(times.toSorted().toReversed())
})

import * as fc from 'fast-check'
import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest'
import {
  createForamenClient,
  emptySnapshot,
  ForamenError,
  type Snapshot,
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
  redirectToPage,
  reset,
  type Fault,
  type FaultyHost,
} from './faulty-host.ts'
import {documentsIn, publications, type Publication} from './publications.ts'

/** A copy through any sequence of publishes, faults and syncs. */

const hurt = {shortAnswer: 'A little, for some seconds.'}
const renamed = {slug: {_type: 'slug', current: 'driving'}, slugHistory: ['can-i-drive']}
const withdrawn = {
  status: 'withdrawn',
  withdrawal: {_type: 'withdrawal', reason: 'It was unclear.', date: '2026-03-01'},
}

let week: readonly Publication[]
let host: FaultyHost
beforeAll(async () => {
  host = await faultyHost()
  week = await publications(
    [
      fixtureDocuments(),
      fixtureWith({'faq-hurt': hurt}),
      fixtureWith({'faq-hurt': hurt, 'faq-drive': renamed}),
      fixtureWith({'faq-hurt': hurt, 'faq-drive': null}),
      fixtureWith({'faq-hurt': hurt, 'faq-drive': null, 'procedure-other': withdrawn}),
      fixtureWith({'faq-drive': null, 'technique-xray': {title: 'Moving X-ray'}}),
      // A document that was gone comes back.
      fixtureDocuments(),
    ],
    host.url,
  )
})
afterAll(() => host.close())
beforeEach(() => host.heal())

const FAULTS: Readonly<Record<string, Fault>> = {
  'sign-in page': htmlPage,
  'redirect to a page': redirectToPage('/login'),
  '{}': gives('{}'),
  null: gives('null'),
  half,
  cut,
  reset,
  hang,
  drip,
  '404': answers(404),
  '410': answers(410),
  '429': answers(429, {'retry-after': '0'}),
  '500': answers(500),
  '503 for an hour': answers(503, {'retry-after': '3600'}),
  tampered: (response, body) => response.end(`${Buffer.from(body)} `),
  yesterday: (response, _body, request) => {
    const path = new URL(request.url ?? '', host.url).pathname.slice(1)
    response.end(week[0]?.get(path) ?? 'nothing')
  },
}

const FILES = [
  /./,
  /^manifest/,
  /^recalls/,
  /^tombstones/,
  /all\.ndjson/,
  /can-i-drive/,
  /does-it-hurt/,
  /conditions/,
]

const step = fc.oneof(
  fc.record({do: fc.constant('publish' as const), which: fc.nat({max: 6})}),
  fc.record({
    do: fc.constant('break' as const),
    file: fc.constantFrom(...FILES),
    fault: fc.constantFrom(...Object.keys(FAULTS)),
    times: fc.integer({min: 1, max: 6}),
  }),
  // Most faults show only between two syncs.
  {weight: 2, arbitrary: fc.constant({do: 'sync' as const})},
  fc.constant({do: 'heal' as const}),
)

const steps = fc.array(step, {minLength: 3, maxLength: 14})

const bodies = ({files}: Snapshot) =>
  Object.fromEntries(Object.entries(files).map(([path, {body}]) => [path, body]))

/** Every text that a document had in any publication. */
const textsOf = (path: string) => week.map((publication) => documentsIn(publication)[path])

/** Whether a publication says that a document has left its address. */
const hasNotice =
  (path: string) =>
  (publication = week[0]) =>
    publication?.has(`api/v1/${path}`) && documentsIn(publication)[path] === undefined

test('no sequence of faults loses a document or takes a wrong one, and the copy heals', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.boolean(), async (taken, hasBulk) => {
      const heal = () => {
        host.heal()
        // Else a copy of few documents hardly ever asks for a single one.
        if (!hasBulk) host.break('en/all.ndjson', answers(404))
      }
      heal()
      host.publish(week[0] ?? new Map())
      const client = createForamenClient({
        baseUrl: host.url,
        retries: 1,
        retryDelayMs: 1,
        timeoutMs: 60,
      })
      const served = new Set([week[0]])
      let copy: Snapshot = emptySnapshot
      for (const one of [...taken, {do: 'sync' as const}]) {
        if (one.do === 'publish') {
          host.publish(week[one.which] ?? new Map())
          served.add(week[one.which])
        } else if (one.do === 'heal') heal()
        else if (one.do === 'break') host.break(one.file, FAULTS[one.fault] ?? hang, one.times)
        else {
          const before = copy
          const {snapshot, removed} = await client.sync(before).catch((error: unknown) => {
            if (!(error instanceof ForamenError) || error.progress === null) throw error
            return error.progress
          })
          copy = snapshot
          const lost = Object.keys(before.files).filter((path) => !(path in copy.files))
          expect(removed.map(({path}) => path)).toEqual(lost)
          for (const path of lost) expect([...served].some(hasNotice(path)), path).toBe(true)
          for (const [path, body] of Object.entries(bodies(copy))) {
            expect(textsOf(path), path).toContain(body)
          }
        }
      }
      heal()
      host.publish(week.at(-1) ?? new Map())
      const {snapshot} = await client.sync(copy)
      expect(bodies(snapshot)).toEqual(documentsIn(week.at(-1) ?? new Map()))
    }),
    {numRuns: 100},
  )
})

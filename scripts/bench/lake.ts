import {spawn} from 'node:child_process'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {performance} from 'node:perf_hooks'
import {createInterface} from 'node:readline'
import {fileURLToPath} from 'node:url'
import {evaluate, evaluateSync, parse} from 'groq-js'
import type {BenchRow} from './row.ts'

/**
 * How fast the embedded lake is, beside plain groq-js in the same run: absolute times on a busy
 * machine say little, ratios do.
 */

const TOKEN = 'bench'
const TYPES = ['faq', 'faq', 'condition', 'procedure', 'technique']
const POINT =
  '*[_type == $type && slug.current == $slug][0]{_id, title, "related": related[]->{title}}'
const LOOKUP = '*[_type == $type && slug.current == $slug][0]'
const LIST = '*[_type == "technique"] | order(title asc)[0...20]{_id, title, slug}'

interface BenchDocument {
  readonly _id: string
  readonly _type: string
  readonly title: string
  readonly slug: {_type: 'slug'; current: string}
  readonly related: {_type: 'reference'; _key: string; _ref: string; _weak: true}[]
  readonly body: unknown[]
}

/**
 * Measures import, point query, list query, patch and restart at each size.
 * @param sizes numbers of documents; each document is about 10 kB
 */
export async function benchLake(sizes: readonly number[]): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const size of sizes) rows.push(...(await benchSize(size)))
  return rows
}

async function benchSize(documents: number): Promise<BenchRow[]> {
  const dataset = Array.from({length: documents}, (_, index) => benchDocument(index, documents))
  const dataDir = await mkdtemp(join(tmpdir(), 'foramen-bench-lake-'))
  let lake = await startLake(dataDir)
  try {
    const imported = await seconds(() => importAll(lake.url, dataset))
    const lookup = await medianOf(100, (round) => pointQuery(lake.url, dataset, round, LOOKUP))
    const point = await medianOf(100, (round) => pointQuery(lake.url, dataset, round, POINT))
    const list = await medianOf(20, () => ask(lake.url, LIST, {}))
    const patch = await medianOf(50, (round) => patchOne(lake.url, dataset, round))
    const plain = await plainGroq(dataset)
    await lake.stop()
    const restart = await seconds(async () => {
      lake = await startLake(dataDir)
      await pointQuery(lake.url, dataset, 1, POINT)
    })
    const versus = 'groq-js scanning the same documents in memory'
    return [
      {what: 'lake: import', documents, value: documents / imported, unit: 'documents/s'},
      {
        what: 'lake: point lookup by slug, server time',
        documents,
        value: lookup.server,
        unit: 'ms',
        target: 'under 2 ms at 10,000 documents',
      },
      {
        what: 'lake: point query with 5 references, server time',
        documents,
        value: point.server,
        unit: 'ms',
        ratio: point.server / plain.point,
        versus,
      },
      {
        what: 'lake: point query with 5 references, over HTTP',
        documents,
        value: point.wall,
        unit: 'ms',
        ratio: point.wall / plain.point,
        versus,
      },
      {
        what: 'lake: list query, over HTTP',
        documents,
        value: list.wall,
        unit: 'ms',
        ratio: list.wall / plain.list,
        versus,
      },
      {
        what: 'groq-js: point query with 5 references, evaluate',
        documents,
        value: plain.point,
        unit: 'ms',
      },
      {
        what: 'groq-js: point query with 5 references, evaluateSync',
        documents,
        value: plain.pointSync,
        unit: 'ms',
      },
      {what: 'groq-js: list query, evaluate', documents, value: plain.list, unit: 'ms'},
      {what: 'lake: patch, durable', documents, value: patch.wall, unit: 'ms'},
      {
        what: 'lake: restart until the first answer',
        documents,
        value: restart,
        unit: 's',
        target: 'under 2 s at 10,000 documents',
      },
    ]
  } finally {
    await lake.stop()
    await rm(dataDir, {recursive: true, force: true})
  }
}

/** Same content every time: a linear congruential generator in place of chance. */
function benchDocument(index: number, total: number): BenchDocument {
  let state = index * 2_654_435_761 + 12_345
  const next = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state % limit
  }
  const words = [
    'needle',
    'joint',
    'nerve',
    'pain',
    'image',
    'steroid',
    'relief',
    'weeks',
    'clinic',
    'risk',
  ]
  const sentence = (): string =>
    Array.from({length: 60}, () => words[next(words.length)] ?? '').join(' ')
  return {
    _id: `bench-${index}`,
    _type: TYPES[index % TYPES.length] ?? 'faq',
    title: `Title ${next(1e6)}`,
    slug: {_type: 'slug', current: `slug-${index}`},
    related: Array.from({length: 5}, (_, key) => ({
      _type: 'reference',
      _key: `r${key}`,
      _ref: `bench-${next(total)}`,
      _weak: true,
    })),
    body: Array.from({length: 20}, (_, key) => ({
      _type: 'block',
      _key: `b${key}`,
      style: 'normal',
      markDefs: [],
      children: [{_type: 'span', _key: 's', marks: [], text: sentence()}],
    })),
  }
}

interface Lake {
  readonly url: string
  readonly stop: () => Promise<void>
}

async function startLake(dataDir: string): Promise<Lake> {
  const script = fileURLToPath(new URL('../lake.ts', import.meta.url))
  const child = spawn(
    process.execPath,
    [script, '--port', '0', '--data', dataDir, '--empty', '--token', TOKEN],
    {stdio: ['ignore', 'pipe', 'inherit']},
  )
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  for await (const line of createInterface({input: child.stdout})) {
    const url = /^lake ready (\S+)$/.exec(line)?.[1]
    if (url === undefined) continue
    return {
      url,
      stop: async () => {
        child.kill('SIGTERM')
        await exited
      },
    }
  }
  throw new Error('The lake did not start')
}

async function post(url: string, path: string, body: unknown): Promise<Response> {
  const response = await fetch(`${url}/v2025-02-19/data/${path}/production`, {
    method: 'POST',
    headers: {authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json'},
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
  return response
}

async function importAll(url: string, dataset: readonly BenchDocument[]): Promise<void> {
  for (let start = 0; start < dataset.length; start += 100) {
    const mutations = dataset
      .slice(start, start + 100)
      .map((document) => ({createOrReplace: document}))
    await post(url, 'mutate', {mutations})
  }
}

/** @returns milliseconds the lake says it took */
async function ask(url: string, query: string, params: Record<string, unknown>): Promise<number> {
  const response = await post(url, 'query', {query, params})
  await response.arrayBuffer()
  return Number(
    /total;dur=([\d.]+)/.exec(response.headers.get('server-timing') ?? '')?.[1] ?? Number.NaN,
  )
}

function pick(dataset: readonly BenchDocument[], round: number): BenchDocument {
  const found = dataset[(round * 7919) % dataset.length]
  if (!found) throw new RangeError('There are no documents to measure with')
  return found
}

async function pointQuery(
  url: string,
  dataset: readonly BenchDocument[],
  round: number,
  query: string,
): Promise<number> {
  const {_type, slug} = pick(dataset, round)
  return await ask(url, query, {type: _type, slug: slug.current})
}

async function patchOne(
  url: string,
  dataset: readonly BenchDocument[],
  round: number,
): Promise<number> {
  await post(url, 'mutate', {
    mutations: [{patch: {id: pick(dataset, round)._id, inc: {edits: 1}, setIfMissing: {edits: 0}}}],
  })
  return 0
}

async function plainGroq(
  dataset: readonly BenchDocument[],
): Promise<{point: number; pointSync: number; list: number}> {
  const run = async (query: string, params: Record<string, unknown>): Promise<number> => {
    const value = await evaluate(parse(query, {params}), {dataset, params})
    await value.get()
    return 0
  }
  const paramsOf = (round: number): Record<string, unknown> => {
    const {_type, slug} = pick(dataset, round)
    return {type: _type, slug: slug.current}
  }
  const point = await medianOf(5, (round) => run(POINT, paramsOf(round)))
  const pointSync = await medianOf(5, (round) => {
    const params = paramsOf(round)
    evaluateSync(parse(POINT, {params}), {dataset, params})
    return Promise.resolve(0)
  })
  const list = await medianOf(5, () => run(LIST, {}))
  return {point: point.wall, pointSync: pointSync.wall, list: list.wall}
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}

/** Median wall time and median of what `work` returns, in milliseconds; the first rounds warm up. */
async function medianOf(
  rounds: number,
  work: (round: number) => Promise<number>,
): Promise<{wall: number; server: number}> {
  const wall: number[] = []
  const server: number[] = []
  for (let round = -3; round < rounds; round++) {
    const started = performance.now()
    const told = await work(round + 3)
    if (round < 0) continue
    wall.push(performance.now() - started)
    server.push(told)
  }
  return {wall: median(wall), server: median(server)}
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

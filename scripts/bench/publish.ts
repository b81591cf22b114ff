import {execFile} from 'node:child_process'
import {mkdtemp, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {promisify} from 'node:util'
import {createForamenClient, emptySnapshot} from '../../site/client/index.ts'
import type {ProcedureV1} from '../../schemas/documents/procedure/procedure.v1.ts'
import type {LakeDocument} from '../../site/content/client.ts'
import {localClient, parseNdjson} from '../../site/content/ndjson.ts'
import {publish} from '../../site/publish/publish.ts'
import {readPublication, type Publication} from '../../site/publish/publication.ts'
import {createSiteServer} from '../../site/publish/serve.ts'
import {writeAndSwap} from '../../site/publish/swap.ts'
import {median, type BenchRow} from './row.ts'

/**
 * What a publish costs beside writing the same files, and what a partner's day costs beside the
 * health APIs that partners use today.
 */

const SEED = join(import.meta.dirname, '..', '..', 'studio', 'seed', 'production.ndjson')
const BASE_URL = 'https://pain.example.org'
/** One for all languages and copies. */
const SINGLE: ReadonlySet<string> = new Set(['siteSettings', 'redirect', 'glossaryTerm'])
const PROCEDURE = 'epidural-steroid-injection'

/** @param sizes numbers of documents; whole copies of the seed, at least one */
export async function benchPublish(sizes: readonly number[]): Promise<BenchRow[]> {
  const {documents: seed} = parseNdjson(await readFile(SEED))
  const folder = await mkdtemp(join(tmpdir(), 'foramen-bench-publish-'))
  try {
    const rows: BenchRow[] = []
    const counts = new Set(sizes.map((size) => Math.max(1, Math.round(size / seed.length))))
    for (const copies of counts) {
      const edition = editionOf(seed, copies)
      rows.push(...(await benchEdition(edition, join(folder, `of-${copies}`), copies === 1)))
    }
    const published = join(folder, 'seed')
    rows.push(await benchColdProcess(published, seed.length))
    return [...rows, ...(await benchPartner(published))]
  } finally {
    await rm(folder, {recursive: true, force: true})
  }
}

async function publishTo(out: string, documents: readonly LakeDocument[]) {
  const client = await localClient(documents, [], dirname(SEED))
  return publish({client, out, baseUrl: BASE_URL})
}

async function benchEdition(
  edition: readonly LakeDocument[],
  out: string,
  isSeed: boolean,
): Promise<BenchRow[]> {
  const first = await cpuSeconds(() => publishTo(out, edition))
  // A publisher that runs for days is warm: what counts is the median of its later publishes.
  const later: number[] = []
  for (let round = 0; round < 5; round += 1) {
    later.push(await cpuSeconds(() => publishTo(out, edition)))
  }
  const again = median(later)
  const {files} = await readPublication(out)
  const written = await cpuSeconds(() => writeAndSwap(`${out}-copy`, files))
  const versus = 'writing the same files'
  return [
    {
      what: 'publish: read, render, verify, swap, CPU of the first',
      documents: edition.length,
      value: first,
      unit: 's',
      ratio: first / written,
      versus,
    },
    {
      what: 'publish: the same again in a running publisher, CPU',
      documents: edition.length,
      value: again,
      unit: 's',
      ratio: again / written,
      versus,
      ...(isSeed ? {target: 'under 1 s'} : {}),
    },
  ]
}

const run = promisify(execFile)

/** CPU of `node scripts/build.ts`, less that of a process that only loads the same code. */
async function benchColdProcess(out: string, documents: number): Promise<BenchRow> {
  const root = join(import.meta.dirname, '..', '..')
  const build = ['scripts/build.ts', '--ndjson', SEED, '--out', out, '--base-url', BASE_URL]
  const load = ['--input-type=module', '--eval', LOAD]
  const runs = {whole: [] as number[], loading: [] as number[]}
  for (let round = 0; round < 4; round += 1) {
    const whole = await processSeconds(root, build)
    const loading = await processSeconds(root, load)
    // The first fills the compile cache.
    if (round > 0) runs.whole.push(whole)
    if (round > 0) runs.loading.push(loading)
  }
  const value = median(runs.whole) - median(runs.loading)
  return {
    what: 'publish: a process of its own, code already loaded, CPU',
    documents,
    value,
    unit: 's',
    ratio: value / median(runs.loading),
    versus: 'loading the code',
    target: 'under 1 s',
  }
}

/** Loads what `scripts/build.ts` loads, the compiled pages included. */
const LOAD = `
const {prepareColdStart} = await import('./scripts/cold-start.ts')
prepareColdStart()
await import('./site/content/index.ts')
await import('./site/publish/publish.ts')
const {loadCompiled} = await import('./site/publish/compile.ts')
await loadCompiled()
`

const REPORT = `data:text/javascript,${encodeURIComponent(`process.on('exit', () => {
  const {user, system} = process.cpuUsage()
  process.stderr.write('cpu ' + (user + system) + String.fromCharCode(10))
})`)}`

/** Seconds of processor time of a whole Node process. */
async function processSeconds(cwd: string, args: readonly string[]): Promise<number> {
  const {stderr} = await run(process.execPath, ['--import', REPORT, ...args], {cwd})
  const [, microseconds] = /^cpu (\d+)$/m.exec(stderr) ?? []
  return Number(microseconds) / 1_000_000
}

/** Seconds of processor time, all threads. */
async function cpuSeconds(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const {user, system} = process.cpuUsage(before)
  return (user + system) / 1_000_000
}

/** Whole copies of the seed side by side; ids, references and slugs of a copy end in its number. */
function editionOf(seed: readonly LakeDocument[], copies: number): LakeDocument[] {
  const shared = new Set(seed.filter(({_type}) => SINGLE.has(_type)).map(({_id}) => _id))
  return Array.from({length: copies}, (_, copy) => {
    if (copy === 0) return seed
    return seed
      .filter(({_id}) => !shared.has(_id))
      .map((document): LakeDocument => {
        const text = JSON.stringify(document, (key, value: unknown) => {
          if (typeof value !== 'string') return value
          const isId = (key === '_id' || key === '_ref') && !shared.has(value)
          return isId || key === 'current' ? `${value}-${copy}` : value
        })
        return JSON.parse(text)
      })
  }).flat()
}

/**
 * Requests and bytes of a partner. The anchors were measured on public answers of the NHS content
 * API (developer sandbox, 2026) and on examples of the GOV.UK content API.
 */
async function benchPartner(dir: string): Promise<BenchRow[]> {
  const publication = await readPublication(dir)
  const documents = [...publication.files.keys()].filter((path) => path.startsWith('api/v1/ids/'))
  const row = (what: string, value: number, unit: string, anchor: number, versus: string) => ({
    what: `partner: ${what}`,
    documents: documents.length,
    value,
    unit,
    ratio: value / anchor,
    versus: `${versus}: ${anchor}`,
  })
  const procedure = await readProcedure(publication)
  const sync = await measureSync(dir)
  return [
    row('a whole procedure', 1, 'requests', 3, 'NHS'),
    row('titles of a collection', 1, 'requests', 29, 'NHS'),
    row('nothing changed in the corpus', sync.unchanged.requests, 'requests', 50, 'NHS'),
    row('nothing changed, bodies', sync.unchanged.bytes, 'bytes', 3_300_000, 'NHS'),
    row('a copy of every document', sync.first.requests, 'requests', documents.length, 'documents'),
    row(
      'bytes per letter, HTML and text and sources',
      procedure.perLetter,
      'bytes',
      4.2,
      'NHS, HTML alone',
    ),
    row('cards in a procedure', procedure.cardShare * 100, '%', 68, 'GOV.UK'),
  ]
}

async function readProcedure({files}: Publication) {
  const bytes = files.get(`api/v1/en/procedures/${PROCEDURE}.json`)
  if (bytes === undefined) throw new Error(`${SEED} has no procedure ${PROCEDURE}`)
  const body: ProcedureV1 = JSON.parse(new TextDecoder().decode(bytes))
  const {faqs: _complete, ...cards} = body.related
  const letters = [...body.data.sections, ...body.related.faqs]
    .map(({text}) => text.length)
    .reduce((sum, length) => sum + length, 0)
  return {
    perLetter: bytes.length / letters,
    cardShare: JSON.stringify(cards).length / bytes.length,
  }
}

/** What the typed client asks for, first and when nothing changed since. */
async function measureSync(dir: string) {
  const server = await createSiteServer({dir, port: 0})
  try {
    let bytes = 0
    const counting: typeof fetch = async (input, init) => {
      const response = await fetch(input, init)
      const body = await response.arrayBuffer()
      bytes += body.byteLength
      const hasBody = response.status !== 304
      return new Response(hasBody ? body : null, response)
    }
    const client = createForamenClient({baseUrl: server.url, fetch: counting})
    const first = await client.sync(emptySnapshot)
    const atFirst = {requests: first.requests, bytes}
    bytes = 0
    const {requests} = await client.sync(first.snapshot)
    return {first: atFirst, unchanged: {requests, bytes}}
  } finally {
    await server.close()
  }
}

import {existsSync} from 'node:fs'
import {enableCompileCache, flushCompileCache} from 'node:module'
import {portOf, readCommandLine} from './command-line.ts'
import {compileCacheFolder} from './lake/compile-cache.ts'
import {messageOf} from './lake/errors.ts'

/** `node scripts/lake.ts`: runs the embedded content lake by itself. */

const usage = `Usage: node scripts/lake.ts [options]

Runs the embedded content lake: Sanity's HTTP API on 127.0.0.1, kept in one folder.

  --port N              port to listen on, 0 for any free one (default 4000)
  --data DIR            folder of the data (default .foramen/lake)
  --seed FILE           NDJSON or tar.gz to import when the lake is empty
                        (default studio/seed/production.ndjson)
  --empty               do not import anything
  --token TOKEN         token for writing and drafts (default: kept in DIR/token)
  --studio-origin URL   a further origin that Studio runs on; may be repeated
  --help                this text

Prints "lake ready http://127.0.0.1:N" when it answers. Ctrl-C stops it.
Exit codes: 0 stopped, 2 wrong usage, 3 the lake or the disk failed.`
const DEFAULT_SEED = 'studio/seed/production.ndjson'

const options = readCommandLine({
  usage,
  options: {
    port: {type: 'string', default: '4000'},
    data: {type: 'string', default: '.foramen/lake'},
    seed: {type: 'string'},
    empty: {type: 'boolean', default: false},
    token: {type: 'string'},
    'studio-origin': {type: 'string', multiple: true, default: []},
  },
  read({port, data, seed, empty, token, 'studio-origin': origins}) {
    if (empty && seed !== undefined) throw new TypeError('--empty and --seed exclude each other')
    if (token === '') throw new TypeError('--token is empty — leave it out to have one made')
    if (seed !== undefined && !existsSync(seed)) {
      throw new TypeError(`--seed ${seed}: there is no such file`)
    }
    const seedFile = empty ? null : (seed ?? DEFAULT_SEED)
    return {
      port: portOf('port', port, {from: 0}),
      dataDir: data,
      seedFile: seedFile !== null && existsSync(seedFile) ? seedFile : null,
      ...(token === undefined ? {} : {token}),
      studioOrigins: origins.map((url) => {
        if (URL.canParse(url)) return new URL(url).origin
        throw new TypeError(
          `--studio-origin ${url} is not an address such as http://localhost:3333`,
        )
      }),
    }
  },
})

async function main(): Promise<void> {
  const {seedFile, ...lake} = options
  enableCompileCache(compileCacheFolder())
  const {createLake} = await import('./lake/server.ts')
  const running = await createLake(lake)
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    // whatever hangs, the lake is gone within 2 seconds: every commit is on disk already
    setTimeout(() => process.exit(0), 1800).unref()
    void running.close().then(() => process.exit(0))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  const {needsSeed, seed} = await import('./lake/seed.ts')
  if (seedFile !== null && needsSeed(running)) {
    process.stdout.write(`lake: importing ${seedFile}\n`)
    const count = await seed(running, seedFile)
    process.stdout.write(`lake: ${count} documents imported\n`)
  }
  process.stdout.write(`lake ready ${running.url}\n`)
  flushCompileCache()
}

try {
  await main()
} catch (error) {
  process.stderr.write(`lake: ${messageOf(error)}\n`)
  process.exit(3)
}

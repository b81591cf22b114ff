/**
 * @module
 * `node scripts/lake.ts`: runs the embedded content lake by itself.
 */
import {existsSync} from 'node:fs'
import {enableCompileCache, flushCompileCache} from 'node:module'
import {parseArgs} from 'node:util'
import {compileCacheFolder} from './lake/compile-cache.ts'
import {messageOf} from './lake/errors.ts'

const HELP = `Usage: node scripts/lake.ts [options]

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
Exit codes: 0 stopped, 2 wrong usage, 3 the lake or the disk failed.
`
const DEFAULT_SEED = 'studio/seed/production.ndjson'

function usage(reason: string): never {
  process.stderr.write(`${reason}\n\n${HELP}`)
  process.exit(2)
}

function readOptions(): {
  port: number
  data: string
  seedFile: string | null
  token: string | null
  studioOrigins: string[]
} {
  const options = {
    port: {type: 'string'},
    data: {type: 'string'},
    seed: {type: 'string'},
    empty: {type: 'boolean'},
    token: {type: 'string'},
    'studio-origin': {type: 'string', multiple: true},
    help: {type: 'boolean'},
  } as const
  let values
  try {
    values = parseArgs({options}).values
  } catch (error) {
    usage(messageOf(error))
  }
  if (values.help) {
    process.stdout.write(HELP)
    process.exit(0)
  }
  const port = Number(values.port ?? 4000)
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    usage(`--port ${values.port} is not a port — use a number from 0 to 65535`)
  }
  if (values.empty && values.seed !== undefined) usage('--empty and --seed exclude each other')
  if (values.token === '') usage('--token is empty — leave it out to have one made')
  const seedFile = values.empty ? null : (values.seed ?? DEFAULT_SEED)
  if (values.seed !== undefined && !existsSync(values.seed))
    usage(`--seed ${values.seed}: there is no such file`)
  return {
    port,
    data: values.data ?? '.foramen/lake',
    seedFile: seedFile !== null && existsSync(seedFile) ? seedFile : null,
    token: values.token ?? null,
    studioOrigins: (values['studio-origin'] ?? []).map((url) => {
      if (!URL.canParse(url))
        usage(`--studio-origin ${url} is not an address such as http://localhost:3333`)
      return new URL(url).origin
    }),
  }
}

async function main(): Promise<void> {
  const {port, data, seedFile, token, studioOrigins} = readOptions()
  enableCompileCache(compileCacheFolder())
  const {createLake} = await import('./lake/server.ts')
  const running = await createLake({
    port,
    dataDir: data,
    studioOrigins,
    ...(token === null ? {} : {token}),
  })
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

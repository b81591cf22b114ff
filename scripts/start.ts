import {spawn, type ChildProcess} from 'node:child_process'
import {once} from 'node:events'
import {createServer} from 'node:net'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import {createPreviewApp} from '../site/publish/preview.ts'
import {exitCodeOf} from '../site/publish/publish.ts'
import {createSiteServer} from '../site/publish/serve.ts'
import {watchAndPublish} from '../site/publish/watch.ts'
import {portOf, readCommandLine} from './command-line.ts'
import {lakeToken} from './connection.ts'
import {startStudio} from './studio.ts'

/**
 * The main job in one command: the embedded lake (seeded on first run), a publish, the site with
 * API, widget and draft preview, and Studio. Every Publish in Studio republishes within a second.
 * Ctrl-C stops all of it.
 */

const usage = `Usage: npm start [-- --site-port 4321 --studio-port 3333 --lake-port 4000]
                 [--data .foramen/lake] [--out dist] [--no-studio]

Starts the embedded content lake, publishes into --out, serves the site with its
API and widget, a draft preview and Sanity Studio, and republishes after each
Publish in Studio. Ctrl-C stops everything.
Exit codes: 0 stopped by you, 1 the content has errors, 2 wrong usage or a port that is taken,
3 the lake or the disk failed.`

const options = readCommandLine({
  usage,
  options: {
    'site-port': {type: 'string', default: '4321'},
    'studio-port': {type: 'string', default: '3333'},
    'lake-port': {type: 'string', default: '4000'},
    data: {type: 'string', default: join('.foramen', 'lake')},
    out: {type: 'string', default: 'dist'},
    'no-studio': {type: 'boolean', default: false},
  },
  read: (values) => ({
    sitePort: portOf('site-port', values['site-port']),
    studioPort: portOf('studio-port', values['studio-port']),
    lakePort: portOf('lake-port', values['lake-port']),
    data: values.data,
    out: values.out,
    withStudio: !values['no-studio'],
  }),
})

/** A port that cannot be had, with the option that names another one. */
async function takenPort(option: string, port: number, host: string): Promise<string[]> {
  const server = createServer().listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error
    const problem = code === 'EADDRINUSE' ? 'is taken' : `cannot be used (${String(code)})`
    return [
      `port ${port} ${problem} — stop what uses it (another npm start?) or give another with ${option}`,
    ]
  }
  server.close()
  await once(server, 'close')
  return []
}

const say = (text: string) => process.stdout.write(`${text}\n`)

/** Starts the lake in its own process, so that its work never delays a page or a publish. */
async function startLake(port: number, data: string, origins: readonly string[]) {
  const child = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'lake.ts'),
      '--port',
      String(port),
      '--data',
      data,
      ...origins.flatMap((origin) => ['--studio-origin', origin]),
    ],
    {stdio: ['ignore', 'pipe', 'inherit']},
  )
  const lines = createInterface({input: child.stdout})
  const ready = new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => {
      if (line.startsWith('lake ready ')) resolve()
      else say(`  ${line}`)
    })
    child.on('exit', (code, signal) => reject(lakeEnded(code, signal)))
  })
  await ready
  return child
}

function lakeEnded(code: number | null, signal: string | null): Error {
  const how = signal === null ? `with exit code ${code}` : `by ${signal}`
  return new Error(`the lake ended ${how}`)
}

async function stopChild(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

const stop = new AbortController()
process.on('SIGINT', () => stop.abort())
process.on('SIGTERM', () => stop.abort())

const taken = [
  ...(await takenPort('--lake-port', options.lakePort, '127.0.0.1')),
  ...(await takenPort('--site-port', options.sitePort, '127.0.0.1')),
  ...(options.withStudio ? await takenPort('--studio-port', options.studioPort, 'localhost') : []),
]
if (taken.length > 0) {
  process.stderr.write(`${taken.join('\n')}\n`)
  process.exit(2)
}

const siteUrl = `http://127.0.0.1:${options.sitePort}`
const lakeUrl = `http://127.0.0.1:${options.lakePort}`
const studioUrl = `http://localhost:${options.studioPort}`

let lake: ChildProcess | undefined
const closers: (() => Promise<void>)[] = []
try {
  say('Starting the content lake …')
  lake = await startLake(options.lakePort, options.data, [
    studioUrl,
    `http://127.0.0.1:${options.studioPort}`,
  ])
  const token = await lakeToken(options.data)
  const studio = options.withStudio
    ? startStudio({
        port: options.studioPort,
        lakePort: options.lakePort,
        previewUrl: siteUrl,
        signal: stop.signal,
      })
    : undefined
  // Studio builds while the site publishes; its failure must not go unhandled meanwhile.
  studio?.catch(() => undefined)

  say('Publishing …')
  const watcher = await watchAndPublish({
    lake: {url: lakeUrl, token},
    out: options.out,
    baseUrl: siteUrl,
    log: (line) => say(`  ${line}`),
  })
  closers.push(() => watcher.close())
  const site = await createSiteServer({
    dir: options.out,
    port: options.sitePort,
    preview: createPreviewApp({
      lake: {url: lakeUrl, token},
      baseUrl: siteUrl,
      studioOrigins: [studioUrl, `http://127.0.0.1:${options.studioPort}`],
    }),
  })
  closers.push(() => site.close())

  say(`
  Site      ${siteUrl}/en/
  API       ${siteUrl}/api/v1/index.json
  Lake      ${lakeUrl}`)
  if (studio) {
    const running = await studio
    closers.push(() => running.close())
    say(`  Studio    ${studioUrl}`)
  }
  say('\nEdit in Studio and press Publish: pages, JSON and widget follow. Ctrl-C stops everything.')
  await new Promise<void>((resolve, reject) => {
    stop.signal.addEventListener('abort', () => resolve(), {once: true})
    lake?.on('exit', (code, signal) => reject(lakeEnded(code, signal)))
  })
} catch (error) {
  if (!stop.signal.aborted) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = exitCodeOf(error)
  }
} finally {
  for (const close of closers.toReversed()) await close()
  if (lake) await stopChild(lake)
  process.exit(process.exitCode ?? 0)
}

import {once} from 'node:events'
import {createServer} from 'node:net'
import {join} from 'node:path'
import {homePath} from '../schemas/api/v1/links.ts'
import {BASE_LANGUAGE} from '../schemas/languages/index.ts'
import {portOf, readCommandLine} from './command-line.ts'
import {watchChanges, type Changes} from './start/changes.ts'
import {stopProcess} from './start/child.ts'
import {followChanges, namesOf} from './start/development.ts'
import {createGate} from './start/gate.ts'
import {Job} from './start/job.ts'
import type {Failure} from './start/site/run.ts'
import {startDevelopmentStudio, startStudio} from './studio.ts'

/**
 * The main job in one command: the embedded lake (seeded on first run), a publish, the site with
 * API, widget and draft preview, and Studio. Every Publish in Studio republishes within a second, and
 * with --dev every save of a source. Ctrl-C stops all of it.
 */

const usage = `Usage: npm start [-- --site-port 4321 --studio-port 3333 --lake-port 4000]
                 [--data .foramen/lake] [--out dist] [--no-studio] [--dev]

Starts the embedded content lake, publishes into --out, serves the site with its
API and widget, a draft preview and Sanity Studio, and republishes after each
Publish in Studio. Ctrl-C stops everything.
--dev, which is npm run dev, also follows saved sources: pages, styles, schemas, rules,
projections, texts, the lake and Studio.
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
    dev: {type: 'boolean', default: false},
  },
  read: (values) => ({
    sitePort: portOf('site-port', values['site-port']),
    studioPort: portOf('studio-port', values['studio-port']),
    lakePort: portOf('lake-port', values['lake-port']),
    data: values.data,
    out: values.out,
    withStudio: !values['no-studio'],
    dev: values.dev,
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

const studioOrigins = [studioUrl, `http://127.0.0.1:${options.studioPort}`]

/** What ends the parts that run, in the order in which they were started. */
const closers: (() => Promise<void>)[] = []

async function openStudio() {
  const where = {port: options.studioPort, lakePort: options.lakePort, previewUrl: siteUrl}
  if (options.dev) {
    const child = startDevelopmentStudio(where)
    closers.push(() => stopProcess(child))
  } else {
    const studio = await startStudio({...where, signal: stop.signal})
    closers.push(() => studio.close())
  }
}

/** What is said of the first save under `npm start`. */
async function tellOfChange(changes: Changes) {
  let saved = await changes.next()
  while (saved.length === 0) saved = await changes.next()
  say(
    `${namesOf(saved)} changed: what runs stays as it was — stop it with Ctrl-C and start it again, or work with npm run dev`,
  )
  await changes.close()
}

/** Whatever keeps the job from starting. */
class StartError extends Error {
  readonly exitCode: number

  constructor({text, exitCode}: Failure) {
    super(text)
    this.exitCode = exitCode
  }
}

const ending = Promise.withResolvers<void>()
stop.signal.addEventListener('abort', () => ending.resolve(), {once: true})
try {
  const gate = await createGate(options.sitePort)
  closers.push(() => gate.close())
  const changes = await watchChanges(() => {
    if (options.dev) gate.hold()
  })
  closers.push(() => changes.close())
  const job = new Job({
    lakePort: options.lakePort,
    data: options.data,
    out: options.out,
    gate,
    siteUrl,
    studioOrigins,
    log: (line) => say(`  ${line}`),
    onEnd: (error) => {
      // Ctrl-C goes to every process of a terminal.
      if (stop.signal.aborted) return
      if (!options.dev) return ending.reject(error)
      say(`${error.message} — the next save starts it anew`)
    },
  })
  closers.push(() => job.close())

  say('Starting the content lake …')
  const withoutLake = await job.renewLake()
  if (withoutLake) throw new StartError(withoutLake)
  const studio = options.withStudio ? openStudio() : undefined
  // Studio builds while the site publishes; its failure must not go unhandled meanwhile.
  studio?.catch(() => undefined)

  say('Publishing …')
  const failure = await job.renewSite()
  // Under development the sources may be what does not fit.
  if (failure && !(options.dev && failure.isContent)) throw new StartError(failure)
  if (failure) say(`${failure.text}\nThe last good publication stays.`)
  say(`
  Site      ${siteUrl}${homePath(BASE_LANGUAGE)}
  API       ${siteUrl}/api/v1/index.json
  Lake      ${lakeUrl}`)
  if (studio) {
    await studio
    say(`  Studio    ${studioUrl}`)
  }
  say('\nEdit in Studio and press Publish: pages, JSON and widget follow. Ctrl-C stops everything.')
  if (options.dev) say('Save a source: the site follows.')
  void (options.dev ? followChanges({changes, job, say}) : tellOfChange(changes)).catch(
    ending.reject,
  )
  await ending.promise
} catch (error) {
  if (!stop.signal.aborted) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = error instanceof StartError ? error.exitCode : 3
  }
} finally {
  for (const close of closers.toReversed()) await close()
  process.exit(process.exitCode ?? 0)
}

import {spawn, type ChildProcess} from 'node:child_process'
import {once} from 'node:events'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {portOf, readCommandLine} from './command-line.ts'
import {builtStudio, SANITY_CLI} from './studio/build.ts'
import {serveStudio, type StudioServer} from './studio/serve.ts'

/** Sanity Studio on this machine: built once, then served as files. */

const ROOT = fileURLToPath(new URL('../', import.meta.url))

const usage = `Usage: node scripts/studio.ts [--port 3333] [--lake http://localhost:4000]
                               [--site http://localhost:4321] [--dev]

Builds Sanity Studio (once; again only after a change of studio/, schemas/ or the
lockfile) and serves it on this machine, working on the embedded content lake.
With SANITY_STUDIO_PROJECT_ID set it works on that project in Sanity's cloud.

  --port   where Studio answers
  --lake   the embedded lake; start it with node scripts/lake.ts
  --site   the site that shows drafts, for the preview and the API pane
  --dev    Sanity's development server instead: rebuilds while you edit Studio itself

Exit codes: 0 stopped by you, 2 wrong usage, 3 Studio could not be built or served.`

/**
 * Builds Studio if need be and serves it.
 *
 * @param port where Studio answers; 0 takes a free port
 * @param lakePort port of the embedded lake on this machine
 * @param previewUrl origin of the site, which shows drafts below `/preview/`
 * @param signal stops a build under way
 * @param log told what takes long
 * @throws {Error} when Studio cannot be built or the port is taken
 */
export async function startStudio({
  port,
  lakePort,
  previewUrl,
  signal,
  log = (line) => process.stdout.write(`${line}\n`),
}: {
  port: number
  lakePort: number
  previewUrl: string
  signal?: AbortSignal
  log?: (line: string) => void
}): Promise<StudioServer> {
  const folder = await builtStudio({log, ...(signal === undefined ? {} : {signal})})
  const onCloud = Boolean(process.env['SANITY_STUDIO_PROJECT_ID'])
  return serveStudio({
    folder,
    port,
    lakeUrl: onCloud ? undefined : `http://localhost:${lakePort}`,
    siteUrl: previewUrl,
  })
}

const readOptions = () =>
  readCommandLine({
    usage,
    options: {
      port: {type: 'string', default: '3333'},
      lake: {type: 'string', default: 'http://localhost:4000'},
      site: {type: 'string', default: 'http://localhost:4321'},
      dev: {type: 'boolean', default: false},
    },
    read(values) {
      const lake = new URL(values.lake)
      if (lake.protocol !== 'http:' || lake.port === '') {
        throw new TypeError(
          `--lake is not an address such as http://localhost:4000: ${values.lake}`,
        )
      }
      return {
        port: portOf('port', values.port, {from: 0}),
        lakePort: Number(lake.port),
        site: new URL(values.site).origin,
        dev: values.dev,
      }
    },
  })

/**
 * Starts Sanity's development server, which follows changes of Studio and schemas by itself.
 *
 * @param port where Studio answers
 * @param lakePort port of the embedded lake on this machine
 * @param previewUrl origin of the site, which shows drafts below `/preview/`
 */
export function startDevelopmentStudio({
  port,
  lakePort,
  previewUrl,
}: {
  port: number
  lakePort: number
  previewUrl: string
}): ChildProcess {
  return spawn(
    process.execPath,
    [SANITY_CLI, 'dev', '--host', '127.0.0.1', '--port', String(port)],
    {
      cwd: join(ROOT, 'studio'),
      env: {
        ...process.env,
        DO_NOT_TRACK: '1',
        SANITY_STUDIO_LAKE_PORT: String(lakePort),
        SANITY_STUDIO_PREVIEW_URL: previewUrl,
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  )
}

async function runDevelopmentServer(port: number, lakePort: number, previewUrl: string) {
  const child = startDevelopmentStudio({port, lakePort, previewUrl})
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => child.kill(name))
  const [code] = await once(child, 'exit')
  return typeof code === 'number' ? code : 0
}

async function main(): Promise<number> {
  const {port, lakePort, site, dev} = readOptions()
  if (dev) return (await runDevelopmentServer(port, lakePort, site)) === 0 ? 0 : 3
  const stop = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => stop.abort())
  try {
    const studio = await startStudio({port, lakePort, previewUrl: site, signal: stop.signal})
    process.stdout.write(`studio ready ${studio.url}\n`)
    if (!stop.signal.aborted) await once(stop.signal, 'abort')
    await studio.close()
    return 0
  } catch (error) {
    if (stop.signal.aborted) return 0
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 3
  }
}

if (import.meta.main) process.exit(await main())

import {spawn} from 'node:child_process'
import {on, once} from 'node:events'
import {mkdtemp, readFile, rm} from 'node:fs/promises'
import {createServer} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import {fileURLToPath} from 'node:url'

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url))

/** `npm start` on free ports, with a lake and a publication of its own. Addresses are origins. */
export interface MainJob {
  readonly site: string
  readonly studio: string
  readonly lake: string
  /** What lets a client write to the lake. */
  readonly lakeToken: string
  /** Everything the command has printed so far. */
  readonly output: () => string
  /** The next line it prints that matches. */
  nextLine(pattern: RegExp): Promise<string>
  close(): Promise<void>
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (typeof address === 'object' && address !== null) return address.port
  throw new Error('no free port was given')
}

/**
 * Starts lake, publisher, site, preview and Studio as `npm start` does, on the example content.
 *
 * @param repository a copy of the sources; these unless told
 * @param options further options of the command
 * @throws {Error} with what was printed, when it ends before everything runs
 */
export async function startMainJob({
  repository = REPOSITORY,
  options = [],
}: {repository?: string; options?: readonly string[]} = {}): Promise<MainJob> {
  const folder = await mkdtemp(join(tmpdir(), 'foramen-start-'))
  const [sitePort, studioPort, lakePort] = [await freePort(), await freePort(), await freePort()]
  const data = join(folder, 'lake')
  const child = spawn(
    process.execPath,
    [
      join(repository, 'scripts', 'start.ts'),
      '--site-port',
      String(sitePort),
      '--studio-port',
      String(studioPort),
      '--lake-port',
      String(lakePort),
      '--data',
      data,
      '--out',
      join(folder, 'dist'),
      ...options,
    ],
    {cwd: repository, stdio: ['ignore', 'pipe', 'inherit']},
  )
  const printed: string[] = []
  const lines = createInterface({input: child.stdout})
  const isReady = await new Promise<boolean>((resolve) => {
    lines.on('line', (line) => {
      printed.push(line)
      if (line.startsWith('Edit in Studio')) resolve(true)
    })
    lines.once('close', () => resolve(false))
  })
  const output = () => printed.join('\n')
  if (!isReady) throw new Error(`the start ended with exit code ${child.exitCode}:\n${output()}`)
  return {
    site: `http://127.0.0.1:${sitePort}`,
    studio: `http://localhost:${studioPort}`,
    lake: `http://127.0.0.1:${lakePort}`,
    lakeToken: (await readFile(join(data, 'token'), 'utf8')).trim(),
    output,
    nextLine: async (pattern) => {
      for await (const [line] of on(lines, 'line', {close: ['close']})) {
        if (pattern.test(String(line))) return String(line)
      }
      throw new Error(`it ended before it said ${pattern}`)
    },
    close: async () => {
      if (child.exitCode === null) {
        const exit = once(child, 'exit')
        child.kill('SIGTERM')
        await exit
      }
      await rm(folder, {recursive: true, force: true})
    },
  }
}

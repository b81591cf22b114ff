import {spawn, type ChildProcess} from 'node:child_process'
import {once} from 'node:events'
import {mkdtemp, rm} from 'node:fs/promises'
import {connect} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import {setImmediate} from 'node:timers/promises'
import {fileURLToPath} from 'node:url'
import {createClient, type ClientConfig, type SanityClient} from '@sanity/client'
import {onTestFinished} from 'vitest'
import {createLake, type LakeOptions, type RunningLake} from '../../scripts/lake/server.ts'

/** Lakes for tests: in this process, or as the command people run; clients and raw sockets to them. */

export const TOKEN = 'test-token'

/** A folder that is removed after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'foramen-lake-test-'))
  onTestFinished(() => rm(folder, {recursive: true, force: true}))
  return folder
}

/** A lake in this process, empty unless its folder is not; closed after the test. */
export async function startLake(options: Partial<LakeOptions> = {}): Promise<RunningLake> {
  const dataDir = options.dataDir ?? (await temporaryFolder())
  const lake = await createLake({port: 0, token: TOKEN, ...options, dataDir})
  onTestFinished(() => lake.close().catch(ignoreSecondClose))
  return lake
}

function ignoreSecondClose(error: unknown): void {
  if (!(error instanceof Error) || !/not open/.test(error.message)) throw error
}

export interface LakeProcess {
  url: string
  child: ChildProcess
  /** Sends a signal and waits for the end. @returns the exit code, null when killed */
  end: (signal: NodeJS.Signals) => Promise<number | null>
}

/** The lake as its command, ready to answer; killed after the test. */
export async function spawnLake(
  dataDir: string,
  args: readonly string[] = ['--empty'],
): Promise<LakeProcess> {
  const script = fileURLToPath(new URL('../../scripts/lake.ts', import.meta.url))
  const child = spawn(
    process.execPath,
    [script, '--port', '0', '--data', dataDir, '--token', TOKEN, ...args],
    {stdio: ['ignore', 'pipe', 'pipe']},
  )
  const exited = once(child, 'exit')
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await exited
  })
  let errors = ''
  child.stderr.on('data', (chunk) => (errors += String(chunk)))
  for await (const line of createInterface({input: child.stdout})) {
    const url = /^lake ready (\S+)$/.exec(line)?.[1]
    if (url === undefined) continue
    const end = async (signal: NodeJS.Signals): Promise<number | null> => {
      child.kill(signal)
      await exited
      return child.exitCode
    }
    return {url, child, end}
  }
  throw new Error(`The lake ended before it was ready: ${errors}`)
}

export function clientOf({url}: {url: string}, config: Partial<ClientConfig> = {}): SanityClient {
  return createClient({
    projectId: 'foramen',
    dataset: 'production',
    apiVersion: '2025-02-19',
    apiHost: url,
    useProjectHostname: false,
    useCdn: false,
    token: TOKEN,
    maxRetries: 0,
    ...config,
  })
}

export interface Answer {
  status: number
  headers: Headers
  body: unknown
}

/** A request with the token, as JSON. */
export async function ask(
  {url}: {url: string},
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {authorization: `Bearer ${TOKEN}`},
): Promise<Answer> {
  const response = await fetch(`${url}/v2025-02-19${path}`, {
    method,
    headers: {...(body === undefined ? {} : {'content-type': 'application/json'}), ...headers},
    ...(body === undefined ? {} : {body: typeof body === 'string' ? body : JSON.stringify(body)}),
  })
  const text = await response.text()
  const parsed: unknown = text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text
  return {status: response.status, headers: response.headers, body: parsed}
}

/** Bytes over a bare socket, for what no HTTP client would send. @returns everything it answered */
export async function raw({url}: {url: string}, bytes: string | Buffer): Promise<string> {
  const {port} = new URL(url)
  const socket = connect(Number(port), '127.0.0.1')
  let answer = ''
  socket.on('data', (chunk) => (answer += chunk.toString('latin1')))
  socket.on('error', () => socket.destroy())
  socket.write(bytes)
  socket.setTimeout(3000, () => socket.destroy())
  await once(socket, 'close')
  return answer
}

/** What went wrong, for assertions on refusals. */
export async function refusal(
  work: Promise<unknown>,
): Promise<{statusCode: number; message: string; details: unknown}> {
  try {
    await work
  } catch (error) {
    if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number') {
      return {
        statusCode: error.statusCode,
        message: error.message,
        details: 'details' in error ? error.details : null,
      }
    }
    throw error
  }
  throw new Error('The request was expected to be refused, but was not')
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** Waits until the clock shows a later millisecond. @returns it */
export async function later(): Promise<string> {
  const now = Date.now()
  while (Date.now() === now) await setImmediate()
  return new Date().toISOString()
}

/** Waits until something holds; fails with `what` after 20 s. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`It never happened that ${what}`)
    await sleep(20)
  }
}

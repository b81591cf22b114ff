import {spawn, type ChildProcess} from 'node:child_process'
import {once} from 'node:events'
import {mkdtemp, readFile, rm} from 'node:fs/promises'
import {createServer} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import {fileURLToPath} from 'node:url'
import {createClient, type SanityClient} from '@sanity/client'
import {type Browser, chromium, type Locator, type Page} from 'playwright-core'
import {startStudio} from '../../scripts/studio.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'

/** Studio in a browser on a lake of its own, filled with the example content. */
export interface EditorsRoom {
  readonly page: Page
  /** Reads and writes the lake beside Studio, as other editors would. */
  readonly lake: SanityClient
  /** Address in Studio, for example `structure/faq`. */
  open(path: string): Promise<void>
  close(): Promise<void>
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (typeof address === 'object' && address !== null) return address.port
  throw new Error('no free port was given')
}

async function startLake(data: string, studioPort: number) {
  const child = spawn(
    process.execPath,
    [
      join(ROOT, 'scripts', 'lake.ts'),
      '--port',
      '0',
      '--data',
      data,
      '--seed',
      join(ROOT, 'studio', 'seed', 'production.ndjson'),
      '--studio-origin',
      `http://localhost:${studioPort}`,
    ],
    {stdio: ['ignore', 'pipe', 'inherit']},
  )
  for await (const line of createInterface({input: child.stdout})) {
    const port = /^lake ready http:\/\/127\.0\.0\.1:(\d+)$/.exec(line)?.[1]
    if (port !== undefined) return {child, port: Number(port)}
  }
  throw new Error(`the lake ended with exit code ${child.exitCode} before it was ready`)
}

async function stop(child: ChildProcess) {
  if (child.exitCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  await exit
}

/** Starts lake, Studio and browser on free ports. */
export async function openEditorsRoom(): Promise<EditorsRoom> {
  const data = await mkdtemp(join(tmpdir(), 'foramen-studio-'))
  const studioPort = await freePort()
  const {child, port: lakePort} = await startLake(data, studioPort)
  const studio = await startStudio({
    port: studioPort,
    lakePort,
    previewUrl: 'http://127.0.0.1:4321',
    log: () => undefined,
  })
  const token = (await readFile(join(data, 'token'), 'utf8')).trim()
  const lake = createClient({
    projectId: 'foramen',
    dataset: 'production',
    apiVersion: '2025-02-19',
    apiHost: `http://127.0.0.1:${lakePort}`,
    useProjectHostname: false,
    useCdn: false,
    perspective: 'raw',
    token,
  })
  const browser = await launch()
  const page = await browser.newPage({viewport: {width: 1440, height: 1000}})
  page.setDefaultTimeout(90_000)
  return {
    page,
    lake,
    open: async (path) => {
      await page.goto(`${studio.url}/${path}`)
    },
    close: async () => {
      await browser.close()
      await studio.close()
      await stop(child)
      await rm(data, {recursive: true, force: true})
    },
  }
}

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** Chooses an entry of the menu beside Publish. */
export async function chooseAction(page: Page, name: string): Promise<void> {
  await page.getByTestId('action-menu-button').last().click()
  await page.getByRole('menuitem', {name}).locator('visible=true').click()
}

/** The Publish button of the open document. */
export function publishButton(page: Page): Locator {
  return page.getByTestId('action-publish')
}

/**
 * Asks the lake until it has what the test waits for.
 *
 * @throws {Error} with the last answer, after a minute
 */
export async function eventually<T>(
  ask: () => Promise<T>,
  isRight: (answer: T) => boolean,
): Promise<T> {
  const until = Date.now() + 60_000
  for (;;) {
    const answer = await ask()
    if (isRight(answer)) return answer
    if (Date.now() > until) throw new Error(`the lake still says ${JSON.stringify(answer)}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

import {createHash} from 'node:crypto'
import {once} from 'node:events'
import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs'
import {mkdir, rename, rm, writeFile} from 'node:fs/promises'
import {dirname, join, relative, sep} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {Worker} from 'node:worker_threads'
import type {PageLocals} from '../content/index.ts'
import type {WidgetFiles} from '../widget/files.ts'
import type {ContractFiles} from './api/contract.ts'
import {publisherAdapter} from './adapter/index.ts'

/** The compiled Astro app. */
export interface PagesApp {
  render(request: Request, options: {locals: PageLocals}): Promise<Response>
}

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url))
const SITE = join(REPOSITORY, 'site')
/** Inside the repository, so that the compiled app finds the packages it imports. */
const APPS = join(REPOSITORY, '.foramen', 'app')

/** What the compiled app is made from. Content is no part of it. */
const SOURCES = [
  'site/src',
  'site/astro.config.ts',
  'site/widget',
  'site/publish/adapter',
  'site/publish/api/contract.ts',
  'site/publish/api/contract-worker.ts',
  'site/publish/compile.ts',
  'site/content/json.ts',
  'schemas',
  'package-lock.json',
]

function filesBelow(path: string): string[] {
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}

/** Asked at every publish: read in one go, which costs a tenth of one promise a file. */
function sourcesHash(): string {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    for (const file of filesBelow(join(REPOSITORY, source))) {
      hash.update(relative(REPOSITORY, file)).update('\0').update(readFileSync(file)).update('\0')
    }
  }
  return hash.digest('hex').slice(0, 16)
}

/** Everything that is made from code alone, whatever the content. */
export interface Compiled {
  readonly app: PagesApp
  readonly widget: WidgetFiles
  readonly contract: ContractFiles
}

type Log = (line: string) => void

/** Where the app for the sources as they are now lies; compiles it unless it is there. */
async function compiledApp(log: Log): Promise<string> {
  const hash = sourcesHash()
  const folder = join(APPS, hash)
  if (existsSync(folder)) return folder
  // Only a compile needs Astro's compiler, and loading it takes longer than a publish.
  const {build} = await import('astro')
  log('compiling the pages (once per change of their code) …')
  // Renamed when whole: an interrupted or concurrent compile never leaves half an app in place.
  const part = `${folder}.${process.pid}.part`
  await mkdir(APPS, {recursive: true})
  try {
    await build({
      root: SITE,
      outDir: part,
      cacheDir: join(APPS, 'cache', String(process.pid)),
      logLevel: 'error',
      integrations: [],
      // Replaces the one of astro.config.ts, which publishes after a plain `astro build`.
      adapter: publisherAdapter(),
    })
    const {buildWidget} = await import('../widget/build.ts')
    await writeFiles(join(part, WIDGET), await buildWidget())
    await writeFiles(join(part, CONTRACT), await contractOnDisk())
    // Somebody wrote in the sources meanwhile: what was compiled belongs to no state of them.
    if (sourcesHash() !== hash) return await compiledApp(log)
    await rename(part, folder).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(part, {recursive: true, force: true})
    await rm(join(APPS, 'cache', String(process.pid)), {recursive: true, force: true})
  }
  return folder
}

/** Folders beside the app. */
const WIDGET = 'widget-files'
const CONTRACT = 'contract-files'

async function contractOnDisk(): Promise<ContractFiles> {
  const worker = new Worker(new URL('./api/contract-worker.ts', import.meta.url))
  const [files]: ContractFiles[] = await once(worker, 'message')
  if (files === undefined) throw new Error('[publish] the contract was not made')
  return files
}

async function writeFiles(folder: string, files: ReadonlyMap<string, Uint8Array>) {
  for (const [path, bytes] of files) {
    const file = join(folder, path)
    await mkdir(dirname(file), {recursive: true})
    await writeFile(file, bytes)
  }
}

function readFiles(folder: string): Map<string, Uint8Array<ArrayBuffer>> {
  return new Map(
    filesBelow(folder).map((file) => [
      relative(folder, file).split(sep).join('/'),
      new Uint8Array(readFileSync(file)),
    ]),
  )
}

/**
 * The app that renders pages, the widget and the published contract, compiled at most once per change of their
 * sources.
 * @throws {Error} when the pages or the widget do not compile
 */
export async function loadCompiled(log: Log = () => undefined): Promise<Compiled> {
  const folder = await compiledApp(log)
  return {
    app: await importApp(folder),
    widget: readFiles(join(folder, WIDGET)),
    contract: readFiles(join(folder, CONTRACT)),
  }
}

/** The app alone, for previews. @throws {Error} when the pages do not compile */
export async function loadPagesApp(log: Log = () => undefined): Promise<PagesApp> {
  return importApp(await compiledApp(log))
}

async function importApp(folder: string): Promise<PagesApp> {
  // Checked by the first page rendered: the module is the one this adapter built.
  const module: {app: PagesApp} = await import(pathToFileURL(join(folder, 'server/entry.mjs')).href)
  return module.app
}

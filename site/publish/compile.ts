import {existsSync, readFileSync} from 'node:fs'
import {mkdir, readdir, rename, rm, stat, utimes, writeFile} from 'node:fs/promises'
import {dirname, join, relative, sep} from 'node:path'
import {pathToFileURL} from 'node:url'
import {COLLECTIONS} from '../../schemas/documents/type-lists.ts'
import type {PageLocals} from '../content/index.ts'
import type {WidgetFiles} from '../widget/files.ts'
import {contractFiles, type ContractFiles} from './api/contract.ts'
import {publisherAdapter} from './adapter/index.ts'
import {
  filesBelow,
  nameOf,
  readSources,
  refuseOtherCode,
  rememberSources,
  REPOSITORY,
} from './sources.ts'

// Late, unless whoever loads this has done so before.
rememberSources()

/** The compiled Astro app. */
export interface PagesApp {
  render(request: Request, options: {locals: PageLocals}): Promise<Response>
}

const SITE = join(REPOSITORY, 'site')
/** Inside the repository, so that the compiled app finds the packages it imports. */
const APPS = join(REPOSITORY, '.foramen', 'app')
/** Apps are named by their sources; those used last stay. */
const KEPT_APPS = 3
const APP_NAME = /^[0-9a-f]{16}$/
/** What a compile that was killed leaves behind is nobody's after this time. */
const LEFT_BEHIND_MS = 60 * 60 * 1000
/** Folders beside the app. */
const WIDGET = 'widget-files'
const CONTRACT = 'contract-files'

/** @throws {Error} with the pages that are still to be written, before anything is compiled */
function refuseMissingPages(): void {
  const missing = COLLECTIONS.map(
    (collection) => `site/src/pages/[locale]/${collection}/[slug].astro`,
  ).filter((page) => !existsSync(join(REPOSITORY, page)))
  if (missing.length === 0) return
  throw new Error(
    `[publish] there is no page for every document type: write ${missing.join(' and ')}`,
  )
}

/** Everything that is made from code alone, whatever the content. */
export interface Compiled {
  readonly app: PagesApp
  readonly widget: WidgetFiles
  readonly contract: ContractFiles
}

type Log = (line: string) => void

/** A process that publishes stays with what it has compiled, as it stays with the code it has loaded. */
let current: Promise<Compiled> | undefined

/**
 * The app that renders pages, the widget and the published contract: of the sources as they were when
 * this process asked first, or compiled anew last. Compiled at most once per change of the sources.
 * @throws {Error} when the pages or the widget do not compile
 * @throws {ChangedSourcesError} when this process has loaded other sources than there are now
 */
export function loadCompiled(log: Log = () => undefined): Promise<Compiled> {
  if (current === undefined) {
    const compiled = compile(log)
    current = compiled
    compiled.catch(() => {
      if (current === compiled) current = undefined
    })
  }
  return current
}

/**
 * Takes the pages as their sources are now. When it fails, what was compiled earlier stays.
 * @returns what goes back to it
 * @throws {Error} as `loadCompiled`
 */
export async function compileAnew(log: Log = () => undefined): Promise<() => void> {
  const before = current
  current = Promise.resolve(await compile(log))
  return () => (current = before)
}

async function compile(log: Log): Promise<Compiled> {
  const folder = await compiledFolder(log)
  return {
    app: await importApp(folder),
    widget: readFiles(join(folder, WIDGET)),
    contract: readFiles(join(folder, CONTRACT)),
  }
}

/** Where the app for the sources as they are now lies; compiles it unless it is there. */
async function compiledFolder(log: Log): Promise<string> {
  const sources = readSources()
  refuseOtherCode(sources)
  const folder = join(APPS, nameOf(sources))
  if (existsSync(folder)) {
    const now = new Date()
    await utimes(folder, now, now)
    return folder
  }
  refuseMissingPages()
  // Only a compile needs Astro's compiler, and loading it takes longer than a publish.
  const {build} = await import('astro')
  log('compiling the pages (once per change of their code) …')
  // Renamed when whole: an interrupted or concurrent compile never leaves half an app in place.
  const part = `${folder}.${process.pid}.part`
  const cache = `${folder}.${process.pid}.cache`
  try {
    await mkdir(APPS, {recursive: true})
    await build({
      root: SITE,
      outDir: part,
      cacheDir: cache,
      logLevel: 'error',
      integrations: [],
      // Replaces the one of astro.config.ts, which publishes after a plain `astro build`.
      adapter: publisherAdapter(),
    })
    const {buildWidget} = await import('../widget/build.ts')
    await writeFiles(join(part, WIDGET), await buildWidget())
    await writeFiles(join(part, CONTRACT), contractFiles())
    // Somebody wrote in the sources meanwhile: what was compiled belongs to no state of them.
    if (nameOf(readSources()) !== nameOf(sources)) return await compiledFolder(log)
    await rename(part, folder).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
    await removeOldApps()
  } finally {
    await rm(part, {recursive: true, force: true})
    await rm(cache, {recursive: true, force: true})
  }
  return folder
}

async function removeOldApps() {
  const entries = await Promise.all(
    (await readdir(APPS)).map(async (name) => ({
      name,
      usedAt: (await stat(join(APPS, name)).catch(() => null))?.mtimeMs ?? 0,
    })),
  )
  const apps = entries
    .filter(({name}) => APP_NAME.test(name))
    .toSorted((a, b) => b.usedAt - a.usedAt)
  const leftBehind = entries.filter(
    ({name, usedAt}) => /\.(part|cache)$/.test(name) && usedAt < Date.now() - LEFT_BEHIND_MS,
  )
  for (const {name} of [...apps.slice(KEPT_APPS), ...leftBehind]) {
    await rm(join(APPS, name), {recursive: true, force: true})
  }
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

async function importApp(folder: string): Promise<PagesApp> {
  const server = join(folder, 'server')
  // Checked by the first page rendered: the module is the one this adapter built.
  const module: {app: PagesApp} = await import(pathToFileURL(join(server, 'entry.mjs')).href)
  // It imports a page when it renders it first, and the folder may have made way for newer ones by then.
  const parts = filesBelow(server).filter((file) => file.endsWith('.mjs'))
  await Promise.all(parts.map((file) => import(pathToFileURL(file).href)))
  return module.app
}

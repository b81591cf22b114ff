import {createHash} from 'node:crypto'
import {mkdir, readdir, readFile, rename, rm, stat} from 'node:fs/promises'
import {join, relative} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import type {PageLocals} from '../content/index.ts'
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
  'schemas',
  'package-lock.json',
]

async function filesBelow(path: string): Promise<string[]> {
  if ((await stat(path)).isFile()) return [path]
  const entries = await readdir(path, {recursive: true, withFileTypes: true})
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}

async function sourcesHash(): Promise<string> {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    for (const file of await filesBelow(join(REPOSITORY, source))) {
      hash
        .update(relative(REPOSITORY, file))
        .update('\0')
        .update(await readFile(file))
        .update('\0')
    }
  }
  return hash.digest('hex').slice(0, 16)
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )

/** Where the app for the sources as they are now lies; compiles it unless it is there. */
async function compiledApp(log: (line: string) => void): Promise<string> {
  const folder = join(APPS, await sourcesHash())
  if (await exists(folder)) return folder
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
      adapter: publisherAdapter(),
    })
    await rename(part, folder).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(part, {recursive: true, force: true})
    await rm(join(APPS, 'cache', String(process.pid)), {recursive: true, force: true})
  }
  return folder
}

/**
 * The app that renders pages, compiled at most once per change of its sources.
 * @throws {Error} when the pages do not compile
 */
export async function loadPagesApp(
  log: (line: string) => void = () => undefined,
): Promise<PagesApp> {
  const folder = await compiledApp(log)
  // Checked by the first page rendered: the module is the one this adapter built.
  const module: {app: PagesApp} = await import(pathToFileURL(join(folder, 'server/entry.mjs')).href)
  return module.app
}

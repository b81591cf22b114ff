import {spawn} from 'node:child_process'
import {createHash} from 'node:crypto'
import {once} from 'node:events'
import {existsSync} from 'node:fs'
import {glob, mkdir, readFile, rename, rm, stat, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
export const SANITY_CLI = join(ROOT, 'node_modules', 'sanity', 'bin', 'sanity')
/** Finished builds, each in a folder named by the hash of what it was made from. */
const BUILDS = join(ROOT, '.foramen', 'studio')
/** What decides how a Studio build looks. Content (`studio/seed`) does not. */
const SOURCES = ['studio/**/*.{ts,tsx,json}', 'schemas/**/*.ts', 'package-lock.json']
const KEY_CHARS = 16
/** A Studio that is open fetches parts of its build later: builds stay for a week. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000

/**
 * A static build of Studio that is no older than its sources: made at most once, then found again.
 *
 * @param log told before the build starts, because it takes half a minute
 * @returns the folder that holds `index.html`
 * @throws {Error} when the Sanity CLI cannot build, with its output
 */
export async function builtStudio({
  log,
  signal,
}: {
  log: (line: string) => void
  signal?: AbortSignal
}): Promise<string> {
  const key = await sourcesKey()
  const finished = join(BUILDS, key)
  if (existsSync(join(finished, 'index.html'))) return finished
  log('Building Studio: once, then again only after a change (about half a minute) …')
  const staging = `${finished}.${process.pid}`
  await rm(staging, {recursive: true, force: true})
  await mkdir(BUILDS, {recursive: true})
  await runSanity(['build', staging, '--yes'], signal === undefined ? {} : {signal})
  await keepLocal(staging)
  await publishBuild(staging, finished)
  return finished
}

/**
 * Runs the Sanity CLI in `studio/`, offline and without its telemetry.
 *
 * @throws {Error} with the end of its output, when it fails
 */
export async function runSanity(
  args: readonly string[],
  {signal, env = {}}: {signal?: AbortSignal; env?: Readonly<Record<string, string>>} = {},
): Promise<void> {
  const child = spawn(process.execPath, [SANITY_CLI, ...args], {
    cwd: join(ROOT, 'studio'),
    env: {...process.env, DO_NOT_TRACK: '1', CI: '1', NO_COLOR: '1', ...env},
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text))
  const [code] = await once(child, 'close')
  if (code !== 0)
    throw new Error(`sanity ${args[0]} ended with exit code ${code}:\n${output.slice(-4000)}`)
}

async function sourcesKey() {
  const hash = createHash('sha256')
  const files: string[] = []
  for await (const file of glob(SOURCES, {cwd: ROOT})) files.push(file)
  for (const file of files.toSorted()) {
    hash.update(`${file}\0`)
    hash.update(await readFile(join(ROOT, file)))
  }
  for (const name of Object.keys(process.env).toSorted())
    if (name.startsWith('SANITY_STUDIO_')) hash.update(`${name}=${process.env[name]}\0`)
  return hash.digest('hex').slice(0, KEY_CHARS)
}

/**
 * Takes out what would call outside: Sanity's dashboard bridge and fonts from its servers. System
 * fonts stand next in every font list. The content security policy would refuse both anyway, with
 * an error in the console for each.
 */
async function keepLocal(folder: string) {
  const index = join(folder, 'index.html')
  const html = await readFile(index, 'utf8')
  await writeFile(
    index,
    html
      .replace(/<script[^>]*\bdata-sanity-core\b[^>]*><\/script>/g, '')
      .replace(/\s*@font-face\s*\{[^}]*\}/g, ''),
  )
  for await (const file of glob('static/*.css', {cwd: folder})) {
    const path = join(folder, file)
    const css = await readFile(path, 'utf8')
    await writeFile(path, css.replace(/@font-face\s*\{[^}]*\}/g, ''))
  }
}

/** Another process may have finished the same build first; theirs is as good as ours. */
async function publishBuild(staging: string, finished: string) {
  try {
    await rename(staging, finished)
  } catch (error) {
    await rm(staging, {recursive: true, force: true})
    if (!existsSync(join(finished, 'index.html'))) throw error
  }
  const oldest = Date.now() - KEPT_MS
  for await (const old of glob('*', {cwd: BUILDS})) {
    const folder = join(BUILDS, old)
    if (folder !== finished && (await stat(folder)).mtimeMs < oldest)
      await rm(folder, {recursive: true, force: true})
  }
}

import {hash} from 'node:crypto'
import {readdirSync, readFileSync, statSync} from 'node:fs'
import {join, relative, sep} from 'node:path'
import {fileURLToPath} from 'node:url'

/**
 * The sources of whatever publishes. A process keeps the code that it has loaded, while pages are
 * compiled from the files as they lie on the disk: this tells whether the two are still the same.
 */

/** Path below the repository, with slashes → hash of the bytes. */
export type Sources = ReadonlyMap<string, string>

export const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url))

/** Content is no part of it. */
const ROOTS = [
  'package-lock.json',
  'schemas',
  'site/astro.config.ts',
  'site/content',
  'site/publish',
  'site/src',
  'site/widget',
  'site/client',
]
/** Only the pages' compiler reads these; no process loads them. */
const PAGES = 'site/src/'

/** @param roots files and folders below the repository; what publishes unless told */
export function readSources(roots: readonly string[] = ROOTS): Sources {
  const files = roots.flatMap((root) => filesBelow(join(REPOSITORY, root)))
  return new Map(
    files.map((file) => [relative(REPOSITORY, file).split(sep).join('/'), hashOf(file)]),
  )
}

/**
 * Hash of a file's bytes. Read in one go, which costs a tenth of one promise a file.
 * @throws {Error} when there is no such file
 */
export function hashOf(file: string): string {
  return hash('sha1', readFileSync(file), 'base64')
}

export function filesBelow(path: string): string[] {
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}

/** One name for exactly these sources. */
export function nameOf(sources: Sources): string {
  return hash('sha256', [...sources].flat().join('\0'), 'hex').slice(0, 16)
}

/** Paths that came, went or have other bytes. */
export function changedSources(before: Sources, after: Sources): string[] {
  const paths = new Set([...before.keys(), ...after.keys()])
  return [...paths].filter((path) => before.get(path) !== after.get(path)).toSorted()
}

let remembered: Sources | undefined

/** Takes the sources as they are now for the code of this process. The first call counts. */
export function rememberSources(): void {
  remembered ??= readSources()
}

/** The code of this process is of another state than the sources; nothing was made from the two. */
export class ChangedSourcesError extends Error {
  override name = 'ChangedSourcesError'

  constructor(paths: readonly string[]) {
    super(`the sources changed while this was running: ${paths.join(', ')} — start it again`)
  }
}

/** @throws {ChangedSourcesError} when this process runs other code than `sources` */
export function refuseOtherCode(sources: Sources): void {
  const changed = changedSources(remembered ?? sources, sources).filter(
    (path) => !path.startsWith(PAGES),
  )
  if (changed.length > 0) throw new ChangedSourcesError(changed)
}

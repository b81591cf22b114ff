import {cp, mkdtemp, symlink} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {basename, join} from 'node:path'
import {fileURLToPath} from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** What a developer edits, and what the commands read beside it. */
const SOURCES = [
  'package.json',
  'package-lock.json',
  'schemas',
  'scripts',
  'site',
  'studio',
  'test',
  'tsconfig.json',
  'vitest.config.ts',
]

/** What commands leave beside the sources. */
const MADE = new Set(['.astro', '.sanity', 'dist', 'node_modules'])

/**
 * A copy of the repository's sources whose commands run, for tests that edit code.
 * @returns its folder, which the caller removes
 */
export async function repositoryCopy(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'foramen-copy-'))
  const filter = (path: string) => !MADE.has(basename(path))
  await Promise.all(
    SOURCES.map((source) =>
      cp(join(ROOT, source), join(folder, source), {recursive: true, filter}),
    ),
  )
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

/**
 * One folder for everything that a test run leaves in the system's temporary folder: fixtures,
 * browser profiles, working files of importers, and what killed processes could not remove.
 */

let folder: string | null = null

/** Vitest calls it before it starts its workers, which inherit the environment. */
export async function setup(): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'foramen-tests-'))
  process.env['TMPDIR'] = folder
}

/** Vitest calls it after the last test. */
export async function teardown(): Promise<void> {
  if (folder !== null) await rm(folder, {recursive: true, maxRetries: 10, retryDelay: 200})
}

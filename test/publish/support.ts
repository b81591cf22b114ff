import {spawn} from 'node:child_process'
import {createHash} from 'node:crypto'
import {mkdtemp, readdir, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join, relative} from 'node:path'
import {fileURLToPath} from 'node:url'
import {onTestFinished} from 'vitest'

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url))

/** A folder that is removed after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'foramen-publish-'))
  onTestFinished(() => rm(folder, {recursive: true, force: true}))
  return folder
}

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Starts a script of the package as people do. */
export function startScript(name: string, args: readonly string[]) {
  const child = spawn(process.execPath, [join(REPOSITORY, 'scripts', name), ...args], {
    cwd: REPOSITORY,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const outcome = new Promise<Outcome>((resolve) => {
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')))
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')))
    child.on('close', (code) => resolve({code, stdout, stderr}))
  })
  return {child, outcome}
}

export function runScript(name: string, args: readonly string[]): Promise<Outcome> {
  return startScript(name, args).outcome
}

/** Path → sha256 of every file below a folder. */
export async function digests(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true})
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  const pairs = await Promise.all(
    files.map(async (file) => {
      const digest = createHash('sha256')
        .update(await readFile(file))
        .digest('hex')
      return [relative(folder, file), digest] as const
    }),
  )
  return Object.fromEntries(pairs.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** The same without build.json, the one file with a clock. */
export async function timelessDigests(folder: string): Promise<Record<string, string>> {
  const {'api/v1/build.json': _, ...rest} = await digests(folder)
  return rest
}

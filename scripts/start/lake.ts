import {execFile, spawn} from 'node:child_process'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import {promisify} from 'node:util'
import {lastWords, stopProcess} from './child.ts'

/** The embedded lake in a process of its own, so that its work never delays a page or a publish. */
export interface Lake {
  readonly ended: Promise<Error>
  stop(): Promise<void>
}

const LAKE = join(import.meta.dirname, '..', 'lake.ts')
const SERVER = join(import.meta.dirname, '..', 'lake', 'server.ts')

/** @throws {Error} when it ends before it answers; what it printed stands on stderr */
export async function startLake({
  port,
  data,
  studioOrigins,
  log,
}: {
  readonly port: number
  readonly data: string
  readonly studioOrigins: readonly string[]
  readonly log: (line: string) => void
}): Promise<Lake> {
  const child = spawn(
    process.execPath,
    [
      LAKE,
      '--port',
      String(port),
      '--data',
      data,
      ...studioOrigins.flatMap((origin) => ['--studio-origin', origin]),
    ],
    {stdio: ['ignore', 'pipe', 'inherit']},
  )
  const ended = lastWords(child, 'the lake')
  const ready = new Promise<void>((resolve) => {
    createInterface({input: child.stdout}).on('line', (line) => {
      if (line.startsWith('lake ready ')) resolve()
      else log(line)
    })
  })
  const failure = await Promise.race([ready, ended])
  if (failure) throw failure
  return {ended, stop: () => stopProcess(child)}
}

/**
 * Loads the lake's code as it is now, without starting a lake.
 * @throws {Error} with file and line of what cannot be loaded
 */
export async function tryLakeCode(): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, ['--eval', 'import(process.argv[1])', SERVER])
  } catch (error) {
    const isRefusal = error instanceof Error && 'stderr' in error
    throw isRefusal ? new Error(String(error.stderr).trim(), {cause: error}) : error
  }
}

import type {ChildProcess} from 'node:child_process'
import {once} from 'node:events'

/** How a process ended, when it does. */
export async function lastWords(child: ChildProcess, name: string): Promise<Error> {
  const [code, signal] = await once(child, 'exit')
  const how = signal === null ? `with exit code ${code}` : `by ${signal}`
  return new Error(`${name} ended ${how}`)
}

/** Ends when the process has. */
export async function stopProcess(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  await exit
}

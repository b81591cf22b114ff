import {fork} from 'node:child_process'
import {once} from 'node:events'
import {join} from 'node:path'
import {lastWords} from './child.ts'
import type {Answer, Command} from './site/process.ts'

/** The parent's end of a site process. */
export interface Site {
  /** One at a time. Of a process that ends instead of answering, how it ended. */
  ask(command: Command): Promise<Answer>
  readonly ended: Promise<Error>
  /** Lets it finish the answers under way. */
  close(): Promise<void>
}

const PROGRAM = join(import.meta.dirname, 'site', 'process.ts')

/** Starts a process that loads the code as it is now. */
export function createSite(): Site {
  const child = fork(PROGRAM)
  const ended = lastWords(child, 'the site’s process')
  const ask = async (command: Command): Promise<Answer> => {
    if (!child.connected) return failed(await ended)
    const answered: Promise<Answer[]> = once(child, 'message')
    child.send(command)
    const [answer] = await Promise.race([answered, ended.then((error) => [failed(error)])])
    return answer ?? failed(new Error('the site’s process answered nothing'))
  }
  return {
    ask,
    ended,
    close: async () => {
      await ask({do: 'close'})
      await ended
    },
  }
}

function failed(error: Error): Answer {
  return {text: error.message, isContent: false, exitCode: 3}
}

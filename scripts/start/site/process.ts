import {rememberSources} from '../../../site/publish/sources.ts'
import {explain} from '../explain.ts'
import type {Failure, SiteOptions, SiteRun} from './run.ts'

/**
 * A site in a process of its own, which is replaced when its code changes. It does what its parent
 * tells it, one thing at a time, and ends when its parent does.
 */

export type Command =
  /** Loads the code as it is now, and serves. Comes first. */
  | {readonly do: 'run'; readonly options: SiteOptions}
  /** Those of `SiteRun`. */
  | {readonly do: 'publish' | 'compile' | 'rest' | 'close'}

export type Answer = {readonly port: number} | Failure

const log = (line: string) => process.stdout.write(`${line.replaceAll(/^/gm, '  ')}\n`)

rememberSources()
// Loaded when there is somebody to tell why it does not load.
const loading = import('./run.ts')
loading.catch(() => undefined)
let site: SiteRun | undefined

async function obey(command: Command): Promise<Answer> {
  let code
  try {
    code = await loading
  } catch (error) {
    return {text: explain(error), isContent: false, exitCode: 3}
  }
  try {
    if (command.do === 'run') site = await code.runSite(command.options, log)
    else await site?.[command.do]()
    return {port: site?.port ?? 0}
  } catch (error) {
    return code.failureOf(error)
  }
}

// Ctrl-C goes to every process of a terminal; the parent ends this one.
process.on('SIGINT', () => undefined)
process.on('disconnect', () => process.exit())
process.on('message', async (command: Command) => {
  process.send?.(await obey(command))
  if (command.do === 'close') process.disconnect()
})

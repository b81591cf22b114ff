import {ContentError, LakeError, UsageError, type LakeOptions} from '../../../site/content/index.ts'
import {compileAnew, loadCompiled} from '../../../site/publish/compile.ts'
import {createPreviewApp} from '../../../site/publish/preview.ts'
import {exitCodeOf, PublicationError} from '../../../site/publish/publish.ts'
import {createSiteServer} from '../../../site/publish/serve.ts'
import {watchLake, type Watcher} from '../../../site/publish/watch.ts'
import {explain} from '../explain.ts'

export interface SiteOptions {
  readonly lake: LakeOptions
  /** Folder of the publication. */
  readonly out: string
  /** Absolute address of the site. */
  readonly baseUrl: string
  /** Origins that may read drafts. */
  readonly studioOrigins: readonly string[]
}

/** Publisher, site and preview of one state of the code. */
export interface SiteRun {
  /** Where it answers on this machine. */
  readonly port: number
  /** Publishes now, and from now on whenever content changes. @throws {Error} as `publish` */
  publish(): Promise<void>
  /** Takes the pages as they are now and publishes. When that fails, it stays with the earlier ones. */
  compile(): Promise<void>
  /** Publishes no more, so that another can. */
  rest(): Promise<void>
  /** Ends after the answers under way. */
  close(): Promise<void>
}

/** Compiles the pages and serves, on any free port, what was published last. */
export async function runSite(options: SiteOptions, log: (line: string) => void): Promise<SiteRun> {
  const {lake, out, baseUrl, studioOrigins} = options
  await loadCompiled(log)
  const server = await createSiteServer({
    dir: out,
    port: 0,
    preview: createPreviewApp({lake, baseUrl, studioOrigins}),
  })
  let watcher: Watcher | undefined
  const publish = () => (watcher ??= watchLake({lake, out, baseUrl, log})).publish()
  const rest = async () => {
    await watcher?.close()
    watcher = undefined
  }
  return {
    port: Number(new URL(server.url).port),
    publish,
    compile: async () => {
      const goBack = await compileAnew(log)
      try {
        await publish()
      } catch (error) {
        if (!(error instanceof ContentError)) goBack()
        throw error
      }
    },
    rest,
    close: async () => {
      await rest()
      await server.close()
    },
  }
}

/** A failure as whoever started this needs it. */
export interface Failure {
  readonly text: string
  /** Editors mend it, not developers. */
  readonly isContent: boolean
  /** What a script ends with. */
  readonly exitCode: 1 | 2 | 3
}

const EXPECTED = [ContentError, LakeError, PublicationError, UsageError]

export function failureOf(error: unknown): Failure {
  const isExpected = EXPECTED.some((kind) => error instanceof kind)
  return {
    text: isExpected && error instanceof Error ? error.message : explain(error),
    isContent: error instanceof ContentError,
    exitCode: exitCodeOf(error),
  }
}

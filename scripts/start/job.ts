import {lakeToken} from '../connection.ts'
import type {Gate} from './gate.ts'
import {startLake, tryLakeCode, type Lake} from './lake.ts'
import {createSite, type Site} from './site.ts'
import {explain} from './explain.ts'
import type {Failure} from './site/run.ts'

export interface JobOptions {
  readonly lakePort: number
  /** Folder of the lake's data. */
  readonly data: string
  /** Folder of the publication. */
  readonly out: string
  readonly gate: Gate
  /** Absolute address of the site. */
  readonly siteUrl: string
  readonly studioOrigins: readonly string[]
  readonly log: (line: string) => void
  /** Told when the lake or the site ends without having been asked to. */
  readonly onEnd: (error: Error) => void
}

/** Node keeps every app that it has loaded, and the compiler its own: 25 MB each time. */
const COMPILES_A_PROCESS = 20

/**
 * The lake and the site, each in a process of its own. What is started anew takes the place of what
 * ran before only when it works; a failure is answered, not thrown, and what ran before runs on.
 */
export class Job {
  readonly #options: JobOptions
  #lake: Lake | undefined
  #site: {readonly process: Site; readonly port: number} | undefined
  /** By the site's process. */
  #compiles = 0
  /** What `close` has to wait for. */
  #lakeWork: Promise<unknown> = Promise.resolve()

  constructor(options: JobOptions) {
    this.#options = options
  }

  /** Requests that wait at the gate reach the site. */
  open() {
    if (this.#site) this.#options.gate.open(this.#site.port)
  }

  /** Starts the lake with its code as it is now. */
  renewLake(): Promise<Failure | undefined> {
    const work = this.#renewLake()
    this.#lakeWork = work
    return work
  }

  async #renewLake(): Promise<Failure | undefined> {
    const {lakePort, data, gate, studioOrigins, log, onEnd} = this.#options
    try {
      const last = this.#lake
      if (last) await tryLakeCode()
      // A draft that is being shown is read from the lake.
      if (last) await gate.quiet()
      this.#lake = undefined
      await last?.stop()
      const lake = await startLake({port: lakePort, data, studioOrigins, log})
      this.#lake = lake
      void lake.ended.then((error) => {
        if (this.#lake !== lake) return
        this.#lake = undefined
        onEnd(error)
      })
      return undefined
    } catch (error) {
      return {text: explain(error), isContent: false, exitCode: 3}
    }
  }

  /**
   * Starts a site with its code as it is now, publishes with it and lets it answer. With faulty
   * content, which editors mend, it does so too; then what was published last stays.
   */
  async renewSite(): Promise<Failure | undefined> {
    const {lakePort, data, out, gate, siteUrl, studioOrigins, onEnd} = this.#options
    const withoutLake = this.#lake ? undefined : await this.renewLake()
    if (withoutLake) return withoutLake
    const site = createSite()
    const lake = {url: `http://127.0.0.1:${lakePort}`, token: await lakeToken(data)}
    const loaded = await site.ask({
      do: 'run',
      options: {lake, out, baseUrl: siteUrl, studioOrigins},
    })
    if ('text' in loaded) {
      await site.close()
      return loaded
    }
    const last = this.#site
    await last?.process.ask({do: 'rest'})
    const published = await site.ask({do: 'publish'})
    const failure = 'text' in published ? published : undefined
    if (failure && !failure.isContent) {
      await site.close()
      await last?.process.ask({do: 'publish'})
      return failure
    }
    this.#site = {process: site, port: loaded.port}
    this.#compiles = 0
    void site.ended.then((error) => {
      if (this.#site?.process !== site) return
      this.#site = undefined
      gate.hold()
      onEnd(error)
    })
    this.open()
    await last?.process.close()
    return failure
  }

  /** Publishes again, with the pages as they are now or as they were. */
  async publish(pages: 'new' | 'same'): Promise<Failure | undefined> {
    if (pages === 'new') this.#compiles += 1
    if (!this.#site || !this.#lake || this.#compiles > COMPILES_A_PROCESS) return this.renewSite()
    const answer = await this.#site.process.ask({do: pages === 'new' ? 'compile' : 'publish'})
    return 'text' in answer ? answer : undefined
  }

  async close() {
    await this.#lakeWork
    const [site, lake] = [this.#site, this.#lake]
    this.#site = undefined
    this.#lake = undefined
    await site?.process.close()
    await lake?.stop()
  }
}

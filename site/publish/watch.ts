import {ContentError, lakeClient, LakeError, type LakeOptions} from '../content/index.ts'
import {sanityClient} from '../content/sanity.ts'
import {publish, PublicationError} from './publish.ts'

export interface Watcher {
  /**
   * Publishes now, after a publish that is under way.
   * @throws {Error} as `publish`
   */
  publish(): Promise<void>
  /** Ends when no publish is under way any more. */
  close(): Promise<void>
}

/** Edits of one publish arrive as several events; this gathers them. */
const SETTLE_MS = 150

/**
 * Publishes after every change of a published document. A failure is logged and leaves the last good
 * publication. The first publish is up to the caller.
 */
export function watchLake(options: {
  readonly lake: LakeOptions
  readonly out: string
  readonly baseUrl: string
  readonly log: (line: string) => void
}): Watcher {
  const {lake, out, baseUrl, log} = options
  const client = lakeClient(lake)
  let last: Promise<unknown> = Promise.resolve()
  const publishNow = () => {
    const next = last.then(async () => {
      const {documents, files} = await publish({client, out, baseUrl, log})
      log(`published ${documents} documents as ${files} files`)
    })
    last = next.catch(() => undefined)
    return next
  }

  let isClosed = false
  let isWaiting = false
  const follow = async () => {
    // Whoever waits for its turn publishes what has changed by then.
    if (isWaiting) return
    isWaiting = true
    await last
    isWaiting = false
    if (isClosed) return
    try {
      await publishNow()
    } catch (error) {
      const isExpected =
        error instanceof ContentError ||
        error instanceof PublicationError ||
        error instanceof LakeError
      log(
        isExpected
          ? `not published, the last good publication stays:\n${error.message}`
          : `publishing failed: ${String(error)}`,
      )
    }
  }
  let timer: NodeJS.Timeout | undefined
  let wasWelcomed = false
  const subscription = sanityClient(lake)
    .listen(
      '*[!(_id in path("drafts.**"))]',
      {},
      {events: ['welcome', 'mutation'], includeResult: false, visibility: 'query'},
    )
    .subscribe({
      next: ({type}) => {
        // Nobody told of what changed while the lake could not be heard: a later welcome counts as a change.
        const isFirstWelcome = type === 'welcome' && !wasWelcomed
        wasWelcomed = true
        if (isFirstWelcome) return
        clearTimeout(timer)
        timer = setTimeout(() => void follow(), SETTLE_MS)
      },
      error: (error: unknown) => log(`the lake no longer reports changes: ${String(error)}`),
    })
  return {
    publish: publishNow,
    close: async () => {
      isClosed = true
      clearTimeout(timer)
      subscription.unsubscribe()
      await last
    },
  }
}

import {ContentError, lakeClient, LakeError, type LakeOptions} from '../content/index.ts'
import {sanityClient} from '../content/sanity.ts'
import {publish, PublicationError} from './publish.ts'

export interface Watcher {
  close(): Promise<void>
}

/** Edits of one publish arrive as several events; this gathers them. */
const SETTLE_MS = 150

/**
 * Publishes now, and again after every change of a published document.
 * @throws when the first publish fails; later failures are logged and leave the last good one
 */
export async function watchAndPublish(options: {
  readonly lake: LakeOptions
  readonly out: string
  readonly baseUrl: string
  readonly log: (line: string) => void
}): Promise<Watcher> {
  const {lake, out, baseUrl, log} = options
  const client = lakeClient(lake)
  const publishOnce = async () => {
    const {documents, files} = await publish({client, out, baseUrl, log})
    log(`published ${documents} documents as ${files} files`)
  }
  await publishOnce()
  let running: Promise<void> | undefined
  let isDirty = false
  let timer: NodeJS.Timeout | undefined
  const run = async () => {
    while (isDirty) {
      isDirty = false
      try {
        await publishOnce()
      } catch (error) {
        const known =
          error instanceof ContentError ||
          error instanceof PublicationError ||
          error instanceof LakeError
        if (!known) throw error
        log(`not published, the last good publication stays:\n${error.message}`)
      }
    }
    running = undefined
  }
  const subscription = sanityClient(lake)
    .listen('*[!(_id in path("drafts.**"))]', {}, {includeResult: false, visibility: 'query'})
    .subscribe({
      next: () => {
        clearTimeout(timer)
        timer = setTimeout(() => {
          isDirty = true
          running ??= run().catch((error: unknown) => log(`publishing failed: ${String(error)}`))
        }, SETTLE_MS)
      },
      error: (error: unknown) => log(`the lake no longer reports changes: ${String(error)}`),
    })
  return {
    close: async () => {
      clearTimeout(timer)
      subscription.unsubscribe()
      await running
    },
  }
}

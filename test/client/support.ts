import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {ndjsonClient, readContent} from '../../site/content/index.ts'
import {apiFiles} from '../../site/publish/api-files.ts'
import {deliveryFiles} from '../../site/publish/delivery.ts'
import {readPrevious} from '../../site/publish/previous.ts'
import {createSiteServer} from '../../site/publish/serve.ts'
import {writeNdjson, type LakeDoc} from '../fixtures/content.ts'

/** The API of a small corpus on a server of its own, published anew as often as a test wants. */
export interface ServedApi {
  readonly url: string
  readonly folder: string
  publish(documents: readonly LakeDoc[]): Promise<void>
  close(): Promise<void>
}

export async function serveApi(): Promise<ServedApi> {
  const folder = await mkdtemp(join(tmpdir(), 'foramen-client-'))
  const server = await createSiteServer({dir: folder, port: 0})
  return {
    url: server.url,
    folder,
    publish: async (documents) => {
      const client = await ndjsonClient(await writeNdjson(documents))
      const previous = await readPrevious(folder)
      const content = await readContent(client, server.url, previous.ledger)
      const {files, changes} = await apiFiles(content, {
        previous,
        builtAt: '2026-03-01T00:00:00Z',
      })
      for (const [path, bytes] of [...files, ...deliveryFiles(content, changes, [])]) {
        await mkdir(dirname(join(folder, path)), {recursive: true})
        await writeFile(join(folder, path), bytes)
      }
    },
    close: async () => {
      await server.close()
      await rm(folder, {recursive: true, force: true})
    },
  }
}

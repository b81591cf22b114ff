import {fileURLToPath} from 'node:url'
import {lakeClient, type ContentClient} from './client.ts'
import {ndjsonClient} from './ndjson.ts'

const SEED = fileURLToPath(new URL('../../studio/seed/production.ndjson', import.meta.url))

/**
 * The content that a publish reads: the lake or file it was told, else Sanity's cloud when
 * `SANITY_PROJECT_ID` is set, else the example content.
 * @throws {UsageError} when there is no such file
 * @throws {LakeError} when the disk does not give it
 */
export async function configuredClient(
  chosen: {readonly lake?: string; readonly ndjson?: string} = {},
): Promise<ContentClient> {
  const projectId = process.env['SANITY_PROJECT_ID']
  if (chosen.lake !== undefined) return lakeClient({url: chosen.lake})
  if (chosen.ndjson !== undefined || projectId === undefined) {
    return ndjsonClient(chosen.ndjson ?? SEED)
  }
  const dataset = process.env['SANITY_DATASET']
  const token = process.env['SANITY_API_TOKEN']
  return lakeClient({
    projectId,
    ...(dataset === undefined ? {} : {dataset}),
    ...(token === undefined ? {} : {token}),
  })
}

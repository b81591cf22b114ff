import {createReadStream} from 'node:fs'
import {dirname, resolve} from 'node:path'
import {DEFAULT_DATASET, type RunningLake} from './server.ts'

/**
 * Fills an empty lake from an NDJSON file or a tar.gz, through @sanity/import and HTTP: the way any
 * dataset gets in.
 */

const SEEDING = 'seeding'

/** Whether there is nothing yet, or a former seeding was interrupted and must be done again. */
export function needsSeed({lake}: RunningLake): boolean {
  return lake.store.setting(SEEDING) === 'begun' || lake.store.count(DEFAULT_DATASET) === 0
}

/**
 * Imports `file` into the default dataset. Doing it twice gives the same documents.
 * @returns number of documents
 * @throws {Error} when a document or asset cannot be imported
 */
export async function seed({lake, url, token}: RunningLake, file: string): Promise<number> {
  // Loaded here: a lake that is already filled need not wait for it.
  const {createClient} = await import('@sanity/client')
  const {sanityImport} = await import('@sanity/import')
  const client = createClient({
    projectId: lake.projectId,
    dataset: DEFAULT_DATASET,
    apiVersion: '2025-02-19',
    apiHost: url,
    useProjectHostname: false,
    useCdn: false,
    token,
    requestTagPrefix: 'sanity.lake.seed',
  })
  lake.store.setSetting(SEEDING, 'begun')
  const {numDocs, warnings} = await sanityImport(createReadStream(file), {
    client,
    operation: 'createOrReplace',
    assetsBase: dirname(resolve(file)),
    allowAssetsInDifferentDataset: true,
  })
  if (warnings.length > 0) {
    throw new Error(
      `The seed ${file} could not be imported whole: ${warnings.map(({message}) => message).join('; ')}`,
    )
  }
  lake.store.setSetting(SEEDING, 'done')
  return numDocs
}

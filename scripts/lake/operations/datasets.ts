import {readJsonValue} from '../body.ts'
import {isRecord} from '../documents.ts'
import {LakeError, NotFound} from '../errors.ts'
import {assertTrusted} from '../guard.ts'
import {datasetNamed, existingDataset, type Operation} from '../lake.ts'

/** `/projects/:project/datasets`: the lake's datasets, and their access rules as Studio reads them. */

export const listDatasets: Operation = (lake) => (c) => {
  assertTrusted(c.var.caller, 'Listing datasets')
  // Studio also asks for comment datasets this way; there are none.
  if (c.req.query('datasetProfile') !== undefined) return c.json([])
  return c.json(lake.store.datasets().map(({name, aclMode}) => ({name, aclMode})))
}

/** Creates a dataset; 409 when there is one of that name. */
export const createDataset: Operation = (lake) => async (c) => {
  assertTrusted(c.var.caller, 'Creating a dataset')
  const name = datasetNamed(c)
  const hasBody = c.req.header('content-type') !== undefined
  const body = hasBody ? await readJsonValue(c) : {}
  if (lake.store.hasDataset(name)) throw new LakeError(409, `Dataset "${name}" exists already`)
  const aclMode = isRecord(body) && body['aclMode'] === 'private' ? 'private' : 'public'
  lake.store.createDataset(name, aclMode)
  return c.json({datasetName: name, aclMode})
}

/** Deletes a dataset with all documents and their history. */
export const deleteDataset: Operation = (lake) => (c) => {
  assertTrusted(c.var.caller, 'Deleting a dataset')
  const name = existingDataset(lake, c)
  lake.store.deleteDataset(name)
  lake.pool.invalidate()
  return c.json({deleted: true})
}

/** Everything is allowed to the one editor; Studio evaluates these filters in the browser. */
export const datasetAcl: Operation = (lake) => (c) => {
  assertTrusted(c.var.caller, 'Reading access rules')
  if (!lake.store.hasDataset(datasetNamed(c))) throw new NotFound('No such dataset')
  return c.json([
    {filter: '_id in path("**")', permissions: ['read', 'update', 'create', 'history', 'manage']},
  ])
}

/** Embeddings are a service of the cloud: always off here. */
export const embeddingsSettings: Operation = (lake) => (c) => {
  existingDataset(lake, c)
  return c.json({enabled: false, status: 'disabled'})
}

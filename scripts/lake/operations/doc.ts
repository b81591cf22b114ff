/**
 * @module
 * `GET /data/doc/:dataset/:ids`: documents by id, as stored, and why others are left out.
 */
import {isPublicId} from '../documents.ts'
import {assertTrusted} from '../guard.ts'
import {existingDataset, type Operation} from '../lake.ts'

export const doc: Operation = (lake) => (c) => {
  const dataset = existingDataset(lake, c)
  const ids = (c.req.param('ids') ?? '').split(',').filter((id) => id !== '')
  if (!ids.every(isPublicId)) assertTrusted(c.var.caller, 'Reading drafts and versions')
  const documents = []
  const omitted = []
  for (const id of ids) {
    const document = lake.store.get(dataset, id)
    if (document) documents.push(document)
    else omitted.push({id, reason: 'existence'})
  }
  return c.json({documents, omitted})
}

import {isPublicId, publishedIdOf} from '../documents.ts'
import {assertTrusted} from '../guard.ts'
import {existingDataset, flag, type Operation} from '../lake.ts'

/**
 * `GET /data/doc/:dataset/:ids`: documents by id, as stored, and why others are left out. With
 * `includeAllVersions=true`: published document, draft and versions of each id.
 */

export const doc: Operation = (lake) => (c) => {
  const dataset = existingDataset(lake, c)
  const named = (c.req.param('ids') ?? '').split(',').filter((id) => id !== '')
  const ids = flag(c, 'includeAllVersions')
    ? [...new Set(named.flatMap((id) => lake.store.idsOfGroup(dataset, publishedIdOf(id))))]
    : named
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

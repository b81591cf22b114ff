import {existingDataset, type Operation} from '../lake.ts'

/**
 * `GET /data/references/:dataset/documents/:id/to`: who refers to a document from other datasets.
 * There are none here; Studio asks before it deletes.
 */

export const references: Operation = (lake) => (c) => {
  existingDataset(lake, c)
  return c.json({totalCount: 0, references: []})
}

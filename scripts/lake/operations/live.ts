import {randomUUID} from 'node:crypto'
import {isPublicId} from '../documents.ts'
import {assertTrusted} from '../guard.ts'
import {datasetNamed, flag, type Operation} from '../lake.ts'
import {openEventStream} from '../sse.ts'
import {syncTagOf} from './query.ts'

/** `GET /data/live/events/:dataset`: tells which queries (by sync tag) may have changed. */

export const live: Operation = (lake) => (c) => {
  const dataset = datasetNamed(c)
  const includeDrafts = flag(c, 'includeDrafts')
  if (includeDrafts) assertTrusted(c.var.caller, 'Live events of drafts')
  const endings: (() => void)[] = []
  const {stream, response} = openEventStream(c, () => {
    for (const end of endings) end()
  })
  stream.send('welcome', {id: randomUUID()})
  const unwatch = lake.hub.watch((transaction) => {
    if (transaction.dataset !== dataset) return
    if (!includeDrafts && !transaction.changes.some(({id}) => isPublicId(id))) return
    stream.send('message', {tags: [syncTagOf(dataset)]}, String(transaction.seq))
  })
  endings.push(
    unwatch,
    lake.hub.onClose(() => stream.end()),
  )
  return response
}

import {randomUUID} from 'node:crypto'
import {BadRequest, messageOf} from '../errors.ts'
import {datasetNamed, flag, isPublishedByDefault, type Operation} from '../lake.ts'
import {compileFilter, type ListenFilter, type Listener} from '../listeners.ts'
import {syntaxError} from '../query/groq.ts'
import {openEventStream} from '../sse.ts'
import {queryParams} from './query.ts'

/** `GET /data/listen/:dataset`: server-sent events for every change of matching documents. */

export const listen: Operation = (lake) => (c) => {
  const dataset = datasetNamed(c)
  const query = c.req.query('query')
  if (query === undefined || query.trim() === '') {
    throw new BadRequest('The request has no query — send "query" with a GROQ filter')
  }
  const params = queryParams(c, {})
  let listener: Listener | null = null
  const {stream, response} = openEventStream(c, () => {
    if (listener) lake.hub.remove(listener)
  })
  let filter: ListenFilter
  try {
    filter = compileFilter(query, params)
  } catch (error) {
    // The stream is open by now: clients expect the refusal as an event.
    stream.send('channelError', channelError(query, error))
    stream.end()
    return response
  }
  listener = {
    dataset,
    filter,
    stream,
    options: {
      includeResult: flag(c, 'includeResult'),
      includePreviousRevision: flag(c, 'includePreviousRevision'),
      includeMutations: flag(c, 'includeMutations', true),
      includeEffects: c.req.query('effectFormat') === 'mendoza',
      publicOnly: !c.var.caller.trusted,
      publishedOnly: isPublishedByDefault(c) && !flag(c, 'includeAllVersions'),
    },
  }
  const listenerName = randomUUID()
  const lastEventId = c.req.header('last-event-id')
  const resumes = flag(c, 'enableResume') && lastEventId !== undefined && lastEventId !== ''
  const missed = resumes ? lake.hub.missedSince(dataset, lastEventId) : null
  if (missed) {
    stream.send('welcomeback', {listenerName})
    lake.hub.replay(listener, missed)
  } else {
    if (resumes) stream.send('reset', {listenerName})
    stream.send('welcome', {listenerName})
  }
  lake.hub.add(listener)
  return response
}

function channelError(query: string, error: unknown): Record<string, unknown> {
  const syntax = syntaxError(query, error)
  if (!syntax) return {message: messageOf(error)}
  const {start, description} = syntax
  const end = Math.min(query.length, start + 1)
  return {
    error: {type: 'queryParseError', description, query, start, end},
    message: description,
  }
}

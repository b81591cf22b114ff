import {BadRequest} from '../errors.ts'
import {assertTrusted} from '../guard.ts'
import {isRecord} from '../documents.ts'
import {parseJson} from '../json.ts'
import {readJson} from '../body.ts'
import {
  existingDataset,
  flag,
  isPublishedByDefault,
  rawJson,
  type LakeContext,
  type Operation,
} from '../lake.ts'
import type {Perspective} from '../query/messages.ts'

/** `GET|POST /data/query/:dataset`: GROQ. */

export const query: Operation = (lake) => async (c) => {
  const started = performance.now()
  const {caller} = c.var
  const dataset = existingDataset(lake, c)
  const body = c.req.method === 'POST' ? await readJson(c) : {}
  const text = body['query'] ?? c.req.query('query')
  if (typeof text !== 'string' || text.trim() === '') {
    throw new BadRequest('The request has no query — send "query" with a GROQ expression')
  }
  const perspective = perspectiveOf(c, body)
  if (needsTrust(perspective)) assertTrusted(caller, 'Reading drafts, versions or raw documents')
  const {json, ms} = await lake.pool.run({
    dataset,
    query: text,
    params: queryParams(c, body),
    perspective: perspective ?? 'raw',
    publicOnly: !caller.trusted,
    now: new Date().toISOString(),
  })
  c.header(
    'Server-Timing',
    `query;dur=${ms.toFixed(1)}, total;dur=${(performance.now() - started).toFixed(1)}`,
  )
  const warnings = sourceMapWarning(c)
  const queryField = flag(c, 'returnQuery', true) ? `"query":${JSON.stringify(text)},` : ''
  return rawJson(
    c,
    `{${queryField}"result":${json},"syncTags":${JSON.stringify([syncTagOf(dataset)])}${warnings},"ms":${Math.round(ms)}}`,
  )
}

/** The tag that live events name after any write: coarse, so that nothing is ever stale. */
export function syncTagOf(dataset: string): string {
  return `s1:${dataset}`
}

/** groq-js makes no source maps. Asking for one is answered without, and said so. */
function sourceMapWarning(c: LakeContext): string {
  const asked = c.req.query('resultSourceMap')
  if (asked === undefined || asked === 'false') return ''
  c.header('X-Lake-Unsupported', 'resultSourceMap')
  const warning = {
    type: 'unsupported',
    description: 'The embedded lake makes no content source maps — ask Sanity’s cloud for them',
  }
  return `,"warnings":${JSON.stringify([warning])}`
}

/** Parameters come as `$name=<JSON>` in the address, or as an object in the body. */
export function queryParams(
  c: LakeContext,
  body: Record<string, unknown>,
): Record<string, unknown> {
  const params: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(c.req.query())) {
    if (name.startsWith('$')) params[name.slice(1)] = parseJson(value, `parameter ${name}`)
  }
  const inBody = body['params']
  if (inBody === undefined || inBody === null) return params
  if (!isRecord(inBody)) throw new BadRequest('"params" must be an object')
  return {...params, ...inBody}
}

/** @returns null for "not said", in API versions whose default is everything one may see */
function perspectiveOf(c: LakeContext, body: Record<string, unknown>): Perspective | null {
  const asked = body['perspective'] ?? c.req.query('perspective')
  if (asked === undefined || asked === '') {
    return isPublishedByDefault(c) ? {stack: []} : null
  }
  return parsePerspective(asked)
}

/**
 * `raw`, `published`, `drafts` (or its old name `previewDrafts`), a release, or a list of them.
 * @throws {BadRequest} for anything else
 */
export function parsePerspective(asked: unknown): Perspective {
  const listed =
    typeof asked === 'string' && asked.startsWith('[') ? parseJson(asked, 'perspective') : asked
  const names = Array.isArray(listed) ? listed : String(listed).split(',')
  const stack: string[] = []
  for (const name of names) {
    if (typeof name !== 'string' || !/^[a-zA-Z0-9_-]+$/.test(name)) {
      throw new BadRequest(
        `"${String(name)}" is not a perspective — use published, drafts, raw or a release`,
      )
    }
    if (name === 'raw') {
      if (names.length > 1)
        throw new BadRequest('The perspective "raw" cannot be combined with others')
      return 'raw'
    }
    if (name === 'previewDrafts') stack.push('drafts')
    else if (name !== 'published') stack.push(name)
  }
  return {stack}
}

function needsTrust(perspective: Perspective | null): boolean {
  return perspective === 'raw' || (perspective !== null && perspective.stack.length > 0)
}

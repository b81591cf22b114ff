import type {IdV1, ListV1, TombstonesV1, TombstoneV1} from '../../schemas/api/v1/envelope.ts'
import type {RecallsV1} from '../../schemas/api/v1/recalls.ts'
import type {TimestampV1} from '../../schemas/api/v1/timestamp.ts'
import {ForamenError, UnexpectedAnswerError} from './errors.ts'
import type {ListedFile} from './snapshot.ts'
import type {Answer} from './transport.ts'
import type {AnyDocument} from './types.ts'

/**
 * What came, as what it has to be. The contract is checked where it is published; here only the
 * shapes that this code relies on, because anything may answer at an address.
 */

type Fields = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isWebPage = (bytes: Uint8Array): boolean =>
  /^\s*<(?:!doctype|html)/i.test(new TextDecoder().decode(bytes.subarray(0, 64)))

function unexpected(what: string, {url: from, status}: Answer, url: string, cause?: unknown) {
  const redirected = from === url ? '' : ` after a redirect to ${from}`
  return new UnexpectedAnswerError(`${what}${redirected}`, url, status, {cause})
}

/** @throws {UnexpectedAnswerError} when it is no JSON object. */
export function parseObject(answer: Answer, url: string): Fields {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(answer.bytes))
  } catch (cause) {
    const what = isWebPage(answer.bytes)
      ? 'a web page instead of JSON'
      : 'no JSON, or half of a file'
    throw unexpected(what, answer, url, cause)
  }
  if (isRecord(value)) return value
  throw unexpected('JSON, but not of this API', answer, url)
}

/** What a status means that is neither an answer nor worth another try. */
export function statusError(status: number, url: string): ForamenError {
  if (status === 404) {
    return new ForamenError('there is no such file. Check the name and the language', url, 404)
  }
  if (status === 410) {
    return new ForamenError(
      'the document is no longer published, and its notice did not come. Take every copy down',
      url,
      410,
    )
  }
  if (status === 401 || status === 403) {
    return new ForamenError(
      `the host refuses: it answered ${status}. This API needs no key; ask who runs the host`,
      url,
      status,
    )
  }
  return new ForamenError(
    `the host answered ${status}, which no file of this API does`,
    url,
    status,
  )
}

export interface Manifest {
  readonly feedId: string
  readonly head: number
  readonly files: readonly ListedFile[]
}

/** Mirrors write files under these names. */
const isSafePath = (path: string): boolean =>
  path.split('/').every((name) => !['', '.', '..'].includes(name) && !/[\\?#\0]/.test(name))

function isListedFile(value: unknown): value is ListedFile {
  if (!isRecord(value)) return false
  const {path, sha256, bytes, rev} = value
  return (
    typeof path === 'string' &&
    isSafePath(path) &&
    typeof sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(sha256) &&
    typeof bytes === 'number' &&
    (rev === undefined || typeof rev === 'string')
  )
}

/** @throws {UnexpectedAnswerError} when it is no manifest. */
export function asManifest(answer: Answer, url: string): Manifest {
  const {files, total, feedId, head} = parseObject(answer, url)
  if (
    !Array.isArray(files) ||
    total !== files.length ||
    typeof feedId !== 'string' ||
    typeof head !== 'number' ||
    !files.every(isListedFile)
  ) {
    throw unexpected('JSON, but no whole manifest of this API', answer, url)
  }
  return {feedId, head, files}
}

/** Whether items have what the code reads of them. */
const haveStrings = (items: unknown, names: readonly string[]): items is readonly Fields[] =>
  Array.isArray(items) &&
  items.every(
    (item: unknown) => isRecord(item) && names.every((name) => typeof item[name] === 'string'),
  )

/** @throws {UnexpectedAnswerError} when it is no timestamp. */
export function asTimestamp(answer: Answer, url: string): TimestampV1 {
  const timestamp = parseObject(answer, url)
  const {number, manifest} = timestamp
  if (
    !Number.isSafeInteger(number) ||
    !haveStrings([timestamp], ['time', 'expires']) ||
    !haveStrings([manifest], ['sha256'])
  ) {
    throw unexpected('JSON, but no timestamp', answer, url)
  }
  return timestamp as TimestampV1
}

/** @throws {UnexpectedAnswerError} when it is no recall list. */
export function asRecalls(answer: Answer, url: string): RecallsV1 {
  const list = parseObject(answer, url)
  if (!haveStrings(list['items'], ['id', 'locale', 'action', 'reason'])) {
    throw unexpected('JSON, but no recall list', answer, url)
  }
  return list as RecallsV1
}

/** @throws {UnexpectedAnswerError} when it is no list of notices. */
export function asTombstones(answer: Answer, url: string): TombstonesV1 {
  const list = parseObject(answer, url)
  const {items} = list
  const isList =
    haveStrings(items, ['path']) &&
    haveStrings(
      items.map(({tombstone}) => tombstone),
      ['type', 'slug', 'status', 'reason'],
    )
  if (!isList) throw unexpected('JSON, but no list of notices', answer, url)
  return list as TombstonesV1
}

/** @throws {UnexpectedAnswerError} when it is neither a document nor its notice. */
export function asDocument(answer: Answer, url: string): AnyDocument | TombstoneV1 {
  const body = parseObject(answer, url)
  const names = body['status'] === 'published' ? ['rev'] : ['reason', 'slug', 'type']
  if (!haveStrings([body], ['id', 'locale', 'status', ...names])) {
    throw unexpected('JSON, but no document', answer, url)
  }
  return body as AnyDocument | TombstoneV1
}

export const isPublished = (body: AnyDocument | TombstoneV1): body is AnyDocument =>
  body.status === 'published'

/** @throws {UnexpectedAnswerError} when it is no list of cards. */
export function asList(answer: Answer, url: string): ListV1 {
  const list = parseObject(answer, url)
  if (!haveStrings(list['items'], ['id', 'slug'])) {
    throw unexpected('JSON, but no list of documents', answer, url)
  }
  return list as ListV1
}

/** @throws {UnexpectedAnswerError} when it does not say where a document is. */
export function asId(answer: Answer, url: string): IdV1 {
  const entry = parseObject(answer, url)
  if (!isRecord(entry['locales'])) throw unexpected('JSON, but no document', answer, url)
  return entry as IdV1
}

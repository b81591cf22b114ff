import {existsSync} from 'node:fs'
import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {ChangesPageV1, ChangesV1} from '../../schemas/api/v1/changes.ts'
import {LedgerV1} from '../../schemas/api/v1/ledger.ts'
import {TombstonesV1} from '../../schemas/api/v1/envelope.ts'
import {changesPagePath, RESOURCE_PATHS} from '../../schemas/api/v1/links.ts'
import {ManifestV1} from '../../schemas/api/v1/manifest.ts'
import {TimestampV1} from '../../schemas/api/v1/timestamp.ts'
import {withComparableWords} from '../content/history.ts'
import {NOTHING_PREVIOUS, type Previous} from './api/changes.ts'
import {recoveredLedger} from './api/recovered.ts'

/**
 * What the last publication left, from its folder or its address. A publication whose ledger cannot
 * be read is "lost", never silently forgotten: its successor announces every document anew.
 * @throws {Error} when an address does not answer, or with something else than a file or 404.
 */
export async function readPrevious(dirOrUrl: string): Promise<Previous> {
  const read = readerOf(dirOrUrl)
  if (!/^https?:\/\//.test(dirOrUrl) && !existsSync(join(dirOrUrl, 'api', 'v1'))) {
    return NOTHING_PREVIOUS
  }
  const isPublished = (await read(RESOURCE_PATHS.index)) !== null
  if (!isPublished) return NOTHING_PREVIOUS
  const ledger = parse(LedgerV1, await read(RESOURCE_PATHS.ledger))
  const changes = parse(ChangesV1, await read(RESOURCE_PATHS.changes))
  const pages: ChangesPageV1[] = []
  for (const {page} of changes?.pages ?? []) {
    const parsed = parse(ChangesPageV1, await read(changesPagePath(page)))
    if (parsed !== null) pages.push(parsed)
  }
  const items = pages.flatMap((page) => page.items)
  if (changes === null || items.length !== changes.head) return lostFeed(ledger)
  if (ledger?.head === changes.head && ledger.feedId === changes.feedId) {
    return {ledger: withComparableWords(ledger), isLost: false, pages}
  }
  const notices = parse(TombstonesV1, await read(RESOURCE_PATHS.tombstones))?.items ?? []
  const manifest = parse(ManifestV1, await read(RESOURCE_PATHS.manifest))
  const paths = manifest?.files.map(({path}) => path) ?? []
  return {ledger: recoveredLedger({changes, items, notices, paths}), isLost: true, pages}
}

/** Number of the timestamp of the last publication; 0 where it was not signed. @throws {Error} as above. */
export async function readTimestampNumber(dirOrUrl: string): Promise<number> {
  const text = await readerOf(dirOrUrl)(RESOURCE_PATHS.timestamp)
  return parse(TimestampV1, text)?.number ?? 0
}

/** Reads a file of a publication; `null` where there is none. */
function readerOf(dirOrUrl: string): (path: string) => Promise<string | null> {
  return /^https?:\/\//.test(dirOrUrl)
    ? (path) => fetchText(`${dirOrUrl.replace(/\/+$/, '')}${path}`)
    : (path) => fileText(join(dirOrUrl, path))
}

/** Nothing tells what the feed said: another one begins, and announces every document. */
function lostFeed(ledger: LedgerV1 | null): Previous {
  const documents = ledger?.documents.map((document) => ({...document, sha256: ''})) ?? []
  return {ledger: ledger && {...ledger, feedId: '', head: 0, documents}, isLost: true, pages: []}
}

function parse<T>(
  contract: {safeParse(value: unknown): {success: true; data: T} | {success: false}},
  text: string | null,
): T | null {
  if (text === null) return null
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  const parsed = contract.safeParse(value)
  return parsed.success ? parsed.data : null
}

async function fileText(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
    throw error
  })
}

async function fetchText(url: string): Promise<string | null> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new Error(`the last publication does not answer: ${url}`, {cause})
  })
  if (response.ok) return response.text()
  // Only a file that is not there counts as lost: a server in trouble must not restart the feed.
  if (response.status === 404 || response.status === 410) return null
  throw new Error(`${url} answered ${response.status}`)
}

import {ChangesPageV1, ChangesV1, OPERATIONS} from '../../schemas/api/v1/changes.ts'
import {LedgerV1} from '../../schemas/api/v1/ledger.ts'
import {IdV1, TombstonesV1} from '../../schemas/api/v1/envelope.ts'
import {API_ROOT, changesPagePath, idPath, RESOURCE_PATHS} from '../../schemas/api/v1/links.ts'
import {MIN_RECALL_DAYS, RecallsV1} from '../../schemas/api/v1/recalls.ts'
import {TimestampV1} from '../../schemas/api/v1/timestamp.ts'
import {sha256} from '../content/json.ts'
import {dayOf, lastDay} from './api/recalls.ts'
import {checkAgainst} from './check-against.ts'
import {pageAddresses, serverChecks} from './check-server.ts'
import {parseRedirects} from './delivery-files.ts'
import {ENCODINGS, isVariantOf} from './precompress.ts'
import type {Publication} from './publication.ts'
import {isSigned} from './signature.ts'
import {contractProblems, manifestProblems, type FilesByPath} from './verify.ts'
import {linkProblems} from './verify-links.ts'

/** One check with what it found. */
export interface CheckResult {
  readonly name: string
  readonly problems: readonly string[]
  /** What a host cannot do and clients can live with. */
  readonly limits?: readonly string[]
}

type ChangeItems = ChangesPageV1['items']

/**
 * Every promise of the API, held against a publication.
 * @param against a publication that it has to be a successor of
 */
export async function checkPublication(
  publication: Publication,
  against: Publication | null = null,
): Promise<CheckResult[]> {
  const results = await checkAlone(publication)
  if (against === null) return results
  const feedOf = ({files}: Publication) => ({
    ledger: readAs(LedgerV1, files, RESOURCE_PATHS.ledger),
    items: readFeed(files).items,
  })
  return [
    ...results,
    ...(await checkAgainst(publication, feedOf(publication), against, feedOf(against))),
  ]
}

async function checkAlone(publication: Publication): Promise<CheckResult[]> {
  const {files, url, baseUrl} = publication
  const ledger = readAs(LedgerV1, files, RESOURCE_PATHS.ledger)
  const notices = readAs(TombstonesV1, files, RESOURCE_PATHS.tombstones)?.items ?? []
  const {items, problems} = readFeed(files)
  const results: CheckResult[] = [
    {name: 'every file fits its contract', problems: contractProblems(files)},
    {
      name: 'every file is what the manifest says',
      problems: manifestProblems(files).filter(
        (problem) => url === null || !isMoved(problem, notices),
      ),
    },
    {name: 'the signatures fit', problems: signatureProblems(files)},
    {name: 'the change feed has no gaps', problems},
    {name: 'the change feed knows every operation it names', problems: operationProblems(files)},
    {name: 'the change feed leads to what is published', problems: feedProblems(items, ledger)},
    {name: 'every recall is in the change feed', problems: recallProblems(files, items)},
    {name: 'every change of safety is recalled', problems: missingRecalls(files, items)},
    {name: 'every stable id leads to its document', problems: idProblems(files, ledger, baseUrl)},
    {name: 'every link leads somewhere', problems: linkProblems(files, baseUrl)},
  ]
  if (url !== null) return [...results, ...(await serverChecks(url, publication, ledger, notices))]
  return [
    ...results,
    {
      name: 'addresses that moved or are gone have their redirect',
      problems: redirectProblems(files, notices),
    },
    {name: 'compressed forms hold the same bytes', problems: await variantProblems(files)},
  ]
}

/** Over HTTP a moved document answers with a redirect, so its notice was not read. */
function isMoved(problem: string, notices: TombstonesV1['items']): boolean {
  return notices.some(
    ({path, tombstone}) =>
      tombstone.status === 'moved' &&
      problem === `${API_ROOT.slice(1)}/${path}: is in the manifest but not published`,
  )
}

function readJson(files: FilesByPath, path: string): unknown {
  const bytes = files.get(path.slice(1))
  try {
    return bytes === undefined ? null : JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return null
  }
}

function readAs<T>(
  contract: {safeParse(value: unknown): {success: true; data: T} | {success: false}},
  files: FilesByPath,
  path: string,
): T | null {
  const parsed = contract.safeParse(readJson(files, path))
  return parsed.success ? parsed.data : null
}

function readFeed(files: FilesByPath): {items: ChangeItems; problems: string[]} {
  const head = readAs(ChangesV1, files, RESOURCE_PATHS.changes)
  if (head === null) {
    return {items: [], problems: [`${RESOURCE_PATHS.changes}: is missing or broken`]}
  }
  const problems: string[] = []
  const items: ChangeItems = []
  for (const {page} of head.pages) {
    const parsed = readAs(ChangesPageV1, files, changesPagePath(page))
    if (parsed === null) problems.push(`${changesPagePath(page)}: is missing or broken`)
    for (const item of parsed?.items ?? []) {
      if (item.seq !== items.length + 1) {
        problems.push(`seq ${item.seq} stands where ${items.length + 1} should`)
      }
      items.push(item)
    }
    if (parsed !== null && parsed.sealed !== page < head.pages.length && !parsed.sealed) {
      problems.push(`${changesPagePath(page)}: is not sealed, but a later page exists`)
    }
  }
  if (head.head !== items.length) problems.push(`the head is ${head.head}, not ${items.length}`)
  return {items, problems}
}

/** Clients refuse what they do not know, so a new operation needs a new major version. */
function operationProblems(files: FilesByPath): string[] {
  const known = new Set<unknown>(OPERATIONS)
  return [...files.keys()]
    .filter((path) => /^api\/v1\/changes\/\d+\.json$/.test(path))
    .flatMap((path) => {
      const page = readJson(files, `/${path}`)
      const items: unknown = typeof page === 'object' && page && Reflect.get(page, 'items')
      return (Array.isArray(items) ? items : []).flatMap((item: {operation?: unknown}) =>
        known.has(item.operation) ? [] : [`${path}: ${String(item.operation)} is no operation`],
      )
    })
}

/** The newest item of every document, by locale and id. */
function newestItems(items: ChangeItems): Map<string, ChangeItems[number]> {
  return new Map(items.map((item) => [`${item.locale} ${item.id}`, item]))
}

function feedProblems(items: ChangeItems, ledger: LedgerV1 | null): string[] {
  if (ledger === null) return [`${RESOURCE_PATHS.ledger}: is missing or broken`]
  const newest = newestItems(items)
  const published = new Set<string>()
  const problems = ledger.documents.flatMap(({id, locale, path, rev}) => {
    published.add(`${locale} ${id}`)
    const item = newest.get(`${locale} ${id}`)
    if (item === undefined) return [`${path}: was never announced`]
    return item.rev === rev && item.path === path
      ? []
      : [`${path}: is ${rev}, but the newest item (seq ${item.seq}) says ${item.path} ${item.rev}`]
  })
  const lingering = [...newest].filter(([key, {rev}]) => rev !== null && !published.has(key))
  return [
    ...problems,
    ...lingering.map(([, {path}]) => `${path}: is gone, but the feed does not say so`),
  ]
}

/** One that was withdrawn before it was ever published has nothing to announce. */
function recallProblems(files: FilesByPath, items: ChangeItems): string[] {
  const recalls = readAs(RecallsV1, files, RESOURCE_PATHS.recalls)
  if (recalls === null) return [`${RESOURCE_PATHS.recalls}: is missing or broken`]
  const newest = newestItems(items)
  return recalls.items.flatMap(({id, locale, slug, action, rev, unsafe}) => {
    const now = newest.get(`${locale} ${id}`)?.rev
    const isKnown =
      action === 'refresh'
        ? now === rev
        : (now ?? null) === null || unsafe.some((revision) => revision.rev === now)
    return isKnown ? [] : [`${slug}: is recalled (${action}), but not in the feed`]
  })
}

/** Nothing that follows a change of safety may take its recall away before its time. */
function missingRecalls(files: FilesByPath, items: ChangeItems): string[] {
  const recalls = readAs(RecallsV1, files, RESOURCE_PATHS.recalls)
  const head = readAs(ChangesV1, files, RESOURCE_PATHS.changes)
  if (recalls === null || head === null) return []
  const recalled = new Set(recalls.items.map(({locale, id}) => `${locale} ${id}`))
  const newest = newestItems(items)
  return items.flatMap(({id, locale, path, seq, significance, publishedAt}) => {
    const isRemoved = newest.get(`${locale} ${id}`)?.rev === null
    const isRecent = lastDay(publishedAt, MIN_RECALL_DAYS) >= dayOf(head.time)
    const isDue = isRemoved || (significance === 'safety' && isRecent)
    return !isDue || recalled.has(`${locale} ${id}`)
      ? []
      : [`${path}: is not recalled, although seq ${seq} is a matter of safety`]
  })
}

function idProblems(files: FilesByPath, ledger: LedgerV1 | null, baseUrl: string): string[] {
  return (ledger?.documents ?? []).flatMap(({id, locale, path}) => {
    const entry = readAs(IdV1, files, idPath(id))
    const here = entry?.locales[locale]
    if (entry === null || here === undefined) return [`${idPath(id)}: has no ${locale} edition`]
    const expected = `${baseUrl}${API_ROOT}/${path}`
    if (here.links.self !== expected) {
      return [`${idPath(id)}: leads to ${here.links.self}, not to ${expected}`]
    }
    const body = readJson(files, `${API_ROOT}/${path}`)
    const found = typeof body === 'object' && body !== null ? Reflect.get(body, 'id') : null
    return found === id ? [] : [`${idPath(id)}: leads to the document ${String(found)}`]
  })
}

function signatureProblems(files: FilesByPath): string[] {
  const publicKey = files.get(RESOURCE_PATHS.publicKey.slice(1))
  const signed = [RESOURCE_PATHS.manifest, RESOURCE_PATHS.timestamp]
  const problems = signed.flatMap((path) => {
    const bytes = files.get(path.slice(1))
    const signature = files.get(`${path.slice(1)}.sig`)
    // Signing is the publisher's choice; half a signature is not.
    if (signature === undefined && publicKey === undefined) return []
    if (signature === undefined || publicKey === undefined || bytes === undefined) {
      return [`${path}: only some of file, signature and public key are published`]
    }
    const text = new TextDecoder()
    return isSigned(bytes, text.decode(signature), text.decode(publicKey))
      ? []
      : [`${path}: the signature does not fit`]
  })
  if (publicKey === undefined || problems.length > 0) return problems
  const timestamp = readAs(TimestampV1, files, RESOURCE_PATHS.timestamp)
  const manifest = files.get(RESOURCE_PATHS.manifest.slice(1)) ?? new Uint8Array()
  if (timestamp?.manifest.sha256 !== sha256(manifest)) {
    return [`${RESOURCE_PATHS.timestamp}: is not of this manifest`]
  }
  return Date.parse(timestamp.expires) > Date.now()
    ? []
    : [`${RESOURCE_PATHS.timestamp}: expired on ${timestamp.expires} — publish again`]
}

function redirectProblems(files: FilesByPath, notices: TombstonesV1['items']): string[] {
  const rules = parseRedirects(new TextDecoder().decode(files.get('_redirects')))
  const statuses = new Map(rules.map(({from, status}) => [from, status]))
  return notices.flatMap(({path, tombstone}) => {
    const expected = tombstone.status === 'moved' ? [301, 302, 308, 410] : [410]
    return [`${API_ROOT}/${path}`, ...pageAddresses(path)]
      .filter((address) => !expected.includes(statuses.get(address) ?? 0))
      .map((address) => `${address}: has no rule in _redirects, although it is ${tombstone.status}`)
  })
}

async function variantProblems(files: FilesByPath): Promise<string[]> {
  const problems: string[] = []
  for (const [path, variant] of files) {
    const encoding = ENCODINGS.find(({ending}) => path.endsWith(ending))
    if (encoding === undefined) continue
    const bytes = files.get(path.slice(0, -encoding.ending.length))
    if (bytes === undefined) problems.push(`${path}: is a form of a file that is not published`)
    else if (!(await isVariantOf(variant, bytes, encoding))) {
      problems.push(`${path}: does not hold the bytes of its file`)
    }
  }
  return problems
}

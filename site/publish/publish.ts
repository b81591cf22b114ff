import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {ContentError, readContent, UsageError, type ContentClient} from '../content/index.ts'
import {NOTHING_PREVIOUS, type Previous} from './api/changes.ts'
import {apiFiles} from './api-files.ts'
import {clientFiles} from './client-files.ts'
import {loadCompiled} from './compile.ts'
import {deliveryFiles, deprecatedFiles} from './delivery.ts'
import {pageFiles, sitePaths} from './pages.ts'
import {precompressed} from './precompress.ts'
import {readPrevious, readTimestampNumber} from './previous.ts'
import {refuseOtherKeys} from './signature.ts'
import {refuseForeign, refuseUnwritable, writeAndSwap} from './swap.ts'
import {verifyFiles} from './verify.ts'
import {warningsOf} from './warnings.ts'

const PUBLIC = fileURLToPath(new URL('../public/', import.meta.url))

/** What was written does not keep the contract; nothing was published. */
export class PublicationError extends Error {
  override name = 'PublicationError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

/** What a script ends with after a failed publish: content 1, a named path 2, lake or disk 3. */
export function exitCodeOf(error: unknown): 1 | 2 | 3 {
  if (error instanceof ContentError || error instanceof PublicationError) return 1
  return error instanceof UsageError ? 2 : 3
}

export interface PublishOptions {
  readonly client: ContentClient
  readonly out: string
  /** Absolute address of the site. */
  readonly baseUrl: string
  /** Folder or address of the last publication; `out` unless said otherwise. */
  readonly previous?: string | undefined
  /** There is none: a new change feed begins, and that is meant. */
  readonly isFirst?: boolean | undefined
  /** Writes a `.br` and a `.gz` beside every text; not unless said. */
  readonly precompress?: boolean | undefined
  readonly log?: (line: string) => void
}

/**
 * One publish: read, render, verify, swap. A failed one leaves `out` byte for byte as it was.
 * @returns how many documents and files were published, and whether a new change feed began
 * @throws {ContentError} with every problem of the content
 * @throws {PublicationError} when a file does not keep the contract
 * @throws {LakeError} when the content cannot be read
 * @throws {UsageError} when `out` holds something else than a publication, or never can hold one;
 *   when `previous` names no publication; when `isFirst` is said although there is one
 */
export async function publish({
  client,
  out,
  baseUrl,
  previous,
  isFirst = false,
  precompress = false,
  log,
}: PublishOptions) {
  const signingKey = process.env['FORAMEN_SIGNING_KEY']
  if (signingKey !== undefined) refuseOtherKeys(signingKey)
  await refuseForeign(out)
  await refuseUnwritable(out)
  const last = await lastPublication(previous, out, isFirst)
  // First, because faulty content needs no pages, and compiling them takes longer than reading it.
  const content = await readContent(client, baseUrl, last.ledger)
  const [{app, widget, contract}, lastTimestamp] = await Promise.all([
    loadCompiled(log),
    readTimestampNumber(previous ?? out),
  ])
  const now = new Date()
  const {files: api, changes} = await apiFiles(content, {
    previous: last,
    builtAt: now.toISOString(),
    signingKey,
    lastTimestamp,
    contract,
  })
  const files = new Map<string, Uint8Array>()
  for (const entry of await readdir(PUBLIC)) files.set(entry, await readFile(join(PUBLIC, entry)))
  for (const [path, asset] of content.images) {
    files.set(path.slice(1), await client.imageBytes(asset))
  }
  const parts = [
    await pageFiles(app, content, widget, changes),
    widget,
    await clientFiles(),
    api,
    deliveryFiles(content, changes, sitePaths(content), deprecatedFiles(api.keys())),
  ]
  for (const part of parts) for (const [path, bytes] of part) files.set(path, bytes)
  const problems = verifyFiles(files, content.baseUrl)
  if (problems.length > 0) throw new PublicationError(problems)
  const variants = precompress ? await precompressed(files) : new Map<string, Uint8Array>()
  await writeAndSwap(out, new Map([...files, ...variants]))
  for (const line of warningsOf(content, changes, last, now)) log?.(line)
  const documents = content.locales.reduce((sum, locale) => sum + locale.documents.length, 0)
  return {documents, files: files.size, isNewFeed: last === NOTHING_PREVIOUS}
}

async function lastPublication(
  previous: string | undefined,
  out: string,
  isFirst: boolean,
): Promise<Previous> {
  if (isFirst && previous !== undefined) {
    throw new UsageError('give --first or --previous, not both')
  }
  const last = await readPrevious(previous ?? out)
  if (isFirst && last !== NOTHING_PREVIOUS) {
    throw new UsageError(
      `--first, but ${out} holds a publication whose change feed would end — leave --first out, or name another folder`,
    )
  }
  if (previous !== undefined && last === NOTHING_PREVIOUS) {
    throw new UsageError(
      `--previous ${previous} holds no publication — name the folder or address of the last one, or say --first to begin a new change feed`,
    )
  }
  return last
}

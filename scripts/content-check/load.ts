import {dirname, resolve} from 'node:path'
import {sanityClient, type LakeOptions} from '../../site/content/sanity.ts'
import {messageOf} from '../../site/content/client.ts'
import {LakeError, type ContentProblem} from '../../site/content/errors.ts'
import {isDocument, readNdjson} from '../../site/content/ndjson.ts'
import type {LakeDocument} from '../../schemas/rules/index.ts'

/** Raw documents as they are stored, drafts included, and what is wrong with their file. */
export interface RawContent {
  readonly documents: readonly LakeDocument[]
  readonly problems: readonly ContentProblem[]
  /** Folder in which `_sanityAsset` finds pictures. */
  readonly folder: string
}

/**
 * @throws {UsageError} when there is no such file.
 * @throws {LakeError} when the disk does not give it.
 */
export async function readExport(file: string): Promise<RawContent> {
  return {...(await readNdjson(file)), folder: dirname(resolve(file))}
}

/** @throws {LakeError} when the lake does not answer. */
export async function readLake(options: LakeOptions): Promise<RawContent> {
  const client = sanityClient({...options, perspective: 'raw'})
  try {
    const rows = await client.fetch<unknown>(`*[!(_id in path("_.**"))]`)
    const documents = Array.isArray(rows) ? rows.filter(isDocument) : []
    return {documents, problems: [], folder: '.'}
  } catch (cause) {
    throw new LakeError(`the lake did not answer: ${messageOf(cause)}`, {cause})
  }
}

import {access, constants, readFile, stat} from 'node:fs/promises'
import {evaluateSync, parse} from 'groq-js'
import {LakeError, UsageError, type ContentProblem} from './errors.ts'
import type {LakeOptions} from './sanity.ts'

/** One interface to the content, whether it is in a lake or in a file. */
export interface ContentClient {
  /**
   * Answer of a GROQ query over published documents.
   * @param type of the only documents that the query asks for, where there is one.
   */
  query(groq: string, type?: string): Promise<unknown>
  /**
   * Bytes of an image asset.
   * @param asset what `asset->` answered.
   * @throws {LakeError} when they cannot be had.
   */
  imageBytes(asset: {readonly url: string; readonly path: string}): Promise<Uint8Array>
  /** Problems of the source itself (torn lines, twice the same id); none for a lake. */
  readonly problems: readonly ContentProblem[]
}

/** Content of a running lake: Sanity's cloud or the embedded one. */
export function lakeClient(options: LakeOptions): ContentClient {
  // Loading Sanity's client takes longer than publishing a file without it.
  const connecting = import('./sanity.ts').then(({sanityClient}) => sanityClient(options))
  return {
    problems: [],
    query: async (groq) => {
      try {
        const client = await connecting
        return await client.fetch<unknown>(groq, {}, {filterResponse: true})
      } catch (cause) {
        throw new LakeError(`the lake did not answer a query: ${messageOf(cause)}`, {cause})
      }
    },
    imageBytes: async ({url}) => {
      const response = await fetch(url).catch((cause: unknown) => {
        throw new LakeError(`the lake did not give the image ${url}: ${messageOf(cause)}`, {cause})
      })
      if (!response.ok) {
        throw new LakeError(`the lake did not give the image ${url}: ${response.status}`)
      }
      return new Uint8Array(await response.arrayBuffer())
    },
  }
}

/**
 * Documents of an in-process dataset. groq-js has no index, so it is given the documents of the type
 * that is asked for, and a look-up by id.
 */
export function memoryClient(
  documents: readonly LakeDocument[],
  imageBytes: ContentClient['imageBytes'],
  problems: readonly ContentProblem[] = [],
): ContentClient {
  const byId = new Map(documents.map((document) => [document._id, document]))
  const byType = Map.groupBy(documents, (document) => document._type)
  return {
    problems,
    query: async (groq, type) => {
      const result = evaluateSync(parse(groq), {
        dataset: type === undefined ? documents : (byType.get(type) ?? []),
        dereference: ({_ref}: {_ref: string}) => byId.get(_ref),
      })
      const answer: unknown = result.get()
      return answer
    },
    imageBytes,
  }
}

/** A document as an export has it. */
export interface LakeDocument {
  readonly _id: string
  readonly _type: string
  readonly [attribute: string]: unknown
}

/** Ids with a dot in front are drafts and releases; neither is published. */
export function isPublishedId(id: string): boolean {
  return !id.startsWith('drafts.') && !id.startsWith('versions.')
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/**
 * Holds a file that was named on the command line to being one that can be read.
 * @throws {UsageError} when it is not
 */
export async function refuseUnreadable(file: string): Promise<void> {
  const refuse = (reason: string) => {
    throw new UsageError(`cannot read ${JSON.stringify(file)}: ${reason} — name a file of content`)
  }
  const stats = await stat(file).catch(() => refuse('there is no such file'))
  if (stats?.isDirectory()) refuse('it is a folder')
  await access(file, constants.R_OK).catch(() => refuse('you may not read it'))
}

/** @throws {LakeError} when the file cannot be read. */
export async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (cause) {
    throw new LakeError(`cannot read ${file}: ${messageOf(cause)}`, {cause})
  }
}

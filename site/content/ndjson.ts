import {createHash} from 'node:crypto'
import {mkdir, readFile, writeFile} from 'node:fs/promises'
import {dirname, extname, isAbsolute, join, relative, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'
import {z} from 'zod'
import {
  isPublishedId,
  memoryClient,
  messageOf,
  readBytes,
  refuseUnreadable,
  type ContentClient,
  type LakeDocument,
} from './client.ts'
import {LakeError, type ContentProblem} from './errors.ts'

/**
 * Content straight from an NDJSON export, without a lake: one document a line, pictures beside it
 * as `_sanityAsset: "image@file://./images/x.png"`, the form that `sanity dataset import` takes.
 * @throws {UsageError} when there is no such file.
 * @throws {LakeError} when the disk does not give it.
 */
export async function ndjsonClient(file: string): Promise<ContentClient> {
  const {documents, problems} = await readNdjson(file)
  const published = documents.filter((document) => isPublishedId(document._id))
  return localClient(published, problems, dirname(resolve(file)))
}

/**
 * Content of documents at hand.
 * @param problems what is wrong with them already; pictures that cannot be used are added
 * @param folder where `_sanityAsset` finds pictures
 */
export async function localClient(
  documents: readonly LakeDocument[],
  problems: ContentProblem[],
  folder: string,
): Promise<ContentClient> {
  const assets = new Map<string, LocalAsset>()
  const describe = (uri: string) => localAsset(uri, folder, assets)
  const withAssets: LakeDocument[] = []
  for (const document of documents) {
    // Few documents have pictures of their own; the others are taken as they are.
    if (!namesAsset(document)) withAssets.push(document)
    else withAssets.push({...document, ...(await withReferences(document, describe, problems))})
  }
  const assetDocuments = [...assets.values()].map((asset) => asset.document)
  const imageBytes: ContentClient['imageBytes'] = async ({url, path}) => {
    const local = [...assets.values()].find((asset) => asset.document.path === path)
    if (local === undefined) return fetchImage(url)
    return local.bytes
  }
  return memoryClient([...withAssets, ...assetDocuments], imageBytes, problems)
}

/**
 * Documents of an NDJSON file, and what is wrong with its lines.
 * @throws {UsageError} when there is no such file.
 * @throws {LakeError} when the disk does not give it.
 */
export async function readNdjson(file: string): Promise<ReturnType<typeof parseNdjson>> {
  await refuseUnreadable(file)
  return parseNdjson(await readBytes(file))
}

/** Documents of an NDJSON text, and what is wrong with its lines. */
export function parseNdjson(bytes: Uint8Array): {
  documents: LakeDocument[]
  problems: ContentProblem[]
} {
  const documents: LakeDocument[] = []
  const problems: ContentProblem[] = []
  const lineOf = new Map<string, number>()

  splitLines(bytes).forEach((lineBytes, index) => {
    const line = index + 1
    const at = {documentId: `line ${line}`, path: ''}
    /** The document on the line is lost, but maybe not its name. */
    const reportLost = (text: string, problem: string, hint: string) => {
      const lostIds = Array.from(text.matchAll(ID_MEMBER), ([, id = '']) => id)
      const named = lostIds.length === 0 ? '' : `; _id on it: ${lostIds.join(', ')}`
      const start = text.length > 60 ? `${text.slice(0, 60)}…` : text
      problems.push({...at, value: start, problem: `${problem}${named}`, hint, lostIds})
    }
    let text: string
    try {
      text = new TextDecoder('utf-8', {fatal: true}).decode(lineBytes)
    } catch {
      reportLost(new TextDecoder().decode(lineBytes), 'is not UTF-8', 'save the file as UTF-8')
      return
    }
    if (text.trim() === '') return
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch (error) {
      // The parser counts lines too, and to it this is always the first.
      const reason = messageOf(error).replace(/ \(line 1 column \d+\)$/, '')
      reportLost(
        text,
        `is not a whole JSON document: ${reason}`,
        'mend the line from a whole copy, or export the content again',
      )
      return
    }
    if (!isDocument(value)) {
      reportLost(text, 'lacks _id or _type', 'every line is one document with both')
      return
    }
    const earlier = lineOf.get(value._id)
    if (earlier !== undefined) {
      problems.push({
        ...at,
        value: value._id,
        problem: `repeats the _id of line ${earlier}`,
        hint: 'keep one of the two',
      })
      return
    }
    lineOf.set(value._id, line)
    documents.push(value)
  })
  return {documents, problems}
}

/** The name of a document in a text that is no JSON. */
const ID_MEMBER = /"_id"\s*:\s*"([\w.-]+)"/g

const NEWLINE = 0x0a

function splitLines(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = []
  let start = 0
  for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
    lines.push(bytes.subarray(start, end))
    start = end + 1
  }
  if (start < bytes.length) lines.push(bytes.subarray(start))
  return lines
}

export function isDocument(value: unknown): value is LakeDocument {
  return (
    isRecord(value) &&
    typeof value['_id'] === 'string' &&
    value['_id'] !== '' &&
    typeof value['_type'] === 'string'
  )
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The asset document that the lake would make of a picture. */
interface LocalAsset {
  readonly bytes: Uint8Array
  readonly document: LakeDocument & {readonly path: string}
}

const ASSET_URI = /^image@file:\/\/(?<path>.+)$/

function namesAsset(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, item]) => key === '_sanityAsset' || namesAsset(item))
}

/** The attributes of a document with references in the place of `_sanityAsset`. */
async function withReferences(
  document: LakeDocument,
  describe: (uri: string) => Promise<LocalAsset>,
  problems: ContentProblem[],
): Promise<Record<string, unknown>> {
  const resolveValue = async (value: unknown, path: string): Promise<unknown> => {
    if (!namesAsset(value)) return value
    if (Array.isArray(value)) {
      return Promise.all(value.map((item, index) => resolveValue(item, `${path}[${index}]`)))
    }
    return isRecord(value) ? resolveRecord(value, path) : value
  }
  const resolveRecord = async (record: Readonly<Record<string, unknown>>, path: string) => {
    const copy: Record<string, unknown> = {}
    for (const [key, item] of Object.entries(record)) {
      const at = path === '' ? key : `${path}.${key}`
      if (key !== '_sanityAsset') {
        copy[key] = await resolveValue(item, at)
        continue
      }
      try {
        const asset = await describe(String(item))
        copy['asset'] = {_type: 'reference', _ref: asset.document._id}
      } catch (error) {
        problems.push({
          documentId: document._id,
          path: at,
          value: item,
          problem: `names a picture that cannot be used: ${messageOf(error)}`,
          hint: 'put the picture beside the NDJSON file and name it image@file://./images/<name>',
        })
      }
    }
    return copy
  }
  return resolveRecord(document, '')
}

async function localAsset(
  uri: string,
  folder: string,
  assets: Map<string, LocalAsset>,
): Promise<LocalAsset> {
  const known = assets.get(uri)
  if (known !== undefined) return known
  const path = ASSET_URI.exec(uri)?.groups?.['path']
  if (path === undefined) throw new Error('it is not of the form image@file://./<path>')
  const file = resolve(folder, path)
  const inside = relative(folder, file)
  if (inside.startsWith('..') || isAbsolute(inside)) throw new Error('it lies outside the folder')
  const bytes = await readBytes(file)
  const asset = await describeImage(bytes, extname(file).slice(1).toLowerCase())
  assets.set(uri, asset)
  return asset
}

async function describeImage(bytes: Uint8Array, extension: string): Promise<LocalAsset> {
  const sha1hash = createHash('sha1').update(bytes).digest('hex')
  const {width, height, mimeType} = await measured(bytes, sha1hash)
  const name = `${sha1hash}-${width}x${height}.${extension}`
  const path = `images/local/${name}`
  return {
    bytes,
    document: {
      _id: `image-${sha1hash}-${width}x${height}-${extension}`,
      _type: 'sanity.imageAsset',
      path,
      // Never fetched: the bytes are at hand.
      url: `https://cdn.sanity.io/${path}`,
      mimeType,
      sha1hash,
      extension,
      size: bytes.length,
      metadata: {dimensions: {width, height}},
    },
  }
}

const MEASURES = fileURLToPath(new URL('../../.foramen/pictures/', import.meta.url))
const Measure = z.object({width: z.number(), height: z.number(), mimeType: z.string()})

/** Size and kind of a picture, kept by its digest: loading the measurer costs more than a read. */
async function measured(bytes: Uint8Array, sha1hash: string): Promise<z.output<typeof Measure>> {
  const file = join(MEASURES, `${sha1hash}.json`)
  try {
    return Measure.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    // Not measured yet, or torn.
  }
  const {default: sharp} = await import('sharp')
  const {width, height, format} = await sharp(bytes).metadata()
  if (width === undefined || height === undefined) throw new Error('it has no size')
  const measure = {
    width,
    height,
    mimeType: format === 'svg' ? 'image/svg+xml' : `image/${format}`,
  }
  await mkdir(MEASURES, {recursive: true})
  await writeFile(file, JSON.stringify(measure))
  return measure
}

async function fetchImage(url: string): Promise<Uint8Array> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new LakeError(`cannot fetch the image ${url}: ${messageOf(cause)}`, {cause})
  })
  if (!response.ok) throw new LakeError(`cannot fetch the image ${url}: ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

import {createHash, randomUUID} from 'node:crypto'
import {extname} from 'node:path'
import {getMimeType} from 'hono/utils/mime'
import {readBody} from '../body.ts'
import {BadRequest} from '../errors.ts'
import {assertTrusted} from '../guard.ts'
import {datasetNamed, type Lake, type LakeContext, type Operation} from '../lake.ts'

/** `POST /assets/{images,files}/:dataset`: stores bytes and describes them in an asset document. */

/** Largest upload, in bytes. */
const UPLOAD_LIMIT = 100_000_000

/** Stores an image and answers with its asset document. */
export const uploadImage: Operation = (lake) => async (c) => {
  const {dataset, bytes: uploaded} = await receive(c)
  // Loaded on use: sharp is a tenth of a second that a restart need not wait for.
  const {inspectImage} = await import('../assets/inspect.ts')
  const {bytes, extension, mimeType, width, height, hasAlpha, isOpaque, lqip} =
    await inspectImage(uploaded)
  const sha1hash = createHash('sha1').update(bytes).digest('hex')
  const name = `${sha1hash}-${width}x${height}.${extension}`
  await lake.assets.write(dataset, 'images', name, bytes)
  const metadata = {
    _type: 'sanity.imageMetadata',
    dimensions: {_type: 'sanity.imageDimensions', width, height, aspectRatio: width / height},
    hasAlpha,
    isOpaque,
    lqip,
  }
  return await describe(lake, c, dataset, {
    _id: `image-${sha1hash}-${width}x${height}-${extension}`,
    _type: 'sanity.imageAsset',
    assetId: sha1hash,
    extension,
    metadata,
    mimeType,
    path: `images/${lake.projectId}/${dataset}/${name}`,
    sha1hash,
    size: bytes.length,
  })
}

/** Stores a file and answers with its asset document. */
export const uploadFile: Operation = (lake) => async (c) => {
  const {dataset, bytes} = await receive(c)
  if (bytes.length === 0) throw new BadRequest('Nothing was uploaded — send the file as the body')
  const sha1hash = createHash('sha1').update(bytes).digest('hex')
  const extension = safeExtension(c.req.query('filename') ?? '')
  const name = `${sha1hash}.${extension}`
  await lake.assets.write(dataset, 'files', name, bytes)
  return await describe(lake, c, dataset, {
    _id: `file-${sha1hash}-${extension}`,
    _type: 'sanity.fileAsset',
    assetId: sha1hash,
    extension,
    mimeType: getMimeType(`file.${extension}`) ?? 'application/octet-stream',
    path: `files/${lake.projectId}/${dataset}/${name}`,
    sha1hash,
    size: bytes.length,
  })
}

async function receive(c: LakeContext): Promise<{dataset: string; bytes: Buffer}> {
  assertTrusted(c.var.caller, 'Uploading')
  const dataset = datasetNamed(c)
  return {dataset, bytes: await readBody(c.env.incoming, UPLOAD_LIMIT)}
}

/** Uploading the same bytes again answers with the document that is there already. */
async function describe(
  lake: Lake,
  c: LakeContext,
  dataset: string,
  asset: {_id: string; path: string; [attribute: string]: unknown},
): Promise<Response> {
  const known = lake.store.get(dataset, asset._id)
  if (known) return c.json({document: known})
  const given: Record<string, string> = {}
  const filename = c.req.query('filename')
  if (filename !== undefined && c.req.query('storeOriginalFilename') !== 'false') {
    given['originalFilename'] = filename
  }
  for (const name of ['label', 'title', 'description', 'creditLine']) {
    const value = c.req.query(name)
    if (value !== undefined) given[name] = value
  }
  const source = sourceOf(c)
  const transactionId = randomUUID()
  const document = {
    ...asset,
    ...given,
    ...(source ? {source} : {}),
    uploadId: randomUUID(),
    url: `${lake.origin()}/${asset.path}`,
  }
  await lake.transactor.transact({
    dataset,
    transactionId,
    request: document,
    dryRun: false,
    prepare: (workspace) => {
      // Two uploads of the same bytes may arrive together: the first one's document stays.
      if (workspace.get(asset._id)) return null
      const created = {
        ...document,
        _type: String(asset['_type']),
        _createdAt: workspace.timestamp,
        _updatedAt: workspace.timestamp,
      }
      workspace.put(asset._id, created, {createIfNotExists: created})
      return null
    },
  })
  return c.json({document: lake.store.get(dataset, asset._id)})
}

function sourceOf(c: LakeContext): Record<string, string> | null {
  const id = c.req.query('sourceId')
  const name = c.req.query('sourceName')
  if (id === undefined || name === undefined) return null
  const url = c.req.query('sourceUrl')
  return {id, name, ...(url === undefined ? {} : {url})}
}

function safeExtension(filename: string): string {
  const extension = extname(filename).slice(1).toLowerCase()
  return /^[a-z0-9]{1,10}$/.test(extension) ? extension : 'bin'
}

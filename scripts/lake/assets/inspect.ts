import sharp, {type Metadata} from 'sharp'
import {BadRequest, messageOf} from '../errors.ts'

/** What an uploaded image is, decided by its bytes alone, and what of it is kept. */

/** Images of more pixels are refused: decoding one would take gigabytes. */
export const MAX_PIXELS = 100_000_000

export interface InspectedImage {
  readonly bytes: Buffer
  readonly extension: string
  readonly mimeType: string
  readonly width: number
  readonly height: number
  readonly hasAlpha: boolean
  readonly isOpaque: boolean
  /** A 20-pixel preview as a data URL, as Sanity makes it. */
  readonly lqip: string
}

const FORMATS: Record<string, {extension: string; mimeType: string}> = {
  jpeg: {extension: 'jpg', mimeType: 'image/jpeg'},
  png: {extension: 'png', mimeType: 'image/png'},
  webp: {extension: 'webp', mimeType: 'image/webp'},
  gif: {extension: 'gif', mimeType: 'image/gif'},
  tiff: {extension: 'tif', mimeType: 'image/tiff'},
  svg: {extension: 'svg', mimeType: 'image/svg+xml'},
  heif: {extension: 'heif', mimeType: 'image/heif'},
  avif: {extension: 'avif', mimeType: 'image/avif'},
}

/**
 * @throws {BadRequest} when the bytes are no image that browsers show, or too many pixels
 */
export async function inspectImage(bytes: Buffer): Promise<InspectedImage> {
  if (bytes.length === 0) throw new BadRequest('Nothing was uploaded — send the image as the body')
  const metadata = await metadataOf(bytes)
  const name = metadata.compression === 'av1' ? 'avif' : metadata.format
  const format = FORMATS[name]
  if (!format)
    throw new BadRequest(
      `Images of type ${name} are not supported — use JPEG, PNG, WebP, GIF, AVIF or SVG`,
    )
  const kept = await withoutCameraData(bytes, metadata)
  const {width, height} = kept === bytes ? metadata.autoOrient : (await metadataOf(kept)).autoOrient
  const pages = metadata.pages ?? 1
  const image = sharp(kept, {limitInputPixels: MAX_PIXELS})
  let isOpaque = !metadata.hasAlpha
  if (metadata.hasAlpha && pages === 1) isOpaque = (await image.clone().stats()).isOpaque
  const lqip = await image
    .clone()
    .resize(20)
    .flatten({background: '#fff'})
    .jpeg({quality: 60})
    .toBuffer()
  return {
    bytes: kept,
    ...format,
    width,
    height: metadata.pageHeight ?? height,
    hasAlpha: metadata.hasAlpha,
    isOpaque,
    lqip: `data:image/jpeg;base64,${lqip.toString('base64')}`,
  }
}

async function metadataOf(bytes: Buffer): Promise<Metadata> {
  let metadata: Metadata
  try {
    metadata = await sharp(bytes, {limitInputPixels: MAX_PIXELS}).metadata()
  } catch (error) {
    throw new BadRequest(
      `The upload is not an image (${messageOf(error)}) — upload it as a file instead`,
    )
  }
  const pixels = metadata.width * metadata.height
  if (!(pixels > 0)) throw new BadRequest('The image has no size — give it width and height')
  if (pixels > MAX_PIXELS) {
    throw new BadRequest(
      `The image has ${metadata.width}×${metadata.height} pixels — at most ${MAX_PIXELS / 1e6} million are allowed`,
    )
  }
  return metadata
}

/**
 * Photographs tell where and when they were taken. EXIF, XMP and IPTC are dropped before anything is
 * stored, the orientation applied; images without them keep their bytes, and so their hash.
 */
async function withoutCameraData(bytes: Buffer, metadata: Metadata): Promise<Buffer> {
  const {format, exif, xmp, iptc, orientation} = metadata
  const carries =
    exif !== undefined || xmp !== undefined || iptc !== undefined || (orientation ?? 1) > 1
  if (!carries || format === 'svg') return bytes
  const image = sharp(bytes, {
    limitInputPixels: MAX_PIXELS,
    animated: (metadata.pages ?? 1) > 1,
  }).autoOrient()
  if (metadata.icc) image.keepIccProfile()
  switch (format) {
    case 'jpeg':
      return await image.jpeg({quality: 95}).toBuffer()
    case 'webp':
      return await image.webp({quality: 95}).toBuffer()
    default:
      return await image.toFormat(format).toBuffer()
  }
}

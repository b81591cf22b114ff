import {extname} from 'node:path'
import {getMimeType} from 'hono/utils/mime'
import {asksForTransform} from '../assets/parameters.ts'
import {isDatasetName} from '../documents.ts'
import {NotFound} from '../errors.ts'
import type {LakeContext, Operation} from '../lake.ts'

/** `GET /{images,files}/:project/:dataset/:file`: the bytes of an asset, inert whatever they hold. */

/** The name is the content's hash: what a browser has, it may keep. */
const FOREVER = 'public, max-age=31536000, immutable'

/** An image, transformed as the address asks. */
export const serveImage: Operation = (lake) => async (c) => {
  const {dataset, file} = addressed(c)
  const original = await lake.assets.read(dataset, 'images', file)
  const params = new URL(c.req.url).searchParams
  const vector = extname(file) === '.svg'
  if (!vector && asksForTransform(params)) {
    const {transformImage} = await import('../assets/transform.ts')
    const {bytes, mimeType} = await transformImage(original, params, c.req.header('accept') ?? '')
    return respond(c, bytes, mimeType, params)
  }
  return respond(c, original, vector ? 'image/svg+xml' : mimeTypeOf(file), params)
}

/** A file, always as a download. */
export const serveFile: Operation = (lake) => async (c) => {
  const {dataset, file} = addressed(c)
  const bytes = await lake.assets.read(dataset, 'files', file)
  const params = new URL(c.req.url).searchParams
  if (!params.has('dl')) params.set('dl', '')
  return respond(c, bytes, mimeTypeOf(file), params)
}

function addressed(c: LakeContext): {dataset: string; file: string} {
  const dataset = c.req.param('dataset') ?? ''
  if (!isDatasetName(dataset)) throw new NotFound(`There is no dataset "${dataset}"`)
  return {dataset, file: c.req.param('file') ?? ''}
}

function mimeTypeOf(file: string): string {
  return getMimeType(file) ?? 'application/octet-stream'
}

function respond(
  c: LakeContext,
  bytes: Buffer,
  mimeType: string,
  params: URLSearchParams,
): Response {
  const download = params.get('dl')
  const headers: Record<string, string> = {
    'Content-Type': mimeType,
    'Cache-Control': FOREVER,
    'X-Content-Type-Options': 'nosniff',
    // An SVG or HTML file opened by itself runs no script and loads nothing.
    'Content-Security-Policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    'Cross-Origin-Resource-Policy': 'cross-origin',
  }
  if (download !== null) {
    const name = encodeURIComponent(download.replaceAll(/["\\\r\n]/g, ''))
    headers['Content-Disposition'] =
      name === '' ? 'attachment' : `attachment; filename*=UTF-8''${name}`
  }
  return c.body(new Uint8Array(bytes), 200, headers)
}

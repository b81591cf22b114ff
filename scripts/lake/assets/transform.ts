import sharp, {type FitEnum, type Sharp} from 'sharp'
import {BadRequest} from '../errors.ts'
import {MAX_PIXELS} from './inspect.ts'

/** The image transformations of Sanity's image addresses that Studio and image-url ask for. */

/** Largest side of a transformed image, in pixels. */
const MAX_SIDE = 5000

const OUTPUT = new Map<string, 'jpeg' | 'png' | 'webp' | 'avif'>([
  ['jpg', 'jpeg'],
  ['pjpg', 'jpeg'],
  ['png', 'png'],
  ['webp', 'webp'],
  ['avif', 'avif'],
])

/**
 * @param accept the Accept header, for `auto=format`
 * @throws {BadRequest} for values that are no numbers or sizes beyond 5,000 pixels
 */
export async function transformImage(
  bytes: Buffer,
  params: URLSearchParams,
  accept: string,
): Promise<{bytes: Buffer; mimeType: string}> {
  const image = sharp(bytes, {limitInputPixels: MAX_PIXELS, animated: false})
  const source = await image.metadata()
  const rect = params.get('rect')
  if (rect !== null) extract(image, rect, source.width, source.height)
  rotate(image, params)
  resize(image, params)
  const blur = number(params, 'blur', 0, 2000)
  if (blur !== null && blur > 0) image.blur(Math.max(0.3, blur / 10))
  const background = params.get('bg')
  if (background !== null) {
    if (!/^([0-9a-f]{3}|[0-9a-f]{6})$/i.test(background))
      throw new BadRequest(`bg=${background} is not a colour — use hex digits such as ff0000`)
    image.flatten({background: `#${background}`})
  }
  const format = outputFormat(params, source.format, accept)
  const quality = number(params, 'q', 1, 100) ?? (format === 'png' ? 100 : 75)
  const output = format === 'png' ? image.png() : image.toFormat(format, {quality})
  return {bytes: await output.toBuffer(), mimeType: `image/${format}`}
}

function outputFormat(
  params: URLSearchParams,
  source: string,
  accept: string,
): 'jpeg' | 'png' | 'webp' | 'avif' {
  const asked = params.get('fm')
  if (asked !== null) {
    const format = OUTPUT.get(asked)
    if (!format) throw new BadRequest(`fm=${asked} is not supported — use jpg, png, webp or avif`)
    return format
  }
  if (params.get('auto') === 'format' && accept.includes('image/webp')) return 'webp'
  if (source === 'jpeg' || source === 'webp') return source
  return 'png'
}

const FIT = new Map<string, keyof FitEnum>([
  ['clip', 'inside'],
  ['max', 'inside'],
  ['crop', 'cover'],
  ['min', 'cover'],
  ['scale', 'fill'],
  ['fill', 'contain'],
  ['fillmax', 'contain'],
])

function resize(image: Sharp, params: URLSearchParams): void {
  const fit = params.get('fit') ?? 'clip'
  const sharpFit = FIT.get(fit)
  if (sharpFit === undefined)
    throw new BadRequest(`fit=${fit} is not supported — use ${[...FIT.keys()].join(', ')}`)
  const dpr = number(params, 'dpr', 0.1, 3) ?? 1
  const width = side(params, 'w', dpr) ?? side(params, 'max-w', dpr)
  const height = side(params, 'h', dpr) ?? side(params, 'max-h', dpr)
  if (width === null && height === null) return
  image.resize({
    ...(width === null ? {} : {width}),
    ...(height === null ? {} : {height}),
    fit: sharpFit,
    withoutEnlargement: fit === 'max' || fit === 'min' || fit === 'fillmax',
    background: {r: 0, g: 0, b: 0, alpha: 0},
  })
}

function extract(image: Sharp, rect: string, width: number, height: number): void {
  const [left, top, w, h] = rect.split(',').map(Number)
  const inside =
    left !== undefined &&
    top !== undefined &&
    w !== undefined &&
    h !== undefined &&
    [left, top, w, h].every((value) => Number.isInteger(value) && value >= 0) &&
    w > 0 &&
    h > 0 &&
    left + w <= width &&
    top + h <= height
  if (!inside)
    throw new BadRequest(
      `rect=${rect} is not inside the image — use left,top,width,height in pixels`,
    )
  image.extract({left, top, width: w, height: h})
}

function rotate(image: Sharp, params: URLSearchParams): void {
  const flip = params.get('flip') ?? ''
  if (flip.includes('h')) image.flop()
  if (flip.includes('v')) image.flip()
  const turn = number(params, 'or', 0, 270)
  if (turn !== null && turn % 90 === 0 && turn > 0) image.rotate(turn)
}

function side(params: URLSearchParams, name: string, dpr: number): number | null {
  const value = number(params, name, 1, MAX_SIDE)
  return value === null ? null : Math.min(MAX_SIDE, Math.round(value * dpr))
}

function number(params: URLSearchParams, name: string, low: number, high: number): number | null {
  const given = params.get(name)
  if (given === null || given === '') return null
  const value = Number(given)
  if (!(value >= low && value <= high)) {
    throw new BadRequest(`${name}=${given} is not a number from ${low} to ${high}`)
  }
  return value
}

import {z} from 'zod'
import {OptionalText} from '../lib/source.ts'

/** Fields of a `figure`: the image asset is resolved here because it is a leaf with no links. */
export const figureProjection = `
  alt, decorative, caption, credit, licence,
  hotspot{x, y, height, width}, crop{top, bottom, left, right},
  "asset": asset->{_id, url, path, mimeType, sha1hash, extension, size,
    "width": metadata.dimensions.width, "height": metadata.dimensions.height}
`

export const ImageAsset = z.object({
  _id: z.string(),
  url: z.url({protocol: /^https?$/}),
  path: z.string(),
  mimeType: z.string().regex(/^image\//, 'is not an image type'),
  sha1hash: z.string().regex(/^[0-9a-f]{40}$/),
  extension: z.string().regex(/^[a-z0-9]+$/),
  size: z.number(),
  /** CSS pixels. */
  width: z.number().positive(),
  height: z.number().positive(),
})
export type ImageAsset = z.output<typeof ImageAsset>

export const Figure = z
  .object({
    asset: ImageAsset,
    alt: OptionalText,
    decorative: z.boolean().nullable(),
    caption: OptionalText,
    credit: OptionalText,
    licence: OptionalText,
    hotspot: z
      .object({x: z.number(), y: z.number(), height: z.number(), width: z.number()})
      .nullable(),
    crop: z
      .object({top: z.number(), bottom: z.number(), left: z.number(), right: z.number()})
      .nullable(),
  })
  .refine((figure) => figure.decorative === true || (figure.alt ?? '').trim().length >= 5, {
    path: ['alt'],
    message: 'is missing: describe the picture in 5 to 150 characters, or mark it as decorative',
  })
export type Figure = z.output<typeof Figure>

import {imagePath} from '../../schemas/api/v1/links.ts'
import {ImageAsset} from '../../schemas/objects/figure.query.ts'
import type {AnySource} from './load.ts'
import {isRecord} from './ndjson.ts'

/** Every picture that the documents show, by its public path. */
export function imagesOf(sources: readonly AnySource[]): ReadonlyMap<string, ImageAsset> {
  const images = new Map<string, ImageAsset>()
  for (const source of sources) collect(source, images)
  return new Map([...images].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function collect(value: unknown, images: Map<string, ImageAsset>): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, images)
    return
  }
  if (!isRecord(value)) return
  const {asset} = value
  if (isRecord(asset)) {
    const parsed = ImageAsset.safeParse(asset)
    if (parsed.success)
      images.set(imagePath(parsed.data.sha1hash, parsed.data.extension), parsed.data)
    return
  }
  for (const item of Object.values(value)) {
    if (typeof item === 'object' && item !== null) collect(item, images)
  }
}

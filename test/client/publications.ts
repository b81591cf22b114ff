import {ndjsonClient, readContent} from '../../site/content/index.ts'
import {apiFiles, NOTHING_PREVIOUS, type Previous} from '../../site/publish/api-files.ts'
import {deliveryFiles} from '../../site/publish/delivery.ts'
import {writeNdjson, type LakeDoc} from '../fixtures/content.ts'

export type Publication = ReadonlyMap<string, Uint8Array>

/** Publications of one site after each other, in memory. */
export async function publications(
  states: readonly (readonly LakeDoc[])[],
  baseUrl = 'https://clinic.example',
): Promise<Publication[]> {
  let previous: Previous = NOTHING_PREVIOUS
  const made: Publication[] = []
  for (const documents of states) {
    const content = await readContent(await ndjsonClient(await writeNdjson(documents)), baseUrl)
    const {files, changes} = await apiFiles(content, {previous, builtAt: '2026-03-01T00:00:00Z'})
    previous = {ledger: changes.ledger, isLost: false, pages: changes.pages}
    made.push(new Map([...files, ...deliveryFiles(content, changes, [])]))
  }
  return made
}

export function textOf(publication: Publication, path: string): string {
  const bytes = publication.get(`api/v1/${path}`)
  if (bytes === undefined) throw new Error(`${path} is not published`)
  return new TextDecoder().decode(bytes)
}

/** Paths of the documents below the API root, with their text. */
export function documentsIn(publication: Publication): Record<string, string> {
  const manifest: {files: {path: string; rev?: string}[]} = JSON.parse(
    textOf(publication, 'manifest.json'),
  )
  return Object.fromEntries(
    manifest.files
      .filter(({rev}) => rev !== undefined)
      .map(({path}) => [path, textOf(publication, path)]),
  )
}

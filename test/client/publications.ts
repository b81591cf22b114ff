import {ndjsonClient, readContent} from '../../site/content/index.ts'
import {NOTHING_PREVIOUS, type Previous} from '../../site/publish/api/changes.ts'
import {apiFiles} from '../../site/publish/api-files.ts'
import {deliveryFiles} from '../../site/publish/delivery.ts'
import {writeNdjson, type LakeDoc} from '../fixtures/content.ts'

export type Publication = ReadonlyMap<string, Uint8Array>

/** A state of the content, and how it is published. */
interface State {
  readonly documents: readonly LakeDoc[]
  readonly builtAt?: string
  readonly signingKey?: string
}

/** Publications of one site after each other, in memory. */
export async function publications(
  states: readonly (State | readonly LakeDoc[])[],
  baseUrl = 'https://clinic.example',
): Promise<Publication[]> {
  let previous: Previous = NOTHING_PREVIOUS
  let lastTimestamp = 0
  const made: Publication[] = []
  for (const state of states) {
    const {
      documents,
      builtAt = '2026-03-01T00:00:00Z',
      signingKey,
    } = 'documents' in state ? state : {documents: state}
    const content = await readContent(await ndjsonClient(await writeNdjson(documents)), baseUrl)
    const {files, changes} = await apiFiles(content, {
      previous,
      builtAt,
      signingKey,
      lastTimestamp,
    })
    lastTimestamp = signingKey === undefined ? 0 : timestampIn(files).number
    previous = {ledger: changes.ledger, isLost: false, pages: changes.pages}
    made.push(new Map([...files, ...deliveryFiles(content, changes, [])]))
  }
  return made
}

const timestampIn = (files: Publication): {number: number} =>
  JSON.parse(textOf(files, 'timestamp.json'))

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

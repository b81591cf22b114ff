import {readFile} from 'node:fs/promises'
import {clientPath} from '../../schemas/api/v1/links.ts'
import {VERSION} from '../client/version.ts'

const GENERATED = new URL('../client/generated/', import.meta.url)

/** The typed client as partners take it from the publication, by path without a leading slash. */
export async function clientFiles(): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  for (const ending of ['js', 'd.ts'] as const) {
    const bytes = await readFile(new URL(`index.${ending}`, GENERATED))
    files.set(clientPath(VERSION, ending).slice(1), new Uint8Array(bytes))
  }
  return files
}

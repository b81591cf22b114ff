import {createHash} from 'node:crypto'
import {readFile} from 'node:fs/promises'
import {z} from 'zod'

/**
 * The widget's files: where they stand, and what pages pin of them. Knows nothing of how they are
 * made, because a publish needs the names and not the bundler.
 */

/** Path below the site's root → content. */
export type WidgetFiles = ReadonlyMap<string, Uint8Array>

export const FLOATING_PATH = 'widget/v1/faq.js'
export const INTEGRITY_PATH = 'widget/integrity.json'
export const MANIFEST_PATH = 'widget/custom-elements.json'
export const CONFIGURATOR_PATH = 'widget/configurator.js'
/** Path of the script of one version: its bytes never change once it is released. */
export const immutablePath = (version: string) => `widget/faq.${version}.js`

/** Released version → `sha384-…`; the files themselves stand in released/. */
export const ReleasedIntegrity = z.record(
  z.string().regex(/^1\.\d+\.\d+$/, 'is not a version of major 1'),
  z.string().regex(/^sha384-[A-Za-z0-9+/]{64}$/, 'is not a sha384 integrity'),
)
export type ReleasedIntegrity = z.output<typeof ReleasedIntegrity>

/** Where the integrity of released versions is kept. */
export const integrityFile = new URL('integrity.json', import.meta.url)
/** Where the script of a released version is kept. */
export const releasedFile = (version: string) =>
  new URL(`released/faq.${version}.js`, import.meta.url)

/** Subresource integrity of a file. @see https://www.w3.org/TR/SRI/ */
export function integrityOf(bytes: Uint8Array): string {
  return `sha384-${createHash('sha384').update(bytes).digest('base64')}`
}

/** @throws {ZodError} when the file was edited to something else */
export async function readIntegrity(): Promise<ReleasedIntegrity> {
  return ReleasedIntegrity.parse(JSON.parse(await readFile(integrityFile, 'utf8')))
}

import {readFile} from 'node:fs/promises'
import {fileURLToPath} from 'node:url'
import {build} from 'rolldown'
import {
  CONFIGURATOR_PATH,
  FLOATING_PATH,
  immutablePath,
  INTEGRITY_PATH,
  integrityOf,
  MANIFEST_PATH,
  readIntegrity,
  releasedFile,
  type WidgetFiles,
} from './files.ts'
import {customElementsManifest} from './reference.ts'
import {VERSION} from './version.ts'

/** One self-contained script that runs as a classic script and as a module. */
async function bundle(entry: string): Promise<Uint8Array> {
  const {output} = await build({
    input: fileURLToPath(new URL(entry, import.meta.url)),
    platform: 'browser',
    // The guard is for servers that import the class; this file only ever runs in browsers.
    transform: {target: 'es2022', define: {'globalThis.document': 'true'}},
    // All of it runs at once: compiled ahead, and beside the page's thread while it loads. A browser
    // that does not know the comment reads over it.
    // @see https://github.com/WICG/explicit-javascript-compile-hints-file-based
    output: {format: 'iife', minify: true, postBanner: '//# allFunctionsCalledOnLoad'},
    write: false,
    logLevel: 'warn',
  })
  const [chunk, ...others] = output
  if (others.length > 0 || chunk.imports.length > 0) {
    throw new Error(`${entry} does not bundle into one file: ${output.map((one) => one.fileName)}`)
  }
  return new TextEncoder().encode(chunk.code)
}

/** The widget's script as the sources say now. */
export function bundleWidget(): Promise<Uint8Array> {
  return bundle('define.ts')
}

const jsonBytes = (value: unknown) =>
  new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`)

/**
 * Everything below `/widget/`: pure, so the same sources give the same bytes.
 * @throws {Error} when a released file does not have the bytes its integrity was published for, or
 * when the sources changed since the version in version.ts was released.
 */
export async function buildWidget(): Promise<WidgetFiles> {
  const [script, configurator, integrities] = await Promise.all([
    bundleWidget(),
    bundle('configurator.ts'),
    readIntegrity(),
  ])
  const released = await Promise.all(
    Object.entries(integrities).map(async ([version, integrity]) => {
      const bytes = new Uint8Array(await readFile(releasedFile(version)))
      if (integrityOf(bytes) !== integrity) {
        throw new Error(
          `site/widget/released/faq.${version}.js is not what was published (${integrity}) — restore it: pages pin its hash`,
        )
      }
      return [immutablePath(version), bytes] as const
    }),
  )
  const current = integrityOf(script)
  if ((integrities[VERSION] ?? current) !== current) {
    throw new Error(
      `site/widget changed since version ${VERSION} was released — raise VERSION in site/widget/version.ts`,
    )
  }
  return new Map<string, Uint8Array>([
    ...released,
    [immutablePath(VERSION), script],
    [FLOATING_PATH, script],
    [CONFIGURATOR_PATH, configurator],
    [INTEGRITY_PATH, jsonBytes({...integrities, [VERSION]: current})],
    [MANIFEST_PATH, jsonBytes(customElementsManifest())],
  ])
}

import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {API_ROOT} from '../../../schemas/api/v1/links.ts'

/** Schemas of every minor version that was released, a folder each; they never change. */
export const FROZEN_FOLDER = fileURLToPath(
  new URL('../../../schemas/api/v1/frozen/', import.meta.url),
)

/** Published path → text of every frozen schema. */
export async function frozenFiles(): Promise<Map<string, string>> {
  const entries = await readdir(FROZEN_FOLDER, {recursive: true, withFileTypes: true})
  const names = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name).slice(FROZEN_FOLDER.length))
    .map((name) => name.replaceAll('\\', '/'))
    // OpenAPI descriptions lie beside the folders: they are for the gate, not published.
    .filter((name) => name.includes('/'))
    .toSorted()
  return new Map(
    await Promise.all(
      names.map(
        async (name) =>
          [
            `${API_ROOT}/schemas/${name}`,
            await readFile(join(FROZEN_FOLDER, name), 'utf8'),
          ] as const,
      ),
    ),
  )
}

import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {API_ROOT} from '../../../schemas/api/v1/links.ts'

/** Schemas of every minor version that was released; they never change. */
export const FROZEN_FOLDER = fileURLToPath(
  new URL('../../../schemas/api/v1/frozen/', import.meta.url),
)

/** Published path → text of every frozen schema. */
export async function frozenFiles(): Promise<Map<string, string>> {
  const entries = await readdir(FROZEN_FOLDER, {recursive: true, withFileTypes: true})
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
  return new Map(
    await Promise.all(
      files.map(async (file) => {
        const name = file.slice(FROZEN_FOLDER.length).replaceAll('\\', '/')
        return [`${API_ROOT}/schemas/${name}`, await readFile(file, 'utf8')] as const
      }),
    ),
  )
}

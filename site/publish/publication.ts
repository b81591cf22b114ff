import {readdir, readFile} from 'node:fs/promises'
import {join, relative, sep} from 'node:path'
import {API_INDEX_PATH, API_ROOT, RESOURCE_PATHS} from '../../schemas/api/v1/links.ts'
import {ManifestV1} from '../../schemas/api/v1/manifest.ts'

/** A publication as it lies in a folder or answers at an address. */
export interface Publication {
  /** Files by path without a leading slash; over HTTP only those that the manifest names. */
  readonly files: ReadonlyMap<string, Uint8Array>
  /** Address of the server, `null` for a folder. */
  readonly url: string | null
  /** Address under which the files were published. */
  readonly baseUrl: string
}

/** Requests under way at once. */
const PARALLEL = 8

/** @throws {Error} when it cannot be read. */
export async function readPublication(dirOrUrl: string): Promise<Publication> {
  const url = /^https?:\/\//.test(dirOrUrl) ? dirOrUrl.replace(/\/+$/, '') : null
  const files = url === null ? await readFolder(dirOrUrl) : await fetchFiles(url)
  return {files, url, baseUrl: publishedBase(files)}
}

async function readFolder(folder: string): Promise<Map<string, Uint8Array>> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true})
  const files = new Map<string, Uint8Array>()
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    files.set(relative(folder, file).split(sep).join('/'), await readFile(file))
  }
  return files
}

async function fetchFiles(url: string): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  const fetchInto = async (path: string, isOptional = false) => {
    const response = await fetch(`${url}${path}`, {redirect: 'manual'})
    // A tombstone answers 410 with its body; a moved document redirects.
    if (response.ok || response.status === 410) {
      files.set(path.slice(1), new Uint8Array(await response.arrayBuffer()))
    } else if (!isOptional && response.status !== 301) {
      throw new Error(`${url}${path} answered ${response.status}`)
    }
  }
  await fetchInto(RESOURCE_PATHS.manifest)
  await fetchInto(RESOURCE_PATHS.build)
  await fetchInto(API_INDEX_PATH)
  await fetchInto(RESOURCE_PATHS.manifestSignature, true)
  const bytes = files.get(RESOURCE_PATHS.manifest.slice(1)) ?? new Uint8Array()
  const manifest = ManifestV1.parse(JSON.parse(new TextDecoder().decode(bytes)))
  const paths = manifest.files.map((file) => `${API_ROOT}/${file.path}`)
  await Promise.all(
    Array.from({length: PARALLEL}, async () => {
      for (let path = paths.pop(); path !== undefined; path = paths.pop()) await fetchInto(path)
    }),
  )
  return files
}

/** Addresses in the files begin with it; a mirror keeps those of the origin. */
function publishedBase(files: ReadonlyMap<string, Uint8Array>): string {
  const bytes = files.get(RESOURCE_PATHS.manifest.slice(1))
  if (bytes === undefined) throw new Error('there is no api/v1/manifest.json')
  const {$schema} = ManifestV1.parse(JSON.parse(new TextDecoder().decode(bytes)))
  return $schema.slice(0, $schema.indexOf(API_ROOT))
}

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
  const fetchInto = async (path: string) => {
    const response = await fetch(`${url}${path}`, {redirect: 'manual'})
    const bytes = new Uint8Array(await response.arrayBuffer())
    // A tombstone answers 410 with its body; a moved document redirects, so its notice is not read.
    if (response.ok || response.status === 410) files.set(path.slice(1), bytes)
    return response.status
  }
  const status = await fetchInto(RESOURCE_PATHS.manifest)
  const bytes = files.get(RESOURCE_PATHS.manifest.slice(1))
  if (bytes === undefined) throw new Error(`${url}${RESOURCE_PATHS.manifest} answered ${status}`)
  const manifest = ManifestV1.parse(JSON.parse(new TextDecoder().decode(bytes)))
  const paths = [
    API_INDEX_PATH,
    RESOURCE_PATHS.build,
    RESOURCE_PATHS.manifestSignature,
    RESOURCE_PATHS.timestamp,
    RESOURCE_PATHS.timestampSignature,
    ...manifest.files.map((file) => `${API_ROOT}/${file.path}`),
  ]
  await inParallel(paths, fetchInto)
  return files
}

/** Runs a task for every item, a few at once. */
export async function inParallel<T>(items: readonly T[], task: (item: T) => Promise<unknown>) {
  const rest = items.toReversed()
  await Promise.all(
    Array.from({length: PARALLEL}, async () => {
      for (let item = rest.pop(); item !== undefined; item = rest.pop()) await task(item)
    }),
  )
}

/** Addresses in the files begin with it; a mirror keeps those of the origin. */
function publishedBase(files: ReadonlyMap<string, Uint8Array>): string {
  const bytes = files.get(RESOURCE_PATHS.manifest.slice(1))
  if (bytes === undefined) throw new Error('there is no api/v1/manifest.json')
  const {$schema} = ManifestV1.parse(JSON.parse(new TextDecoder().decode(bytes)))
  return $schema.slice(0, $schema.indexOf(API_ROOT))
}

import {endpointOf} from '../../schemas/api/v1/endpoints.ts'
import {API_ROOT, RESOURCE_PATHS} from '../../schemas/api/v1/links.ts'
import {ManifestV1} from '../../schemas/api/v1/manifest.ts'
import {sha256, stableJson} from '../content/json.ts'
import {documentAddresses, linkProblems} from './verify-links.ts'

/** Checks of a whole publication, before it is swapped in and by `scripts/verify.ts` afterwards. */

export type FilesByPath = ReadonlyMap<string, Uint8Array>

const decoder = new TextDecoder('utf-8', {fatal: true})

/**
 * What is wrong with a publication, one line each: files that break their contract, a manifest that
 * does not fit, links that lead nowhere.
 * @param files by path without a leading slash.
 */
export function verifyFiles(files: FilesByPath, baseUrl: string): string[] {
  // Each file is read once for both checks.
  const addresses = new Map<string, readonly string[]>()
  const problems = contractProblems(files, (path, value) => {
    addresses.set(path, documentAddresses(path, value))
  })
  return [...problems, ...manifestProblems(files), ...linkProblems(files, baseUrl, addresses)]
}

/**
 * Every JSON file against its contract; the exact bytes, so that no unknown field slips through.
 * @param onRead is told what each file holds.
 */
export function contractProblems(
  files: FilesByPath,
  onRead: (path: string, value: unknown) => void = () => undefined,
): string[] {
  const problems: string[] = []
  for (const [path, bytes] of files) {
    if (!path.startsWith('api/') || !path.endsWith('.json')) continue
    if (path === RESOURCE_PATHS.openapi.slice(1) || path.includes('/v1/schemas/')) continue
    const text = decoder.decode(bytes)
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch {
      problems.push(`${path}: is not JSON`)
      continue
    }
    onRead(path, value)
    problems.push(...fileProblems(path, text, value))
  }
  return problems
}

function fileProblems(path: string, text: string, value: unknown): string[] {
  const endpoint = endpointOf(`/${path}`)
  if (endpoint === undefined) return [`${path}: belongs to no endpoint of the contract`]
  const {alternative} = endpoint
  const isTombstone = alternative !== null && isNotice(value)
  const contract = isTombstone ? alternative : endpoint.contract
  const parsed = contract.safeParse(value)
  if (!parsed.success) {
    return parsed.error.issues.map(
      (issue) => `${path} ${issue.path.join('.')}: does not fit its contract: ${issue.message}`,
    )
  }
  // Parsing drops unknown fields; if bytes differ, the file has one.
  return stableJson(parsed.data) === text
    ? []
    : [`${path}: has fields that its contract does not name, or keys out of order`]
}

/** Only documents and their notices have a status. */
function isNotice(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const status: unknown = Reflect.get(value, 'status')
  return status !== undefined && status !== 'published'
}

/** @returns null where it is missing or broken */
export function readManifest(files: FilesByPath): ManifestV1 | null {
  const bytes = files.get(RESOURCE_PATHS.manifest.slice(1))
  if (bytes === undefined) return null
  const parsed = ManifestV1.safeParse(JSON.parse(decoder.decode(bytes)))
  return parsed.success ? parsed.data : null
}

export function manifestProblems(files: FilesByPath): string[] {
  const bytes = files.get(RESOURCE_PATHS.manifest.slice(1))
  if (bytes === undefined) return [`${RESOURCE_PATHS.manifest}: is missing`]
  const parsed = ManifestV1.safeParse(JSON.parse(decoder.decode(bytes)))
  if (!parsed.success) return [`${RESOURCE_PATHS.manifest}: does not fit its contract`]
  const root = `${API_ROOT.slice(1)}/`
  const listed = new Map(parsed.data.files.map((file) => [root + file.path, file]))
  const problems: string[] = []
  for (const [path, file] of listed) {
    const body = files.get(path)
    if (body === undefined) problems.push(`${path}: is in the manifest but not published`)
    else if (sha256(body) !== file.sha256) problems.push(`${path}: is not what the manifest says`)
  }
  const unlisted = new Set<string>([
    RESOURCE_PATHS.manifest.slice(1),
    RESOURCE_PATHS.manifestSignature.slice(1),
    RESOURCE_PATHS.timestamp.slice(1),
    RESOURCE_PATHS.timestampSignature.slice(1),
    RESOURCE_PATHS.build.slice(1),
  ])
  for (const path of files.keys()) {
    if (!path.startsWith(root) || listed.has(path) || unlisted.has(path)) continue
    if (/\.(br|gz)$/.test(path)) continue
    problems.push(`${path}: is not in the manifest`)
  }
  return problems
}

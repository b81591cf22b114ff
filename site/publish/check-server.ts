import type {LedgerV1} from '../../schemas/api/v1/ledger.ts'
import type {TombstonesV1, TombstoneV1} from '../../schemas/api/v1/envelope.ts'
import {
  API_CATALOG_PATH,
  API_ROOT,
  COLLECTIONS,
  documentPath,
  homePath,
  RESOURCE_PATHS,
} from '../../schemas/api/v1/links.ts'
import {ManifestV1} from '../../schemas/api/v1/manifest.ts'
import {DeprecationsV1, ErrorV1} from '../../schemas/api/v1/service.ts'
import {BASE_LANGUAGE} from '../../schemas/languages/index.ts'
import {sha256} from '../content/json.ts'
import type {CheckResult} from './check.ts'
import {API_MAX_AGE, deprecatedFiles, RECALLS_MAX_AGE} from './delivery.ts'
import {ENCODINGS} from './precompress.ts'
import {inParallel, type Publication} from './publication.ts'

/** What only a server can keep or break: statuses, headers, conditional requests, encodings. */

const MISSING = documentPath(BASE_LANGUAGE, 'procedures', 'no-such-procedure')

/** @param url of the server, without a trailing slash */
export async function serverChecks(
  url: string,
  {files}: Publication,
  ledger: LedgerV1 | null,
  notices: TombstonesV1['items'],
): Promise<CheckResult[]> {
  const [first] = ledger?.documents ?? []
  const samples = [
    RESOURCE_PATHS.manifest,
    RESOURCE_PATHS.recalls,
    RESOURCE_PATHS.changes,
    ...(first === undefined ? [] : [`${API_ROOT}/${first.path}`]),
  ]
  const ask = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${url}${path}`, {headers, redirect: 'manual'})
  const removed = await removedAddresses(ledger, notices, ask)
  return [
    {name: 'JSON is served as JSON', problems: await typeProblems(samples, ask)},
    {
      name: 'pages of other origins may read the API (CORS)',
      problems: await corsProblems([...samples, MISSING], ask),
    },
    {name: 'answers are kept no longer than promised', problems: await cacheProblems(samples, ask)},
    {
      name: 'a conditional request costs no body (ETag, 304)',
      problems: await conditionalProblems(samples, ask),
    },
    {name: 'a wrong address answers 404 with JSON', problems: await missingProblems(ask)},
    await catalogCheck(ask),
    await movedCheck(removed, ask),
    await goneCheck(removed, ask),
    {
      name: 'what will go away says so (Deprecation, Sunset)',
      problems: await deprecationProblems(files, ask),
    },
    {
      name: 'compressed answers hold the same bytes',
      problems: await encodingProblems(files, notices, ask),
    },
  ]
}

type Ask = (path: string, headers?: Record<string, string>) => Promise<Response>

async function typeProblems(samples: readonly string[], ask: Ask): Promise<string[]> {
  const problems: string[] = []
  for (const path of samples) {
    const type = (await ask(path)).headers.get('content-type')
    if (!/^application\/json\b/.test(type ?? '')) problems.push(`${path}: is served as ${type}`)
  }
  return problems
}

async function corsProblems(paths: readonly string[], ask: Ask): Promise<string[]> {
  const problems: string[] = []
  for (const path of paths) {
    const first = await ask(path, {origin: 'https://partner.example'})
    const etag = first.headers.get('etag')
    const answers = [first]
    // Without the header a 304 is a network error to the script that asked.
    if (etag !== null && first.ok) answers.push(await ask(path, {'if-none-match': etag}))
    for (const {headers, status} of answers) {
      if (headers.get('access-control-allow-origin') !== '*') {
        problems.push(`${path}: its answer ${status} has no Access-Control-Allow-Origin: *`)
      }
    }
  }
  return problems
}

async function cacheProblems(samples: readonly string[], ask: Ask): Promise<string[]> {
  const problems: string[] = []
  for (const path of [...samples, RESOURCE_PATHS.build]) {
    const control = (await ask(path)).headers.get('cache-control')
    const [, seconds] = /(?:^|[\s,])max-age=(\d+)/.exec(control ?? '') ?? []
    const isFresh = /no-cache|no-store/.test(control ?? '')
    const limit =
      path === RESOURCE_PATHS.build
        ? 0
        : path === RESOURCE_PATHS.recalls
          ? RECALLS_MAX_AGE
          : API_MAX_AGE
    if (!isFresh && (seconds === undefined || Number(seconds) > limit)) {
      problems.push(`${path}: Cache-Control is ${control}, which allows more than ${limit} s`)
    }
  }
  return problems
}

async function conditionalProblems(samples: readonly string[], ask: Ask): Promise<string[]> {
  const problems: string[] = []
  for (const path of samples) {
    const etag = (await ask(path)).headers.get('etag')
    if (etag === null) {
      problems.push(`${path}: has no ETag`)
      continue
    }
    const same = await ask(path, {'if-none-match': etag})
    if (same.status !== 304) problems.push(`${path}: its own ETag is answered ${same.status}`)
    const other = await ask(path, {'if-none-match': '"of-another-day"'})
    if (other.status !== 200) problems.push(`${path}: an old ETag is answered ${other.status}`)
  }
  return problems
}

async function missingProblems(ask: Ask): Promise<string[]> {
  const missing = await ask(MISSING)
  if (missing.status !== 404) return [`${MISSING}: is answered ${missing.status}`]
  const body: unknown = await missing.json().catch(() => null)
  return ErrorV1.safeParse(body).success ? [] : [`${MISSING}: its body is not the one of 404.json`]
}

/** @see https://www.rfc-editor.org/rfc/rfc9727 */
async function catalogCheck(ask: Ask): Promise<CheckResult> {
  const name = 'the API catalog leads to the description of the API'
  const response = await ask(API_CATALOG_PATH)
  if (response.status === 404) {
    const limit = `${API_CATALOG_PATH}: is not here, as in a copy of the API alone`
    return {name, problems: [], limits: [limit]}
  }
  const type = response.headers.get('content-type')
  const body = await response.text()
  const problems = [
    ...(type?.startsWith('application/linkset+json') ? [] : [`is served as ${type}`]),
    ...(body.includes(RESOURCE_PATHS.openapi) ? [] : ['does not name the OpenAPI description']),
  ]
  return {name, problems: problems.map((problem) => `${API_CATALOG_PATH}: ${problem}`)}
}

interface Removed {
  readonly address: string
  readonly status: TombstoneV1['status']
  /** Where it should lead; `null` where it leads nowhere. */
  readonly target: string | null
}

/** Files, and pages where there are any, of documents that stand elsewhere or nowhere. */
async function removedAddresses(
  ledger: LedgerV1 | null,
  notices: TombstonesV1['items'],
  ask: Ask,
): Promise<Removed[]> {
  const [first] = ledger?.documents ?? []
  const hasPages = first !== undefined && (await ask(homePath(first.locale))).status === 200
  return notices.flatMap(({path, tombstone}) => {
    const {status, slug, alternative} = tombstone
    const moved = (address: string) =>
      status !== 'moved' || alternative === null
        ? null
        : address.replace(`/${slug}`, `/${alternative.slug}`)
    // Without its last slash a host may lead to the page first.
    const pages = hasPages ? pageAddresses(path).filter((page) => page.endsWith('/')) : []
    const addresses = [`${API_ROOT}/${path}`, ...pages]
    return addresses.map((address) => ({address, status, target: moved(address)}))
  })
}

/** Addresses of the page to which a file of the API belongs; none of those that have no page. */
export function pageAddresses(path: string): string[] {
  const [, locale, collection, slug] = /^([^/]+)\/([^/]+)\/([^/.]+)\.json$/.exec(path) ?? []
  if (!COLLECTIONS.some((name) => name === collection)) return []
  return [`/${locale}/${collection}/${slug}/`, `/${locale}/${collection}/${slug}`]
}

/** The notice in the body says it too, so a host that cannot redirect breaks no client of ours. */
async function hasNotice(response: Response, {address, status}: Removed): Promise<boolean> {
  if (response.status !== 200) return false
  // Only notices, not documents, ask search engines to forget them.
  if (!address.endsWith('.json'))
    return /name="robots" content="noindex"/.test(await response.text())
  const body: unknown = await response.json().catch(() => null)
  return typeof body === 'object' && body !== null && Reflect.get(body, 'status') === status
}

async function movedCheck(all: readonly Removed[], ask: Ask): Promise<CheckResult> {
  const problems: string[] = []
  const limits: string[] = []
  for (const removed of all) {
    const {address, target} = removed
    if (target === null) continue
    const response = await ask(address)
    const location = response.headers.get('location')
    if (location !== null && [301, 308].includes(response.status)) {
      const {pathname} = new URL(location, 'http://host.example')
      if (!pathname.endsWith(target))
        problems.push(`${address}: leads to ${location}, not ${target}`)
    } else if (await hasNotice(response, removed)) {
      limits.push(`${address}: answers 200 with its notice, not 301: redirects are not set up here`)
    } else problems.push(`${address}: moved to ${target}, but answers ${response.status}`)
  }
  return {name: 'moved addresses answer 301', problems, limits}
}

async function goneCheck(all: readonly Removed[], ask: Ask): Promise<CheckResult> {
  const problems: string[] = []
  const limits: string[] = []
  for (const removed of all) {
    const {address, target, status} = removed
    if (target !== null) continue
    const response = await ask(address)
    if (response.status === 410) continue
    if (await hasNotice(response, removed)) {
      limits.push(`${address}: answers 200 with its notice, not 410: redirects are not set up here`)
    } else
      problems.push(`${address}: is ${status}, but answers ${response.status} without a notice`)
  }
  return {name: 'withdrawn and deleted addresses answer 410', problems, limits}
}

async function deprecationProblems(files: Publication['files'], ask: Ask): Promise<string[]> {
  const bytes = files.get(RESOURCE_PATHS.deprecations.slice(1)) ?? new Uint8Array()
  const parsed = DeprecationsV1.safeParse(JSON.parse(new TextDecoder().decode(bytes) || 'null'))
  if (!parsed.success) return [`${RESOURCE_PATHS.deprecations}: is missing or broken`]
  const problems: string[] = []
  for (const [path, expected] of deprecatedFiles(files.keys(), parsed.data.items)) {
    const {headers} = await ask(path)
    for (const [name, value] of Object.entries(expected)) {
      const found = headers.get(name)
      if (found !== value) problems.push(`${path}: ${name} is ${found}, not ${value}`)
    }
  }
  return problems
}

/** Every file of the manifest, plain and in each encoding. A form of yesterday would show here. */
async function encodingProblems(
  files: Publication['files'],
  notices: TombstonesV1['items'],
  ask: Ask,
): Promise<string[]> {
  const bytes = files.get(RESOURCE_PATHS.manifest.slice(1)) ?? new Uint8Array()
  const manifest = ManifestV1.safeParse(JSON.parse(new TextDecoder().decode(bytes)))
  if (!manifest.success) return [`${RESOURCE_PATHS.manifest}: is broken`]
  const removed = new Set(notices.map(({path}) => path))
  const present = manifest.data.files.filter(({path}) => !removed.has(path))
  const problems: string[] = []
  const requests = present.flatMap((file) =>
    ['identity', ...ENCODINGS.map(({name}) => name)].map((encoding) => ({...file, encoding})),
  )
  await inParallel(requests, async ({path, sha256: digest, encoding}) => {
    const response = await ask(`${API_ROOT}/${path}`, {'accept-encoding': encoding})
    const body = await response.arrayBuffer().catch(() => null)
    const used = response.headers.get('content-encoding')
    if (body === null || sha256(new Uint8Array(body)) !== digest) {
      problems.push(`${path}: asked for ${encoding}, it is not what the manifest says`)
    }
    if (used !== null && !/accept-encoding|\*/i.test(response.headers.get('vary') ?? '')) {
      problems.push(`${path}: is sent as ${used} without Vary: Accept-Encoding`)
    }
  })
  return problems.toSorted()
}

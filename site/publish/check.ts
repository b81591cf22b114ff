import {ChangesPageV1, ChangesV1} from '../../schemas/api/v1/changes.ts'
import {changesPagePath, RESOURCE_PATHS} from '../../schemas/api/v1/links.ts'
import type {Publication} from './publication.ts'
import {isSigned} from './signature.ts'
import {contractProblems, linkProblems, manifestProblems} from './verify.ts'

/** One check with what it found. */
export interface CheckResult {
  readonly name: string
  readonly problems: readonly string[]
}

/** Every promise of the API, held against a publication. */
export async function checkPublication(publication: Publication): Promise<CheckResult[]> {
  const {files, url, baseUrl} = publication
  const results: CheckResult[] = [
    {name: 'every file fits its contract', problems: contractProblems(files)},
    {
      name: 'every file is what the manifest says',
      problems: manifestProblems(files).filter((problem) => !isRedirected(problem, publication)),
    },
    {name: 'the change feed has no gaps', problems: feedProblems(files)},
    {name: 'the signature fits the manifest', problems: signatureProblems(files)},
  ]
  if (url === null) {
    results.push({name: 'every link leads somewhere', problems: linkProblems(files, baseUrl)})
  } else {
    results.push({name: 'the server answers as it should', problems: await serverProblems(url)})
  }
  return results
}

/** Over HTTP a moved document answers with a redirect, so its notice was not read. */
function isRedirected(problem: string, {url}: Publication): boolean {
  return url !== null && problem.endsWith('is in the manifest but not published')
}

function feedProblems(files: Publication['files']): string[] {
  const read = (path: string): unknown => {
    const bytes = files.get(path.slice(1))
    return bytes === undefined ? null : JSON.parse(new TextDecoder().decode(bytes))
  }
  const head = ChangesV1.safeParse(read(RESOURCE_PATHS.changes))
  if (!head.success) return [`${RESOURCE_PATHS.changes}: is missing or broken`]
  const problems: string[] = []
  let expected = 1
  for (const {page} of head.data.pages) {
    const parsed = ChangesPageV1.safeParse(read(changesPagePath(page)))
    if (!parsed.success) {
      problems.push(`${changesPagePath(page)}: is missing or broken`)
      continue
    }
    for (const {seq} of parsed.data.items) {
      if (seq !== expected) problems.push(`seq ${seq} stands where ${expected} should`)
      expected = seq + 1
    }
  }
  if (head.data.head !== expected - 1)
    problems.push(`the head is ${head.data.head}, not ${expected - 1}`)
  return problems
}

function signatureProblems(files: Publication['files']): string[] {
  const text = (path: string) => {
    const bytes = files.get(path.slice(1))
    return bytes === undefined ? null : new TextDecoder().decode(bytes)
  }
  const signature = text(RESOURCE_PATHS.manifestSignature)
  const publicKey = text(RESOURCE_PATHS.publicKey)
  const manifest = files.get(RESOURCE_PATHS.manifest.slice(1))
  // Signing is the publisher's choice; half a signature is not.
  if (signature === null && publicKey === null) return []
  if (signature === null || publicKey === null || manifest === undefined) {
    return ['only one of signature and public key is published']
  }
  return isSigned(manifest, signature, publicKey) ? [] : ['the signature does not fit the manifest']
}

async function serverProblems(url: string): Promise<string[]> {
  const problems: string[] = []
  const manifest = await fetch(`${url}${RESOURCE_PATHS.manifest}`)
  const etag = manifest.headers.get('etag')
  if (manifest.headers.get('access-control-allow-origin') !== '*') {
    problems.push('the API does not allow other origins to read it (CORS)')
  }
  if (!(manifest.headers.get('content-type') ?? '').startsWith('application/json')) {
    problems.push('JSON files are not served as application/json')
  }
  if (etag === null) problems.push('files have no ETag')
  else {
    const again = await fetch(`${url}${RESOURCE_PATHS.manifest}`, {
      headers: {'if-none-match': etag},
    })
    if (again.status !== 304)
      problems.push(`a conditional request is answered ${again.status}, not 304`)
  }
  const missing = await fetch(`${url}/api/v1/en/procedures/no-such-procedure.json`)
  if (missing.status !== 404) problems.push(`a missing file is answered ${missing.status}, not 404`)
  const body: unknown = await missing.json().catch(() => null)
  if (body === null) problems.push('a missing file is not answered with JSON')
  return problems
}

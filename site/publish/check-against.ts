import type {ChangesPageV1} from '../../schemas/api/v1/changes.ts'
import type {LedgerV1} from '../../schemas/api/v1/ledger.ts'
import {API_ROOT} from '../../schemas/api/v1/links.ts'
import {stableJson} from '../content/json.ts'
import {parseRedirects} from './delivery-files.ts'
import type {CheckResult} from './check.ts'
import {pageAddresses} from './check-server.ts'
import {inParallel, type Publication} from './publication.ts'
import {readManifest} from './verify.ts'

/** What a publication says of itself, and of all earlier ones. */
export interface Feed {
  readonly ledger: LedgerV1 | null
  readonly items: ChangesPageV1['items']
}

/** Whether a publication is the successor of an earlier one, and keeps what that had promised. */
export async function checkAgainst(
  publication: Publication,
  feed: Feed,
  earlier: Publication,
  earlierFeed: Feed,
): Promise<CheckResult[]> {
  return [
    {
      name: 'the change feed goes on from the earlier publication',
      problems: feedProblems(feed, earlierFeed),
    },
    {
      name: 'every address of the earlier publication answers',
      problems: await addressProblems(publication, earlier, earlierFeed),
    },
  ]
}

function feedProblems({ledger, items}: Feed, {ledger: old, items: before}: Feed): string[] {
  if (ledger === null || old === null) return ['one of the two has no ledger that can be read']
  if (ledger.feedId !== old.feedId) {
    return [`another feed has begun: ${ledger.feedId}, not ${old.feedId}`]
  }
  if (ledger.head < old.head) return [`the head went back from ${old.head} to ${ledger.head}`]
  const changed = before.find((item, index) => stableJson(item) !== stableJson(items[index]))
  return changed === undefined ? [] : [`seq ${changed.seq} is not what it was`]
}

async function addressProblems(
  {files, url}: Publication,
  earlier: Publication,
  {ledger}: Feed,
): Promise<string[]> {
  const listed = readManifest(files)?.files.map(({path}) => `${API_ROOT}/${path}`) ?? []
  const rules = sourcesOfRules(files)
  const answered = new Set([...listed, ...rules, ...[...files.keys()].map((path) => `/${path}`)])
  const missing = addressesOf(earlier, ledger).filter(
    (address) => !answered.has(address) && !answered.has(`${address}index.html`),
  )
  const problems: string[] = []
  await inParallel(missing, async (address) => {
    // Only servers know of pages that no manifest names.
    const wasThere = earlier.url === null || (await answers(earlier.url + address))
    const isThere = url !== null && (await answers(url + address))
    if (wasThere && !isThere) problems.push(`${address}: is not there any more`)
  })
  return problems.toSorted()
}

async function answers(address: string): Promise<boolean> {
  const {status} = await fetch(address, {redirect: 'manual'})
  return status < 400 || status === 410
}

/** Pictures change their address with their bytes, and a compressed form has none of its own. */
const MAY_GO = /^images\/|\.(br|gz)$/

function addressesOf({files, url}: Publication, ledger: LedgerV1 | null): string[] {
  const api = readManifest(files)?.files.map(({path}) => `${API_ROOT}/${path}`) ?? []
  const known =
    url === null
      ? [...files.keys()]
          .filter((path) => !MAY_GO.test(path))
          .map((path) => `/${path.replace(/(?<![^/])index\.html$/, '')}`)
      : [...(ledger?.documents ?? []), ...(ledger?.tombstones ?? [])].flatMap(({path}) =>
          pageAddresses(path),
        )
  return [...new Set([...api, ...known, ...sourcesOfRules(files)])]
}

function sourcesOfRules(files: Publication['files']): string[] {
  const bytes = files.get('_redirects')
  return bytes === undefined
    ? []
    : parseRedirects(new TextDecoder().decode(bytes)).map(({from}) => from)
}

import {isDeepStrictEqual} from 'node:util'
import {changelogEntries} from '../../schemas/api/v1/changelog.ts'
import {
  additions,
  addressAdditions,
  addressBreakages,
  breakages,
  type Additions,
} from '../../schemas/api/v1/compatibility.ts'
import {impacts, type PartnerContract} from '../../schemas/api/v1/partners.ts'
import type {Contract} from './contract.ts'

/** Everything that decides whether the contract may be released as it is. */
export interface ReleaseState {
  /** The version that the contract says it has. */
  readonly version: string
  readonly isPublic: boolean
  /** Text of CHANGELOG.md. */
  readonly changelog: string
  readonly current: Contract
  /** Released contracts by version. */
  readonly frozen: ReadonlyMap<string, Contract>
  readonly partners: readonly PartnerContract[]
}

/** Sentences, each with schema, path, what changed and what to do. CI wants both lists empty. */
export interface Verdict {
  /** What has to be mended before the contract can be frozen. */
  readonly refusals: readonly string[]
  /** What `npm run release:contract` settles. */
  readonly pending: readonly string[]
}

const COMMAND = '`npm run release:contract`'

const KEEP =
  'keep it as it was; what shall go with the next major version stands in schemas/api/v1/deprecations.ts'

/**
 * The gate of the contract: whatever breaks a client of a released version is refused, an addition
 * needs the next minor version, corrected words the next patch, and both need a changelog line.
 */
export function judge(state: ReleaseState): Verdict {
  const {version, isPublic, frozen, current} = state
  const newest = [...frozen.keys()].toSorted(compareVersions).at(-1)
  const before = newest === undefined ? undefined : frozen.get(newest)
  const mayFreezeAnew = version === newest && !isPublic
  const refusals = [
    ...changelogProblems(state),
    ...[...frozen]
      .filter(([released]) => !(mayFreezeAnew && released === version))
      .flatMap(([released, contract]) => breakageSentences(state, released, contract))
      .map((sentence) => `${sentence}: ${KEEP}`),
  ]
  const unfrozen = `version ${version} is not frozen: run ${COMMAND}`
  if (newest === undefined || before === undefined) return {refusals, pending: [unfrozen]}

  const {minor, patch} = nextVersions(newest)
  const added = additionSentences(before, current)
  const corrected = correctionSentences(before, current)
  const next = added.length > 0 ? minor : patch
  const release = `raise the version, add a changelog line, run ${COMMAND} (the version is ${next}, in schemas/api/v1/version.ts; the line stands below "## ${next}" in schemas/api/v1/CHANGELOG.md)`
  if (mayFreezeAnew) {
    const remedy = `${release}; API v1 is not public yet, so the command alone will do too: it freezes ${version} anew`
    const all = [...breakageSentences(state, newest, before), ...added, ...corrected]
    return {refusals, pending: all.map((sentence) => `${sentence}: ${remedy}`)}
  }
  if (version === newest) {
    const all = [...added, ...corrected].map((sentence) => `${sentence}: ${release}`)
    return {refusals: [...refusals, ...all], pending: []}
  }
  if (version !== minor && version !== next) {
    const choice = added.length > 0 ? minor : `${patch} or ${minor}`
    refusals.push(
      `version ${version} does not follow ${newest}, the newest that is frozen: it has to be ${choice} (in schemas/api/v1/version.ts)${added.map((sentence) => `; ${sentence}`).join('')}`,
    )
  }
  return {refusals, pending: [unfrozen]}
}

const compareVersions = (a: string, b: string) => a.localeCompare(b, 'en', {numeric: true})

function nextVersions(version: string): {minor: string; patch: string} {
  const [major, minor = 0, patch = 0] = version.split('.').map(Number)
  return {minor: `${major}.${minor + 1}.0`, patch: `${major}.${minor}.${patch + 1}`}
}

function changelogProblems({changelog, version}: ReleaseState): string[] {
  const entry = changelogEntries(changelog).find((one) => one.version === version)
  if (entry !== undefined && entry.changes.length > 0) return []
  return [
    `schemas/api/v1/CHANGELOG.md tells nothing of ${version}: add "## ${version}" and below it "- " and what changed`,
  ]
}

function breakageSentences(
  {current, partners}: ReleaseState,
  version: string,
  before: Contract,
): string[] {
  const remedy = `which breaks clients of ${version}`
  const schemas = [...before.schemas].flatMap(([name, schema]) => {
    const now = current.schemas.get(name)
    if (now === undefined) return [`the schema ${name} was removed or renamed, ${remedy}`]
    const found = breakages(schema, now)
    return [
      ...found.map(({pointer, problem}) => `${pointer} of ${name} ${problem}, ${remedy}`),
      ...partners.flatMap((partner) => impacts(partner, name, found)),
    ]
  })
  const addresses = addressBreakages(before.openApi, current.openApi).map(
    ({pointer, problem}) => `the address ${pointer}: ${problem}, ${remedy}`,
  )
  return [...schemas, ...addresses]
}

/** What came, and whatever else changed without breaking a client, such as a deprecation. */
function additionSentences(before: Contract, current: Contract): string[] {
  const schemas = [...current.schemas].flatMap(([name, schema]) => {
    const old = before.schemas.get(name)
    if (old === undefined) return [`added the schema ${name}`]
    const told = sentences(additions(old, schema), ` to ${name}`, ` of ${name}`)
    const isTold = told.length > 0 || breakages(old, schema).length > 0
    return isTold || isSame(wordless(old), wordless(schema)) ? told : [`extended ${name}`]
  })
  const addresses = addressAdditions(before.openApi, current.openApi)
  return [...schemas, ...sentences(addresses, '', '')]
}

function sentences({added, extended}: Additions, to: string, of: string): string[] {
  return [
    ...(added.length === 0 ? [] : [`added ${some(added)}${to}`]),
    ...(extended.length === 0 ? [] : [`extended ${some(extended)}${of}`]),
  ]
}

/** A shape that is used in many places changes in all of them: the first few tell which it is. */
function some(pointers: readonly string[]): string {
  const told = pointers.slice(0, 3).join(', ')
  return pointers.length > 3 ? `${told} and ${pointers.length - 3} more` : told
}

/** Names of what differs in nothing but words for people. */
function correctionSentences(before: Contract, current: Contract): string[] {
  const pairs = [
    ...[...current.schemas].map(([name, now]) => [name, before.schemas.get(name), now] as const),
    ['the addresses', before.openApi.paths, current.openApi.paths] as const,
  ]
  return pairs
    .filter(([, old, now]) => old !== undefined && !isSame(old, now))
    .filter(([, old, now]) => isSame(wordless(old), wordless(now)))
    .map(([name]) => `corrected the words of ${name}`)
}

/** Without the words for people. A property that is named like such a keyword holds no string. */
function wordless(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, item: unknown) =>
      WORDS.has(key) && typeof item === 'string' ? undefined : item,
    ),
  )
}

const WORDS: ReadonlySet<string> = new Set(['description', 'summary', 'title'])

/** Compared as they are written to a file: undefined fields are none. */
const isSame = (a: unknown, b: unknown) =>
  isDeepStrictEqual(JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b)))

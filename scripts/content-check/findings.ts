import {
  checkDataset,
  indexDataset,
  model,
  readingGrade,
  rules as allRules,
  type Finding,
  type LakeDocument,
} from '../../schemas/rules/index.ts'
import {memberSegment, pathString, type PathSegment} from '../../schemas/rules/path.ts'
import {loadContent} from '../../site/content/load.ts'
import {localClient} from '../../site/content/ndjson.ts'
import {validateContent} from '../../site/content/validate.ts'
import {withReservation, type ContentProblem} from '../../site/content/errors.ts'
import type {RawContent} from './load.ts'
import {isDraftId, publishedId} from '../../schemas/lib/document-id.ts'

/** Rule of the findings that come from the build: shapes, references, addresses taken twice. */
export const BUILD_RULE = 'S01'

/** Rules that compare documents. */
const COMPARING = new Set(allRules.filter(({needs}) => needs === 'dataset').map(({id}) => id))

/** A document with enough text for a reading grade. */
export interface ReadingRow {
  readonly documentId: string
  readonly words: number
  /** US school grade by Flesch-Kincaid. */
  readonly grade: number
  readonly smog: number | undefined
}

export interface CheckResult {
  /** Number of documents looked at. */
  readonly documents: number
  readonly findings: readonly Finding[]
  readonly reading: readonly ReadingRow[]
}

/**
 * Everything that is wrong with the content: what the build refuses, and the editorial rules.
 *
 * @param options.includeDrafts - check drafts too, as if all of them were published
 * @param options.now - ISO date by the machine's clock
 */
export async function checkContent(
  content: RawContent,
  {includeDrafts, now}: {readonly includeDrafts: boolean; readonly now: string},
): Promise<CheckResult> {
  const checked = content.documents.filter(
    (document) => isOurs(document) && (includeDrafts || !isDraftId(document._id)),
  )
  const today = latest(now, content.documents)
  const rules = checkDataset(content.documents, {today, model, includeDrafts}).map((finding) =>
    COMPARING.has(finding.rule)
      ? {...finding, hint: sentenceOf(withReservation(finding.hint, content.problems))}
      : finding,
  )
  const build = await buildFindings(content, includeDrafts)
  const byDocument = Map.groupBy(rules, (finding) => finding.documentId)
  // Where a rule names the same place, it says better what to do.
  const unexplained = build.filter(
    (finding) => !byDocument.get(finding.documentId)?.some((other) => covers(other, finding)),
  )
  const order = new Map(content.documents.map((document, index) => [document._id, index]))
  const findings = [...unexplained, ...rules].toSorted(
    (a, b) => (order.get(a.documentId) ?? -1) - (order.get(b.documentId) ?? -1),
  )
  return {documents: checked.length, findings, reading: readingTable(content.documents, checked)}
}

function isOurs(document: LakeDocument): boolean {
  return !document._type.includes('.') && !document._id.startsWith('_.')
}

/** A machine whose clock is behind must not call yesterday's documents future ones. */
function latest(now: string, documents: readonly LakeDocument[]): string {
  const stamps = documents.flatMap(({_updatedAt}) =>
    typeof _updatedAt === 'string' && /^\d{4}-\d\d-\d\dT/.test(_updatedAt) ? _updatedAt : [],
  )
  return stamps.reduce((newest, stamp) => (stamp > newest ? stamp : newest), now).slice(0, 10)
}

function covers(rule: Finding, build: Finding): boolean {
  if (rule.severity !== 'error') return false
  if (rule.path === build.path) return true
  if (rule.path === '' || build.path === '') return false
  return isWithin(build.path, rule.path) || isWithin(rule.path, build.path)
}

function isWithin(inner: string, outer: string): boolean {
  return inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`)
}

/** What the build refuses: the same functions that a publication runs. */
async function buildFindings(content: RawContent, includeDrafts: boolean): Promise<Finding[]> {
  const drafts = new Map<string, LakeDocument>()
  if (includeDrafts) {
    for (const document of content.documents) {
      if (document._id.startsWith('drafts.')) drafts.set(publishedId(document._id), document)
    }
  }
  const published = content.documents.filter((document) => !isDraftId(document._id))
  const overlaid = [
    ...published.filter((document) => !drafts.has(document._id)),
    ...[...drafts].map(([_id, document]) => ({...document, _id})),
  ]
  const client = await localClient(overlaid, [...content.problems], content.folder)
  const loaded = await loadContent(client)
  const byId = new Map(overlaid.map((document) => [document._id, document]))
  return validateContent(loaded).map((problem) =>
    fromBuild(problem, byId.get(problem.documentId), drafts.get(problem.documentId)?._id),
  )
}

function fromBuild(
  {documentId, path, value, problem, hint, rule = BUILD_RULE}: ContentProblem,
  document: LakeDocument | undefined,
  draftId: string | undefined,
): Finding {
  const segments = keyedSegments(path, document)
  return {
    rule,
    severity: 'error',
    isGate: true,
    documentId: draftId ?? documentId,
    path: pathString(segments),
    segments,
    ...(value === undefined ? {} : {value}),
    message: problem,
    hint: `${sentenceOf(hint)}.`,
  }
}

function sentenceOf(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

/** `risks[2].text` with the key of the list's member instead of its place. */
function keyedSegments(path: string, document: LakeDocument | undefined): PathSegment[] {
  const segments: PathSegment[] = []
  let at: unknown = document
  for (const [step, index] of path.matchAll(/\[(\d+)\]|[^.[\]]+/g)) {
    if (index === undefined) {
      segments.push(step)
      at = typeof at === 'object' && at !== null ? Reflect.get(at, step) : undefined
    } else {
      at = Array.isArray(at) ? at[Number(index)] : undefined
      segments.push(memberSegment(at, Number(index)))
    }
  }
  return segments
}

function readingTable(
  all: readonly LakeDocument[],
  checked: readonly LakeDocument[],
): ReadingRow[] {
  const dataset = indexDataset(all)
  return checked
    .flatMap((document): ReadingRow[] => {
      const reading = readingGrade(document, dataset)
      if (reading === undefined || !Number.isFinite(reading.grade)) return []
      const {words, grade, smog} = reading
      return [{documentId: document._id, words, grade, smog}]
    })
    .toSorted((a, b) => b.grade - a.grade)
}

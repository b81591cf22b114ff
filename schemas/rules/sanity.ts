import type {
  CustomValidator,
  CustomValidatorResult,
  DocumentDefinition,
  DocumentRule,
  Rule,
  ValidationContext,
  ValidationError,
} from '@sanity/types'
import {documents} from '../documents/index.ts'
import {publishedId} from '../lib/document-id.ts'
import {SANITY_API_VERSION} from '../lib/sanity-api.ts'
import {INDEX_QUERY, STAMP_QUERY} from './dataset-index.ts'
import {type Dataset, indexDataset} from './dataset.ts'
import {rules} from './index.ts'
import type {Path, PathSegment} from './path.ts'
import type {Context, Finding, LakeDocument, Needs, Severity} from './rule.ts'
import {type Fields, isFields} from './value.ts'

type ValidationLevel = 'error' | 'warning'

/** The forms of every document type, with the editorial rules as their validation. */
export const documentSchemas: readonly DocumentDefinition[] = documents.map(({schema}) => ({
  ...schema,
  validation: documentValidation(schema.name),
}))

/**
 * The editorial rules as a document type's validation.
 *
 * Rules on the document itself run at once on every change. Rules that compare with other documents
 * read a small index of the lake, as it is at that moment: two editors may work on the same thing.
 *
 * @param type name of the document type; only its documents are checked
 */
function documentValidation(type: string): (rule: DocumentRule) => DocumentRule[] {
  return (rule) => {
    // Sanity hands over a whole `Rule`; its type for documents leaves the plumbing out.
    const base = rule as unknown as Rule
    return (['error', 'warning'] as const).flatMap((level) => [
      rule.custom(documentCheck(type, level, base))[level](),
      rule.custom(datasetCheck(type, level, base))[level](),
    ])
  }
}

/** Rules that need the document only, as a function for `rule.custom`; answers at once. */
function documentCheck(type: string, level: ValidationLevel, rule: Rule): CustomValidator {
  return (value, context) => {
    const document = lakeDocument(value, type)
    if (!document) return true
    return result(unsaid(documentFindings(document), document, context, rule), level)
  }
}

/** Rules that compare with other documents, as a function for `rule.custom`. */
function datasetCheck(type: string, level: ValidationLevel, rule: Rule): CustomValidator {
  return async (value, context) => {
    const document = lakeDocument(value, type)
    if (!document) return true
    return result(unsaid(await datasetFindings(document, context), document, context, rule), level)
  }
}

/** Without those on an empty field that Studio demands by itself: one message is enough. */
function unsaid(
  findings: readonly Finding[],
  document: LakeDocument,
  context: ValidationContext,
  rule: Rule,
): Finding[] {
  return findings.filter(({segments: [field, ...inner]}) => {
    if (typeof field !== 'string' || inner.length > 0) return true
    const value = document[field]
    const isEmpty = value === undefined || (Array.isArray(value) && value.length === 0)
    return !isEmpty || !isDemanded(document._type, field, context, rule)
  })
}

function isDemanded(type: string, name: string, context: ValidationContext, rule: Rule): boolean {
  const compiled = context.schema.get(type)
  if (compiled?.jsonType !== 'object') return false
  const validation: unknown = compiled.fields.find((field) => field.name === name)?.type.validation
  // Studio's room wraps fields whose rules depend on the document's language; those are asked here.
  const demands: unknown =
    typeof validation === 'function' ? validation(rule.clone().reset(), context) : validation
  return [demands].flat().some((own) => isFields(own) && isRequired(own))
}

function isRequired(rule: Fields): boolean {
  const ask = rule['isRequired']
  return typeof ask === 'function' && ask.call(rule) === true
}

/** The findings as Studio shows them: the message, what to do, and the rule to look up. */
function result(findings: readonly Finding[], level: ValidationLevel): CustomValidatorResult {
  const errors = findings.flatMap((finding): ValidationError[] =>
    studioLevel(finding) === level
      ? [
          {
            message: `${finding.inForm ?? `${finding.message}. ${finding.hint}`} (${finding.rule})`,
            path: inForm(finding.segments),
            code: `custom.${finding.rule}`,
          },
        ]
      : [],
  )
  return errors.length === 0 ? true : errors
}

/** A form has one field for a slug, not one for what is in it. */
function inForm(segments: Path): PathSegment[] {
  const [field] = segments
  return field === 'slug' ? [field] : [...segments]
}

const studioSeverities = new Map(rules.map((rule) => [rule.id, rule.studioSeverity]))

function studioLevel(finding: Finding): Severity {
  const limit = studioSeverities.get(finding.rule)
  return finding.severity === 'error' && limit !== undefined ? limit : finding.severity
}

/** Studio asks for each level apart, with the same document. */
const documentCache = new WeakMap<LakeDocument, Finding[]>()
const datasetCache = new WeakMap<LakeDocument, Promise<Finding[]>>()

function documentFindings(document: LakeDocument): Finding[] {
  const known = documentCache.get(document)
  if (known) return known
  const found = run(document, 'document', {today: today(document), isEdited: true})
  documentCache.set(document, found)
  return found
}

function datasetFindings(document: LakeDocument, context: ValidationContext): Promise<Finding[]> {
  const known = datasetCache.get(document)
  if (known) return known
  const found = loadDataset(document, context)
    .then((dataset) => run(document, 'dataset', {today: today(document), dataset, isEdited: true}))
    // The next time, even of the same document, others may have changed.
    .finally(() => datasetCache.delete(document))
  datasetCache.set(document, found)
  return found
}

/** A draft is checked as what it will be once published, or it would collide with itself. */
function run(document: LakeDocument, needs: Needs, context: Context): Finding[] {
  const published = asPublished(document)
  return rules.flatMap((rule) => (rule.needs === needs ? rule.check(published, context) : []))
}

/** One published form for each state of a draft, so that its text is extracted once. */
const publishedForms = new WeakMap<LakeDocument, LakeDocument>()

function asPublished(document: LakeDocument): LakeDocument {
  const known = publishedForms.get(document)
  if (known) return known
  const published = {...document, _id: publishedId(document._id)}
  publishedForms.set(document, published)
  return published
}

function lakeDocument(value: unknown, type: string): LakeDocument | undefined {
  return isLakeDocument(value) && value._type === type ? value : undefined
}

function isLakeDocument(value: unknown): value is LakeDocument {
  return isFields(value) && typeof value['_id'] === 'string' && typeof value['_type'] === 'string'
}

/** The lake stamps documents by its own clock; one that is behind must not see the future in them. */
function today(document: LakeDocument): string {
  const stamp = typeof document['_updatedAt'] === 'string' ? document['_updatedAt'] : ''
  const now = new Date().toISOString()
  return (stamp > now ? stamp : now).slice(0, 10)
}

/** One index for each lake that a Studio talks to, with the stamp of the lake when it was asked for. */
const datasets = new Map<string, {readonly stamp: string; readonly dataset: Promise<Dataset>}>()

/**
 * The index of all documents. It is asked for again when a document other than the edited one has
 * changed, which costs a question of a few bytes at each check.
 */
async function loadDataset(document: LakeDocument, context: ValidationContext): Promise<Dataset> {
  const client = context.getClient({apiVersion: SANITY_API_VERSION})
  const {projectId, dataset: name} = client.config()
  const lake = `${projectId}/${name}`
  const id = publishedId(document._id)
  const options = {perspective: 'raw', tag: 'rules'} as const
  const own = [id, `drafts.${id}`]
  const stamp = JSON.stringify(await client.fetch<unknown>(STAMP_QUERY, {own}, options))
  const known = datasets.get(lake)
  if (known?.stamp === stamp) return known.dataset
  const dataset = client
    .fetch<unknown>(INDEX_QUERY, {}, options)
    .then((rows) => indexDataset(Array.isArray(rows) ? rows.filter(isLakeDocument) : []))
  datasets.set(lake, {stamp, dataset})
  // A failed request must not be remembered; the editor sees the failure and the next change retries.
  dataset.catch(() => datasets.delete(lake))
  return dataset
}

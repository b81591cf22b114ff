import type {z} from 'zod'
import type {ContentProblem} from './errors.ts'

/** Path in a document as people write it: `risks[2].frequency.numerator`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) =>
      typeof key === 'number' ? `[${key}]` : index === 0 ? String(key) : `.${String(key)}`,
    )
    .join('')
}

/** The value at a path of a query result. */
export function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  let value = document
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Reflect.get(value, key)
  }
  return value
}

/** Attributes of a query result that are nested in the lake: name them as an editor knows them. */
const LAKE_PATHS: Readonly<Record<string, string>> = {slug: 'slug.current'}

/** What zod found wrong in a document, in words. */
export function problemsOf(
  documentId: string,
  document: unknown,
  error: z.ZodError,
): ContentProblem[] {
  return error.issues.flatMap((issue) => describe(documentId, document, issue))
}

function describe(
  documentId: string,
  document: unknown,
  issue: z.core.$ZodIssue,
): ContentProblem[] {
  const value = valueAt(document, issue.path)
  const path = pathText(issue.path)
  const at = {documentId, path: LAKE_PATHS[path] ?? path}
  if (value === null || value === undefined) {
    return [{...at, problem: 'is missing', hint: hintFor(issue, 'fill it in')}]
  }
  switch (issue.code) {
    case 'invalid_value':
      return [{...at, value, problem: 'is not a known value', hint: `use ${list(issue.values)}`}]
    case 'invalid_union':
      return [
        {
          ...at,
          value: typeof value === 'object' ? Reflect.get(value, '_type') : value,
          problem: 'is of a type that has no public form',
          hint: 'remove it, or use one of the types that Studio offers here',
        },
      ]
    case 'too_small':
    case 'too_big':
      return [
        {
          ...at,
          value: Array.isArray(value) ? `${value.length} items` : value,
          problem: issue.message.startsWith('Too') ? sizeText(issue) : issue.message,
          hint: 'see the help text of this field in Studio',
        },
      ]
    case 'invalid_type':
      return [
        {...at, value, problem: `is not a ${issue.expected}`, hint: 'enter it again in Studio'},
      ]
    case 'invalid_format':
      return [
        {...at, value, problem: formatText(issue), hint: hintFor(issue, 'correct it in Studio')},
      ]
    case 'custom':
      return [
        {
          ...at,
          value: issue.input === undefined || issue.input === document ? value : issue.input,
          problem: issue.message,
          hint: hintFor(issue, 'correct it in Studio'),
        },
      ]
    default:
      return [{...at, value, problem: issue.message, hint: 'correct it in Studio'}]
  }
}

function sizeText(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_small') return `is below its minimum of ${issue.minimum}`
  if (issue.code === 'too_big') return `is above its maximum of ${issue.maximum}`
  return issue.message
}

function formatText(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_format') return issue.message
  if (!issue.message.startsWith('Invalid')) return issue.message
  const names: Readonly<Record<string, string>> = {
    date: 'is not a date of the form 2026-01-31',
    datetime: 'is not an instant such as 2026-01-31T12:00:00Z',
    url: 'is not an address of an allowed kind',
  }
  return names[issue.format] ?? 'does not have the right form'
}

/** Hints by the last name of the path, where a field has an answer of its own. */
const HINTS: Readonly<Record<string, string>> = {
  href: 'link to an https:, mailto: or tel: address',
  slug: 'generate it from the title in Studio',
  authors: 'choose at least one author',
  alt: 'describe the picture, or mark it as decorative',
  asset: 'upload the picture again',
  _rev: 'export the document from a lake, which gives it one',
  _createdAt: 'export the document from a lake, which gives it one',
  _updatedAt: 'export the document from a lake, which gives it one',
  citations: 'name at least one source',
}

function hintFor(issue: z.core.$ZodIssue, otherwise: string): string {
  const last = issue.path.findLast((key) => typeof key === 'string')
  return (typeof last === 'string' ? HINTS[last] : undefined) ?? otherwise
}

function list(values: readonly unknown[]): string {
  return values.map(String).join(', ')
}

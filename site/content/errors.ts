/** One thing that keeps content from being published, said so that an editor can mend it. */
export interface ContentProblem {
  /** `_id` of the document, or `line 17` of an NDJSON file. */
  readonly documentId: string
  /** Field path such as `risks[2].frequency.numerator`; empty when it is the whole document. */
  readonly path: string
  /** The value that is wrong; `undefined` when something is missing. */
  readonly value?: unknown
  readonly problem: string
  /** What to do about it. */
  readonly hint: string
  /** The rule that was broken, as the editorial guide names it. */
  readonly rule?: string
  /** Of an NDJSON line that cannot be read: every `_id` that its text still shows. */
  readonly lostIds?: readonly string[]
}

/**
 * Advice on what was found by comparing documents: while lines cannot be read, the cause may be
 * that a document on them was not there to compare with.
 */
export function withReservation(hint: string, problems: readonly ContentProblem[]): string {
  const [first, ...others] = problems.filter(({lostIds}) => lostIds !== undefined)
  if (first === undefined) return hint
  const lines = `${first.documentId}${others.length === 0 ? '' : ` and ${others.length} more`}`
  return `mend ${lines} first, because this was checked without what is there; if it remains: ${hint}`
}

const MAX_VALUE_CHARS = 80

/** `<_id> <field path>: what is wrong (value) — what to do`, always on one line. */
export function formatProblem({documentId, path, value, problem, hint}: ContentProblem): string {
  const where = path === '' ? documentId : `${documentId} ${path}`
  const shown = value === undefined ? '' : ` (${shorten(value)})`
  return `${where}: ${problem}${shown} — ${hint}`.replaceAll(/\s*[\r\n\u2028\u2029]+\s*/g, ' ')
}

function shorten(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  const printable = text.replaceAll(/[\p{Cc}\p{Cs}]/gu, '\u{FFFD}')
  return printable.length > MAX_VALUE_CHARS ? `${printable.slice(0, MAX_VALUE_CHARS)}…` : printable
}

/** Every problem of a publication at once; the old publication stays as it is. */
export class ContentError extends Error {
  override name = 'ContentError'
  readonly problems: readonly ContentProblem[]

  constructor(problems: readonly ContentProblem[]) {
    super(problems.map(formatProblem).join('\n'))
    this.problems = problems
  }
}

/** A file or folder that was named on the command line cannot be used. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** The lake or the file could not be read. */
export class LakeError extends Error {
  override name = 'LakeError'
}

import type {Finding, Severity} from '../../schemas/rules/index.ts'
import {formatProblem} from '../../site/content/errors.ts'
import type {CheckResult, ReadingRow} from './findings.ts'

/** One error on one line, in the form in which a failed publication names it. */
export function errorLine({documentId, path, value, message, hint, rule}: Finding): string {
  return `${formatProblem({documentId, path, value, problem: message, hint})} (${rule})`
}

const WORDS: Record<Severity, string> = {
  error: 'error  ',
  warning: 'warning',
  report: 'note   ',
}

/** Findings under their document, reading grades, and the count. */
export function textReport(result: CheckResult): string {
  const groups = Map.groupBy(result.findings, (finding) => finding.documentId)
  const blocks = [...groups].map(([documentId, findings]) =>
    [documentId, ...findings.map(findingLine)].join('\n'),
  )
  return [...blocks, ...readingBlock(result.reading), closingLine(result)].join('\n\n') + '\n'
}

function findingLine({severity, path, message, hint, rule}: Finding): string {
  const where = path === '' ? 'document' : path
  return `  ${WORDS[severity]} ${where}: ${message}. ${hint} (${rule})`.replaceAll(
    /[\p{Cc}\p{Cs}]/gu,
    '\u{FFFD}',
  )
}

function readingBlock(rows: readonly ReadingRow[]): string[] {
  if (rows.length === 0) return []
  const width = Math.max(...rows.map((row) => row.documentId.length))
  const line = (id: string, words: string, grade: string, smog: string) =>
    `  ${id.padEnd(width)} ${words.padStart(6)} ${grade.padStart(6)} ${smog.padStart(6)}`
  return [
    [
      'Reading grade (US school years), hardest first',
      line('', 'words', 'F-K', 'SMOG'),
      ...rows.map(({documentId, words, grade, smog}) =>
        line(documentId, String(words), grade.toFixed(1), smog?.toFixed(1) ?? '–'),
      ),
    ].join('\n'),
  ]
}

export function countOf(findings: readonly Finding[], severity: Severity): number {
  return findings.filter((finding) => finding.severity === severity).length
}

function closingLine({documents, findings}: CheckResult): string {
  return `${countOf(findings, 'error')} errors, ${countOf(findings, 'warning')} warnings in ${documents} documents`
}

/** The same for machines: one JSON object. */
export function jsonReport({documents, findings, reading}: CheckResult): string {
  const report = {
    documents,
    errors: countOf(findings, 'error'),
    warnings: countOf(findings, 'warning'),
    reports: countOf(findings, 'report'),
    // The path says the same as its segments, in the form that Sanity's tools take.
    findings: findings.map((finding) => ({...finding, segments: undefined, inForm: undefined})),
    reading,
  }
  return `${JSON.stringify(report, null, 2)}\n`
}

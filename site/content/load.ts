import type {z} from 'zod'
import {BASE_LANGUAGE} from '../../schemas/languages/index.ts'
import {documents, publicDocuments} from '../../schemas/documents/index.ts'
import {
  TranslationMetadataSource,
  translationMetadataQuery,
} from '../../schemas/documents/translation-metadata/translation-metadata.query.ts'
import {isPageType, type PageType} from '../../schemas/documents/type-lists.ts'
import {INDEX_QUERY} from '../../schemas/rules/dataset-index.ts'
import {indexDataset, type Dataset} from '../../schemas/rules/dataset.ts'
import type {ContentClient} from './client.ts'
import type {ContentProblem} from './errors.ts'
import {problemsOf} from './issues.ts'
import {isRecord} from './ndjson.ts'

/** A validated document of any type. */
export type AnySource = z.output<(typeof documents)[number]['Source']>
export type SourceType = AnySource['_type']
export type SourceOf<T extends SourceType> = Extract<AnySource, {_type: T}>
/** A document of a type with pages. */
export type PageSource = SourceOf<PageType>

/** Everything the content consists of, each document checked by itself. */
export interface LoadedContent {
  readonly sources: readonly AnySource[]
  /** Rows that the queries answered with, valid or not: what exists, by id. */
  readonly rows: ReadonlyMap<string, Row>
  readonly translations: readonly TranslationMetadataSource[]
  /** As much of each document as the rules read that compare documents. */
  readonly dataset: Dataset
  readonly problems: readonly ContentProblem[]
}

export interface Row {
  readonly _id: string
  readonly _type: string
  readonly [attribute: string]: unknown
}

const headsQuery = `*[]{_id, _type}`

/**
 * Asks once for each type and checks every document against its shape. Collects what is wrong
 * instead of stopping at the first.
 * @param repair for preview: gives a row that fits in the place of one that does not.
 * @throws {LakeError} when the lake does not answer.
 */
export async function loadContent(
  client: ContentClient,
  repair: (Source: z.ZodType, row: Row) => Row | null = () => null,
): Promise<LoadedContent> {
  const problems: ContentProblem[] = [...client.problems]
  const [heads, indexed, metadata, ...answers] = await Promise.all([
    client.query(headsQuery),
    client.query(INDEX_QUERY),
    client.query(translationMetadataQuery, 'translation.metadata'),
    ...documents.map(({query, type}) => client.query(query, type)),
  ])
  const translations = rowsOf(metadata).flatMap((row) => {
    const parsed = TranslationMetadataSource.safeParse(row)
    if (parsed.success) return [parsed.data]
    problems.push(...problemsOf(row._id, row, parsed.error))
    return []
  })

  const rows = new Map<string, Row>()
  documents.forEach((_, index) => {
    for (const row of rowsOf(answers[index])) rows.set(row._id, row)
  })
  problems.push(...unknownTypes(rowsOf(heads), rows))
  const fillNeutral = neutralFiller(translations, rows)
  const sources: AnySource[] = []
  documents.forEach((document, index) => {
    for (const row of rowsOf(answers[index]).toSorted(byId)) {
      const filled = fillNeutral(row)
      const parsed = document.Source.safeParse(filled)
      if (parsed.success) {
        sources.push(parsed.data)
        continue
      }
      problems.push(...problemsOf(row._id, filled, parsed.error))
      const repaired = document.Source.safeParse(repair(document.Source, filled))
      if (repaired.success) sources.push(repaired.data)
    }
  })
  return {sources, rows, translations, dataset: indexDataset(rowsOf(indexed)), problems}
}

function byId(a: Row, b: Row): number {
  return a._id < b._id ? -1 : a._id > b._id ? 1 : 0
}

function rowsOf(answer: unknown): Row[] {
  return Array.isArray(answer) ? answer.filter(isRow) : []
}

function isRow(value: unknown): value is Row {
  return isRecord(value) && typeof value['_id'] === 'string' && typeof value['_type'] === 'string'
}

/** Types with a dot belong to Sanity and its plugins; any other type is a sentence left unsaid. */
function unknownTypes(heads: readonly Row[], rows: ReadonlyMap<string, Row>): ContentProblem[] {
  const known = documents.map((document) => document.type).join(', ')
  return heads
    .filter(
      (head) => !rows.has(head._id) && !head._type.includes('.') && !head._id.startsWith('_.'),
    )
    .map((head) => ({
      documentId: head._id,
      path: '_type',
      value: head._type,
      problem: 'is a type that this package does not publish',
      hint: `use one of ${known}, or add the type as the README says`,
    }))
}

/**
 * Gives a translation the language-neutral facts of its base document, which editors enter once.
 */
function neutralFiller(
  translations: readonly TranslationMetadataSource[],
  rows: ReadonlyMap<string, Row>,
): (row: Row) => Row {
  const baseOf = new Map<string, string>()
  for (const {translations: members} of translations) {
    const base = members.find((member) => member.language === BASE_LANGUAGE)
    if (base === undefined) continue
    for (const member of members) {
      if (member.document !== base.document) baseOf.set(member.document, base.document)
    }
  }
  const neutral = new Map<string, readonly string[]>(
    publicDocuments.map((document) => [document.type, document.neutral]),
  )
  return (row) => {
    const base = rows.get(baseOf.get(row._id) ?? '')
    if (base === undefined || base._type !== row._type) return row
    const filled = (neutral.get(row._type) ?? [])
      .filter((name) => isEmpty(row[name]) && !isEmpty(base[name]))
      .map((name) => [name, base[name]])
    return {...row, ...Object.fromEntries(filled)}
  }
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0)
}

/** Whether its type has pages; its own may have been withdrawn. */
export function isOfPageType(source: AnySource): source is PageSource {
  return isPageType(source._type)
}

/** Documents of one type. */
export function ofType<T extends SourceType>(
  sources: readonly AnySource[],
  type: T,
): SourceOf<T>[] {
  return sources.filter((source): source is SourceOf<T> => source._type === type)
}

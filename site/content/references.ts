import {PAGE_TYPES, SUBJECT_TYPES} from '../../schemas/documents/type-lists.ts'
import type {AnySource, PageSource, SourceType} from './load.ts'
import {isRecord} from './ndjson.ts'

/** A reference from one document to another. */
export interface Reference {
  readonly path: string
  readonly target: string
  readonly types: readonly SourceType[]
}

/** Every reference of a document with the types it may point at. */
export function referencesOf(source: AnySource): Reference[] {
  return [...ownReferences(source), ...textReferences(source, '')]
}

function one(path: string, target: string | null, ...types: SourceType[]): Reference[] {
  return target === null ? [] : [{path, target, types}]
}

function many(path: string, targets: readonly string[], ...types: SourceType[]): Reference[] {
  return targets.map((target, index) => ({path: `${path}[${index}]`, target, types}))
}

function ownReferences(source: AnySource): Reference[] {
  switch (source._type) {
    case 'source':
      return one('supersededBy', source.supersededBy, 'source')
    case 'redirect':
      return one('toDocument', source.toDocument, ...PAGE_TYPES)
    case 'contributor':
    case 'glossaryTerm':
    case 'siteSettings':
      return []
    case 'procedure':
      return [
        ...contentReferences(source),
        ...subjectReferences(source),
        ...one('parent', source.parent, 'procedure'),
        ...many('stages', source.stages, 'procedure'),
        ...treatsReferences(source),
        ...source.guidedBy.map(({technique}, index) => ({
          path: `guidedBy[${index}].technique`,
          target: technique,
          types: ['technique'] as const,
        })),
        ...source.alternatives.flatMap((alternative, index) =>
          alternative._type === 'alternativeProcedure'
            ? one(`alternatives[${index}].procedure`, alternative.procedure, 'procedure')
            : [],
        ),
      ]
    case 'technique':
      return [
        ...contentReferences(source),
        ...subjectReferences(source),
        ...treatsReferences(source),
      ]
    case 'condition':
      return [
        ...contentReferences(source),
        ...subjectReferences(source),
        ...one('parent', source.parent, 'condition'),
        ...many('relatedConditions', source.relatedConditions, 'condition'),
      ]
    case 'faq':
      return [...contentReferences(source), ...many('about', source.about, ...SUBJECT_TYPES)]
    case 'topic':
      return [
        ...contentReferences(source),
        ...one('parent', source.parent, 'topic'),
        ...many('furtherReading', source.furtherReading, 'source'),
      ]
  }
}

function contentReferences(source: PageSource): Reference[] {
  const {withdrawal, authors, review} = source
  return [
    ...(withdrawal?.replacement
      ? [{path: 'withdrawal.replacement', target: withdrawal.replacement, types: PAGE_TYPES}]
      : []),
    ...authors.map((target, index) => ({
      path: `authors[${index}]`,
      target,
      types: ['contributor'] as const,
    })),
    ...(review?.reviewedBy ?? []).map((target, index) => ({
      path: `review.reviewedBy[${index}]`,
      target,
      types: ['contributor'] as const,
    })),
  ]
}

function subjectReferences({
  topics,
  furtherReading,
}: {
  topics: readonly string[]
  furtherReading: readonly string[]
}): Reference[] {
  return [
    ...topics.map((target, index) => ({
      path: `topics[${index}]`,
      target,
      types: ['topic'] as const,
    })),
    ...furtherReading.map((target, index) => ({
      path: `furtherReading[${index}]`,
      target,
      types: ['source'] as const,
    })),
  ]
}

function treatsReferences({treats}: {treats: readonly {condition: string}[]}): Reference[] {
  return treats.map(({condition}, index) => ({
    path: `treats[${index}].condition`,
    target: condition,
    types: ['condition'] as const,
  }))
}

/** Citations, links and glossary marks, wherever in the document a text has them. */
function textReferences(value: unknown, path: string): Reference[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => textReferences(item, `${path}[${index}]`))
  }
  if (!isRecord(value)) return []
  const found: Reference[] = []
  const add = (name: string, ...types: SourceType[]) => {
    const target = value[name]
    if (typeof target === 'string') found.push({path: `${path}.${name}`, target, types})
  }
  if (value['_type'] === 'internalLink') add('reference', ...PAGE_TYPES)
  else if (value['_type'] === 'glossaryMark') add('term', 'glossaryTerm')
  // Citations in lists have no `_type` in the query's answer.
  else if ('source' in value && 'locator' in value) add('source', 'source')
  for (const [key, item] of Object.entries(value)) {
    if (typeof item !== 'object' || item === null) continue
    found.push(...textReferences(item, path === '' ? key : `${path}.${key}`))
  }
  return found
}

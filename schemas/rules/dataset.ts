import {isDraftId, publishedId} from '../lib/document-id.ts'
import {indexed, type IndexedDocument} from './dataset-index.ts'
import type {AnyDocument, TypeName} from './shapes.ts'
import {contentsOf, targetOf} from './walk.ts'

/**
 * Indexes over all documents of an edition, for rules that look beyond one document. Of each it
 * holds as much as Studio asks the lake for, so that a rule finds the same wherever it runs.
 */
export interface Dataset {
  /** Published documents by id. */
  readonly byId: ReadonlyMap<string, IndexedDocument>
  /** Drafts, under the ids that they will be published under. */
  readonly drafts: readonly IndexedDocument[]
  /** Published ids of documents that so far exist as drafts only. */
  readonly draftsOnly: ReadonlySet<string>
  /** Published documents of a type. */
  ofType<T extends TypeName>(type: T): readonly IndexedDocument<T>[]
  /** Documents whose index names an id, once each. */
  referrers(id: string): readonly IndexedDocument[]
  /** The settings in a language, or of the base language. */
  settings(language?: string): IndexedDocument<'siteSettings'> | undefined
}

/** @param documents all documents of the lake, drafts included */
export function indexDataset(documents: Iterable<AnyDocument>): Dataset {
  const byId = new Map<string, IndexedDocument>()
  const byType = new Map<string, IndexedDocument[]>()
  const drafts: IndexedDocument[] = []
  for (const document of documents) {
    const row = indexed(document)
    if (row === undefined) continue
    if (isDraftId(document._id)) {
      drafts.push({...row, _id: publishedId(row._id)})
      continue
    }
    byId.set(row._id, row)
    const siblings = byType.get(row._type)
    if (siblings) siblings.push(row)
    else byType.set(row._type, [row])
  }
  let inverse: Map<string, IndexedDocument[]> | undefined
  function ofType<T extends TypeName>(type: T): IndexedDocument<T>[] {
    const rows = byType.get(type) ?? []
    return rows.filter((row): row is IndexedDocument<T> => row._type === type)
  }
  return {
    byId,
    drafts,
    draftsOnly: new Set(drafts.map(({_id}) => _id).filter((id) => !byId.has(id))),
    ofType,
    referrers(id) {
      inverse ??= inverseReferences(byId.values())
      return inverse.get(id) ?? []
    },
    settings(language) {
      const settings = ofType('siteSettings')
      return settings.find((candidate) => candidate.language === language) ?? settings[0]
    },
  }
}

function inverseReferences(rows: Iterable<IndexedDocument>): Map<string, IndexedDocument[]> {
  const inverse = new Map<string, IndexedDocument[]>()
  for (const row of rows) {
    const refs = contentsOf(row).objects.flatMap((node) => targetOf(node) ?? [])
    for (const ref of new Set(refs)) {
      const referrers = inverse.get(ref)
      if (referrers) referrers.push(row)
      else inverse.set(ref, [row])
    }
  }
  return inverse
}

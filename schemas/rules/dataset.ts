import type {LakeDocument} from './rule.ts'
import {refOf} from './value.ts'
import {contentsOf} from './walk.ts'
import {isDraftId, publishedId} from '../lib/document-id.ts'

/** Indexes over all documents of an edition, for rules that look beyond one document. */
export interface Dataset {
  /** Published documents by id. */
  readonly byId: ReadonlyMap<string, LakeDocument>
  readonly byType: ReadonlyMap<string, readonly LakeDocument[]>
  /** Published ids of documents that so far exist as drafts only. */
  readonly draftsOnly: ReadonlySet<string>
  /** Documents that refer to an id, once each. */
  referrers(id: string): readonly LakeDocument[]
  /** The settings in a language, or of the base language. */
  settings(language?: string): LakeDocument | undefined
}

/** @param documents - all documents of the lake; drafts are only noted */
export function indexDataset(documents: Iterable<LakeDocument>): Dataset {
  const byId = new Map<string, LakeDocument>()
  const byType = new Map<string, LakeDocument[]>()
  const drafts = new Set<string>()
  for (const document of documents) {
    if (isDraftId(document._id)) {
      drafts.add(publishedId(document._id))
      continue
    }
    byId.set(document._id, document)
    const siblings = byType.get(document._type)
    if (siblings) siblings.push(document)
    else byType.set(document._type, [document])
  }
  let inverse: Map<string, LakeDocument[]> | undefined
  return {
    byId,
    byType,
    draftsOnly: new Set([...drafts].filter((id) => !byId.has(id))),
    referrers(id) {
      inverse ??= inverseReferences(byId.values())
      return inverse.get(id) ?? []
    },
    settings(language) {
      const settings = byType.get('siteSettings') ?? []
      return settings.find((candidate) => candidate['language'] === language) ?? settings[0]
    },
  }
}

function inverseReferences(documents: Iterable<LakeDocument>): Map<string, LakeDocument[]> {
  const inverse = new Map<string, LakeDocument[]>()
  for (const document of documents) {
    const refs = contentsOf(document).objects.flatMap(({value}) => refOf(value) ?? [])
    for (const ref of new Set(refs)) {
      const referrers = inverse.get(ref)
      if (referrers) referrers.push(document)
      else inverse.set(ref, [document])
    }
  }
  return inverse
}

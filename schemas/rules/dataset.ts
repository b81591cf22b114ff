import type {LakeDocument} from './rule.ts'
import {isFields, text} from './value.ts'

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

const DRAFT = /^(?:drafts\.|versions\.[^.]+\.)/

/** The id under which a draft or release version will be published. */
export function publishedId(id: string): string {
  return id.replace(DRAFT, '')
}

export function isDraftId(id: string): boolean {
  return DRAFT.test(id)
}

/** Every `_ref` in a value, image assets included. */
export function* referencesIn(value: unknown, depth = 0): Generator<string> {
  if (depth > MAX_DEPTH) return
  if (Array.isArray(value)) {
    for (const member of value) yield* referencesIn(member, depth + 1)
  } else if (isFields(value)) {
    const ref = text(value['_ref'])
    if (ref !== undefined) yield ref
    for (const attribute of Object.values(value)) {
      if (typeof attribute === 'object') yield* referencesIn(attribute, depth + 1)
    }
  }
}

/** Content never nests deeper; what does is refused whole (rule S19) before anything walks it. */
export const MAX_DEPTH = 40

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
    for (const ref of new Set(referencesIn(document))) {
      const referrers = inverse.get(ref)
      if (referrers) referrers.push(document)
      else inverse.set(ref, [document])
    }
  }
  return inverse
}

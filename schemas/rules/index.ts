import {indexDataset, isDraftId, publishedId} from './dataset.ts'
import type {Context, Finding, LakeDocument, Rule} from './rule.ts'

export type {Context, Finding, LakeDocument, Rule, Severity} from './rule.ts'
export {indexDataset} from './dataset.ts'

/** Every rule, in the order of its id. */
export const rules: readonly Rule[] = []

/** Findings of all rules that the context allows on one document. */
export function checkDocument(document: LakeDocument, context: Context): Finding[] {
  return rules.flatMap((rule) => rule.check(document, context))
}

/**
 * Findings on every document.
 *
 * @param documents - the whole lake: rules compare documents with each other
 * @param options.includeDrafts - check drafts too, each as if it were published
 */
export function checkDataset(
  documents: readonly LakeDocument[],
  options: Omit<Context, 'dataset'> & {includeDrafts?: boolean},
): Finding[] {
  const {includeDrafts = false, ...rest} = options
  const dataset = indexDataset(documents)
  return documents.flatMap((document) => {
    if (!isDraftId(document._id)) return checkDocument(document, {...rest, dataset})
    if (!includeDrafts) return []
    const published = {...document, _id: publishedId(document._id)}
    return checkDocument(published, {...rest, dataset}).map((finding) => ({
      ...finding,
      documentId: document._id,
    }))
  })
}

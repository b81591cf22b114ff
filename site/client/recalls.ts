import type {AnyDocument} from './types.ts'
import type {Recall} from './snapshot.ts'

/**
 * The recall that forbids to show this revision of a document; `undefined` where it may be shown.
 * A recall that names the unsafe revisions (`revs`) leaves all others, one that does not only `rev`.
 */
export function recallOf(
  document: Pick<AnyDocument, 'id' | 'locale' | 'rev'>,
  recalls: readonly Recall[],
): Recall | undefined {
  return recalls.find((recall) => {
    const {id, locale, action, rev} = recall
    if (id !== document.id || locale !== document.locale) return false
    const revs: unknown = Reflect.get(recall, 'revs')
    if (action === 'takeDown') return true
    return Array.isArray(revs) ? revs.includes(document.rev) : rev !== document.rev
  })
}

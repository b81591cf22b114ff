import type {AnyDocument} from './types.ts'
import type {Recall} from './snapshot.ts'

/**
 * The recall that forbids to show this revision of a document; `undefined` where it may be shown. A
 * recalled document is safe in one revision, or in none.
 */
export function recallOf(
  document: Pick<AnyDocument, 'id' | 'locale' | 'rev'>,
  recalls: readonly Recall[],
): Recall | undefined {
  return recalls.find(
    ({id, locale, rev}) => id === document.id && locale === document.locale && rev !== document.rev,
  )
}

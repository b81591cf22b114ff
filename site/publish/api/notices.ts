import type {TombstoneV1} from '../../../schemas/api/v1/envelope.ts'
import {documentPath, portableTextPath} from '../../../schemas/api/v1/links.ts'
import type {PublishedContent} from '../../content/index.ts'
import type {Changes} from './changes.ts'
import {formerLists} from './filters.ts'

/** A file that says what became of the document to which its address belongs. */
export interface Notice {
  readonly path: string
  readonly body: TombstoneV1
  /** The file in its place; `null` where there is none any more. */
  readonly movedTo: string | null
}

/** At every address of a removed document: its own, that of its Portable Text, and of its list. */
export function noticesOf(content: PublishedContent, changes: Changes): Notice[] {
  const ofDocuments = changes.tombstones.flatMap(({locale, collection, body}) =>
    [documentPath, portableTextPath].map((fileOf): Notice => {
      const {status, slug, alternative} = body
      const movedTo =
        status === 'moved' && alternative !== null
          ? fileOf(locale, collection, alternative.slug)
          : null
      return {path: fileOf(locale, collection, slug), body, movedTo}
    }),
  )
  const ofLists = content.locales.flatMap((locale) =>
    formerLists(locale, changes).flatMap(({path, body, movedTo}): Notice[] =>
      'status' in body ? [{path, body, movedTo}] : [],
    ),
  )
  return [...ofDocuments, ...ofLists].toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

import {linksOf} from '../../schemas/rules/links.ts'
import type {LinkedLocale} from './link.ts'
import type {PageSource} from './load.ts'
import {isRecord} from './ndjson.ts'
import type {PublishedDocument} from './published-content.ts'

/**
 * Ids of the other documents of which a page shows something: those that its API document names,
 * those that its texts and the answers on it refer to, and the settings of the site.
 * @param isDocument whether an id is that of a document, and not of a value from a list.
 */
export function idsShown(
  source: PageSource,
  document: PublishedDocument['document'],
  {graph, settings}: LinkedLocale,
  isDocument: (id: string) => boolean,
): string[] {
  const referred = [source, ...graph.faqsAbout(source._id)]
    .flatMap(linksOf)
    .filter(({path}) => path.includes('markDefs') || path.includes('citations'))
    .map(({target}) => graph.stableId(target))
  const named = idsIn(document).filter(isDocument)
  const ids = new Set([...named, ...referred, settings._id])
  ids.delete(document.id)
  return [...ids].toSorted()
}

function idsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(idsIn)
  if (!isRecord(value)) return []
  const {id} = value
  return [...(typeof id === 'string' ? [id] : []), ...Object.values(value).flatMap(idsIn)]
}

import {COLLECTION_OF_TYPE, documentPath} from '../api/v1/links.ts'
import type {CardV1} from '../objects/shared.v1.ts'
import {absolute, pathOf} from './addresses.ts'
import type {ProjectionContext, PublicSource} from './context.ts'

/** What a document is called: an FAQ by its question. */
export function titleOf(source: PublicSource): string {
  return source._type === 'faq' ? source.question : source.title
}

/** One or two sentences that say what a document is about; an FAQ says its short answer. */
export function summaryOf(source: PublicSource): string {
  return source._type === 'faq' ? source.shortAnswer : source.summary
}

/** What a list shows of a document, withdrawn or not. */
export function cardOf(source: PublicSource, context: ProjectionContext): CardV1 {
  const {_type, _id, language, slug} = source
  return {
    type: _type,
    id: context.graph.stableId(_id),
    slug,
    title: titleOf(source),
    summary: summaryOf(source),
    languageFallback: language === context.locale ? null : language,
    links: {
      self: absolute(context, documentPath(language, COLLECTION_OF_TYPE[_type], slug)),
      html: absolute(context, pathOf(source)),
    },
  }
}

/** Cards of documents, each once, without those that were withdrawn. */
export function cardsOf(ids: readonly string[], context: ProjectionContext): CardV1[] {
  const {graph} = context
  return [...new Set(ids.map((id) => graph.stableId(id)))]
    .filter((id) => graph.isShown(id))
    .map((id) => cardOf(graph.document(id), context))
}

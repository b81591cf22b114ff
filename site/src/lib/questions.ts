import {COLLECTION_OF_TYPE, collectionPath} from '../../../schemas/api/v1/links.ts'
import {SUBJECT_TYPES} from '../../../schemas/documents/type-lists.ts'
import type {FaqItemV1} from '../../../schemas/objects/shared.v1.ts'
import type {DocumentOf, SiteContent} from '../../content/index.ts'
import {cardLink} from './paths.ts'

/** What a link to a question needs. */
export type QuestionLink = Pick<FaqItemV1, 'slug' | 'question' | 'links' | 'languageFallback'>

/** Where a question stands in a list: under its one subject, else under their collection. */
export interface QuestionGroup {
  readonly id: string
  readonly heading: string
  readonly link: ReturnType<typeof cardLink> | {readonly href: string}
  readonly questions: QuestionLink[]
}

/** Questions in groups, each once: what holds for several subjects first, then one by one. */
export function questionGroups(
  faqs: readonly DocumentOf['faqs'][],
  {collections, locale}: SiteContent,
): QuestionGroup[] {
  const collectionsInOrder = SUBJECT_TYPES.map((type) => COLLECTION_OF_TYPE[type])
  const groups = new Map<string, QuestionGroup>()
  for (const faq of faqs) {
    const collection = collectionsInOrder.find((one) => faq.related[one].length > 0) ?? 'faqs'
    const [card, ...others] = collection === 'faqs' ? [] : faq.related[collection]
    const isOne = card !== undefined && others.length === 0
    const id = isOne ? `${card.type}-${card.slug}` : collection
    const group = groups.get(id) ?? {
      id,
      heading: isOne ? card.title : collections[collection].title,
      link: isOne ? cardLink(card) : {href: collectionPath(locale, collection)},
      questions: [],
    }
    const {slug, links, data} = faq
    group.questions.push({slug, links, question: data.question, languageFallback: null})
    groups.set(id, group)
  }
  const order = [
    ...collectionsInOrder,
    ...[...groups.keys()].filter((id) => !(id in collections)).toSorted(),
    'faqs',
  ]
  return [...groups.values()].toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
}

import {documentPath} from '../api/v1/links.ts'
import type {FaqSource} from '../documents/faq/faq.query.ts'
import type {FaqItemV1} from '../objects/shared.v1.ts'
import {absolute, pathOf} from './addresses.ts'
import type {ProjectionContext} from './context.ts'
import {byUrgency} from './facts.ts'
import {marks, type Notes} from './notes.ts'
import {lines} from './portable-text.ts'
import {element, toHtml, toText, type RichNode} from './rich-text.ts'
import {SectionWriter} from './sections.ts'

/** Short answer, long answer and what should make a reader call for help. */
export function answerOf(faq: FaqSource, context: ProjectionContext): RichNode[] {
  const write = new SectionWriter(context)
  return [
    element('p', {}, lines(faq.shortAnswer), marks(faq.citations)),
    ...write.text(faq.answer),
    ...write.careCards(byUrgency(faq.careCards)),
  ]
}

/**
 * A complete FAQ as a part of another page: its sources and medical words join those of the page.
 */
export function faqItem(faq: FaqSource, notes: Notes, context: ProjectionContext): FaqItemV1 {
  const nodes = notes.number(answerOf(faq, context))
  return {
    type: 'faq',
    id: context.graph.stableId(faq._id),
    slug: faq.slug,
    question: faq.question,
    shortAnswer: faq.shortAnswer,
    html: toHtml(nodes, context.baseUrl),
    text: toText(nodes),
    languageFallback: faq.language === context.locale ? null : faq.language,
    links: {
      self: absolute(context, documentPath(faq.language, 'faqs', faq.slug)),
      html: absolute(context, pathOf(faq)),
    },
  }
}

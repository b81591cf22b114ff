import type {FAQPage} from 'schema-dts'
import type {ProjectionContext} from '../../projection/context.ts'
import {careCardsV1} from '../../projection/facts.ts'
import {alternateNames} from '../../projection/json-ld.ts'
import type {Projection} from '../../projection/project-document.ts'
import {answerOf} from '../../projection/questions.ts'
import {proseOf, SectionWriter, type Section} from '../../projection/sections.ts'
import {byCollection, SUBJECT_TYPES} from '../type-lists.ts'
import type {FaqSource} from './faq.query.ts'
import type {FaqV1} from './faq.v1.ts'

/** Other FAQs named below an FAQ; the rest is a link away. */
export const MAX_SIBLING_FAQS = 3

/** An FAQ as the public sees it, with other FAQs about the same documents. */
export function projectFaq(source: FaqSource, context: ProjectionContext): Projection<FaqV1> {
  const {graph} = context
  const sections = [new SectionWriter(context).section('answer', null, answerOf(source, context))]
  return {
    sections,
    data: (cite) => ({
      question: source.question,
      alternatePhrasings: source.alternatePhrasings,
      shortAnswer: source.shortAnswer,
      featured: source.featured === true,
      careCards: careCardsV1(source.careCards, cite),
    }),
    related: {
      ...byCollection(SUBJECT_TYPES, (type) =>
        source.about.filter((id) => graph.document(id)._type === type),
      ),
      faqs: siblings(source, context),
    },
    mainEntity: faqPage(source, sections),
  }
}

/** Ids of other FAQs about the same documents; first those that share most of them. */
function siblings({_id, about}: FaqSource, {graph}: ProjectionContext): string[] {
  const others = about.flatMap((id) => graph.faqsAbout(id)).filter((faq) => faq._id !== _id)
  return [...Map.groupBy(others, (faq) => faq._id)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .slice(0, MAX_SIBLING_FAQS)
    .map(([id]) => id)
}

/** Machine-readable question and answer; search engines promise no rich result for it. */
function faqPage(source: FaqSource, sections: readonly Section[]): FAQPage {
  return {
    '@type': 'FAQPage',
    mainEntity: [
      {
        '@type': 'Question',
        name: source.question,
        ...alternateNames(source.alternatePhrasings),
        acceptedAnswer: {
          '@type': 'Answer',
          text: proseOf(sections, 'answer') ?? source.shortAnswer,
        },
      },
    ],
  }
}

import type {FAQPage} from 'schema-dts'
import type {ProjectionContext} from '../../projection/context.ts'
import {cardsOf, envelope, faqNodes, type Projected} from '../../projection/document.ts'
import {careCardsV1, label} from '../../projection/facts.ts'
import {alternateNames, medicalWebPage} from '../../projection/json-ld.ts'
import {Notes} from '../../projection/notes.ts'
import {SectionWriter} from '../../projection/sections.ts'
import type {FaqSource} from './faq.query.ts'
import type {FaqV1} from './faq.v1.ts'

/** Other FAQs named below an FAQ; the rest is a link away. */
export const MAX_SIBLING_FAQS = 3

/** An FAQ as the public sees it, with other FAQs about the same documents. */
export function toFaqV1(source: FaqSource, context: ProjectionContext): Projected<FaqV1> {
  const {graph, strings} = context
  const notes = new Notes(context, graph.address(source._id).path)
  const writer = new SectionWriter(context, notes)
  writer.add('answer', null, faqNodes(source, writer))
  const careCards = careCardsV1(source.careCards, notes)

  writer.addWords()
  const sections = writer.sections()
  const head = envelope(
    'faq',
    source,
    {title: source.question, notes, texts: sections.map((section) => section.text)},
    context,
  )
  const about = (type: 'procedure' | 'technique' | 'condition' | 'topic') =>
    cardsOf(source.about, context).filter((card) => card.type === type)
  return {
    document: {
      ...head,
      data: {
        question: source.question,
        alternatePhrasings: source.alternatePhrasings,
        shortAnswer: source.shortAnswer,
        audience: label(source.audience, strings.audiences),
        featured: source.featured === true,
        careCards,
        sections,
      },
      related: {
        procedures: about('procedure'),
        techniques: about('technique'),
        conditions: about('condition'),
        topics: about('topic'),
        faqs: cardsOf(siblings(source, context), context),
      },
      jsonLd: medicalWebPage(
        head,
        {
          title: source.question,
          summary: source.shortAnswer,
          audience: source.audience,
          sections,
          mainEntity: faqPage(source, writer.prose('answer') ?? source.shortAnswer),
        },
        context,
      ),
    },
    sections: writer.blocks(),
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
function faqPage(source: FaqSource, text: string): FAQPage {
  return {
    '@type': 'FAQPage',
    mainEntity: [
      {
        '@type': 'Question',
        name: source.question,
        ...alternateNames(source.alternatePhrasings),
        acceptedAnswer: {
          '@type': 'Answer',
          text,
        },
      },
    ],
  }
}

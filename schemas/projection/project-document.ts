import type {CardV1, SectionV1} from '../objects/shared.v1.ts'
import {termAnchor} from '../lib/term-anchor.ts'
import {pathOf} from './addresses.ts'
import {cardsOf} from './cards.ts'
import type {ProjectionContext, PublicSource} from './context.ts'
import {envelope} from './envelope.ts'
import {label} from './facts.ts'
import {medicalWebPage, type Subject} from './json-ld.ts'
import {Notes, type Cite} from './notes.ts'
import {faqItem} from './questions.ts'
import {element, toHtml, toText, type NumberedNode} from './rich-text.ts'
import {toBlocks, type PublicBlock} from './rich-text-blocks.ts'
import {SectionWriter, type Section} from './sections.ts'

/** The parts of a v1 document that differ from type to type. */
export interface DocumentShape {
  readonly data: object
  readonly related: object
}

/**
 * What the projection of a type states of one document. It numbers nothing and keeps nothing, so
 * the order in which its parts are written means nothing; `projectDocument` puts them together.
 */
export interface Projection<V extends DocumentShape> extends Subject {
  /** In the order in which a patient reads; a section without content is left out. */
  readonly sections: readonly Section[]
  /** The same statements as data; audience and sections are added. */
  readonly data: (cite: Cite) => Omit<V['data'], 'audience' | 'sections'>
  /**
   * Ids of the documents to which each list leads; the withdrawn are left out. FAQs about the
   * document stand on its page complete, unless `faqs` names some to lead to.
   */
  readonly related: RelatedIds<V['related']>
}

type RelatedIds<R> = {
  readonly [List in keyof R as R[List] extends readonly CardV1[] ? List : never]: readonly string[]
}

/** The projection of a document whose type is not known beforehand. */
export type AnyProjection = Projection<{data: object; related: Record<string, CardV1[]>}>

/** Portable Text of a section in `<slug>.pt.json`. */
export interface SectionBlocks {
  readonly id: string
  readonly heading: string
  readonly blocks: PublicBlock[]
}

/**
 * Writes a document as its projection states it. Sources are numbered here and nowhere else, in the
 * order in which a reader meets them: section after section, then question after question.
 * @returns the document before the publisher stamps version, schema address and revision on it, and
 * its sections as Portable Text.
 * @throws {Error} when the data cite a source that no section and no question names.
 */
export function projectDocument(
  source: PublicSource,
  projection: AnyProjection,
  context: ProjectionContext,
) {
  const {graph, strings, baseUrl} = context
  const notes = new Notes(context, pathOf(source))
  const written = projection.sections
    .filter((section) => section.nodes.length > 0)
    .map((section) => numbered(section, notes))
  const questions =
    'faqs' in projection.related
      ? []
      : graph.faqsAbout(source._id).map((faq) => faqItem(faq, notes, context))
  const parts = [...written, ...wordsSection(notes, context)]
  const sections = parts.map(({id, aspect, heading, nodes}): SectionV1 => ({
    id,
    aspect,
    heading,
    html: toHtml(nodes, baseUrl),
    text: toText(nodes),
  }))
  const texts = [...sections, ...questions].map(({text}) => text)
  const head = envelope(source, {notes, texts}, context)
  const lists = Object.entries(projection.related).map(([name, ids]) => [
    name,
    cardsOf(ids, context),
  ])
  return {
    document: {
      ...head,
      data: {
        ...projection.data(notes.cite),
        audience: label(source.audience, strings.audiences),
        sections,
      },
      related: {faqs: questions, ...Object.fromEntries(lists)},
      jsonLd: medicalWebPage(head, {...projection, source, sections}, context),
    },
    sections: parts.map(({id, heading, nodes}): SectionBlocks => ({
      id,
      heading,
      blocks: toBlocks(nodes, baseUrl),
    })),
  }
}

type NumberedSection = Omit<Section, 'nodes'> & {readonly nodes: readonly NumberedNode[]}

function numbered(section: Section, notes: Notes): NumberedSection {
  return {...section, nodes: notes.number(section.nodes)}
}

/** Last section: the medical words that the page used. */
function wordsSection(notes: Notes, context: ProjectionContext): NumberedSection[] {
  const terms = notes.terms()
  if (terms.length === 0) return []
  const entries = terms.map((term) => [
    element('dt', {id: termAnchor(term)}, element('dfn', {}, term.term), ` (${term.plainTerm})`),
    element('dd', {}, term.definition),
  ])
  const list = element('dl', {class: 'words'}, entries)
  return [numbered(new SectionWriter(context).section('words', null, list), notes)]
}

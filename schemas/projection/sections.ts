import {fill} from '../languages/index.ts'
import {pathOf} from './addresses.ts'
import {titleOf} from './cards.ts'
import type {ProjectionContext} from './context.ts'
import {element, flatten, link, toProse, type RichChild, type RichNode} from './rich-text.ts'
import type {CareCard} from '../objects/care-card.query.ts'
import type {
  Claim,
  Contraindication,
  EvidenceStatement,
  RegulatoryStatus,
  Risk,
  SafetyNotice,
  SourcedText,
} from '../objects/evidence.query.ts'
import type {TreatsEdge} from './facts.ts'
import {marks, type CitationLike} from './notes.ts'
import {calloutNode, lines, richText} from './portable-text.ts'
import type {PortableTextBlock} from '../objects/portable-text.query.ts'
import type {SectionV1} from '../objects/shared.v1.ts'
import {dateText, frequencyText, sentence} from '../lib/wording.ts'

/**
 * HTML of sections. Class names that styles and partners may rely on:
 * `callout` (`data-kind`), `cite`, `term`, `care-card` (`data-level`), `evidence`
 * (`data-certainty`), `dissent`, `facts`, `risks` (`data-level`), `frequency`, `treats`
 * (`data-use`), `use`,
 * `steps`, `sources`, `words`, `questions`.
 */

export type SectionId = keyof ProjectionContext['strings']['sections']

/** A section as a projection states it; one without content is left out. */
export interface Section {
  readonly id: string
  readonly aspect: SectionV1['aspect']
  readonly heading: string
  readonly nodes: readonly RichNode[]
}

/**
 * Writes sections. No method keeps anything, so the order of the calls means nothing: a page reads
 * in the order in which its projection lists the sections.
 */
export class SectionWriter {
  readonly context: ProjectionContext

  constructor(context: ProjectionContext) {
    this.context = context
  }

  section(id: SectionId, aspect: SectionV1['aspect'], ...content: RichChild[]): Section {
    return this.named(id, aspect, this.context.strings.sections[id], ...content)
  }

  /** A section with a heading of its own (topics). */
  named(
    id: string,
    aspect: SectionV1['aspect'],
    heading: string,
    ...content: RichChild[]
  ): Section {
    return {id, aspect, heading, nodes: content.flatMap(flatten)}
  }

  text(blocks: readonly PortableTextBlock[] | null): RichNode[] {
    return blocks === null ? [] : richText(blocks, this.context)
  }

  /** A subheading with what stands below it, or nothing. */
  below(heading: string, ...content: RichChild[]): RichNode[] {
    const nodes = content.flatMap(flatten)
    return nodes.length === 0 ? [] : [element('h3', {}, heading), ...nodes]
  }

  plain(text: string | null, citations: readonly CitationLike[] = []): RichNode[] {
    return text === null ? [] : [element('p', {}, lines(text), marks(citations))]
  }

  sourced(text: SourcedText | null): RichNode[] {
    return text === null ? [] : this.plain(text.text, text.citations)
  }

  list(tag: 'ul' | 'ol', className: string | undefined, items: readonly RichChild[]): RichNode[] {
    if (items.length === 0) return []
    const attributes = className === undefined ? {} : {class: className}
    return [
      element(
        tag,
        attributes,
        items.map((item) => element('li', {}, item)),
      ),
    ]
  }

  sourcedList(items: readonly {text: string; citations: SourcedText['citations']}[]): RichNode[] {
    return this.list(
      'ul',
      undefined,
      items.map(({text, citations}) => [lines(text), marks(citations)]),
    )
  }

  /** Steps of preparation and aftercare. */
  instructions(items: readonly {text: PortableTextBlock[]}[]): RichNode[] {
    return this.list(
      'ul',
      'steps',
      items.map(({text}) => unwrapSingle(this.text(text))),
    )
  }

  /** What happens, step by step. */
  steps(steps: readonly {title: string; text: PortableTextBlock[]}[]): RichNode[] {
    return this.list(
      'ol',
      'steps',
      steps.map(({title, text}) => [
        element('p', {}, element('strong', {}, sentence(title))),
        this.text(text),
      ]),
    )
  }

  /** The sources of what stands above, where its own texts have no place for them. */
  sourceLine(citations: SourcedText['citations']): RichNode[] {
    if (citations.length === 0) return []
    return [element('p', {class: 'sources'}, this.context.strings.body.sources, marks(citations))]
  }

  careCards(cards: readonly CareCard[]): RichNode[] {
    const {careLevels} = this.context.strings
    return cards.map(({level, heading, items, after, citations}) =>
      element(
        'div',
        {class: 'care-card', 'data-level': level},
        element(
          'h3',
          {},
          element('span', {class: 'care-level'}, `${careLevels[level]}: `),
          heading,
        ),
        element(
          'ul',
          {},
          items.map((item) => element('li', {}, item)),
        ),
        after === null && citations.length === 0
          ? null
          : element('p', {}, lines(after ?? ''), marks(citations)),
      ),
    )
  }

  evidence(statements: readonly EvidenceStatement[]): RichNode[] {
    const {body, certainties, favours} = this.context.strings
    return statements.map((statement) =>
      element(
        'div',
        {class: 'evidence', 'data-certainty': statement.certainty},
        element('h3', {}, statement.outcome),
        element('p', {}, lines(statement.finding), marks(statement.citations)),
        statement.dissent === null
          ? null
          : element(
              'div',
              {class: 'dissent'},
              element('h4', {}, body.dissent),
              element('p', {}, lines(statement.dissent.text), marks(statement.dissent.citations)),
            ),
        this.facts([
          [body.population, statement.population],
          [body.comparison, statement.comparison],
          [body.effect, statement.effect?.text ?? null],
          [body.favours, favours[statement.favours]],
          [body.certainty, certainties[statement.certainty]],
        ]),
      ),
    )
  }

  facts(pairs: readonly (readonly [term: string, description: RichChild])[]): RichNode {
    return element(
      'dl',
      {class: 'facts'},
      pairs.map(([term, description]) =>
        description === null || description === ''
          ? null
          : element('div', {}, element('dt', {}, term), element('dd', {}, description)),
      ),
    )
  }

  benefits(claims: readonly Claim[]): RichNode[] {
    return this.sourcedList(claims)
  }

  contraindications(items: readonly Contraindication[]): RichNode[] {
    const {ruledOut, extraCare} = this.context.strings.body
    const group = (lead: string, strength: Contraindication['strength']) => {
      const list = this.sourcedList(items.filter((item) => item.strength === strength))
      return list.length === 0 ? [] : [element('p', {}, lead), ...list]
    }
    return [...group(ruledOut, 'absolute'), ...group(extraCare, 'relative')]
  }

  /** Serious risks first: nobody should have to read past the minor ones to find them. */
  risks(risks: readonly Risk[]): RichNode[] {
    const {seriousRisks, minorRisks} = this.context.strings.body
    const group = (heading: string, seriousness: Risk['seriousness']) =>
      this.below(
        heading,
        this.#riskList(
          seriousness,
          risks.filter((risk) => risk.seriousness === seriousness),
        ),
      )
    return [...group(seriousRisks, 'serious'), ...group(minorRisks, 'minor')]
  }

  #riskList(seriousness: Risk['seriousness'], risks: readonly Risk[]): RichChild {
    if (risks.length === 0) return null
    return element(
      'ul',
      {class: 'risks', 'data-level': seriousness},
      risks.map((risk) => element('li', {}, this.#risk(risk))),
    )
  }

  #risk({outcome, text, citations, frequency}: Risk): RichChild {
    return [
      element('strong', {}, sentence(outcome)),
      ' ',
      lines(sentence(text)),
      marks(citations),
      frequency === null
        ? null
        : [
            ' ',
            element('span', {class: 'frequency'}, sentence(frequencyText(frequency, this.context))),
            marks(frequency.citations),
          ],
    ]
  }

  safetyNotices(notices: readonly SafetyNotice[]): RichNode[] {
    const {strings, locale} = this.context
    return notices.map(({issuer, date, text, citations}) =>
      element(
        'div',
        {class: 'callout', 'data-kind': 'warning'},
        element(
          'p',
          {class: 'callout-label'},
          element(
            'strong',
            {},
            `${fill(strings.body.safetyNotice, {issuer, date: dateText(date, locale)})}:`,
          ),
        ),
        element('p', {}, lines(text), marks(citations)),
      ),
    )
  }

  regulatoryStatus(status: RegulatoryStatus | null): RichNode[] {
    if (status === null) return []
    const {body, regulatoryStatuses} = this.context.strings
    return this.below(
      body.regulatoryStatus,
      element(
        'p',
        {},
        sentence(regulatoryStatuses[status.status]),
        status.note === null ? null : [' ', lines(status.note)],
        marks(status.citations),
      ),
    )
  }

  callout(kind: 'info' | 'warning' | 'evidence', text: SourcedText | null): RichNode[] {
    if (text === null) return []
    return [calloutNode({kind, ...text}, this.context)]
  }

  /** Link to the page of a document, with the language of its text where that differs. */
  pageLink(id: string): RichNode {
    const page = this.context.graph.document(id)
    const lang = page.language === this.context.locale ? {} : {lang: page.language}
    return link(pathOf(page), lang, titleOf(page))
  }

  pageLinks(ids: readonly string[]): RichNode[] {
    return this.list(
      'ul',
      undefined,
      ids.map((id) => this.pageLink(id)),
    )
  }

  treatLinks(links: readonly TreatsEdge[]): RichNode[] {
    const {treatsUses} = this.context.strings
    if (links.length === 0) return []
    return [
      element(
        'ul',
        {class: 'treats'},
        links.map(({id, use, note, citations}) =>
          element(
            'li',
            {'data-use': use},
            this.pageLink(id),
            ': ',
            element('span', {class: 'use'}, sentence(treatsUses[use])),
            note === null ? null : [' ', lines(note)],
            marks(citations),
          ),
        ),
      ),
    ]
  }
}

/** The words of a section alone, for properties that take one text; `undefined` without it. */
export function proseOf(sections: readonly Section[], id: SectionId): string | undefined {
  const section = sections.find((candidate) => candidate.id === id)
  return section === undefined || section.nodes.length === 0 ? undefined : toProse(section.nodes)
}

/** A list item of one paragraph needs no `p` around it. */
function unwrapSingle(nodes: readonly RichNode[]): readonly RichNode[] {
  const [first] = nodes
  return nodes.length === 1 && typeof first === 'object' && first.tag === 'p'
    ? first.children
    : nodes
}

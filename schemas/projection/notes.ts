import type {GlossaryTermSource} from '../documents/glossary-term/glossary-term.query.ts'
import type {SourceSource} from '../documents/source/source.query.ts'
import {fill} from '../languages/index.ts'
import {termAnchor} from '../lib/term-anchor.ts'
import type {CitationV1, SourceV1} from '../objects/shared.v1.ts'
import type {ProjectionContext} from './context.ts'
import {
  element,
  link,
  type CitationMark,
  type NumberedNode,
  type RichElement,
  type RichNode,
  type TermMark,
} from './rich-text.ts'

/** What a citation says, in the lake as in a text: a source and where in it. */
export type CitationLike = Pick<CitationMark, 'source' | 'locator'>

/** Citations as data, with the numbers that the page prints. */
export type Cite = (citations: readonly CitationLike[]) => CitationV1[]

/**
 * The sources and medical words of one page. A source gets the number of its first use in the
 * texts given to `number`, so the printed numbers run 1, 2, 3 down the page.
 */
export class Notes {
  readonly #context: ProjectionContext
  readonly #page: string
  readonly #isElsewhere: boolean
  readonly #numbers = new Map<string, number>()
  readonly #terms = new Map<string, GlossaryTermSource>()

  /**
   * @param page path of the page that lists the sources and explains the words.
   * @param isElsewhere whether the text stands on another page than that.
   */
  constructor(context: ProjectionContext, page: string, {isElsewhere = false} = {}) {
    this.#context = context
    this.#page = page
    this.#isElsewhere = isElsewhere
  }

  /** The next text of the page as a reader sees it, its sources numbered on from those before. */
  number(nodes: readonly RichNode[]): NumberedNode[] {
    return nodes.map((node) => this.#numbered(node))
  }

  #numbered(node: RichNode): NumberedNode {
    if (typeof node === 'string') return node
    switch (node.tag) {
      case 'citation':
        return this.#numbered(this.#sourceLink(node))
      case 'term':
        return this.#numbered(this.#termLink(node))
      default:
        return {...node, children: this.number(node.children)}
    }
  }

  /** A numbered superscript that leads to the source. */
  #sourceLink({source, locator}: CitationMark): RichElement {
    const known = this.#numbers.get(source)
    const number = known ?? this.#numbers.size + 1
    this.#numbers.set(source, number)
    const {sourceWithLocator, source: plain} = this.#context.strings.body
    const label =
      locator === null ? fill(plain, {number}) : fill(sourceWithLocator, {number, locator})
    const href = `${this.#page}#source-${number}`
    const id = known === undefined && !this.#isElsewhere ? {id: `cite-${number}`} : {}
    return element('sup', {class: 'cite', ...id}, link(href, {'aria-label': label}, String(number)))
  }

  /** A medical word that leads to its explanation at the end of the page. */
  #termLink({term: id, children}: TermMark): RichElement {
    const term = this.#context.graph.term(id)
    this.#terms.set(term._id, term)
    return link(`${this.#page}#${termAnchor(term)}`, {class: 'term'}, ...children)
  }

  /**
   * Citations of the page as data.
   * @throws {Error} for a source that no text of the page names: a reader could not find it.
   */
  readonly cite: Cite = (citations) =>
    citations.map(({source, locator}) => ({number: this.numberOf(source), source, locator}))

  /**
   * The number of a source that the page names.
   * @throws {Error} where it does not.
   */
  numberOf(source: string): number {
    const number = this.#numbers.get(source)
    if (number !== undefined) return number
    throw new Error(
      `[projection] ${this.#page} cites "${source}" in its data and in no section: add the statement to a section of its projection`,
    )
  }

  /** The words used so far, in order of the alphabet. */
  terms(): GlossaryTermSource[] {
    return [...this.#terms.values()].toSorted((a, b) =>
      a.term.localeCompare(b.term, this.#context.locale),
    )
  }

  /** The sources used so far, in order of their numbers. */
  sources(): SourceV1[] {
    return [...this.#numbers].map(([id, number]) => ({
      number,
      ...sourceFacts(this.#context.graph.source(id)),
    }))
  }
}

/** Places in a text that name sources. */
export function marks(citations: readonly CitationLike[]): CitationMark[] {
  return citations.map(({source, locator}) => ({tag: 'citation', source, locator}))
}

/** What the public may know of a source; its `note` stays with the editors. */
export function sourceFacts(source: SourceSource): Omit<SourceV1, 'number'> {
  const {_id: id, title, kind, publisher, year, authors, doi, pmid, url, accessed, status} = source
  const undated = source.undated === true
  return {id, title, kind, publisher, year, undated, authors, doi, pmid, url, accessed, status}
}

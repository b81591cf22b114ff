import {element, link, type RichChild, type RichNode} from './rich-text.ts'
import type {ProjectionContext} from './context.ts'
import {fill} from '../languages/index.ts'
import type {GlossaryTermSource} from '../documents/glossary-term/glossary-term.query.ts'
import type {SourceSource} from '../documents/source/source.query.ts'
import type {CitationV1, SourceV1} from '../objects/shared.v1.ts'

/** A citation in the lake: a source and where in it. */
export interface CitationLike {
  readonly source: string
  readonly locator: string | null
}

/**
 * The sources and medical words of one page, collected while its sections are written: a source
 * gets the number of its first use, so the printed numbers run 1, 2, 3 down the page.
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

  number(sourceId: string): number {
    const known = this.#numbers.get(sourceId)
    if (known !== undefined) return known
    const next = this.#numbers.size + 1
    this.#numbers.set(sourceId, next)
    return next
  }

  /** Numbered superscripts that lead to the sources. */
  marks(citations: readonly CitationLike[]): RichNode[] {
    return citations.map((citation) => this.mark(citation))
  }

  mark({source, locator}: CitationLike): RichNode {
    const isFirst = !this.#numbers.has(source)
    const number = this.number(source)
    const {sourceWithLocator, source: plain} = this.#context.strings.body
    const label =
      locator === null ? fill(plain, {number}) : fill(sourceWithLocator, {number, locator})
    const href = `${this.#page}#source-${number}`
    const id = isFirst && !this.#isElsewhere ? {id: `cite-${number}`} : {}
    return element('sup', {class: 'cite', ...id}, link(href, {'aria-label': label}, String(number)))
  }

  /** The same citations as data. */
  cite(citations: readonly CitationLike[]): CitationV1[] {
    return citations.map(({source, locator}) => ({
      number: this.number(source),
      source,
      locator,
    }))
  }

  /** A medical word that leads to its explanation at the end of the page. */
  term(id: string, children: RichChild[]): RichNode {
    const term = this.#context.graph.term(id)
    if (!this.#terms.has(term._id)) this.#terms.set(term._id, term)
    return link(`${this.#page}#${termAnchor(term)}`, {class: 'term'}, ...children)
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

/** Fragment of a medical word's explanation, on the page that uses it and in the glossary. */
export function termAnchor(term: Pick<GlossaryTermSource, 'term'>): string {
  const slug = term.term
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return `term-${slug}`
}

/** What the public may know of a source; its `note` stays with the editors. */
export function sourceFacts(source: SourceSource): Omit<SourceV1, 'number'> {
  const {_id: id, title, kind, publisher, year, authors, doi, pmid, url, accessed, status} = source
  const undated = source.undated === true
  return {id, title, kind, publisher, year, undated, authors, doi, pmid, url, accessed, status}
}

import type {PublicType} from '../../schemas/api/v1/links.ts'
import {PAGE_TYPES} from '../../schemas/documents/type-lists.ts'
import {BASE_LANGUAGE} from '../../schemas/languages/index.ts'
import {titleOf} from '../../schemas/projection/cards.ts'
import type {ContentGraph, PublicSource, TreatedBy} from '../../schemas/projection/context.ts'
import type {ContentIndex} from './content-index.ts'
import {isOfPageType, ofType, type PageSource, type SourceOf} from './load.ts'

/** Those that share most conditions; a longer list helps nobody choose. */
const MAX_RELATED_PROCEDURES = 12

/** The content seen in one locale, with inverse relations computed once. */
export class LocaleGraph implements ContentGraph {
  readonly #index: ContentIndex
  readonly #locale: string
  /** Documents shown in this locale, translated or not, withdrawn ones left out; sorted. */
  readonly #shown: readonly PageSource[]
  readonly #faqs = new Map<string, SourceOf<'faq'>[]>()
  readonly #children = new Map<string, string[]>()
  readonly #treatedBy = new Map<string, TreatedBy[]>()
  readonly #guided = new Map<string, string[]>()
  readonly #related = new Map<string, string[]>()
  readonly #filed = new Map<string, string[]>()

  constructor(index: ContentIndex, locale: string) {
    this.#index = index
    this.#locale = locale
    const compare = new Intl.Collator(locale, {numeric: true})
    this.#shown = index
      .stableIds()
      .map((id) => index.edition(id, locale))
      .filter((source) => source !== undefined)
      .filter((source) => source.status === 'active')
      .toSorted(
        (a, b) =>
          compare.compare(titleOf(a), titleOf(b)) || (a._id < b._id ? -1 : a._id > b._id ? 1 : 0),
      )
    for (const source of this.#shown) this.#indexEdges(source)
    for (const faqs of this.#faqs.values()) faqs.sort(byWidgetOrder)
    for (const edges of this.#treatedBy.values()) {
      // Types in the order of their table; within them the order of titles stands already.
      edges.sort((a, b) => rankOf(a.treatment._type) - rankOf(b.treatment._type))
    }
  }

  #indexEdges(source: PageSource): void {
    const id = source._id
    const push = <T>(map: Map<string, T[]>, key: string, value: T) => {
      const stable = this.stableId(key)
      const list = map.get(stable)
      if (list === undefined) map.set(stable, [value])
      else if (!list.includes(value)) list.push(value)
    }
    if ('parent' in source && source.parent !== null) push(this.#children, source.parent, id)
    if ('topics' in source) {
      for (const topic of source.topics) push(this.#filed, topic, id)
    }
    if ('about' in source) {
      for (const about of source.about) push(this.#faqs, about, source)
    }
    if ('treats' in source) {
      for (const link of source.treats) {
        push(this.#treatedBy, link.condition, {treatment: source, link})
      }
    }
    if ('guidedBy' in source) {
      for (const guide of source.guidedBy) push(this.#guided, guide.technique, id)
    }
    if ('relatedConditions' in source) {
      for (const other of source.relatedConditions) {
        push(this.#related, id, other)
        push(this.#related, other, id)
      }
    }
  }

  stableId(id: string): string {
    return this.#index.stableId(id)
  }

  document(id: string): PageSource {
    return found(this.#index.edition(id, this.#locale), id)
  }

  inBaseLanguage<Source extends PublicSource>(source: Source): Source {
    const editions = this.#index.editions(source._id)
    const base = editions.get(BASE_LANGUAGE) ?? [...editions.values()][0]
    // Documents of one `_type` have one shape.
    return base?._type === source._type ? (base as PublicSource as Source) : source
  }

  /** Documents of a type shown in this locale, in order of title. */
  shown(type: PublicType): PageSource[] {
    return this.#shown.filter((source) => source._type === type)
  }

  /** Documents written in this locale, withdrawn ones too. */
  own(): PageSource[] {
    return this.#index.sources
      .filter(isOfPageType)
      .filter(({language}) => language === this.#locale)
  }

  isShown(id: string): boolean {
    return this.document(id).status === 'active'
  }

  source(id: string): SourceOf<'source'> {
    const source = this.#index.get(id)
    return found(source?._type === 'source' ? source : undefined, id)
  }

  contributor(id: string): SourceOf<'contributor'> {
    const source = this.#index.get(id)
    return found(source?._type === 'contributor' ? source : undefined, id)
  }

  term(id: string): SourceOf<'glossaryTerm'> {
    const source = this.#index.get(id)
    return found(source?._type === 'glossaryTerm' ? source : undefined, id)
  }

  isTerm(id: string): boolean {
    return this.#index.get(id)?._type === 'glossaryTerm'
  }

  terms(): SourceOf<'glossaryTerm'>[] {
    return ofType(this.#index.sources, 'glossaryTerm').filter(
      (term) => term.language === this.#locale,
    )
  }

  translations(id: string): {locale: string; slug: string}[] {
    return [...this.#index.editions(id).values()]
      .filter((source) => source.language !== this.#locale && source.status === 'active')
      .map(({language, slug}) => ({locale: language, slug}))
      .toSorted((a, b) => (a.locale < b.locale ? -1 : 1))
  }

  faqsAbout(id: string): readonly SourceOf<'faq'>[] {
    return this.#faqs.get(this.stableId(id)) ?? []
  }

  /** FAQs about a document that editors took back; their pasted copies have to go. */
  withdrawnFaqsAbout(id: string): SourceOf<'faq'>[] {
    return ofType(this.#index.sources, 'faq').filter(
      (faq) =>
        faq.status === 'withdrawn' &&
        faq.language === this.#locale &&
        faq.about.some((about) => this.stableId(about) === this.stableId(id)),
    )
  }

  childrenOf(id: string): readonly string[] {
    return this.#children.get(this.stableId(id)) ?? []
  }

  treatedBy(conditionId: string): readonly TreatedBy[] {
    return this.#treatedBy.get(this.stableId(conditionId)) ?? []
  }

  guidedBy(techniqueId: string): readonly string[] {
    return this.#guided.get(this.stableId(techniqueId)) ?? []
  }

  guidesOf(procedureId: string): readonly string[] {
    const procedure = this.document(procedureId)
    return 'guidedBy' in procedure ? procedure.guidedBy.map(({technique}) => technique) : []
  }

  relatedConditions(conditionId: string): readonly string[] {
    return this.#related.get(this.stableId(conditionId)) ?? []
  }

  filedUnder(topicId: string, type: PageSource['_type']): readonly string[] {
    const ids = this.#filed.get(this.stableId(topicId)) ?? []
    return ids.filter((id) => this.document(id)._type === type)
  }

  sharingConditions(procedureId: string): readonly string[] {
    const procedure = this.document(procedureId)
    if (procedure._type !== 'procedure') return []
    const shared = new Map<string, number>()
    for (const {condition, use} of procedure.treats) {
      if (use === 'notRecommended') continue
      for (const {treatment, link} of this.treatedBy(condition)) {
        const isOther = this.stableId(treatment._id) !== this.stableId(procedureId)
        if (treatment._type === 'procedure' && isOther && link.use !== 'notRecommended') {
          shared.set(treatment._id, (shared.get(treatment._id) ?? 0) + 1)
        }
      }
    }
    return [...shared]
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, MAX_RELATED_PROCEDURES)
      .map(([id]) => id)
  }
}

function rankOf(type: PublicType): number {
  return PAGE_TYPES.indexOf(type)
}

/** Numbered FAQs first; the others follow in order of their question, as they stand already. */
function byWidgetOrder(a: SourceOf<'faq'>, b: SourceOf<'faq'>): number {
  const first = a.widgetOrder ?? Number.MAX_VALUE
  return first - (b.widgetOrder ?? Number.MAX_VALUE)
}

/** Validation names broken references; one that comes this far is a mistake of ours. */
function found<T>(value: T | undefined, id: string): T {
  if (value === undefined) throw new Error(`[content] nothing published has the id "${id}"`)
  return value
}

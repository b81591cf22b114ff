import {BASE_LANGUAGE} from '../../schemas/languages/index.ts'
import {isOfPageType, type AnySource, type LoadedContent, type PageSource} from './load.ts'

/** Indexes over the whole content, made once; the graphs of the locales read from them. */
export class ContentIndex {
  readonly sources: readonly AnySource[]
  readonly #byId: ReadonlyMap<string, AnySource>
  readonly #stableIds = new Map<string, string>()
  /** Stable id → language → document. */
  readonly #editions = new Map<string, Map<string, PageSource>>()

  constructor({sources, translations}: Pick<LoadedContent, 'sources' | 'translations'>) {
    this.sources = sources
    this.#byId = new Map(sources.map((source) => [source._id, source]))
    for (const {translations: members} of translations) {
      const base = members.find((member) => member.language === BASE_LANGUAGE) ?? members[0]
      for (const member of members) {
        this.#stableIds.set(member.document, base?.document ?? member.document)
      }
    }
    for (const source of sources.filter(isOfPageType)) {
      const id = this.stableId(source._id)
      const editions = this.#editions.get(id) ?? new Map<string, PageSource>()
      editions.set(source.language, source)
      this.#editions.set(id, editions)
    }
  }

  stableId(id: string): string {
    return this.#stableIds.get(id) ?? id
  }

  get(id: string): AnySource | undefined {
    return this.#byId.get(id)
  }

  editions(id: string): ReadonlyMap<string, PageSource> {
    return this.#editions.get(this.stableId(id)) ?? new Map()
  }

  /** A document in a locale, or in the base language where it is not translated. */
  edition(id: string, locale: string): PageSource | undefined {
    const editions = this.editions(id)
    return editions.get(locale) ?? editions.get(BASE_LANGUAGE)
  }

  /** Stable ids of every public document, in a fixed order. */
  stableIds(): string[] {
    return [...this.#editions.keys()].toSorted()
  }
}

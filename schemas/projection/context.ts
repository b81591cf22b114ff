import type {ContributorSource} from '../documents/contributor/contributor.query.ts'
import type {FaqSource} from '../documents/faq/faq.query.ts'
import type {GlossaryTermSource} from '../documents/glossary-term/glossary-term.query.ts'
import type {SiteSettingsSource} from '../documents/site-settings/site-settings.query.ts'
import type {SourceSource} from '../documents/source/source.query.ts'
import type {PageType} from '../documents/type-lists.ts'
import type {Strings} from '../languages/index.ts'
import type {ContentFields, SubjectFields} from '../objects/content.query.ts'
import type {Citation} from '../objects/citation.query.ts'

/**
 * What a projection may ask about the rest of the content. `site/content` answers from its indexes;
 * this room only says what is needed, so that it stays free of them.
 */

/** A published document with a page of its own: as much of it as every projection needs. */
export type PublicSource = FaqSource | SubjectSource

/** A document of any type with pages but the FAQ: it has a title instead of a question. */
export type SubjectSource = ContentFields &
  Pick<SubjectFields, 'title' | 'aka' | 'abbreviation' | 'summary' | 'heroImage'> &
  Partial<Pick<SubjectFields, 'codes' | 'furtherReading'>> & {
    readonly _type: Exclude<PageType, 'faq'>
    readonly safetyNotices?: readonly unknown[]
  }

/** That a treatment is used for a condition, or is not. */
export interface TreatsLink {
  readonly condition: string
  readonly use: 'commonly' | 'sometimes' | 'notRecommended'
  readonly note: string | null
  readonly citations: readonly Citation[]
}

/** An edge from a treatment to a condition, seen from the condition. */
export interface TreatedBy {
  readonly treatment: SubjectSource
  readonly link: TreatsLink
}

/**
 * Lookups in one locale. Ids may be those of the base document or of any translation. Functions
 * throw when nothing has the id: validation has named broken references long before.
 */
export interface ContentGraph {
  /** The id that is the same in all locales. */
  stableId(id: string): string
  /** False where the document is withdrawn: nothing may recommend it any more. */
  isShown(id: string): boolean
  source(id: string): SourceSource
  contributor(id: string): ContributorSource
  term(id: string): GlossaryTermSource
  /** Same document in other locales. */
  translations(id: string): readonly {readonly locale: string; readonly slug: string}[]
  /** FAQs about a document in the order in which widgets show them. */
  faqsAbout(id: string): readonly FaqSource[]
  /** Ids of the documents that name this one as their parent. */
  childrenOf(id: string): readonly string[]
  /** Treatments of a condition: types in the order of their table, each in order of title. */
  treatedBy(conditionId: string): readonly TreatedBy[]
  /** Ids of the procedures that a technique guides. */
  guidedBy(techniqueId: string): readonly string[]
  /** Ids of the techniques that guide a procedure. */
  guidesOf(procedureId: string): readonly string[]
  /** Ids of conditions related to a condition, from either side. */
  relatedConditions(conditionId: string): readonly string[]
  /** Ids of the documents of a type filed under a topic. */
  filedUnder(topicId: string, type: PublicSource['_type']): readonly string[]
  /** Ids of other procedures that treat one of the same conditions (not as "notRecommended"). */
  sharingConditions(procedureId: string): readonly string[]
  /** A published document in this locale, or in the base language where it is not translated. */
  document(id: string): PublicSource
  /** A document in the base language, or in the first that it has. */
  inBaseLanguage<Source extends PublicSource>(source: Source): Source
}

/** The strings that documents are written with; those of pages and of the configurator are not. */
export type ContentStrings = Omit<Strings, 'pages' | 'configurator'>

/** The clocks of a document; the build has none. */
export interface DocumentDates {
  /** Instant at which it was first public. */
  readonly firstPublished: string
  /** Day of the newest clinical or safety change. */
  readonly contentModified: string | null
  /** Instant of the last edit. */
  readonly modified: string
}

export interface ProjectionContext {
  readonly locale: string
  readonly strings: ContentStrings
  /** Absolute address of the site without a trailing slash. */
  readonly baseUrl: string
  readonly settings: SiteSettingsSource
  readonly graph: ContentGraph
  datesOf(source: PublicSource): DocumentDates
}

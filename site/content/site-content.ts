import type {TombstoneV1} from '../../schemas/api/v1/envelope.ts'
import type {Collection, WidgetCollection} from '../../schemas/api/v1/links.ts'
import type {WidgetDocumentV1} from '../../schemas/api/v1/widget.ts'
import type {CollectionWords} from '../../schemas/documents/define-document.ts'
import type {DocumentOf} from '../../schemas/documents/index.ts'
import type {Strings} from '../../schemas/languages/index.ts'
import type {CardV1, FaqItemV1, NoticeV1, SourceV1} from '../../schemas/objects/shared.v1.ts'

/**
 * What a page is given: v1 objects only, the same that the API serves. Pages never see a lake
 * document or GROQ, and whatever a page needs, the API has.
 */

export type {DocumentOf}

/** What the site says about itself in one language; from `siteSettings`. */
export interface SiteSettingsV1 {
  readonly organizationName: string
  readonly organizationUrl: string | null
  readonly tagline: string | null
  readonly disclaimer: string
  readonly exampleNotice: string
  readonly emergencyNotice: {
    readonly heading: string
    readonly text: string
    readonly phone: string
  }
  readonly opioidHelp: {readonly text: string; readonly url: string} | null
  readonly requireClinicalReview: boolean
  readonly publicApi: {
    readonly licence: string
    readonly licenceUrl: string
    readonly attribution: string
    readonly contact: string | null
    readonly maxStaleDays: number
  }
  readonly feedbackUrl: string | null
  /** Page "About and editorial policy": sanitised HTML without an `h1`, subheadings are `h3`. */
  readonly editorialPolicy: {
    readonly html: string
    readonly text: string
    /** Sources that it cites; the page lists them. */
    readonly sources: readonly SourceV1[]
  }
}

/** A medical word; pages link to `/<locale>/glossary/#<anchor>`. */
export interface GlossaryEntryV1 {
  readonly id: string
  readonly anchor: string
  readonly term: string
  readonly plainTerm: string
  readonly definition: string
  readonly aka: readonly string[]
}

export interface LanguageV1 {
  readonly id: string
  readonly title: string
  readonly direction: 'ltr' | 'rtl'
}

/** The content of one locale, frozen; `Astro.locals.content`. */
export interface SiteContent {
  readonly locale: string
  readonly direction: 'ltr' | 'rtl'
  readonly strings: Strings
  /** What readers call the documents of each collection. */
  readonly collections: {readonly [C in Collection]: CollectionWords}
  /** Every language of this publication, for the language switch. */
  readonly languages: readonly LanguageV1[]
  /** Absolute address of the site without a trailing slash, for canonical and og: addresses. */
  readonly baseUrl: string
  readonly settings: SiteSettingsV1
  /** True while any published document of this locale is example content. */
  readonly hasExamples: boolean
  /** Notices that stand on every page, documents or not. */
  readonly notices: readonly NoticeV1[]
  /** `undefined` where the locale has no such document: a page answers it with 404. */
  document<C extends Collection>(collection: C, slug: string): DocumentOf[C] | undefined
  /** Complete documents of this locale in order of their title (topics: editors' order). */
  documents<C extends Collection>(collection: C): readonly DocumentOf[C][]
  /** Cards of a collection in the same order, untranslated documents (`languageFallback`) included. */
  list(collection: Collection): readonly CardV1[]
  /** FAQs that editors put forward, complete. */
  readonly featuredFaqs: readonly FaqItemV1[]
  readonly glossary: readonly GlossaryEntryV1[]
  /** The widget document of a subject; `undefined` where it has no FAQ. */
  widget(collection: WidgetCollection, slug: string): WidgetDocumentV1 | undefined
}

/** What is being rendered; `Astro.locals.page`. */
export interface PageV1 {
  /** Root-relative path, for example `/en/procedures/nerve-block/`. */
  readonly path: string
  /** Set on the pages of a collection (index, detail and embed). */
  readonly collection: Collection | null
  /** Set on detail and embed pages. */
  readonly slug: string | null
  /** Same page in other locales. */
  readonly translations: readonly {readonly locale: string; readonly path: string}[]
  /** Set in draft preview only: what keeps this draft from being published, one sentence each. */
  readonly preview: {readonly errors: readonly string[]} | null
  /** Set where the notice page stands at the address of a document that was taken back. */
  readonly tombstone?: TombstoneV1
}

/** `App.Locals` of the Astro app. */
export interface PageLocals {
  readonly content: SiteContent
  readonly page: PageV1
}

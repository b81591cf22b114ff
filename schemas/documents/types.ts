/**
 * The table of document types, a row a type: what the rest of the house has to know of a type
 * before the type itself. Every list of types anywhere is computed from it (`type-lists.ts`), in the
 * order of the rows. Imports nothing, so that every room can read it.
 */

/** A type with pages and API documents. Editors review, withdraw, link and redirect to these. */
interface PageTraits {
  /** `_type` in the lake. */
  readonly type: string
  /** The plural that stands in page, API and widget addresses. */
  readonly collection: string
  /** Place in the site's header, from 1; null leaves it out. */
  readonly navigation: number | null
  /** Whether the home page, too, opens a door to it. */
  readonly onHome: boolean
  /** Whether its documents say which conditions they are used for (`treats`). */
  readonly treatsConditions: boolean
  /** Whether it is filed under topics, whose pages then list it. */
  readonly hasTopics: boolean
  /**
   * What a balanced page of it has to weigh (rule R19): `treatment` is something that people choose
   * to have done, `method` something that is done along with it.
   */
  readonly balance: 'treatment' | 'method' | null
  /** Whether it has to say when to get help (rule R21). */
  readonly needsCareCards: boolean
  /** Whether it has to be linked with some other document (rule R37). */
  readonly needsLinks: boolean
}

/** What no FAQ is about has no questions to embed. */
type PageRow = PageTraits &
  (
    | {
        /** Whether FAQs can be about it. */
        readonly isSubject: true
        /** Whether its FAQs can be embedded. */
        readonly hasWidget: boolean
      }
    | {readonly isSubject: false; readonly hasWidget: false}
  )

/** A type that other documents use: it has no page of its own. */
interface SupportingRow {
  readonly type: string
  readonly collection: null
}

export const DOCUMENT_TYPES = [
  {
    type: 'procedure',
    collection: 'procedures',
    isSubject: true,
    hasWidget: true,
    navigation: 2,
    onHome: true,
    treatsConditions: true,
    hasTopics: true,
    balance: 'treatment',
    needsCareCards: true,
    needsLinks: true,
  },
  {
    type: 'technique',
    collection: 'techniques',
    isSubject: true,
    hasWidget: true,
    navigation: 3,
    onHome: true,
    treatsConditions: true,
    hasTopics: true,
    balance: 'method',
    needsCareCards: false,
    needsLinks: true,
  },
  {
    type: 'condition',
    collection: 'conditions',
    isSubject: true,
    hasWidget: true,
    navigation: 1,
    onHome: true,
    treatsConditions: false,
    hasTopics: true,
    balance: null,
    needsCareCards: true,
    needsLinks: true,
  },
  {
    type: 'faq',
    collection: 'faqs',
    isSubject: false,
    hasWidget: false,
    navigation: 4,
    onHome: false,
    treatsConditions: false,
    hasTopics: false,
    balance: null,
    needsCareCards: false,
    needsLinks: true,
  },
  {
    type: 'topic',
    collection: 'topics',
    isSubject: true,
    hasWidget: true,
    navigation: 5,
    onHome: true,
    treatsConditions: false,
    hasTopics: false,
    balance: null,
    needsCareCards: false,
    needsLinks: false,
  },
  {type: 'source', collection: null},
  {type: 'contributor', collection: null},
  {type: 'glossaryTerm', collection: null},
  {type: 'redirect', collection: null},
  {type: 'siteSettings', collection: null},
] as const satisfies readonly (PageRow | SupportingRow)[]

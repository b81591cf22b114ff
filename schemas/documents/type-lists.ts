import {DOCUMENT_TYPES} from './types.ts'

/** The lists that others need, computed from the table of types and in its order. */

const pages = DOCUMENT_TYPES.filter((row) => row.collection !== null)
const subjects = pages.filter((row) => row.isSubject)
const treating = pages.filter((row) => row.treatsConditions)
const filed = pages.filter((row) => row.hasTopics)
const balanced = pages.filter((row) => row.balance !== null)
const treatments = pages.filter((row) => row.balance === 'treatment')
const withCareCards = pages.filter((row) => row.needsCareCards)
const linked = pages.filter((row) => row.needsLinks)
const withWidget = pages.filter((row) => row.hasWidget)

export type DocumentTypeName = (typeof DOCUMENT_TYPES)[number]['type']
/** Types with a page and an API document of their own, which text can link to. */
export type PageType = (typeof pages)[number]['type']
/** The plural of a page type: it stands in page, API and widget addresses. */
export type Collection = (typeof pages)[number]['collection']
/** Types that FAQs can be about. */
export type SubjectType = (typeof subjects)[number]['type']
export type TreatingType = (typeof treating)[number]['type']
export type FiledType = (typeof filed)[number]['type']
/** Collections that have a widget document: an FAQ is shown in others' widgets, not its own. */
export type WidgetCollection = (typeof withWidget)[number]['collection']

export const TYPE_NAMES: readonly DocumentTypeName[] = DOCUMENT_TYPES.map(({type}) => type)
export const PAGE_TYPES: readonly PageType[] = pages.map(({type}) => type)
export const COLLECTIONS: readonly Collection[] = pages.map(({collection}) => collection)
export const SUBJECT_TYPES: readonly SubjectType[] = subjects.map(({type}) => type)
/** Types whose documents say which conditions they are used for. */
export const TREATING_TYPES: readonly TreatingType[] = treating.map(({type}) => type)
/** Types that are filed under topics. */
export const FILED_TYPES: readonly FiledType[] = filed.map(({type}) => type)
/** Types of which a page has to be balanced. */
export const BALANCED_TYPES: readonly (typeof balanced)[number]['type'][] = balanced.map(
  ({type}) => type,
)
/** Types of things that people choose to have done. */
export const TREATMENT_TYPES: readonly (typeof treatments)[number]['type'][] = treatments.map(
  ({type}) => type,
)
/** Types that have to say when to get help. */
export const CARE_CARD_TYPES: readonly (typeof withCareCards)[number]['type'][] = withCareCards.map(
  ({type}) => type,
)
/** Types that have to be linked with some other document. */
export const LINKED_TYPES: readonly (typeof linked)[number]['type'][] = linked.map(({type}) => type)
export const WIDGET_COLLECTIONS: readonly WidgetCollection[] = withWidget.map(
  ({collection}) => collection,
)

type PageRow = (typeof pages)[number]

/** What the table says of a page type; undefined of any other type. */
export function traitsOf(type: string): PageRow | undefined {
  return pages.find((row) => row.type === type)
}

export function isPageType(type: string): type is PageType {
  return traitsOf(type) !== undefined
}

// `fromEntries` forgets which key has which value; both come from the same row.
export const COLLECTION_OF_TYPE = Object.fromEntries(
  pages.map(({type, collection}) => [type, collection]),
) as {readonly [Row in PageRow as Row['type']]: Row['collection']}
export const TYPE_OF_COLLECTION = Object.fromEntries(
  pages.map(({type, collection}) => [collection, type]),
) as {readonly [Row in PageRow as Row['collection']]: Row['type']}

/** A value for each of some types, by their collections. */
export function byCollection<Type extends PageType, Value>(
  types: readonly Type[],
  valueOf: (type: Type) => Value,
) {
  return Object.fromEntries(types.map((type) => [COLLECTION_OF_TYPE[type], valueOf(type)])) as {
    readonly [T in Type as (typeof COLLECTION_OF_TYPE)[T]]: Value
  }
}

const inNavigation = pages
  .filter((row) => row.navigation !== null)
  .toSorted((a, b) => a.navigation - b.navigation)
/** Collections that the site's header leads to, in its order. */
export const NAVIGATION: readonly Collection[] = inNavigation.map(({collection}) => collection)
/** Collections that the home page opens a door to, in its order. */
export const HOME: readonly Collection[] = inNavigation
  .filter((row) => row.onHome)
  .map(({collection}) => collection)

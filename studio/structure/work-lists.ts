import type {DocumentDefinition, FieldDefinition} from '@sanity/types'
import {DEFAULT_REVIEW_MONTHS, SAFETY_REVIEW_MONTHS} from '../../schemas/lib/review-interval.ts'
import {isPageType, LINKED_TYPES, PAGE_TYPES} from '../../schemas/documents/type-lists.ts'
import {groqPath, relationFields} from '../../schemas/rules/links.ts'
import {addMonths} from '../../schemas/lib/wording.ts'
import {addDays, DUE_SOON_DAYS} from '../review-state.ts'

/** A list that answers one question an editor has in the morning. */
export interface WorkList {
  readonly id: string
  readonly title: string
  /** GROQ filter; every name after `$` is in `params`. */
  readonly filter: string
  readonly params: Readonly<Record<string, unknown>>
  readonly ordering: {readonly field: string; readonly direction: 'asc' | 'desc'}
}

/** Months between reviews: as set, or 12 where the document carries a safety notice, or 36. */
const INTERVAL = `coalesce(^.review.intervalMonths,
  select(count(^.safetyNotices) > 0 => ${SAFETY_REVIEW_MONTHS}, ${DEFAULT_REVIEW_MONTHS}))`

/**
 * For each interval of 1 to 36 months: reviews before `overdue` are overdue, before `soon` due
 * within 60 days. GROQ knows no months, so the dates are worked out here.
 */
function cutoffs(today: string) {
  const soon = addDays(today, DUE_SOON_DAYS)
  return Array.from({length: DEFAULT_REVIEW_MONTHS}, (_, index) => ({
    months: index + 1,
    overdue: addMonths(today, -(index + 1)),
    soon: addMonths(soon, -(index + 1)),
  }))
}

/** A page that names no other in its fields. */
const NAMES_NONE = relationFields
  .map((field) =>
    field.isList ? `count(${groqPath(field)}) in [0, null]` : `!defined(${groqPath(field)})`,
  )
  .join(' && ')

const ACTIVE_PAGES = `_type in $pageTypes && status != "withdrawn"`

/**
 * The working lists, most pressing first.
 *
 * @param types document schemas, from which the places where sources are cited are read
 * @param today the day the lists are for, `YYYY-MM-DD`
 */
export function workLists(
  types: readonly DocumentDefinition[],
  today: string,
): readonly WorkList[] {
  const pages = {pageTypes: PAGE_TYPES}
  const byReview = {field: 'review.lastReviewed', direction: 'asc'} as const
  const byEdit = {field: '_updatedAt', direction: 'desc'} as const
  return [
    {
      id: 'overdue',
      title: 'Overdue for review',
      filter: `${ACTIVE_PAGES} && review.lastReviewed < $cutoffs[months == ${INTERVAL}][0].overdue`,
      params: {...pages, cutoffs: cutoffs(today)},
      ordering: byReview,
    },
    {
      id: 'due-soon',
      title: `Due in ${DUE_SOON_DAYS} days`,
      filter: `${ACTIVE_PAGES}
        && review.lastReviewed >= $cutoffs[months == ${INTERVAL}][0].overdue
        && review.lastReviewed < $cutoffs[months == ${INTERVAL}][0].soon`,
      params: {...pages, cutoffs: cutoffs(today)},
      ordering: byReview,
    },
    {
      id: 'never-reviewed',
      title: 'Never reviewed',
      filter: `${ACTIVE_PAGES} && !defined(review.lastReviewed)`,
      params: pages,
      ordering: byEdit,
    },
    {
      id: 'missing-sources',
      title: 'Missing sources',
      filter: `${ACTIVE_PAGES} && (${missingSources(types)})`,
      params: pages,
      ordering: byEdit,
    },
    {
      id: 'contested',
      title: 'Contested evidence',
      filter: `${ACTIVE_PAGES} && count(evidence[certainty == "contested"]) > 0`,
      params: pages,
      ordering: byEdit,
    },
    {
      id: 'drafts',
      title: 'Drafts waiting',
      // `_originalId` is what a perspective keeps of the draft's id; `_id` is what listeners see.
      filter: `_type in $allTypes && (_originalId in path("drafts.**") || _id in path("drafts.**"))`,
      params: {allTypes: types.map((type) => type.name)},
      ordering: byEdit,
    },
    {
      id: 'orphans',
      title: 'Linked to nothing',
      filter: `_type in $linkedTypes && status != "withdrawn"
        && ${NAMES_NONE}
        && count(*[_type in $pageTypes && references(coalesce(^._originalId, ^._id), ^._id)]) == 0`,
      params: {...pages, linkedTypes: LINKED_TYPES},
      ordering: byEdit,
    },
    {
      id: 'withdrawn',
      title: 'Withdrawn',
      filter: `_type in $pageTypes && status == "withdrawn"`,
      params: pages,
      ordering: byEdit,
    },
  ]
}

/** Lists for editions in more than one language. */
export function translationLists(
  baseLanguage: string,
  others: readonly {readonly id: string; readonly title: string}[],
): readonly WorkList[] {
  const byEdit = {field: '_updatedAt', direction: 'desc'} as const
  const sibling = `*[_type == "translation.metadata" && references(^._id)][0]`
  return others.flatMap((language) => [
    {
      id: `missing-${language.id}`,
      title: `Not yet in ${language.title}`,
      filter: `${ACTIVE_PAGES} && language == $base
        && !($language in coalesce(${sibling}.translations[].language, []))`,
      params: {pageTypes: PAGE_TYPES, base: baseLanguage, language: language.id},
      ordering: byEdit,
    },
    {
      id: `stale-${language.id}`,
      title: `Out of date in ${language.title}`,
      // The original changed in substance after the translation was last reviewed.
      filter: `${ACTIVE_PAGES} && language == $language
        && count(${sibling}.translations[language == $base][0].value->changeNotes[
          kind != "minor" && date > coalesce(^.review.lastReviewed, "")]) > 0`,
      params: {pageTypes: PAGE_TYPES, base: baseLanguage, language: language.id},
      ordering: byEdit,
    },
  ])
}

/**
 * A filter for documents that make a statement in a list without a source, or cite none at all.
 * Which lists carry citations, and which texts can, is read from the schemas.
 */
function missingSources(types: readonly DocumentDefinition[]) {
  const pages = types.filter((type) => isPageType(type.name))
  const bare = unique(
    pages.flatMap((type) => type.fields.filter(holdsClaims).map((field) => field.name)),
  ).map((name) => `count(${name}[count(coalesce(citations, [])) == 0]) > 0`)
  const cited = unique(
    pages.flatMap((type) =>
      type.fields.flatMap((field) => citationCounts(field).map((count) => `coalesce(${count}, 0)`)),
    ),
  )
  return `${bare.join('\n || ')}\n || ${cited.join(' + ')} == 0`
}

/** Lists whose every item is a statement of benefit, harm or use, which cannot stand alone. */
const CLAIM_ITEMS = new Set(['claim', 'risk', 'evidenceStatement', 'safetyNotice', 'treatsLink'])

function holdsClaims(field: FieldDefinition) {
  return itemTypes(field).some((type) => CLAIM_ITEMS.has(type))
}

const CITING_ITEMS = new Set([...CLAIM_ITEMS, 'contraindication', 'symptom', 'riskFactor'])
const TEXT_ITEMS = new Set(['instruction', 'step', 'topicSection'])

function citationCounts({name, ...field}: FieldDefinition): string[] {
  if (field.type === 'simpleText') return [`count(${name}[].markDefs[_type == "citation"])`]
  if (name === 'citations') return [`count(${name})`]
  const items = itemTypes({name, ...field})
  if (items.some((type) => CITING_ITEMS.has(type))) return [`count(${name}[].citations[])`]
  if (items.some((type) => TEXT_ITEMS.has(type)))
    return [`count(${name}[].text[].markDefs[_type == "citation"])`]
  return []
}

function itemTypes(field: FieldDefinition): string[] {
  if (field.type !== 'array' || !('of' in field) || !Array.isArray(field.of)) return []
  return field.of.map((member: {type: string}) => member.type)
}

function unique(values: readonly string[]) {
  return [...new Set(values)]
}

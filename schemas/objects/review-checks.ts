import type {ValidationContext} from '@sanity/types'
import {askLake, IS_PUBLISHED, NAMED, nameAtStart, nameOf, type Named} from './ask-lake.ts'
import {PAGE_TYPES} from '../documents/type-lists.ts'
import {publishedId} from '../lib/document-id.ts'

/** GROQ condition: a clinician with credentials, as the publisher asks for. */
const REVIEWS = 'role == "clinician" && defined(credentials)'
const PAGES = `_type in $types && status == "active" && ${IS_PUBLISHED}`
const NOT_REVIEWED = `(!defined(review.lastReviewed) ||
  count(*[_type == "contributor" && _id in ^.review.reviewedBy[]._ref && ${REVIEWS} && ${IS_PUBLISHED}]) == 0)`

/**
 * Whether the site can demand reviews: switched on while pages are not reviewed, it could not be
 * published any more, not even to take a page back.
 */
export async function everythingIsReviewed(
  required: boolean | undefined,
  context: ValidationContext,
): Promise<true | string> {
  if (required !== true) return true
  const {count, first} = await askLake<{count: number; first: Named | null}>(
    context,
    `{
      "count": count(*[${PAGES} && language == $language && ${NOT_REVIEWED}]),
      "first": *[${PAGES} && language == $language && ${NOT_REVIEWED}][0]{${NAMED}}
    }`,
    {types: PAGE_TYPES, language: context.document?.['language'] ?? ''},
    'settings.reviews',
  )
  if (first === null) return true
  const others = count === 1 ? '' : ` and ${count - 1} more`
  return `No clinician has reviewed ${nameOf(first)}${others}, so the site could not be published. Have every published page reviewed first; the list “Never reviewed” names them.`
}

/** Whether a person can stop being a clinician: not while a page has no other reviewer. */
export async function mayStillReview(
  role: string | undefined,
  context: ValidationContext,
): Promise<true | string> {
  if (role === 'clinician') return true
  const page = await askLake<Named | null>(
    context,
    `*[${PAGES} && $id in review.reviewedBy[]._ref &&
      language in *[_type == "siteSettings" && requireClinicalReview == true && ${IS_PUBLISHED}].language &&
      count(*[_type == "contributor" && _id != $id && _id in ^.review.reviewedBy[]._ref && ${REVIEWS} &&
        ${IS_PUBLISHED}]) == 0][0]{${NAMED}}`,
    {types: PAGE_TYPES, id: publishedId(context.document?._id ?? '')},
    'contributor.reviews',
  )
  return (
    page === null ||
    `${nameAtStart(page)} has no other clinician as reviewer, and this site publishes reviewed pages only. Have it reviewed by somebody else first.`
  )
}

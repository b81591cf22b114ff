import {PAGE_TYPES, type PageType} from '../../documents/type-lists.ts'
import {nextReview, SAFETY_REVIEW_MONTHS} from '../../lib/review-interval.ts'
import {CalendarDate} from '../../lib/source.ts'
import {addMonths} from '../../lib/wording.ts'
import {ReviewInterval} from '../../objects/content.query.ts'
import type {IndexedDocument} from '../dataset-index.ts'
import type {Dataset} from '../dataset.ts'
import {languageOf} from '../language.ts'
import {named, namedAtStart} from '../named.ts'
import {type DatasetContext, defineGate, defineRule, type Problem} from '../rule.ts'
import {NHS_REVIEW_DATE} from '../sources.ts'
import {attribute, isOfType, members, number, object, refsOf, text} from '../value.ts'

type Page = IndexedDocument<PageType>

/** Days before the date on which a review is announced as due. */
const DUE_SOON_DAYS = 60
/** Months after the date from which the content check fails. */
const MAX_OVERDUE = 6

function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)
}

export const r30 = defineRule({
  id: 'R30',
  severity: 'error',
  studioSeverity: 'warning',
  title: 'Reviewed content is reviewed again in time',
  source: {
    name: 'PIF TICK: at least every three years; NHS website: every 36 months',
    url: 'https://piftick.org.uk/',
  },
  types: PAGE_TYPES,
  needs: 'document',
  *check(document, {today}) {
    if (document.status === 'withdrawn') return
    const review = object(document.review)
    const path = ['review', 'lastReviewed']
    const hasNotice = members(attribute(document, 'safetyNotices')).length > 0
    const interval = number(review?.intervalMonths)
    if (hasNotice && interval !== undefined && interval > SAFETY_REVIEW_MONTHS) {
      yield {
        path: ['review', 'intervalMonths'],
        severity: 'warning',
        value: interval,
        message: `is ${interval} months although a safety notice stands in the document`,
        hint: `Review it every ${SAFETY_REVIEW_MONTHS} months.`,
      }
    }
    const last = CalendarDate.safeParse(review?.lastReviewed).data
    if (last === undefined) return
    const intervalMonths = ReviewInterval.safeParse(interval).data ?? null
    const due = nextReview(last, {intervalMonths, hasSafetyNotice: hasNotice})
    const hint = 'Have a clinician review it, then press "Mark as reviewed".'
    if (addMonths(due, MAX_OVERDUE) < today) {
      yield {
        path,
        value: last,
        message: `is more than ${MAX_OVERDUE} months overdue for review (due ${due})`,
        hint,
      }
    } else if (due < today) {
      yield {
        path,
        severity: 'warning',
        value: last,
        message: `is overdue for review since ${due}`,
        hint,
      }
    } else if (due <= addDays(today, DUE_SOON_DAYS)) {
      yield {path, severity: 'warning', value: last, message: `is due for review on ${due}`, hint}
    }
  },
})

export const r31 = defineGate({
  id: 'R31',
  severity: 'error',
  title: 'The reviewer is a clinician with credentials, and not the only author',
  source: {
    name: 'NHS standard for creating health content, clinical approval',
    url: 'https://service-manual.nhs.uk/content/standard-for-creating-health-content',
  },
  types: [...PAGE_TYPES, 'siteSettings', 'contributor'],
  *check(document, context) {
    if (isOfType(document, PAGE_TYPES)) yield* pageReview(document, context)
    // What a change of these two would do to pages.
    else if (!context.isEdited) return
    else if (document._type === 'siteSettings') yield* demandOfReviews(document, context)
    else yield* lossOfReviewer(document, context)
  },
})

function* pageReview(page: Page, {dataset}: DatasetContext): Generator<Problem> {
  if (page.status === 'withdrawn') return
  const isGate = isReviewDemanded(page, dataset)
  if (text(object(page.review)?.lastReviewed) === undefined) {
    if (!isGate) return
    yield {
      path: ['review', 'lastReviewed'],
      message: 'is missing, and this site publishes reviewed documents only',
      hint: 'Have a clinician review it, then press "Mark as reviewed".',
    }
    return
  }
  const reviewers = reviewersOf(page)
  const clinicians = reviewers.filter((id) => mayReview(id, dataset))
  const path = ['review', 'reviewedBy']
  if (clinicians.length === 0) {
    yield {
      path,
      isGate,
      ...(reviewers.length > 0 && {value: reviewers.join(', ')}),
      message: 'names no clinician with credentials',
      hint: 'Choose the clinician who reviewed it, with credentials in their entry.',
    }
    return
  }
  const [author, ...others] = refsOf(page.authors).map(({value}) => value)
  if (others.length === 0 && clinicians.every((id) => id === author)) {
    yield {
      path,
      isGate: false,
      severity: 'warning',
      value: clinicians.join(', '),
      message: 'is the only author too',
      hint: 'Let somebody else review what one person wrote.',
    }
  }
}

function isReviewDemanded(page: Page, dataset: Dataset): boolean {
  return dataset.settings(languageOf(page))?.requireClinicalReview === true
}

function reviewersOf({review}: Page): string[] {
  return refsOf(object(review)?.reviewedBy).map(({value}) => value)
}

/** Of somebody who is not to be found, that is said elsewhere. */
function mayReview(id: string, dataset: Dataset): boolean {
  const person = dataset.byId.get(id)
  if (person === undefined) return true
  return (
    person._type === 'contributor' &&
    person.role === 'clinician' &&
    text(person.credentials) !== undefined
  )
}

function isReviewed(page: Page, dataset: Dataset): boolean {
  return (
    text(object(page.review)?.lastReviewed) !== undefined &&
    reviewersOf(page).some((id) => mayReview(id, dataset))
  )
}

function activePages(dataset: Dataset): Page[] {
  return PAGE_TYPES.flatMap((type) => dataset.ofType(type)).filter(
    ({status}) => status !== 'withdrawn',
  )
}

/** Switched on too early, the demand would keep the whole site from being published. */
function* demandOfReviews(
  settings: IndexedDocument<'siteSettings'>,
  context: DatasetContext,
): Generator<Problem> {
  if (settings.requireClinicalReview !== true) return
  const [first, ...others] = activePages(context.dataset).filter(
    (page) => languageOf(page) === languageOf(settings) && !isReviewed(page, context.dataset),
  )
  if (first === undefined) return
  const pages = `${named(first, context)}${others.length === 0 ? '' : ` and ${others.length} more`}`
  const hint = 'Have every published page reviewed first; the list “Never reviewed” names them.'
  yield {
    path: ['requireClinicalReview'],
    message: `is switched on while no clinician has reviewed ${pages}`,
    hint,
    inForm: `No clinician has reviewed ${pages}, so the site could not be published. ${hint}`,
  }
}

/** A person who stops being a clinician takes the review from pages that have no other. */
function* lossOfReviewer(
  person: IndexedDocument<'contributor'>,
  context: DatasetContext,
): Generator<Problem> {
  const {dataset} = context
  if (person.role === 'clinician') return
  const page = activePages(dataset).find((candidate) => {
    const reviewers = reviewersOf(candidate)
    return (
      reviewers.includes(person._id) &&
      isReviewDemanded(candidate, dataset) &&
      !reviewers.some((id) => id !== person._id && mayReview(id, dataset))
    )
  })
  if (page === undefined) return
  const hint = 'Have it reviewed by somebody else first.'
  yield {
    path: ['role'],
    value: person.role,
    message: `leaves ${named(page, context)} without a clinician as reviewer`,
    hint,
    inForm: `${namedAtStart(page, context)} has no other clinician as reviewer, and this site publishes reviewed pages only. ${hint}`,
  }
}

export const r32 = defineRule({
  id: 'R32',
  severity: 'warning',
  title: 'A clinical change is reviewed after it was made',
  source: NHS_REVIEW_DATE,
  types: PAGE_TYPES,
  needs: 'document',
  *check(document) {
    const last = text(object(document.review)?.lastReviewed)
    if (last === undefined) return
    for (const {segment, value} of members(document.changeNotes)) {
      const date = text(value.date)
      if (value.kind === 'minor' || date === undefined || date <= last) continue
      yield {
        path: ['changeNotes', segment],
        value: date,
        message: `notes a ${text(value.kind) ?? 'clinical'} change on ${date}, after the last review on ${last}`,
        hint: 'Have the change reviewed, then press "Mark as reviewed".',
      }
    }
  },
})

export const r33 = defineRule({
  id: 'R33',
  severity: 'warning',
  title: 'Interests of authors and reviewers are shown',
  source: {name: 'PIF TICK, transparency', url: 'https://piftick.org.uk/'},
  types: PAGE_TYPES,
  needs: 'dataset',
  *check(document, {dataset}) {
    if (text(document.conflicts) !== undefined) return
    const people = [...refsOf(document.authors), ...refsOf(object(document.review)?.reviewedBy)]
    const interested = people.find(({value}) => {
      const person = dataset.byId.get(value)
      return person?._type === 'contributor' && text(person.disclosures) !== undefined
    })
    if (interested === undefined) return
    yield {
      path: ['conflicts'],
      value: interested.value,
      message: 'is empty although an author or reviewer has disclosures',
      hint: 'Say which interests bear on this text, or that none do.',
    }
  },
})

import type {DocumentBadgeComponent, DocumentBadgeDescription} from 'sanity'
import {NotOnSiteBadge} from './not-on-site.ts'
import {type Draft, isContested, reviewState, today} from '../review-state.ts'

type BadgeProps = Parameters<DocumentBadgeComponent>[0]

function shown({draft, published}: BadgeProps): Draft | null {
  return draft ?? published
}

const ReviewBadge: DocumentBadgeComponent = (props) => {
  const document = shown(props)
  if (document === null) return null
  const state = reviewState(document, today())
  switch (state.kind) {
    case 'withdrawn':
      return {
        label: 'Withdrawn',
        title: 'Readers see the reason instead of the page',
        color: 'danger',
      }
    case 'never':
      return {label: 'Not reviewed', title: 'No clinician has checked it yet', color: 'warning'}
    case 'overdue':
      return {label: 'Review overdue', title: `Was due on ${state.next}`, color: 'danger'}
    case 'soon':
      return {label: 'Review due soon', title: `Due by ${state.next}`, color: 'warning'}
    case 'current':
      return {label: 'Reviewed', title: `On ${state.last}, next by ${state.next}`, color: 'success'}
  }
}

const ContestedBadge: DocumentBadgeComponent = (props): DocumentBadgeDescription | null => {
  const document = shown(props)
  if (document === null || !isContested(document)) return null
  return {label: 'Contested', title: 'Experts disagree on some of the evidence', color: 'primary'}
}

const ExampleBadge: DocumentBadgeComponent = (props): DocumentBadgeDescription | null => {
  if (shown(props)?.['isExample'] !== true) return null
  return {label: 'Example', title: 'Carries the notice on example content', color: 'primary'}
}

/** Badges of every document, beside its status in the document's foot. */
export const commonBadges: readonly DocumentBadgeComponent[] = [NotOnSiteBadge]

/** Those of pages. */
export const pageBadges: readonly DocumentBadgeComponent[] = [
  ...commonBadges,
  ReviewBadge,
  ContestedBadge,
  ExampleBadge,
]

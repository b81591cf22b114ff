import {useDocumentOperation, type DocumentActionComponent} from 'sanity'
import {useRequiresReview} from '../settings.ts'
import {type Draft, hasReview} from '../review-state.ts'

function slugOf(document: Draft | null) {
  const slug = document?.['slug']
  if (typeof slug !== 'object' || slug === null || !('current' in slug)) return undefined
  return typeof slug.current === 'string' ? slug.current : undefined
}

/**
 * Former addresses of a page after it is published under a new one, oldest first.
 *
 * @returns undefined when the address has not changed
 */
export function slugHistoryAfter(
  published: Draft | null,
  draft: Draft | null,
): string[] | undefined {
  const before = slugOf(published)
  const after = slugOf(draft)
  if (before === undefined || after === undefined || before === after) return undefined
  const known = draft?.['slugHistory']
  const earlier = Array.isArray(known)
    ? known.filter((slug) => typeof slug === 'string' && slug !== before && slug !== after)
    : []
  return [...earlier, before]
}

/**
 * Sanity's Publish for pages: writes a changed address into the page's history, from which the
 * site makes redirects, and holds back unreviewed pages where site settings ask for a review.
 */
export function pagePublishAction(publish: DocumentActionComponent): DocumentActionComponent {
  const PagePublishAction: DocumentActionComponent = (props) => {
    const description = publish(props)
    const {patch} = useDocumentOperation(props.id, props.type)
    const requiresReview = useRequiresReview(languageOf(props.draft))
    if (description === null) return null
    if (requiresReview && props.draft !== null && !hasReview(props.draft)) {
      return {
        ...description,
        disabled: true,
        title:
          'Site settings require a clinical review. Use “Mark as reviewed” in the menu beside this button, then publish.',
      }
    }
    return {
      ...description,
      onHandle: () => {
        const slugHistory = slugHistoryAfter(props.published, props.draft)
        if (slugHistory !== undefined) patch.execute([{set: {slugHistory}}])
        description.onHandle?.()
      },
    }
  }
  PagePublishAction.action = 'publish'
  PagePublishAction.displayName = 'PagePublishAction'
  return PagePublishAction
}

function languageOf(document: Draft | null) {
  const language = document?.['language']
  return typeof language === 'string' ? language : undefined
}

import {useDocumentOperation, type DocumentActionComponent} from 'sanity'
import {BASE_LANGUAGE} from '../../schemas/languages/index.ts'
import {languageOf} from '../../schemas/rules/language.ts'
import {useRequiresReview} from '../settings.ts'
import {hasReview} from '../review-state.ts'
import {slugHistoryAfter} from './slug-history.ts'

/**
 * Sanity's Publish for pages: writes a changed address into the page's history, from which the
 * site makes redirects, and holds back unreviewed pages where site settings ask for a review.
 */
export function pagePublishAction(publish: DocumentActionComponent): DocumentActionComponent {
  const PagePublishAction: DocumentActionComponent = (props) => {
    const description = publish(props)
    const {patch} = useDocumentOperation(props.id, props.type)
    const language = props.draft === null ? BASE_LANGUAGE : languageOf(props.draft)
    const requiresReview = useRequiresReview(language)
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

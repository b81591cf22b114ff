import type {DocumentActionComponent} from 'sanity'
import {MarkReviewedAction} from './mark-reviewed.tsx'
import {pagePublishAction} from './publish.ts'
import {ReinstateAction, WithdrawAction} from './withdraw.tsx'

/** Sanity's own actions of a page, with Publish replaced and ours behind it. */
export function pageActions(
  actions: readonly DocumentActionComponent[],
): DocumentActionComponent[] {
  const own = actions.map((action) =>
    action.action === 'publish' ? pagePublishAction(action) : action,
  )
  const [first, ...rest] = own
  const added = [MarkReviewedAction, WithdrawAction, ReinstateAction]
  return first === undefined ? added : [first, ...added, ...rest]
}

/** Settings exist once per language: they are edited, never copied, deleted or unpublished. */
export function singletonActions(
  actions: readonly DocumentActionComponent[],
): DocumentActionComponent[] {
  const kept = new Set(['publish', 'discardChanges', 'restore'])
  return actions.filter(({action}) => action !== undefined && kept.has(action))
}

import {
  assertTargetsExist,
  createDraft,
  deleteDocument,
  discardDraft,
  editDraft,
  publish,
  replaceDraft,
  unpublish,
} from '../actions/documents.ts'
import type {Action} from '../actions/shared.ts'
import {
  createVersion,
  discardVersion,
  replaceVersion,
  unpublishVersion,
} from '../actions/versions.ts'
import {readJson} from '../body.ts'
import {isRecord} from '../documents.ts'
import {ActionFailed, BadRequest, LakeError, MutationRefused, type ErrorItem} from '../errors.ts'
import {assertTrusted} from '../guard.ts'
import {datasetNamed, type Operation} from '../lake.ts'
import {assertReferencesHold} from '../mutations.ts'
import type {Workspace} from '../workspace.ts'
import {transactionIdOf} from './mutate.ts'

/** `POST /data/actions/:dataset`: editorial actions; all of a request in one transaction. */

const ACTIONS: Record<string, Action> = {
  'sanity.action.document.create': createDraft,
  'sanity.action.document.edit': editDraft,
  'sanity.action.document.publish': publish,
  'sanity.action.document.unpublish': unpublish,
  'sanity.action.document.discard': discardDraft,
  'sanity.action.document.delete': deleteDocument,
  'sanity.action.document.replaceDraft': replaceDraft,
  'sanity.action.document.version.create': createVersion,
  'sanity.action.document.version.discard': discardVersion,
  'sanity.action.document.version.replace': replaceVersion,
  'sanity.action.document.version.unpublish': unpublishVersion,
}

export const actions: Operation = (lake) => async (c) => {
  assertTrusted(c.var.caller, 'Writing')
  const dataset = datasetNamed(c)
  const body = await readJson(c)
  const list = body['actions']
  if (!Array.isArray(list) || list.length === 0) {
    throw new BadRequest('The request has no actions — send "actions" with at least one')
  }
  const transactionId = transactionIdOf(c, body)
  await lake.transactor.transact({
    dataset,
    transactionId,
    request: list,
    dryRun: body['dryRun'] === true,
    prepare: (workspace) => {
      perform(workspace, list)
      return []
    },
  })
  return c.json({transactionId})
}

/**
 * Performs actions in order; later ones see what earlier ones did.
 * @throws {ActionFailed} naming the action
 * @throws {LakeError} 501 for one that is not emulated
 */
function perform(workspace: Workspace, list: readonly unknown[]): void {
  const items: ErrorItem[] = []
  let status = 400
  list.forEach((action, index) => {
    try {
      performOne(workspace, action)
    } catch (error) {
      if (!(error instanceof MutationRefused)) throw error
      if (items.length === 0) status = error.status
      items.push(error.item(index))
    }
  })
  if (items.length > 0) throw new ActionFailed(status, items)
  assertReferencesHold(workspace, ActionFailed)
  try {
    assertTargetsExist(workspace)
  } catch (error) {
    throw error instanceof MutationRefused ? new ActionFailed(error.status, [error.item(0)]) : error
  }
}

function performOne(workspace: Workspace, action: unknown): void {
  if (!isRecord(action) || typeof action['actionType'] !== 'string') {
    throw new MutationRefused(
      400,
      'actionParseError',
      'An action must be an object with "actionType"',
    )
  }
  const {actionType} = action
  const run = Object.hasOwn(ACTIONS, actionType) ? ACTIONS[actionType] : undefined
  if (run) return run(workspace, action)
  if (/^sanity\.action\.(release|variant|document\.variant)\./.test(actionType)) {
    throw new LakeError(
      501,
      `The action ${actionType} is not emulated by the embedded lake — use Sanity's cloud for it`,
    )
  }
  throw new MutationRefused(400, 'actionParseError', `Unknown action "${actionType}"`)
}

import {isRecord, publishedIdOf, referencesIn} from '../documents.ts'
import {MutationRefused} from '../errors.ts'
import {assertRevision, patchDocument, patchOperations} from '../mutations.ts'
import type {Workspace} from '../workspace.ts'
import {
  assertAbsent,
  assertBelongs,
  copyAs,
  documentField,
  draftIdField,
  existing,
  idField,
  publishedIdField,
  refused,
  removeDocument,
  type Action,
} from './shared.ts'

/** The actions on drafts and published documents (`sanity.action.document.*`). */

/** Creates a draft. `ifExists: "ignore"` leaves a draft that is there alone. */
export const createDraft: Action = (workspace, action) => {
  const publishedId = publishedIdField(action)
  const attributes = documentField(action, 'attributes')
  assertBelongs(attributes._id, publishedId)
  const {ifExists = 'fail'} = action
  if (ifExists !== 'fail' && ifExists !== 'ignore') {
    throw refused(400, '"ifExists" must be "fail" or "ignore"')
  }
  if (workspace.get(attributes._id)) {
    if (ifExists === 'ignore') return
    assertAbsent(workspace, attributes._id)
  }
  assertAbsent(workspace, publishedId)
  const draft = copyAs(workspace, attributes._id, attributes)
  workspace.put(draft._id, draft, {create: draft})
}

/** Patches a draft; where there is none, makes it from the published document first. */
export const editDraft: Action = (workspace, action) => {
  const publishedId = publishedIdField(action)
  const draftId = draftIdField(action, publishedId)
  const {patch} = action
  if (!isRecord(patch)) throw refused(400, 'The action needs "patch", an object')
  const operations = patchOperations(patch)
  if (!workspace.get(draftId)) {
    const draft = copyAs(workspace, draftId, existing(workspace, publishedId))
    workspace.put(draftId, draft, {create: draft})
  }
  const draft = existing(workspace, draftId)
  const patched = patchDocument(draft, operations, workspace.timestamp)
  workspace.put(draftId, patched, {patch: {id: draftId, ...operations}})
}

/** Makes the draft the published document, in one step. */
export const publish: Action = (workspace, action) => {
  const publishedId = publishedIdField(action)
  const draftId = draftIdField(action, publishedId)
  const draft = existing(workspace, draftId)
  assertRevision(draft, action['ifDraftRevisionId'])
  const published = workspace.get(publishedId)
  const expected = action['ifPublishedRevisionId']
  if (typeof expected === 'string' && !published) {
    throw new MutationRefused(
      409,
      'documentRevisionIDDoesNotMatchError',
      `"${publishedId}" is not published any more — read it again and retry`,
      {id: publishedId, expectedRevisionID: expected},
    )
  }
  if (published) assertRevision(published, expected)
  publishCopy(workspace, draftId, publishedId)
  removeDocument(workspace, draftId, false)
}

/**
 * Writes the content of a draft or version as the published document.
 * References that were weak only until publishing become strong, and must then have a target.
 */
export function publishCopy(workspace: Workspace, sourceId: string, publishedId: string): void {
  const source = existing(workspace, sourceId)
  const published = workspace.get(publishedId)
  const strong = strengthened(source)
  if (!isRecord(strong)) throw refused(400, `"${sourceId}" is no document`)
  const {_system, ...content} = strong
  const copy = copyAs(
    workspace,
    publishedId,
    {...content, _type: source._type},
    published?._createdAt,
  )
  workspace.put(publishedId, copy, {createOrReplace: copy})
}

/** @throws {MutationRefused} 409 when a document about to be public points at nothing */
export function assertTargetsExist(workspace: Workspace): void {
  for (const {id, after} of workspace.changes()) {
    if (after === null || publishedIdOf(id) !== id || id.startsWith('_.')) continue
    for (const {target, strong} of referencesIn(after)) {
      if (!strong || target === id || workspace.get(target)) continue
      throw new MutationRefused(
        409,
        'documentReferenceDoesNotExistError',
        `Document "${id}" references the non-existent document "${target}" — publish that one first, or remove the reference`,
        {id, referenceID: target},
      )
    }
  }
}

function strengthened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strengthened)
  if (!isRecord(value)) return value
  const {_strengthenOnPublish: plan, ...rest} = value
  const copy: Record<string, unknown> = {}
  for (const [key, child] of Object.entries(rest)) {
    const becomesStrong = key === '_weak' && isRecord(plan) && plan['weak'] !== true
    if (!becomesStrong) copy[key] = strengthened(child)
  }
  return copy
}

/** Takes a document off the public: its content lives on as a draft. */
export const unpublish: Action = (workspace, action) => {
  const publishedId = publishedIdField(action)
  const draftId = draftIdField(action, publishedId)
  const published = existing(workspace, publishedId)
  if (!workspace.get(draftId)) {
    const draft = copyAs(workspace, draftId, published)
    workspace.put(draftId, draft, {createIfNotExists: draft})
  }
  removeDocument(workspace, publishedId, false)
}

/** Throws a draft away. */
export const discardDraft: Action = (workspace, action) => {
  const draftId = idField(action, 'draftId')
  if (publishedIdOf(draftId) === draftId) throw refused(400, `"${draftId}" is not a draft`)
  existing(workspace, draftId)
  removeDocument(workspace, draftId, action['purge'])
}

/** Deletes the published document and the drafts that are named. */
export const deleteDocument: Action = (workspace, action) => {
  const publishedId = publishedIdField(action)
  const {includeDrafts = []} = action
  if (!Array.isArray(includeDrafts)) throw refused(400, '"includeDrafts" must be an array of ids')
  const drafts = includeDrafts.map((id: unknown) => {
    const draftId = idField({draftId: id}, 'draftId')
    assertBelongs(draftId, publishedId)
    return draftId
  })
  const present = [publishedId, ...drafts].filter((id) => workspace.get(id))
  if (present.length === 0) existing(workspace, publishedId)
  const forgotten = workspace
    .idsOfGroup(publishedId)
    .filter((id) => id.startsWith('drafts.') && !drafts.includes(id))
  if (forgotten.length > 0) {
    throw refused(
      409,
      `"${publishedId}" has the draft "${forgotten.join('", "')}" — name it in "includeDrafts"`,
    )
  }
  for (const id of present) removeDocument(workspace, id, action['purge'])
}

/** Puts a whole draft in the place of whatever draft there is (restoring from history). */
export const replaceDraft: Action = (workspace, action) => {
  const publishedId = publishedIdField(action)
  const attributes = documentField(action, 'attributes')
  assertBelongs(attributes._id, publishedId)
  const known = workspace.get(attributes._id) ?? workspace.get(publishedId)
  const draft = copyAs(workspace, attributes._id, attributes, known?._createdAt)
  workspace.put(draft._id, draft, {createOrReplace: draft})
}

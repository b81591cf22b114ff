import {draftIdOf, isRecord, publishedIdOf, type LakeDocument} from '../documents.ts'
import {MutationRefused} from '../errors.ts'
import {assertId} from '../mutations.ts'
import type {Unrevised, Workspace} from '../workspace.ts'

/** What document actions have in common: reading their fields, refusing, copying documents. */

/** One action of a request: changes the workspace or throws MutationRefused. */
export type Action = (workspace: Workspace, action: Record<string, unknown>) => void

/**
 * An id that the action names.
 * @throws {MutationRefused} 400 when it is missing or malformed
 */
export function idField(action: Record<string, unknown>, name: string): string {
  const id = action[name]
  if (id === undefined) throw refused(400, `The action needs "${name}"`)
  assertId(id)
  return id
}

/** `publishedId`, which must not be the id of a draft or version. */
export function publishedIdField(action: Record<string, unknown>): string {
  const id = idField(action, 'publishedId')
  if (publishedIdOf(id) !== id)
    throw refused(400, `"publishedId" must be a published id, not "${id}"`)
  return id
}

/** `draftId` (or the draft of `publishedId`), which must belong to the published document. */
export function draftIdField(action: Record<string, unknown>, publishedId: string): string {
  const id = action['draftId'] === undefined ? draftIdOf(publishedId) : idField(action, 'draftId')
  assertBelongs(id, publishedId)
  return id
}

/** @throws {MutationRefused} 400 when the id is no draft or version of that document */
export function assertBelongs(id: string, publishedId: string): void {
  if (id === publishedId || publishedIdOf(id) !== publishedId) {
    throw refused(400, `"${id}" is not a draft or version of "${publishedId}"`)
  }
}

/** The document an action writes: an object with `_id` and `_type`. */
export function documentField(
  action: Record<string, unknown>,
  name: string,
): Record<string, unknown> & {_id: string; _type: string} {
  const document = action[name]
  if (!isRecord(document)) throw refused(400, `The action needs "${name}", a document`)
  const {_id, _type} = document
  assertId(_id)
  if (typeof _type !== 'string' || _type === '') throw refused(400, `"${name}" needs a "_type"`)
  return {...document, _id, _type}
}

/**
 * The document with this id.
 * @throws {MutationRefused} 409 when there is none
 */
export function existing(workspace: Workspace, id: string): LakeDocument {
  const document = workspace.get(id)
  if (!document) {
    throw new MutationRefused(
      409,
      'documentNotFoundError',
      `The document with the ID "${id}" was not found`,
      {id},
    )
  }
  return document
}

/** @throws {MutationRefused} 409 when there is such a document */
export function assertAbsent(workspace: Workspace, id: string): void {
  if (!workspace.get(id)) return
  throw new MutationRefused(
    409,
    'documentAlreadyExistsError',
    `Document by ID "${id}" already exists`,
    {id},
  )
}

/** A refusal in the words of Sanity's actions: 409 is a conflict, everything else a wrong request. */
export function refused(status: number, description: string): MutationRefused {
  return new MutationRefused(
    status,
    status === 409 ? 'actionConflictError' : 'actionParseError',
    description,
  )
}

/** A document's content under another id, as new there. */
export function copyAs(
  workspace: Workspace,
  id: string,
  source: Record<string, unknown> & {_type: string},
  createdAt?: string,
): Unrevised {
  const {_id: _sourceId, _type, _rev, _updatedAt, _createdAt, ...content} = source
  const born = createdAt ?? (typeof _createdAt === 'string' ? _createdAt : workspace.timestamp)
  return {
    _id: id,
    _type: source._type,
    ...content,
    _createdAt: born,
    _updatedAt: workspace.timestamp,
  }
}

/** @param purge `true` forgets its history as well */
export function removeDocument(workspace: Workspace, id: string, purge: unknown): void {
  workspace.put(id, null, {delete: {id}})
  if (purge === true) workspace.purged.add(id)
}

import {isRecord, publishedIdOf} from '../documents.ts'
import {assertRevision} from '../mutations.ts'
import {
  assertAbsent,
  assertBelongs,
  copyAs,
  documentField,
  existing,
  idField,
  publishedIdField,
  refused,
  removeDocument,
  type Action,
} from './shared.ts'

/**
 * The actions on versions of documents (`sanity.action.document.version.*`). A version is a
 * document's state within a release; Studio also discards drafts this way.
 */

export const createVersion: Action = (workspace, action) => {
  const publishedId = publishedIdField(action)
  if (action['document'] !== undefined) {
    const document = documentField(action, 'document')
    assertBelongs(document._id, publishedId)
    assertAbsent(workspace, document._id)
    const version = copyAs(
      workspace,
      document._id,
      document,
      workspace.get(publishedId)?._createdAt,
    )
    workspace.put(version._id, version, {create: version})
    return
  }
  const versionId = idField(action, 'versionId')
  assertBelongs(versionId, publishedId)
  assertAbsent(workspace, versionId)
  const base = existing(workspace, idField(action, 'baseId'))
  assertRevision(base, action['ifBaseRevisionId'])
  const version = copyAs(workspace, versionId, base)
  workspace.put(versionId, version, {create: version})
}

/** Throws a version or draft away. */
export const discardVersion: Action = (workspace, action) => {
  const versionId = idField(action, 'versionId')
  if (publishedIdOf(versionId) === versionId) {
    throw refused(400, `"${versionId}" is not a draft or version`)
  }
  existing(workspace, versionId)
  removeDocument(workspace, versionId, action['purge'])
}

/** Puts a whole version in the place of the one there is. */
export const replaceVersion: Action = (workspace, action) => {
  const document = documentField(action, 'document')
  if (publishedIdOf(document._id) === document._id) {
    throw refused(400, `"${document._id}" is not a draft or version`)
  }
  const version = copyAs(
    workspace,
    document._id,
    document,
    existing(workspace, document._id)._createdAt,
  )
  workspace.put(version._id, version, {createOrReplace: version})
}

/** Marks a version: when its release is published, the document is unpublished. */
export const unpublishVersion: Action = (workspace, action) => {
  const publishedId = publishedIdField(action)
  const versionId = idField(action, 'versionId')
  assertBelongs(versionId, publishedId)
  const base = workspace.get(versionId) ?? existing(workspace, publishedId)
  const system = isRecord(base['_system']) ? base['_system'] : {}
  const version = {...copyAs(workspace, versionId, base), _system: {...system, delete: true}}
  workspace.put(versionId, version, {createOrReplace: version})
}

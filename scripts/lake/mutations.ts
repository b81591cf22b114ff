import {randomUUID} from 'node:crypto'
import {Mutation} from '@sanity/mutator'
import {isDocumentId, isRecord, referencesIn, type LakeDocument} from './documents.ts'
import {MutationFailed, MutationRefused, messageOf, type ErrorItem} from './errors.ts'
import {assertSafe, hasForbiddenSegment, isJsonMatchPath} from './json.ts'
import type {Workspace} from './workspace.ts'

/**
 * Sanity's five mutations on a workspace. Patches are applied by @sanity/mutator, the class that
 * Studio itself applies them with, so that both sides always agree.
 */

export type Operation = 'create' | 'update' | 'delete' | 'none'

export interface MutationResult {
  readonly id: string
  readonly operation: Operation
}

export interface MutationOptions {
  /** Adds a `_key` to every object in an array that has none. */
  readonly autoGenerateArrayKeys: boolean
  /** Patches of documents that meanwhile vanished are skipped: by-query mutations only. */
  readonly ignoreMissing?: boolean
}

const PATCH_OPERATIONS = new Set([
  'set',
  'setIfMissing',
  'unset',
  'inc',
  'dec',
  'insert',
  'diffMatchPatch',
  'merge',
])
const PATCH_SELECTION = new Set(['id', 'query', 'params', 'ifRevisionID'])

/**
 * Applies mutations in order, all or none.
 * @throws {MutationFailed} naming every mutation that was refused
 */
export function applyMutations(
  workspace: Workspace,
  mutations: readonly unknown[],
  options: MutationOptions,
): MutationResult[] {
  const results: MutationResult[] = []
  const refusals: {status: number; item: ErrorItem}[] = []
  mutations.forEach((mutation, index) => {
    try {
      const result = applyMutation(workspace, mutation, options)
      if (result) results.push(result)
    } catch (error) {
      if (!(error instanceof MutationRefused)) throw error
      refusals.push({status: error.status, item: error.item(index)})
    }
  })
  const [first] = refusals
  if (first)
    throw new MutationFailed(
      first.status,
      refusals.map(({item}) => item),
    )
  return results
}

/**
 * Applies one mutation to the workspace.
 * @returns what the answer says of it, or null when it changed nothing
 * @throws {MutationRefused} for a wrong shape, a missing document or another revision
 */
export function applyMutation(
  workspace: Workspace,
  mutation: unknown,
  options: MutationOptions,
): MutationResult | null {
  if (!isRecord(mutation)) throw malformed('A mutation must be an object')
  const [kind, ...others] = Object.keys(mutation)
  if (kind === undefined || others.length > 0) {
    throw malformed(
      `A mutation must have exactly one of create, createOrReplace, createIfNotExists, patch, delete (has: ${Object.keys(mutation).join(', ') || 'none'})`,
    )
  }
  const body = mutation[kind]
  if (!isRecord(body)) throw malformed(`"${kind}" must be an object`)
  switch (kind) {
    case 'create':
    case 'createOrReplace':
    case 'createIfNotExists':
      return create(workspace, kind, body, options)
    case 'patch':
      return patch(workspace, body, options)
    case 'delete':
      return remove(workspace, body)
    default:
      throw malformed(
        `Unknown mutation "${kind}" — use create, createOrReplace, createIfNotExists, patch or delete`,
      )
  }
}

function create(
  workspace: Workspace,
  kind: 'create' | 'createOrReplace' | 'createIfNotExists',
  body: Record<string, unknown>,
  options: MutationOptions,
): MutationResult {
  const id = creationId(kind, body['_id'])
  const type = body['_type']
  if (typeof type !== 'string' || type === '' || type.length > 128) {
    throw new MutationRefused(
      400,
      'documentHasNoTypeError',
      `Document "${id}" does not have a type — set "_type"`,
      {id},
    )
  }
  const existing = workspace.get(id)
  if (existing && kind === 'create') {
    throw new MutationRefused(
      409,
      'documentAlreadyExistsError',
      `Document by ID "${id}" already exists`,
      {id},
    )
  }
  if (existing && kind === 'createIfNotExists') return {id, operation: 'none'}
  if (existing && existing._type !== type) assertTypeMayChange(existing, type)
  const {_rev: _ignored, ...attributes} = body
  const document = {
    ...attributes,
    _id: id,
    _type: type,
    _createdAt: isoOr(body['_createdAt'], existing?._createdAt ?? workspace.timestamp),
    _updatedAt: isoOr(body['_updatedAt'], workspace.timestamp),
  }
  if (options.autoGenerateArrayKeys) generateKeys(document)
  workspace.put(id, document, {[kind]: document})
  return {id, operation: existing ? 'update' : 'create'}
}

function patch(
  workspace: Workspace,
  body: Record<string, unknown>,
  options: MutationOptions,
): MutationResult | null {
  const id = body['id']
  if (id === undefined) {
    throw malformed('A patch needs an "id" or a "query" — say which document it is for')
  }
  assertId(id)
  const operations = patchOperations(body)
  const existing = workspace.get(id)
  if (!existing) {
    if (options.ignoreMissing) return null
    throw new MutationRefused(
      409,
      'documentNotFoundError',
      `The document with the ID "${id}" was not found`,
      {id},
    )
  }
  assertRevision(existing, body['ifRevisionID'])
  const patched = patchDocument(existing, operations, workspace.timestamp)
  if (options.autoGenerateArrayKeys) generateKeys(patched)
  workspace.put(id, patched, {patch: {id, ...operations}})
  return {id, operation: 'update'}
}

function remove(workspace: Workspace, body: Record<string, unknown>): MutationResult {
  const id = body['id']
  if (id === undefined) {
    throw malformed('A delete needs an "id" or a "query" — say which document to delete')
  }
  assertId(id)
  const existing = workspace.get(id)
  if (!existing) return {id, operation: 'none'}
  assertRevision(existing, body['ifRevisionID'])
  workspace.put(id, null, {delete: {id}})
  if (body['purge'] === true) workspace.purged.add(id)
  return {id, operation: 'delete'}
}

/**
 * Checks the operations of a patch and returns them without their selection.
 * @throws {MutationRefused} for an unknown operation, a wrong shape or a path into a prototype
 */
export function patchOperations(body: Record<string, unknown>): Record<string, unknown> {
  const operations: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(body)) {
    if (PATCH_SELECTION.has(name)) continue
    if (!PATCH_OPERATIONS.has(name)) {
      throw malformed(`Unknown patch operation "${name}" — use ${[...PATCH_OPERATIONS].join(', ')}`)
    }
    for (const path of pathsOf(name, value)) {
      if (hasForbiddenSegment(path)) {
        throw malformed(`The patch path "${path}" is not allowed — rename the attribute`)
      }
      if (!isJsonMatchPath(path)) {
        throw malformed(`"${path}" is not a JSONMatch path — write it as in a.b[_key=="c"].d`)
      }
    }
    operations[name] = value
  }
  return operations
}

function pathsOf(name: string, value: unknown): string[] {
  if (name === 'unset') {
    if (Array.isArray(value) && value.every((path) => typeof path === 'string')) return value
    throw malformed('"unset" must be an array of paths')
  }
  if (!isRecord(value)) throw malformed(`"${name}" must be an object`)
  if (name === 'inc' || name === 'dec') {
    for (const [path, amount] of Object.entries(value)) {
      if (typeof amount === 'number') continue
      throw malformed(`"${name}" of "${path}" must be a number, not ${JSON.stringify(amount)}`)
    }
  }
  if (name !== 'insert') return Object.keys(value)
  const positions = ['before', 'after', 'replace'].filter((position) => position in value)
  const [position] = positions
  const path = position === undefined ? undefined : value[position]
  if (positions.length !== 1 || typeof path !== 'string' || !Array.isArray(value['items'])) {
    throw malformed('"insert" needs one of before, after, replace (a path) and "items" (an array)')
  }
  return [path]
}

/** @returns a new document; `existing` is left as it was */
export function patchDocument(
  existing: LakeDocument,
  operations: Record<string, unknown>,
  timestamp: string,
): LakeDocument {
  const {_id: id, _type: type, _createdAt} = existing
  let patched: unknown
  try {
    patched = new Mutation({mutations: [{patch: {id, ...operations}}]}).apply(
      structuredClone(existing),
    )
  } catch (error) {
    throw malformed(`The patch of "${id}" cannot be applied: ${messageOf(error)}`, id)
  }
  if (!isRecord(patched)) throw malformed(`The patch of "${id}" leaves no document`, id)
  if (patched['_id'] !== id) throw malformed(`The attribute "_id" of "${id}" cannot be changed`, id)
  if (patched['_type'] !== type) {
    throw malformed(`The attribute "_type" of "${id}" cannot be changed`, id)
  }
  assertSafe(patched, `patched document "${id}"`)
  return {...patched, _id: id, _type: type, _rev: existing._rev, _createdAt, _updatedAt: timestamp}
}

/**
 * The state after a transaction must not leave a strong reference without its target.
 * @throws {MutationFailed} 409 listing the documents that still refer to a deleted one
 */
export function assertReferencesHold(
  workspace: Workspace,
  wrap: RefusalWrap = MutationFailed,
): void {
  const changes = workspace.changes()
  const items: ErrorItem[] = []
  for (const change of changes) {
    if (change.after !== null || change.before === null) continue
    const own = changes.filter(
      ({after}) =>
        after !== null &&
        referencesIn(after).some(({target, strong}) => strong && target === change.id),
    )
    const referrers = [...workspace.untouchedReferrers(change.id), ...own.map(({id}) => id)].filter(
      (id) => id !== change.id,
    )
    const [first] = referrers
    if (first === undefined) continue
    items.push({
      index: 0,
      error: {
        type: 'documentHasExistingReferencesError',
        description: `Document "${change.id}" cannot be deleted as there are references to it from "${first}"`,
        id: change.id,
        referencingIDs: referrers,
      },
    })
  }
  if (items.length > 0) throw new wrap(409, items)
}

/** How a check reports: as a failed mutation or as a failed action. */
export type RefusalWrap = new (status: number, items: readonly ErrorItem[]) => Error

/**
 * @param wanted the revision that the client last saw; none when it does not care
 * @throws {MutationRefused} 409 when the document has another one
 */
export function assertRevision(existing: LakeDocument, wanted: unknown): void {
  if (wanted === undefined || wanted === null) return
  if (wanted === existing._rev) return
  throw new MutationRefused(
    409,
    'documentRevisionIDDoesNotMatchError',
    `Document "${existing._id}" has the revision "${existing._rev}", not "${String(wanted)}" — read it again and retry`,
    {id: existing._id, currentRevisionID: existing._rev, expectedRevisionID: wanted},
  )
}

/** @throws {MutationRefused} 400 when it is no id of a document */
export function assertId(id: unknown): asserts id is string {
  if (!isDocumentId(id)) {
    throw new MutationRefused(
      400,
      'invalidDocumentIDError',
      `Malformed document ID: ${JSON.stringify(id)} — use up to 128 letters, digits, "_", "-" and single dots`,
      {id},
    )
  }
}

/** A refusal of a mutation that is not of Sanity's form: 400. */
export function malformed(description: string, id?: string): MutationRefused {
  return new MutationRefused(400, 'mutationParseError', description, id === undefined ? {} : {id})
}

function creationId(kind: string, id: unknown): string {
  if (id === undefined && kind === 'create') return randomUUID()
  // "drafts." asks the lake to make up the rest, as in Sanity's API
  const full = typeof id === 'string' && id.endsWith('.') ? `${id}${randomUUID()}` : id
  if (full === undefined) throw malformed(`"${kind}" needs an "_id"`)
  assertId(full)
  return full
}

function assertTypeMayChange(existing: LakeDocument, type: string): void {
  if (existing._id.startsWith('_.')) {
    throw malformed(
      `"${existing._id}" is a system document and stays "${existing._type}", not "${type}"`,
      existing._id,
    )
  }
}

function isoOr(value: unknown, fallback: string): string {
  return typeof value === 'string' && value !== '' ? value : fallback
}

/** Adds `_key` to objects in arrays, in place, so that Studio can address them. */
function generateKeys(value: unknown): void {
  if (Array.isArray(value)) {
    for (const item of value) {
      if (isRecord(item) && typeof item['_key'] !== 'string') {
        item['_key'] = randomUUID().replaceAll('-', '').slice(0, 12)
      }
      generateKeys(item)
    }
  } else if (isRecord(value)) {
    for (const child of Object.values(value)) generateKeys(child)
  }
}

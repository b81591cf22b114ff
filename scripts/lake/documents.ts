/** What a document is, which ids are allowed, and how an id says draft, version or published. */

/** A stored document: the five system fields and whatever the editor wrote. */
export interface LakeDocument {
  readonly _id: string
  readonly _type: string
  readonly _rev: string
  readonly _createdAt: string
  readonly _updatedAt: string
  readonly [attribute: string]: unknown
}

/** The system's user: the lake has one editor, and Studio shows this name. */
export const LOCAL_USER = {
  id: 'p-local-editor',
  name: 'Local Editor',
  email: 'editor@localhost.invalid',
  profileImage: null,
  role: 'administrator',
  roles: [{name: 'administrator', title: 'Administrator'}],
  provider: 'local',
}

/** Same rule as @sanity/client's `validators.documentId` (8.7.0). */
const DOCUMENT_ID = /^[a-z0-9_][a-z0-9_.-]{0,127}$/i

/** Not as an id either: clients keep documents in objects by id. */
const PROTOTYPE_NAME = /(?:^|\.)(?:__proto__|constructor|prototype)$/

/** Whether it is an id that the lake stores: 1 to 128 characters, as @sanity/client has it. */
export function isDocumentId(id: unknown): id is string {
  return (
    typeof id === 'string' &&
    DOCUMENT_ID.test(id) &&
    !id.includes('..') &&
    !id.endsWith('.') &&
    !PROTOTYPE_NAME.test(id)
  )
}

/** Dataset names: same rule as @sanity/client's `validators.dataset` (8.7.0). */
export function isDatasetName(name: string): boolean {
  return /^(~[a-z0-9]{1}[-\w]{0,63}|[a-z0-9]{1}[-\w]{0,63})$/.test(name)
}

/** `drafts.x` and `versions.r.x` belong to the published id `x`. */
export function publishedIdOf(id: string): string {
  if (id.startsWith('drafts.')) return id.slice('drafts.'.length)
  if (id.startsWith('versions.')) return id.split('.').slice(2).join('.')
  return id
}

/** @returns `drafts`, the release name of a version, or null for a published document */
export function bundleOf(id: string): string | null {
  if (id.startsWith('drafts.')) return 'drafts'
  if (id.startsWith('versions.')) return id.split('.')[1] ?? null
  return null
}

/** The id of the draft of a published document. */
export function draftIdOf(publishedId: string): string {
  return `drafts.${publishedId}`
}

/** Documents of the service itself, such as releases: `_.releases.<name>`. */
export function isSystemId(id: string): boolean {
  return id.startsWith('_.')
}

/** Without credentials only ids without a dot are readable, as in Sanity's public datasets. */
export function isPublicId(id: string): boolean {
  return !id.includes('.')
}

/** Whether a value is an object with keys, and no array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A reference found in a document. Weak and cross-dataset ones do not protect their target. */
export interface Reference {
  readonly target: string
  readonly strong: boolean
}

/** Every `_ref` of a document, once per (target, strength). */
export function referencesIn(document: Record<string, unknown>): Reference[] {
  const found = new Map<string, Reference>()
  const stack: unknown[] = [document]
  while (stack.length > 0) {
    const value = stack.pop()
    if (Array.isArray(value)) {
      for (const item of value) stack.push(item)
      continue
    }
    if (!isRecord(value)) continue
    const target = value['_ref']
    if (typeof target === 'string') {
      const strong = value['_weak'] !== true && value['_dataset'] === undefined
      found.set(`${strong ? 's' : 'w'}${target}`, {target, strong})
    }
    for (const key in value) {
      const child = value[key]
      if (typeof child === 'object' && child !== null) stack.push(child)
    }
  }
  return [...found.values()]
}

/** `slug.current`, the attribute that pages are looked up by. */
export function slugOf(document: Record<string, unknown>): string | null {
  const slug = document['slug']
  if (!isRecord(slug)) return null
  return typeof slug['current'] === 'string' ? slug['current'] : null
}

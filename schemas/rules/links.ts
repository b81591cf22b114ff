import {isPageType, PAGE_TYPES} from '../documents/type-lists.ts'
import {publishedId} from '../lib/document-id.ts'
import {type DeclaredLink, model, type Shape} from './model.ts'
import {memberSegment, type Path} from './path.ts'
import type {AnyDocument} from './shapes.ts'
import {isFields, text} from './value.ts'
import {MAX_DEPTH} from './walk.ts'

/**
 * Links between documents, found and checked by what their fields declare (`linkTo`). Studio, the
 * content check and the publisher all ask here: of documents as the lake stores them, and of those
 * that a query has answered with, where the id stands in the place of the reference.
 */

/** A link that a document holds. */
export interface Link {
  /** The way to it, members of lists by their index. */
  readonly path: readonly (string | number)[]
  /** Id of the document it leads to. */
  readonly target: string
  readonly declared: DeclaredLink
}

const cache = new WeakMap<object, readonly Link[]>()

/** Every link of a document, in the order of its form. Looked for once a document. */
export function linksOf(document: AnyDocument): readonly Link[] {
  const known = cache.get(document)
  if (known) return known
  const links: Link[] = []
  collect(document, model.documents.get(document._type), [], links)
  cache.set(document, links)
  return links
}

function collect(value: unknown, shape: Shape | undefined, path: Link['path'], into: Link[]): void {
  if (shape === undefined || path.length > MAX_DEPTH) return
  if (shape.link !== undefined) {
    const target =
      typeof value === 'string' ? value : isFields(value) ? text(value['_ref']) : undefined
    if (target !== undefined) into.push({path, target, declared: shape.link})
  } else if (Array.isArray(value) && shape.of !== undefined) {
    const [only] = shape.of.size === 1 ? shape.of.values() : []
    for (const [index, member] of value.entries()) {
      const type: unknown = isFields(member) ? member['_type'] : undefined
      const own = typeof type === 'string' ? shape.of.get(type) : undefined
      collect(member, own ?? only, [...path, index], into)
    }
  } else if (isFields(value) && shape.fields !== undefined) {
    for (const [name, field] of shape.fields) {
      if (name in value) collect(value[name], field, [...path, name], into)
    }
  }
}

/** The path of a link as rules give it: members of lists by their key. */
export function keyedPath(document: AnyDocument, path: Link['path']): Path {
  let at: unknown = document
  return path.map((step) => {
    const value: unknown = typeof at === 'object' && at !== null ? Reflect.get(at, step) : undefined
    at = value
    return typeof step === 'number' ? memberSegment(value, step) : step
  })
}

/** What is wrong with a link, as far as the document is known that it leads to. */
export function faultOf(
  {target, declared}: Link,
  holder: AnyDocument,
  found: AnyDocument | undefined,
): 'self' | 'type' | 'condition' | undefined {
  if (publishedId(target) === publishedId(holder._id)) return 'self'
  if (found === undefined) return undefined
  if (!declared.to.includes(found._type)) return 'type'
  const {where} = declared
  return where === undefined || Reflect.get(found, where.field) === where.is
    ? undefined
    : 'condition'
}

/** What may stand there instead, to be put after "choose". */
export function choiceOf({declared: {to, where}}: Link): string {
  return where?.as ?? `a ${to.join(' or ')}`
}

/** Links to a document that stands in the same list already, where once is enough. */
export function repeatedLinks(document: AnyDocument): Link[] {
  const seen = new Set<string>()
  return linksOf(document).filter(({path, target, declared}) => {
    const lastIndex = path.findLastIndex((step) => typeof step === 'number')
    if (lastIndex === -1 || declared.repeats === true) return false
    const place = [...path.slice(0, lastIndex), ...path.slice(lastIndex + 1), target].join('\n')
    const isRepeated = seen.has(place)
    seen.add(place)
    return isRepeated
  })
}

/** Fields of a document that are links of a chain. */
function chainFields(document: AnyDocument): string[] {
  const fields = model.documents.get(document._type)?.fields ?? new Map<string, Shape>()
  return [...fields].flatMap(([name, {link, of}]) =>
    [link, ...[...(of?.values() ?? [])].map((member) => member.link)].some((one) => one?.chain)
      ? [name]
      : [],
  )
}

/** Documents along one field's links from a document back to itself. */
export interface Circle {
  readonly field: string
  /** Ids of the documents, the one that was asked for first and last. */
  readonly ids: readonly string[]
}

/** @param byId documents by their published id */
export function circlesThrough(
  document: AnyDocument,
  byId: (id: string) => AnyDocument | undefined,
): Circle[] {
  return chainFields(document).flatMap((field) => {
    const ids = wayBack(document, field, byId)
    return ids === undefined ? [] : [{field, ids}]
  })
}

function wayBack(
  start: AnyDocument,
  field: string,
  byId: (id: string) => AnyDocument | undefined,
): string[] | undefined {
  const seen = new Set<string>()
  const open = [[start._id]]
  for (let way = open.pop(); way !== undefined; way = open.pop()) {
    const document = way.length === 1 ? start : byId(way.at(-1) ?? '')
    if (document === undefined) continue
    for (const next of targetsIn(document, field)) {
      if (next === start._id) return [...way, next]
      if (!seen.has(next)) open.push([...way, next])
      seen.add(next)
    }
  }
  return undefined
}

/** Ids that the links in a field of a document lead to. */
export function targetsIn(document: AnyDocument, field: string): string[] {
  return linksOf(document)
    .filter(({path: [first]}) => first === field)
    .map(({target}) => target)
}

/** A field of a form that is a link, a list of links, or a list of objects with a link each. */
export interface LinkField {
  readonly name: string
  readonly isList: boolean
  /** Attribute of the objects of the list that is the link. */
  readonly part: string | null
  readonly to: readonly string[]
}

/** Links that are fields of a document of one of the types, and no part of a text or a statement. */
function linkFieldsOf(types: readonly string[]): LinkField[] {
  const fields = types.flatMap((type) =>
    [...(model.documents.get(type)?.fields ?? [])].flatMap(([name, shape]) =>
      linkFieldsIn(name, shape),
    ),
  )
  return [...Map.groupBy(fields, groqPath).values()].flatMap(([field, ...others]) =>
    field === undefined ? [] : [{...field, to: [field, ...others].flatMap(({to}) => to)}],
  )
}

function linkFieldsIn(name: string, {link, of}: Shape): LinkField[] {
  if (link !== undefined) return [{name, isList: false, part: null, to: link.to}]
  return [...(of?.values() ?? [])].flatMap((member): LinkField[] => {
    if (member.link !== undefined) return [{name, isList: true, part: null, to: member.link.to}]
    return [...(member.fields ?? [])].flatMap(([part, {link: own}]) =>
      own === undefined ? [] : [{name, isList: true, part, to: own.to}],
    )
  })
}

/** GROQ path to the ids of a field's links: `treats[].condition._ref`. */
export function groqPath({name, isList, part}: LinkField): string {
  return `${name}${isList ? '[]' : ''}${part === null ? '' : `.${part}`}._ref`
}

/** Fields of pages that lead to pages. */
export const pageLinkFields: readonly LinkField[] = linkFieldsOf(PAGE_TYPES).filter(({to}) =>
  to.some(isPageType),
)

/** Those by which pages are related to each other: topics only file a page. */
export const relationFields = pageLinkFields.filter(({name}) => name !== 'topics')

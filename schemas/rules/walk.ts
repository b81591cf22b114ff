import {memberSegment, type Path, type PathSegment} from './path.ts'
import type {AnyDocument, ObjectFields, ObjectName} from './shapes.ts'
import {isFields, isObjectOf, text} from './value.ts'

/** Content never nests deeper; what does is refused whole (rule S06). */
export const MAX_DEPTH = 40

/** A value in a document, with the way that leads to it. */
interface Place {
  readonly parent: Place | undefined
  readonly segment: PathSegment | undefined
}

/** An object in a document. */
export interface ObjectNode extends Place {
  /** Attribute of the object, or of the list, in which it stands. */
  readonly name: string
  readonly value: object
}
/** A list in a document. */
export interface ListNode extends Place {
  readonly name: string
  readonly value: readonly unknown[]
}
/** A text in a document. */
export interface StringNode extends Place {
  readonly name: string
  readonly value: string
}

/** Everything in a document, found in one walk: most rules look for one kind of thing anywhere. */
export interface Contents {
  readonly objects: readonly ObjectNode[]
  readonly lists: readonly ListNode[]
  readonly strings: readonly StringNode[]
  /** Values below the deepest level, which nobody looks into. */
  readonly tooDeep: readonly Place[]
}

/** The way from the document to a place. */
export function pathOf(place: Place): Path {
  const path: PathSegment[] = []
  for (let at: Place | undefined = place; at !== undefined; at = at.parent) {
    if (at.segment !== undefined) path.push(at.segment)
  }
  return path.toReversed()
}

const cache = new WeakMap<object, Contents>()

/** What a document holds. Walked once a document. */
export function contentsOf(document: object): Contents {
  const known = cache.get(document)
  if (known) return known
  const contents = {objects: [], lists: [], strings: [], tooDeep: []}
  walk(document, '', {parent: undefined, segment: undefined}, 0, contents)
  cache.set(document, contents)
  return contents
}

/** An object of a known type, wherever it stands. */
export interface TypedNode<T extends ObjectName> extends Place {
  readonly name: string
  readonly value: ObjectFields<T>
}

/** The objects of a type, wherever in the document they stand. */
export function objectsOf<T extends ObjectName>(document: AnyDocument, type: T): TypedNode<T>[] {
  return contentsOf(document).objects.flatMap(({value, ...place}) =>
    isObjectOf(value, type) ? [{...place, value}] : [],
  )
}

/** Target of a reference; undefined for any other object. */
export function targetOf({value}: ObjectNode): string | undefined {
  return '_ref' in value ? text(value._ref) : undefined
}

interface OpenContents {
  readonly objects: ObjectNode[]
  readonly lists: ListNode[]
  readonly strings: StringNode[]
  readonly tooDeep: Place[]
}

function walk(value: unknown, name: string, place: Place, depth: number, into: OpenContents): void {
  const {parent, segment} = place
  if (typeof value === 'string') {
    into.strings.push({parent, segment, name, value})
  } else if (typeof value === 'object' && value !== null && depth > MAX_DEPTH) {
    into.tooDeep.push(place)
  } else if (Array.isArray(value)) {
    const node: ListNode = {parent, segment, name, value}
    into.lists.push(node)
    for (const [index, member] of value.entries()) {
      walk(member, name, {parent: node, segment: memberSegment(member, index)}, depth + 1, into)
    }
  } else if (isFields(value)) {
    const node: ObjectNode = {parent, segment, name, value}
    into.objects.push(node)
    for (const attribute of Object.keys(value)) {
      walk(value[attribute], attribute, {parent: node, segment: attribute}, depth + 1, into)
    }
  }
}

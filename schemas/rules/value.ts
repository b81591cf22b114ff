import {memberSegment, type PathSegment} from './path.ts'
import type {
  AnyDocument,
  Anything,
  FieldName,
  FieldValue,
  ObjectFields,
  ObjectName,
  TypeName,
  Unchecked,
  UncheckedDocument,
  UncheckedFields,
} from './shapes.ts'

/*
 * Reading of documents that nobody has checked yet: drafts lack fields, imports have wrong types.
 * What is not of the asked type counts as absent here; the shape rule (S02) reports it.
 */

/** Attributes of an object that may be any. */
export type Fields = Readonly<Record<string, unknown>>

/** Whether it is an object with attributes, and no list. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A text with anything in it but spaces. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

/** A number that can be reckoned with. */
export function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

type OfType<D extends AnyDocument, T extends TypeName> = string extends D['_type']
  ? D & UncheckedDocument<T>
  : Extract<D, {readonly _type: T}>

/** Whether the document is of one of the types, so that their attributes can be read. */
export function isOfType<D extends AnyDocument, const T extends TypeName>(
  document: D,
  types: readonly T[],
): document is OfType<D, T> {
  return types.some((type) => type === document._type)
}

type FieldIn<D extends AnyDocument> = string extends D['_type']
  ? FieldName
  : D extends unknown
    ? keyof D & FieldName
    : never

/** An attribute that not every type has which the document may be of. */
export function attribute<D extends AnyDocument, F extends FieldIn<D>>(
  document: D,
  field: F,
): FieldValue<F> | undefined {
  const attributes: object = document
  const value: FieldValue<F> = Reflect.get(attributes, field)
  return value
}

/** Whether an object in a document is of a type, so that its attributes can be read. */
export function isObjectOf<T extends ObjectName>(value: object, type: T): value is ObjectFields<T> {
  return '_type' in value && value._type === type
}

/** What stands in the place of a list. */
type UncheckedList = Unchecked<readonly unknown[]>
type ObjectIn<V> = V extends Anything<infer O> ? UncheckedFields<O> : never
type ItemIn<V> = V extends Anything<readonly (infer Item)[]> ? Unchecked<Item> : never
type MemberIn<V> = V extends Anything<readonly (infer Item)[]> ? UncheckedFields<Item> : never

/** Any object will do: what is read of it is unchecked once more. */
function isUnchecked<T>(value: unknown): value is T {
  return isFields(value)
}

/** The attributes of an object; undefined where something else stands in its place. */
export function object<V extends Unchecked<object>>(value: V): ObjectIn<V> | undefined {
  return isUnchecked<ObjectIn<V>>(value) ? value : undefined
}

/** The items of a list; none where something else stands in its place. */
export function array<V extends UncheckedList>(value: V): readonly ItemIn<V>[] {
  return Array.isArray(value) ? value : []
}

/** An object of a list, with the step that leads to it. */
export interface Member<T> {
  readonly segment: PathSegment
  readonly value: T
}

/** Objects of a list, each with the step that leads to it. */
export function members<V extends UncheckedList>(value: V): Member<MemberIn<V>>[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : []
  return items.flatMap((member, index) =>
    isUnchecked<MemberIn<V>>(member)
      ? [{segment: memberSegment(member, index), value: member}]
      : [],
  )
}

/** Non-empty strings of a list, each with its index. */
export function strings(
  value: Unchecked<readonly string[]>,
): {readonly segment: number; readonly value: string}[] {
  return array(value).flatMap((item, index) => {
    const content = text(item)
    return content === undefined ? [] : [{segment: index, value: content}]
  })
}

/** Target of a reference, as it is stored. */
export function refOf(value: Unchecked<{readonly _ref: string}>): string | undefined {
  return text(object(value)?._ref)
}

/** Targets of a list of references, each with the step that leads to it. */
export function refsOf(value: Unchecked<readonly {readonly _ref: string}[]>): Member<string>[] {
  return members(value).flatMap(({segment, value: reference}) => {
    const ref = text(reference._ref)
    return ref === undefined ? [] : [{segment, value: ref}]
  })
}

/** Number of words as a reader counts them. */
export function wordCount(content: string): number {
  return content.match(/[\p{L}\p{N}]+(?:[’'.,-][\p{L}\p{N}]+)*/gu)?.length ?? 0
}

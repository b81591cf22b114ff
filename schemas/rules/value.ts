import {memberSegment} from './path.ts'
import type {Path, PathSegment} from './path.ts'

/**
 * Reading of documents that nobody has checked yet: drafts lack fields, imports have wrong types.
 * What is not of the asked type counts as absent here; the shape rule (S02) reports it.
 */
export type Fields = Readonly<Record<string, unknown>>

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

export function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

export function array(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** Objects of an array, each with the step that leads to it. */
export function members(value: unknown): {segment: PathSegment; value: Fields}[] {
  return array(value).flatMap((member, index) =>
    isFields(member) ? [{segment: memberSegment(member, index), value: member}] : [],
  )
}

/** Non-empty strings of an array, each with its index. */
export function strings(value: unknown): {segment: number; value: string}[] {
  return array(value).flatMap((member, index) => {
    const content = text(member)
    return content === undefined ? [] : [{segment: index, value: content}]
  })
}

/** Target of a reference, in its published form. */
export function refOf(value: unknown): string | undefined {
  return isFields(value) ? text(value['_ref']) : undefined
}

/** Targets of an array of references, each with the path to its member. */
export function refsOf(document: Fields, field: string): {path: Path; ref: string}[] {
  return members(document[field]).flatMap(({segment, value}) => {
    const ref = refOf(value)
    return ref === undefined ? [] : [{path: [field, segment], ref}]
  })
}

/** Number of words as a reader counts them. */
export function wordCount(content: string): number {
  return content.match(/[\p{L}\p{N}]+(?:[’'.,-][\p{L}\p{N}]+)*/gu)?.length ?? 0
}

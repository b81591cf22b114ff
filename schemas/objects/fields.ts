import {defineArrayMember, type FieldGroupDefinition} from '@sanity/types'
import type {z} from 'zod'

/** Tabs above a form. Every type uses a selection of these, in this order, so that editors know them. */
export const GROUPS = {
  content: {name: 'content', title: 'Content', default: true},
  details: {name: 'details', title: 'Details'},
  safety: {name: 'safety', title: 'Safety'},
  evidence: {name: 'evidence', title: 'Evidence'},
  links: {name: 'links', title: 'Links'},
  names: {name: 'names', title: 'Names & codes'},
  review: {name: 'review', title: 'Review'},
} satisfies Record<string, FieldGroupDefinition>

/**
 * The choices of a field, in the order of the enum that the build checks against. The titles are
 * a record, so a value added to the enum without a title is a type error.
 */
export function choices<Value extends string>(
  values: readonly Value[],
  titles: Record<Value, string>,
): {title: string; value: Value}[] {
  return values.map((value) => ({value, title: titles[value]}))
}

/**
 * An array of choices: `of` and `options` of its field. The list stands on the member too, because
 * the form reads it from the array and Sanity's type generator from the member.
 */
export function multipleChoice<Value extends string>(
  values: readonly Value[],
  titles: Record<Value, string>,
) {
  const list = choices(values, titles)
  return {
    of: [defineArrayMember({type: 'string', options: {list}})],
    options: {list, layout: 'grid' as const},
  }
}

/**
 * A validator that holds a field to the same zod schema as the build, with words for an editor.
 *
 * @param message what is wrong and what to write instead
 */
export function matches(schema: z.ZodType, message: string) {
  return (value: unknown): true | string => schema.safeParse(value ?? null).success || message
}

/** How long a text should be. */
export interface TextCount {
  readonly unit: 'characters' | 'words'
  readonly min?: number
  readonly max: number
}

declare module '@sanity/types' {
  interface BaseSchemaTypeOptions {
    /** Read by @sanity/document-internationalization, whose own types know `sanity` only. */
    readonly documentInternationalization?: {exclude?: boolean}
    /** Shown as running counts below the field; the rules hold documents to them. */
    readonly counts?: readonly TextCount[]
  }
}

/** Options of a field that a new translation must not take over, so that none is born "reviewed". */
export const NOT_COPIED = {documentInternationalization: {exclude: true}}

import {z} from 'zod'

/**
 * Building blocks for the zod schemas of query results (`<Type>Source`).
 *
 * GROQ answers `null` for an attribute that a document lacks, so an optional field is nullable
 * here, never `undefined`.
 */

/** A lake document id (published form, without `drafts.`), the target of a reference. */
export const Id = z.string().min(1)
export type Id = z.output<typeof Id>

/** A list an editor may leave empty: absent and empty mean the same to a reader. */
export function list<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullable()
    .transform((items) => items ?? [])
}

/** A list that must hold at least one item for the document to be publishable. */
export function filledList<T extends z.ZodType>(item: T) {
  return z.array(item).min(1, 'needs at least one item')
}

/** Text an editor must fill in; white space alone is not text. */
export const Text = z.string().refine((value) => value.trim() !== '', 'is empty')

/** Text an editor may leave out. An emptied Studio field leaves no attribute behind. */
export const OptionalText = z.string().nullable()

/** Calendar date `YYYY-MM-DD`, as Sanity's `date` type stores it. */
export const CalendarDate = z.iso.date()

/** Instant in ISO 8601 with a time zone, as Sanity's `datetime` type and `_updatedAt` store it. */
export const Instant = z.iso.datetime({offset: true})

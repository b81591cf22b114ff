import {z} from 'zod'
import {filledList, Id, list, OptionalText} from '../lib/source.ts'

/** A pointer to a `source` document and the place in it that carries the claim. */
export const Citation = z.object({_key: z.string(), source: Id, locator: OptionalText})
export type Citation = z.output<typeof Citation>

export const citationsProjection = `citations[]{_key, "source": source._ref, locator}`

export const Citations = list(Citation)
/** Claims of benefit, harm or frequency cannot stand without a source (rules R11, R12). */
export const RequiredCitations = filledList(Citation)

import type {Significance} from '../api/v1/changes.ts'

/** `text` is `editorial`, but `clinical` where a sentence with a medicine or a number is touched. */
export type Weight = Significance | 'text'

type SystemField = '_id' | '_type' | '_rev' | '_createdAt' | '_updatedAt'

/**
 * What a change of each field of a type weighs at least, whatever its editors say of it. A change
 * note can raise it, never lower it. `safety` recalls every copy, so it is kept for the words that
 * tell people when not to have something done and when to get help.
 */
export type Weights<Source> = {readonly [Field in Exclude<keyof Source, SystemField>]: Weight}

/** Fields of every page. */
export const pageWeights = {
  language: 'editorial',
  slug: 'editorial',
  slugHistory: 'editorial',
  status: 'editorial',
  withdrawal: 'editorial',
  isExample: 'editorial',
  audience: 'editorial',
  authors: 'editorial',
  review: 'editorial',
  // Each new note weighs what it says itself.
  changeNotes: 'editorial',
  conflicts: 'editorial',
} as const

/** Fields of every page about a subject. */
export const subjectWeights = {
  ...pageWeights,
  title: 'text',
  abbreviation: 'text',
  aka: 'text',
  summary: 'text',
  heroImage: 'text',
  furtherReading: 'editorial',
} as const

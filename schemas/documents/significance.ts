import {documents} from './index.ts'
import type {Weight} from './weights.ts'

/** What a change of each field weighs, by type. */
export const SIGNIFICANCE: Readonly<Record<string, Readonly<Record<string, Weight>>>> =
  Object.fromEntries(
    documents.flatMap(({type, weights}) => (weights === null ? [] : [[type, weights]])),
  )

import {BASE_LANGUAGE} from '../languages/index.ts'
import type {Fields} from './value.ts'
import {text} from './value.ts'

/** Facts that do not depend on a language stand on the base-language document only. */
export const LANGUAGE_NEUTRAL_FIELDS: ReadonlySet<string> = new Set([
  'codes',
  'bodyRegions',
  'topics',
  'treats',
  'guidedBy',
  'alternatives',
  'relatedConditions',
  'about',
  'parent',
  'stages',
])

/** A document without a language (a source, a contributor) counts as base-language. */
export function languageOf(document: Fields): string {
  return text(document['language']) ?? BASE_LANGUAGE
}

export function isTranslation(document: Fields): boolean {
  return languageOf(document) !== BASE_LANGUAGE
}

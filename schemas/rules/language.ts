import {BASE_LANGUAGE} from '../languages/index.ts'
import type {Fields} from './value.ts'
import {text} from './value.ts'

/** A document without a language (a source, a contributor) counts as base-language. */
export function languageOf(document: Fields): string {
  return text(document['language']) ?? BASE_LANGUAGE
}

export function isTranslation(document: Fields): boolean {
  return languageOf(document) !== BASE_LANGUAGE
}

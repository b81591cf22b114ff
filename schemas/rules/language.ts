import {BASE_LANGUAGE} from '../languages/index.ts'
import type {AnyDocument} from './shapes.ts'
import {attribute, text} from './value.ts'

/** A document without a language (a source, a contributor) counts as base-language. */
export function languageOf(document: AnyDocument): string {
  return text(attribute(document, 'language')) ?? BASE_LANGUAGE
}

/** Whether it translates a document of the base language. */
export function isTranslation(document: AnyDocument): boolean {
  return languageOf(document) !== BASE_LANGUAGE
}

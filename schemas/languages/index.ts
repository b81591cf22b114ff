import {en, type Strings} from './en.ts'
import {medicineOrNumber} from './en/medicine-or-number.ts'

export type {Strings}

interface Edition {
  readonly id: string
  readonly title: string
  readonly direction: 'ltr' | 'rtl'
  readonly strings: Strings
  /** Finds a medicine or a number in a sentence: a change of it is never only editorial. */
  readonly medicineOrNumber: RegExp
}

/**
 * Every language the content may be written in. A new one costs a line here, a file of strings
 * beside this one and the words of each document type; no other code names a language.
 */
const editions = [
  {id: 'en', title: 'English', direction: 'ltr', strings: en, medicineOrNumber},
] as const satisfies readonly Edition[]

export type LanguageId = (typeof editions)[number]['id']

/** A language of the edition: BCP 47 id, name for editors and switches, writing direction. */
export interface Language extends Edition {
  readonly id: LanguageId
}

export const languages: readonly Language[] = editions

/** Language-neutral facts (codes, relations, body regions) stand on documents in this language. */
export const BASE_LANGUAGE = 'en' satisfies LanguageId

/** @throws {RangeError} when the edition has no such language. */
export function languageById(id: string): Language {
  const language = languages.find((candidate) => candidate.id === id)
  if (!language) {
    const known = languages.map((candidate) => candidate.id).join(', ')
    throw new RangeError(`[schemas] unknown language "${id}": the edition has ${known}`)
  }
  return language
}

/**
 * A string with its `{name}` places filled in.
 * @throws {RangeError} when the string has a place that `values` does not fill.
 */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new RangeError(`[schemas] "${template}" lacks "${name}"`)
    return String(value)
  })
}

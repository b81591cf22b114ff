import {toAddressLetters} from './slug.ts'

/**
 * Fragment of a medical word's explanation, on the page that uses it and in the glossary. Never
 * cut, because two long words may differ at their ends only; never empty, because a word in a
 * script without ASCII letters is named by the numbers of its characters.
 */
export function termAnchor({term}: {readonly term: string}): string {
  const letters = toAddressLetters(term)
  const numbers = () => Array.from(term, (character) => character.codePointAt(0)).join('-')
  return `term-${letters === '' ? numbers() : letters}`
}

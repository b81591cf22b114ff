import {slugify} from './slug.ts'

/** Fragment of a medical word's explanation, on the page that uses it and in the glossary. */
export function termAnchor({term}: {readonly term: string}): string {
  return `term-${slugify(term)}`
}

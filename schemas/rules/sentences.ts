import {fleschKincaid} from 'flesch-kincaid'
import {smogFormula} from 'smog-formula'
import {syllable} from 'syllable'
import {languageOf} from './language.ts'
import {perLanguage, remember} from './recent.ts'
import type {AnyDocument} from './shapes.ts'
import {type TextUnit, textUnits} from './text.ts'
import {attribute, isOfType, strings, text} from './value.ts'

const WORD = /[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*/gu

/** Words of a text, in its order; with hyphen or apostrophe one word. */
export function words(content: string): readonly string[] {
  return content.match(WORD) ?? []
}

/** An abbreviation at the end of a segment: the sentence goes on behind it. */
const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|vs|Dr|Mr|Mrs|Ms|St|No|approx|p|pp|[A-Z])\.\s*$/

/** "No." counts only before a number, and a letter that names a kind ends a sentence. */
function goesOn(open: string, next: string): boolean {
  if (!ABBREVIATION.test(open)) return false
  if (/(?:^|[\s(])No\.\s*$/.test(open)) return /^\d/.test(next)
  return !/\b(?:hepatitis|vitamin|type|group|grade|influenza|class) [A-Z]\.\s*$/i.test(open)
}

/** A tag that is none is a fault of its own (S-rules); sentences are found all the same. */
function isLanguageTag(language: string): boolean {
  try {
    return Intl.Segmenter.supportedLocalesOf(language).length >= 0
  } catch {
    return false
  }
}

const splitters = perLanguage((language) => {
  const locale = isLanguageTag(language) ? language : 'und'
  const segmenter = new Intl.Segmenter(locale, {granularity: 'sentence'})
  return remember((content): readonly string[] => {
    const found: string[] = []
    let open = ''
    const segments = Array.from(segmenter.segment(content), ({segment}) => segment)
    for (const [index, segment] of segments.entries()) {
      open += segment
      if (goesOn(open, segments[index + 1] ?? '')) continue
      if (open.trim() !== '') found.push(open.trim())
      open = ''
    }
    if (open.trim() !== '') found.push(open.trim())
    return found
  })
})

/** Sentences of one paragraph or text field. */
export function sentences(content: string, language: string): readonly string[] {
  return splitters(language)(content)
}

/** Text that is read as sentences: labels and alternative texts are not. */
export function isProse(unit: TextUnit): boolean {
  return unit.kind !== 'label' && unit.kind !== 'heading' && unit.field !== 'clinicianNote'
}

/** How hard a text is to read. */
export interface Reading {
  readonly words: number
  readonly sentences: number
  /** US school grade by Flesch-Kincaid; English only. */
  readonly grade: number
  /** US school grade by SMOG, from 30 sentences on; runs 1–2 grades higher. */
  readonly smog: number | undefined
  /** Flesch-Szigriszt on the INFLESZ scale, 0–100, for Spanish. */
  readonly inflesz: number | undefined
}

/** Under 100 words the formulas are noise. */
export const MIN_WORDS = 100
/** Below 30 sentences SMOG is not defined. PMC3049622, table 1. */
const SMOG_SENTENCES = 30

/**
 * Reading grade of a whole document.
 *
 * @param glossary words readers get explained; these and the document's own names count at most
 *   two syllables, because no rewriting can shorten them
 * @returns undefined for a document of less than 100 words
 */
export function readingOf(
  document: AnyDocument,
  glossary: ReadonlySet<string>,
): Reading | undefined {
  const language = languageOf(document)
  const known = ownNames(document)
  const isKnown = (word: string) => {
    const singular = word.replace(/s$/, '')
    return known.has(word) || known.has(singular) || glossary.has(word) || glossary.has(singular)
  }
  const countsOf = counters(language)
  let wordTotal = 0
  let sentenceTotal = 0
  let syllableTotal = 0
  let longWords = 0
  for (const unit of textUnits(document)) {
    if (!isProse(unit)) continue
    const counts = countsOf(unit.text)
    sentenceTotal += counts.sentences
    wordTotal += counts.words
    syllableTotal += counts.syllables
    for (const {word, syllables} of counts.longWords) {
      if (isKnown(word)) syllableTotal -= syllables - 2
      else longWords += 1
    }
  }
  if (wordTotal < MIN_WORDS) return undefined
  const counts = {word: wordTotal, sentence: sentenceTotal, syllable: syllableTotal}
  return {
    words: wordTotal,
    sentences: sentenceTotal,
    grade: fleschKincaid(counts),
    smog:
      sentenceTotal >= SMOG_SENTENCES
        ? smogFormula({sentence: sentenceTotal, polysillabicWord: longWords})
        : undefined,
    inflesz: language === 'es' ? fleschSzigriszt(counts) : undefined,
  }
}

/** Perspicuity of Szigriszt Pazos; scale by Barrio-Cantalejo 2008, An Sist Sanit Navar 31(2). */
function fleschSzigriszt(counts: {word: number; sentence: number; syllable: number}): number {
  return 206.835 - (62.3 * counts.syllable) / counts.word - counts.word / counts.sentence
}

interface Counts {
  readonly sentences: number
  readonly words: number
  readonly syllables: number
  /** Words of three syllables and more, lower case. */
  readonly longWords: readonly {readonly word: string; readonly syllables: number}[]
}

const counters = perLanguage((language) => {
  const syllablesOf = remember((word) =>
    language === 'es' ? spanishSyllables(word) : syllable(word),
  )
  return remember((content): Counts => {
    const counted = words(content)
      .filter((word) => /\p{L}/u.test(word))
      .map((word) => ({word: word.toLowerCase(), syllables: syllablesOf(word)}))
    return {
      sentences: sentences(content, language).length,
      words: counted.length,
      syllables: counted.reduce((total, {syllables}) => total + syllables, 0),
      longWords: counted.filter(({syllables}) => syllables > 2),
    }
  })
})

/** Vowel groups, where two strong vowels or an accented weak one stand in two syllables. */
function spanishSyllables(word: string): number {
  const split = word
    .toLowerCase()
    .replace(/qu(?=[eiéí])|gu(?=[eiéí])/g, 'k')
    .replace(/([aeoáéó])(?=[aeoáéóíú])/g, '$1-')
    .replace(/([íú])(?=[aeoáéó])/g, '$1-')
  return Math.max(1, split.match(/[aeiouáéíóúü]+/g)?.length ?? 0)
}

/** The words of a page's own names. */
function ownNames(document: AnyDocument): Set<string> {
  const names = [attribute(document, 'title'), attribute(document, 'abbreviation')].map(text)
  if (isOfType(document, ['faq'])) names.push(text(document.question))
  for (const {value} of strings(attribute(document, 'aka'))) names.push(value)
  return new Set(names.flatMap((name) => (name === undefined ? [] : words(name.toLowerCase()))))
}

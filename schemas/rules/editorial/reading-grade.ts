import type {Dataset} from '../dataset.ts'
import {isTranslation, languageOf} from '../language.ts'
import {defineRule} from '../rule.ts'
import {type Reading, readingOf, words} from '../sentences.ts'
import type {AnyDocument} from '../shapes.ts'
import {attribute, strings, text} from '../value.ts'

/** US school grade to aim at, and the highest that publishes. NIH below 8th, NHS age 11–14. */
export const TARGET_GRADE = 8
export const MAX_GRADE = 10
/** SMOG wants full comprehension and runs 1–2 grades above Flesch-Kincaid. PMC3049622. */
const MAX_SMOG = TARGET_GRADE + 2
/** Lower end of "normal" on the INFLESZ scale. */
const MIN_INFLESZ = 55

const glossaries = new WeakMap<Dataset, Map<string, ReadonlySet<string>>>()

/** Words of all glossary terms of a language. */
function glossaryWords(dataset: Dataset, language: string): ReadonlySet<string> {
  let byLanguage = glossaries.get(dataset)
  if (!byLanguage) {
    byLanguage = new Map()
    glossaries.set(dataset, byLanguage)
  }
  const known = byLanguage.get(language)
  if (known) return known
  const found = new Set<string>()
  for (const term of dataset.ofType('glossaryTerm')) {
    if (languageOf(term) !== language) continue
    const names = [text(term.term) ?? '', ...strings(term.aka).map(({value}) => value)]
    for (const name of names) for (const word of words(name.toLowerCase())) found.add(word)
  }
  byLanguage.set(language, found)
  return found
}

const readings = new WeakMap<AnyDocument, {dataset: Dataset; reading: Reading | undefined}>()

/**
 * Reading grade of a document's patient text.
 *
 * @returns undefined for short documents and for those written for clinicians
 */
export function readingGrade(document: AnyDocument, dataset: Dataset): Reading | undefined {
  const known = readings.get(document)
  if (known?.dataset === dataset) return known.reading
  const forPatients = attribute(document, 'audience') !== 'clinician'
  const reading = forPatients
    ? readingOf(document, glossaryWords(dataset, languageOf(document)))
    : undefined
  readings.set(document, {dataset, reading})
  return reading
}

const HINT = 'Shorten sentences, then replace long words by everyday ones.'

export const r01 = defineRule({
  id: 'R01',
  severity: 'error',
  studioSeverity: 'warning',
  title: 'Patient text reads at grade 8 or below',
  limits: `Above grade ${TARGET_GRADE} it warns. Above grade ${MAX_GRADE} the content check fails.`,
  source: {
    name: 'NIH and AMA advice on reading grade of patient materials',
    url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC6334864/',
  },
  needs: 'dataset',
  *check(document, {dataset}) {
    if (languageOf(document) !== 'en') return
    const grade = readingGrade(document, dataset)?.grade
    if (grade === undefined || grade <= TARGET_GRADE) return
    const limit = grade > MAX_GRADE ? MAX_GRADE : TARGET_GRADE
    yield {
      path: [],
      severity: grade > MAX_GRADE ? 'error' : 'warning',
      value: round(grade),
      message: `reads at school grade ${round(grade)} (Flesch-Kincaid), above ${limit}`,
      hint: HINT,
    }
  },
})

export const r02 = defineRule({
  id: 'R02',
  severity: 'report',
  title: 'A second formula agrees about the reading grade',
  source: {
    name: 'Wang et al., assessing readability formula differences; SMOG for health text',
    url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC3049622/',
  },
  needs: 'dataset',
  *check(document, {dataset}) {
    if (languageOf(document) !== 'en') return
    const smog = readingGrade(document, dataset)?.smog
    if (smog === undefined || smog <= MAX_SMOG) return
    yield {
      path: [],
      value: round(smog),
      message: `reads at school grade ${round(smog)} by SMOG, above ${MAX_SMOG}`,
      hint: 'Replace words of three syllables and more where an everyday word exists.',
    }
  },
})

export const r03 = defineRule({
  id: 'R03',
  severity: 'warning',
  title: 'Spanish text is at least "normal" on the INFLESZ scale',
  source: {name: 'Barrio-Cantalejo et al. 2008, An Sist Sanit Navar 31(2)'},
  needs: 'dataset',
  *check(document, {dataset}) {
    if (languageOf(document) !== 'es' || !isTranslation(document)) return
    const inflesz = readingGrade(document, dataset)?.inflesz
    if (inflesz === undefined || inflesz >= MIN_INFLESZ) return
    yield {
      path: [],
      value: round(inflesz),
      message: `scores ${round(inflesz)} on the INFLESZ scale, below ${MIN_INFLESZ}`,
      hint: HINT,
    }
  },
})

function round(value: number): number {
  return Math.round(value * 10) / 10
}

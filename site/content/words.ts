import {SIGNIFICANCES, type Significance} from '../../schemas/api/v1/changes.ts'
import {type WordsV1} from '../../schemas/api/v1/ledger.ts'
import {SIGNIFICANCE} from '../../schemas/documents/significance.ts'
import {BASE_LANGUAGE, languageById, languages} from '../../schemas/languages/index.ts'
import {digestOf} from './json.ts'
import type {AnySource} from './load.ts'
import {isRecord} from './ndjson.ts'

/**
 * What editors wrote, as digests that tell how much a change weighs. The ledger keeps them, so that
 * the next publication can compare without the words themselves.
 */

/** Words compare only by the same table. */
export const WEIGHTS = digestOf(SIGNIFICANCE)

/** What lists and links of other pages show of a page. */
const ON_CARDS: ReadonlySet<string> = new Set([
  'title',
  'question',
  'summary',
  'shortAnswer',
  'slug',
  'status',
])

const SENTENCE_END = /(?<=[.!?…。])\s+/u
/** Parts of a text that are no words of its own: sources, files, ways of showing it. */
const NO_TEXT: ReadonlySet<string> = new Set(['citations', 'asset', 'crop', 'hotspot'])

/** Whether others show something of it. */
export function isWeighed(source: AnySource): boolean {
  return source._type in SIGNIFICANCE
}

export function wordsOf(source: AnySource): WordsV1 {
  const table = SIGNIFICANCE[source._type] ?? {}
  const fields = Object.entries(source).flatMap(([name, value]) => {
    const weight = table[name]
    const words = asRead(value)
    return weight === undefined || words === null ? [] : [{name, weight, words}]
  })
  const digest = (isChosen: (field: (typeof fields)[number]) => boolean) => {
    const chosen = fields.filter(isChosen).map(({name, words}) => [name, words])
    return chosen.length === 0 ? undefined : digestOf(Object.fromEntries(chosen))
  }
  const language = 'language' in source ? source.language : BASE_LANGUAGE
  const {medicineOrNumber} =
    languages.find(({id}) => id === language) ?? languageById(BASE_LANGUAGE)
  const figures = fields
    .filter(({weight}) => weight === 'text')
    .flatMap(({words}) => textsOf(words))
    .flatMap((text) => text.split(SENTENCE_END))
    .filter((sentence) => medicineOrNumber.test(sentence))
  return {
    safety: digest(({weight}) => weight === 'safety'),
    clinical: digest(({weight}) => weight === 'clinical'),
    editorial: digest(({weight}) => weight === 'editorial' || weight === 'text'),
    figures: figures.length === 0 ? undefined : digestOf(figures),
    card: digest(({name}) => ON_CARDS.has(name)),
    treats: digest(({name}) => name === 'treats'),
  }
}

/** What the words alone make a change weigh; `null` where they are the same. */
export function weightOf(before: WordsV1, after: WordsV1): Significance | null {
  if (before.safety !== after.safety) return 'safety'
  if (before.clinical !== after.clinical || before.figures !== after.figures) return 'clinical'
  return before.editorial === after.editorial ? null : 'editorial'
}

export function heaviest(weights: readonly (Significance | null)[]): Significance | null {
  return SIGNIFICANCES.findLast((weight) => weights.includes(weight)) ?? null
}

/**
 * A value as far as readers can notice it: editing tools give parts new keys at every paste, and
 * what is empty is not there.
 * @param annotations of the block around it, by their keys.
 */
function asRead(value: unknown, annotations: ReadonlyMap<unknown, unknown> = new Map()): unknown {
  if (Array.isArray(value)) {
    const items = value
      .map((item) => asRead(annotations.get(item) ?? item, annotations))
      .filter((item) => item !== null)
    return items.length === 0 ? null : items
  }
  if (!isRecord(value)) return value === '' || value === undefined ? null : value
  const {_key, markDefs, ...rest} = value
  const own = Array.isArray(markDefs) ? markDefs.filter(isRecord) : []
  const inside = own.length === 0 ? annotations : new Map(own.map((mark) => [mark['_key'], mark]))
  const entries = Object.entries(rest)
    .map(([name, item]) => [name, asRead(item, inside)] as const)
    .filter(([, item]) => item !== null)
  return entries.length === 0 ? null : Object.fromEntries(entries)
}

/** Its texts, a paragraph at a time: marks cut paragraphs into spans. */
function textsOf(words: unknown): string[] {
  if (typeof words === 'string') return [words]
  if (Array.isArray(words)) return words.flatMap(textsOf)
  if (!isRecord(words)) return []
  if (Array.isArray(words['children'])) {
    const spans = words['children'].filter(isRecord).map(({text}) => text)
    return [spans.filter((text) => typeof text === 'string').join('')]
  }
  return Object.entries(words).flatMap(([name, value]) => (NO_TEXT.has(name) ? [] : textsOf(value)))
}

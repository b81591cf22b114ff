import type {Dataset} from '../dataset.ts'
import {languageOf} from '../language.ts'
import {defineRule} from '../rule.ts'
import {isProse, sentences} from '../sentences.ts'
import type {AnyDocument} from '../shapes.ts'
import {NHS_A_TO_Z, NHS_LITERACY, NHS_WRITING} from '../sources.ts'
import {textUnits} from '../text.ts'
import {attribute, isOfType, strings, text} from '../value.ts'

interface GlossaryEntry {
  readonly id: string
  readonly term: string
  readonly plainTerm: string
  readonly expression: RegExp
}

const entries = new WeakMap<Dataset, Map<string, readonly GlossaryEntry[]>>()

function glossary(dataset: Dataset, language: string): readonly GlossaryEntry[] {
  const byLanguage = entries.get(dataset) ?? new Map<string, readonly GlossaryEntry[]>()
  entries.set(dataset, byLanguage)
  const known = byLanguage.get(language)
  if (known) return known
  const found = dataset.ofType('glossaryTerm').flatMap((document) => {
    const term = text(document.term)
    const plainTerm = text(document.plainTerm)
    if (term === undefined || plainTerm === undefined || languageOf(document) !== language)
      return []
    return [{id: document._id, term, plainTerm, expression: wholeWords(term)}]
  })
  byLanguage.set(language, found)
  return found
}

function wholeWords(term: string): RegExp {
  const escaped = term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?:s|es)?(?![\\p{L}\\p{N}])`, 'iu')
}

/** A page about a term explains it; a page named after it need not mark it. */
function ownNames(document: AnyDocument): string {
  const names = strings(attribute(document, 'aka')).map(({value}) => value)
  return [
    text(attribute(document, 'title')),
    text(attribute(document, 'abbreviation')),
    ...names,
  ].join('\n')
}

export const r07 = defineRule({
  id: 'R07',
  severity: 'warning',
  title: 'Medical words are explained where they first appear',
  source: NHS_LITERACY,
  needs: 'dataset',
  *check(document, {dataset}) {
    if (attribute(document, 'audience') === 'clinician' || isOfType(document, ['glossaryTerm']))
      return
    // Only Portable Text can carry the mark; a mark anywhere before is an explanation.
    const blocks = textUnits(document).filter(
      (unit) => unit.kind === 'paragraph' || unit.kind === 'listItem',
    )
    if (blocks.length === 0) return
    const names = ownNames(document)
    for (const {id, term, plainTerm, expression} of glossary(dataset, languageOf(document))) {
      if (expression.test(names)) continue
      const first = blocks.find((unit) => unit.field !== 'careCards' && expression.test(unit.text))
      if (first === undefined) continue
      if (first.terms.includes(id) || wholeWords(plainTerm).test(first.text)) continue
      if (blocks.slice(0, blocks.indexOf(first)).some((unit) => unit.terms.includes(id))) continue
      yield {
        path: first.path,
        value: term,
        message: `uses "${term}" for the first time without an explanation`,
        hint: `Mark it as a medical word, or write "${plainTerm}" first.`,
      }
    }
  },
})

const CHRONIC = /(?<!\p{L})chronic(?:ally)?(?!\p{L})/iu
const CHRONIC_EXPLAINED =
  /long-?term|(?:longer|more|over) (?:than )?(?:3|three|6|six|12|twelve) (?:months|weeks)|(?:3|three) months or (?:more|longer)|(?:lasts?|lasting|lasted|stays?|goes on|keeps on|continues) [^.]{0,30}(?:months|years|long time)/i

export const r08 = defineRule({
  id: 'R08',
  severity: 'warning',
  title: '"Chronic" is explained once',
  source: NHS_A_TO_Z,
  needs: 'document',
  *check(document) {
    if (languageOf(document) !== 'en' || attribute(document, 'audience') === 'clinician') return
    const units = textUnits(document).filter(isProse)
    const first = units.find((unit) => CHRONIC.test(unit.ownWords))
    if (first === undefined || units.some((unit) => CHRONIC_EXPLAINED.test(unit.text))) return
    if (units.some((unit) => unit.terms.some((term) => term.includes('chronic')))) return
    yield {
      path: first.path,
      value: 'chronic',
      message: 'uses "chronic" without saying what it means',
      hint: 'Say once that it means lasting more than 3 months: many readers take it for "severe".',
    }
  },
})

/** A form of "be" or "get" with a past participle, an adverb between them at most. */
const PASSIVE =
  /\b(?:is|are|was|were|be|been|being|gets?|got)\s+(?:\w+ly\s+|not\s+|also\s+|often\s+)?(?:\w{2,}(?:ated|ized|ised|ined|ed)|given|taken|done|made|put|seen|known|shown|found|held|kept|left|sent|told|used|worn|drawn|felt|built|cut|set)\b/i
/** Adjectives and states that look like a participle. */
const STATES =
  /\b(?:is|are|was|were|be|been|being|gets?|got)\s+(?:\w+ly\s+|not\s+|also\s+|often\s+)?(?:need|indeed|tired|worried|concerned|interested|scared|relaxed|related|limited|advanced|aged|bed|red|supposed|allowed|based|involved)\b/i
const MAX_PASSIVE = 0.1
const MIN_SENTENCES = 20

export const r09 = defineRule({
  id: 'R09',
  severity: 'report',
  title: 'At most 1 sentence in 10 is passive',
  source: NHS_WRITING,
  needs: 'document',
  *check(document) {
    if (languageOf(document) !== 'en') return
    let total = 0
    let passive = 0
    for (const unit of textUnits(document)) {
      if (!isProse(unit)) continue
      for (const sentence of sentences(unit.text, 'en')) {
        total += 1
        if (PASSIVE.test(sentence) && !STATES.test(sentence)) passive += 1
      }
    }
    if (total < MIN_SENTENCES || passive / total <= MAX_PASSIVE) return
    yield {
      path: [],
      value: Math.round((passive / total) * 100),
      message: `has about ${passive} of ${total} sentences in the passive`,
      hint: 'Say who does it: "the doctor numbs the skin", not "the skin is numbed".',
    }
  },
})

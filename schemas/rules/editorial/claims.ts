import {languageOf} from '../language.ts'
import {defineRule} from '../rule.ts'
import {sentences} from '../sentences.ts'
import type {AnyDocument, FieldName} from '../shapes.ts'
import {FTC_HEALTH} from '../sources.ts'
import {type TextUnit, textUnits} from '../text.ts'
import {array, attribute, isOfType, members, object} from '../value.ts'

const NUMBER_WORD =
  '(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|hundred)'
const PEOPLE =
  '(?:people|patients|adults|persons|women|men|users|those|trials|studies|cases|discs|injections|implants|who)'

/** How often, or how much: figures that a reader decides by. */
const FIGURE = new RegExp(
  [
    '\\d+(?:\\.\\d+)?\\s?(?:%|percent\\b|per cent\\b)',
    `\\b(?:\\d[\\d,]*|${NUMBER_WORD}) (?:in|out of) (?:every )?(?:\\d[\\d,]*|${NUMBER_WORD})\\b(?! (?:hours?|days?|weeks?|months?|years?|minutes?)\\b)`,
    '\\b\\d[\\d,]* of (?:the |every )?\\d[\\d,]*\\b',
    `\\b(?:half|a third|a quarter|two[- ]thirds|three[- ]quarters) of (?:all |the |these |such )?(?:\\w+ )?${PEOPLE}\\b`,
    '\\bper (?:1,?000|100|10,?000|million)\\b',
    '\\b(?:\\d+(?:\\.\\d+)?|two|three|four|five) times (?:more|less|as|higher|lower)\\b',
    '\\btwice as (?:\\w+)\\b|\\b(?:doubles|halves|doubled|halved)\\b',
    '\\b\\d+(?:\\.\\d+)? (?:points?|mm) (?:less|more|lower|better|on)\\b',
    '\\bnumber needed to treat\\b|\\bNNT\\b',
  ].join('|'),
  'i',
)

/** Spans of time, where they are a claim about how long something lasts. */
const TIME_SPAN = new RegExp(
  `\\b(?:\\d+|${NUMBER_WORD}|a few|several)(?: (?:to|or|and) (?:\\d+|${NUMBER_WORD}))? (?:hours?|days?|weeks?|months?|years?)\\b`,
  'i',
)
const TIME_FIELDS: ReadonlySet<FieldName> = new Set<FieldName>(['recovery', 'outlook'])

/** What makes a claim of benefit, speed or comparison. */
const CLAIM = new RegExp(
  [
    `\\b(?:most|many|few|the majority of|nearly all|almost all) (?:of (?:the |these )?)?(?:\\w+ ){0,2}${PEOPLE}\\b`,
    '\\b(?:reduc|reliev|eas|improv|lessen|prevent|shorten)(?:e|es|ed|ing|s)? (?:\\w+ ){0,3}?(?:pain|swelling|inflammation|stiffness|function|movement|mobility|sleep|symptoms?|disability|need|risks?|recovery)\\b',
    '\\b(?:quicker|faster|safer|cheaper|stronger|longer|shorter|fewer|better|worse|greater|lower|higher|more|less) (?:[\\w-]+ ){0,4}than\\b(?! (?:\\d|one|two|three|four|six|twelve|you|usual|a few))',
    '\\b(?:less invasive|minimally invasive|quicker recovery|faster recovery|more (?:accurate|precise|effective|exact)|more accurately|more precisely)\\b',
  ].join('|'),
  'i',
)

/** Text that asks, or tells a reader what to do, claims nothing. */
const INSTRUCTION =
  /^(?:ask|tell|say|bring|talk|call|write|check|find out|let|make sure|plan|take|keep|do not|don[’']t|stop|show|wear|if you)\b/i

function* statementsOf(unit: TextUnit, document: AnyDocument): Generator<string> {
  for (const sentence of sentences(unit.ownWords, languageOf(document))) {
    if (!sentence.endsWith('?') && !INSTRUCTION.test(sentence)) yield sentence
  }
}

function firstMatch(unit: TextUnit, document: AnyDocument, pattern: RegExp): string | undefined {
  if (!pattern.test(unit.ownWords)) return undefined
  for (const sentence of statementsOf(unit, document)) {
    const found = pattern.exec(sentence)
    if (found) return found[0].trim()
  }
  return undefined
}

/** In these fields a claim is the content, so it does not stand without its source. */
const EFFECT_FIELDS: ReadonlySet<FieldName> = new Set<FieldName>([
  'benefits',
  'risks',
  'effectDuration',
])

/** R12 speaks for a number; R11 adds nothing there. */
export const r11 = defineRule({
  id: 'R11',
  severity: 'error',
  title: 'A claim of benefit, speed or comparison names its source in the same block',
  source: FTC_HEALTH,
  needs: 'document',
  *check(document) {
    for (const {segment, value} of members(attribute(document, 'benefits'))) {
      if (array(value.citations).length > 0) continue
      yield {
        path: ['benefits', segment, 'citations'],
        message: 'claims a benefit without a source',
        hint: 'Add the source that says so, or remove the claim.',
      }
    }
    const duration = object(attribute(document, 'effectDuration'))
    if (duration !== undefined && array(duration.citations).length === 0) {
      yield {
        path: ['effectDuration', 'citations'],
        message: 'says how long the effect lasts without a source',
        hint: 'Add the source that says so, or remove the claim.',
      }
    }
    if (languageOf(document) !== 'en') return
    for (const unit of textUnits(document)) {
      if (
        unit.cited ||
        !unit.citable ||
        unit.field === 'benefits' ||
        unit.field === 'effectDuration'
      )
        continue
      if (firstMatch(unit, document, FIGURE) !== undefined) continue
      const found = firstMatch(unit, document, CLAIM)
      if (found === undefined) continue
      yield {
        path: unit.path,
        severity: EFFECT_FIELDS.has(unit.field) ? 'error' : 'warning',
        value: found,
        message: `claims "${found}" without a source`,
        hint: 'Add the source to this text, or say it without comparing.',
      }
    }
  },
})

/** The same figure, cited elsewhere in the document, also carries its summary. */
function citedFigures(document: AnyDocument): string {
  return textUnits(document)
    .filter((unit) => unit.cited)
    .map((unit) => unit.text)
    .join('\n')
}

export const r12 = defineRule({
  id: 'R12',
  severity: 'error',
  title: 'Every number of frequency or effect has a source',
  source: FTC_HEALTH,
  needs: 'document',
  *check(document) {
    for (const {segment, value} of members(attribute(document, 'risks'))) {
      const frequency = object(value.frequency)
      if (frequency === undefined || array(frequency.citations).length > 0) continue
      yield {
        path: ['risks', segment, 'frequency', 'citations'],
        message: 'says how often it happens without a source',
        hint: 'Add the source of the number, or remove the number.',
      }
    }
    let cited: string | undefined
    for (const unit of textUnits(document)) {
      if (unit.cited || unit.kind === 'label' || unit.field === 'careCards') continue
      // A definition explains a word; its examples are not findings.
      if (isOfType(document, ['glossaryTerm', 'siteSettings'])) continue
      if (unit.field === 'benefits' || unit.path.includes('frequency')) continue
      const found = firstMatch(unit, document, FIGURE)
      if (found !== undefined) {
        cited ??= citedFigures(document)
        if (!unit.citable && cited.includes(found)) continue
        yield {
          path: unit.path,
          value: found,
          message: `gives a number without a source: "${found}"`,
          hint: unit.citable
            ? 'Add the source of the number to this text, or remove the number.'
            : 'Give the number in the text below with its source, or remove it here.',
        }
        continue
      }
      if (!unit.citable) continue
      const limit = unit.field === 'repeatLimits'
      const span =
        limit || TIME_FIELDS.has(unit.field)
          ? firstMatch(unit, document, limit ? LIMIT : TIME_SPAN)
          : undefined
      if (span === undefined) continue
      yield {
        path: unit.path,
        severity: limit ? 'error' : 'warning',
        value: span,
        message: `gives a ${limit ? 'limit' : 'time'} without a source: "${span}"`,
        hint: 'Add the source to this text, or say that the clinic will tell.',
      }
    }
  },
})

const LIMIT = /\d[\d,.]*(?: \w+)?|\b(?:two|three|four|five|six|twelve|twice)\b(?: \w+)?/i

const PERCENT_DECIMAL = /\d+\.\d+\s?(?:%|percent)/i
const SPELLED = new RegExp(
  `\\b${NUMBER_WORD} (?:in|out of) (?:every )?(?:\\d+|${NUMBER_WORD})\\b`,
  'i',
)
const PERCENT_OF_PEOPLE = new RegExp(
  `\\d+(?:\\.\\d+)?\\s?(?:%|percent) of (?:all |the )?(?:\\w+ )?${PEOPLE}\\b`,
  'i',
)
const N_IN_N = /\b\d[\d,]* (?:in|out of) (?:every )?\d[\d,]*\b/i

export const r13 = defineRule({
  id: 'R13',
  severity: 'warning',
  title: 'Frequencies read "1 in 7", in one format on a page',
  source: {
    name: 'NHS digital service manual, numbers, measurements, dates and time',
    url: 'https://service-manual.nhs.uk/content/numbers-measurements-dates-time',
  },
  needs: 'document',
  *check(document) {
    if (languageOf(document) !== 'en' || attribute(document, 'audience') === 'clinician') return
    const units = textUnits(document)
    const ratios = units.some((unit) => N_IN_N.test(unit.ownWords))
    for (const unit of units) {
      const decimal = PERCENT_DECIMAL.exec(unit.ownWords)
      const spelled = SPELLED.exec(unit.ownWords)
      const share = PERCENT_OF_PEOPLE.exec(unit.ownWords)
      if (decimal) {
        yield {
          path: unit.path,
          value: decimal[0],
          message: `gives a share with a decimal: "${decimal[0]}"`,
          hint: 'Write "about 1 in N" with whole numbers.',
        }
      } else if (share && ratios) {
        yield {
          path: unit.path,
          value: share[0],
          message: `mixes "${share[0]}" with "1 in N" on one page`,
          hint: 'Use "1 in N" for every frequency.',
        }
      }
      if (spelled) {
        yield {
          path: unit.path,
          value: spelled[0],
          message: `spells out a frequency: "${spelled[0]}"`,
          hint: 'Use numerals: readers find them faster.',
        }
      }
    }
  },
})

const OPIOID =
  /(?<!\p{L})(?:opioids?|opiates?|morphine|oxycodone|hydrocodone|fentanyl|tramadol|codeine|buprenorphine|methadone|naloxone)(?!\p{L})/iu

export const r14 = defineRule({
  id: 'R14',
  severity: 'error',
  title: 'A statement about opioids names its source',
  source: {
    name: 'CDC Clinical Practice Guideline for Prescribing Opioids for Pain, 2022',
    url: 'https://www.cdc.gov/mmwr/volumes/71/rr/rr7103a1.htm',
  },
  needs: 'document',
  *check(document) {
    if (isOfType(document, ['glossaryTerm', 'siteSettings'])) return
    let citedSomewhere: boolean | undefined
    for (const unit of textUnits(document)) {
      if (unit.cited || unit.kind === 'label' || unit.kind === 'heading') continue
      if (unit.field === 'careCards' || unit.field === 'questionsToAsk') continue
      const found = firstMatch(unit, document, OPIOID)
      if (found === undefined) continue
      citedSomewhere ??= textUnits(document).some((other) => other.cited && OPIOID.test(other.text))
      if (!unit.citable && citedSomewhere) continue
      yield {
        path: unit.path,
        value: found,
        message: `speaks of ${found.toLowerCase()} without a source`,
        hint: 'Add the source to this text, for example the CDC guideline.',
      }
    }
  },
})

import {languageOf} from '../language.ts'
import {remember} from '../recent.ts'
import {defineRule} from '../rule.ts'
import {ours} from '../sources.ts'
import {sentences} from '../sentences.ts'
import * as words from '../terms/medicines.ts'
import {type TextUnit, textUnits} from '../text.ts'
import {isOfType} from '../value.ts'

type Advice = 'change' | 'dose' | 'fasting'

interface Reading {
  readonly sentence: string
  readonly advice: Advice | undefined
  readonly isMedicine: boolean
  readonly handsOver: boolean
  readonly refusesHandOver: boolean
}

const straight = (sentence: string) => sentence.replace(/’/g, "'")

const read = remember((given): Reading => {
  const sentence = straight(given)
  const isMedicine = words.MEDICINE.test(sentence)
  const refusesHandOver =
    words.NO_HAND_OVER.test(sentence) && !/\b(?:not|n't|never)\b.*without\b/i.test(sentence)
  return {
    sentence: given,
    isMedicine,
    refusesHandOver,
    handsOver: words.HAND_OVER.test(sentence) && !refusesHandOver,
    advice: adviceIn(sentence, isMedicine),
  }
})

function adviceIn(sentence: string, isMedicine: boolean): Advice | undefined {
  // The answer to a question, before its reason.
  if (/^(?:yes|no)[.!]$/i.test(sentence)) return undefined
  if (sentence.endsWith('?') && !/^(?:why not|so why)/i.test(sentence)) return undefined
  if (words.FASTING.test(sentence) && !/\b(?:alcohol|wine|beer)\b/i.test(sentence)) return 'fasting'
  if (!isMedicine && !words.GOES_ON.test(sentence)) return undefined
  if (/\b(?:trials?|stud(?:y|ies)|group|reports?)\b/i.test(sentence)) return undefined
  const advice = sentence
    .replace(/\bwhy not\b/i, 'just')
    .replace(words.TELLS, ' ')
    .replace(words.EFFECT, ' ')
    .replace(/\b(?:stop|avoid|skip) (?:food|eating|drinking|drinks?|smoking)\b/gi, ' ')
  const against = words.NOT_ENDED.test(advice) || words.KEEPS.test(advice)
  if (
    words.DOSE.test(advice) &&
    (words.BEGINS.test(advice) || /\b(?:mg|mcg|every)\b/i.test(advice))
  ) {
    return 'dose'
  }
  const timed = isMedicine && words.TIMING.test(advice)
  if (against) return undefined
  if (words.ENDS.test(advice) || words.IS_CHANGED.test(advice)) return 'change'
  if (words.BEGINS.test(advice)) return 'change'
  return timed && /\b(?:no|none|off|nothing|last)\b/i.test(advice) ? 'change' : undefined
}

const NAMES: Readonly<Record<Advice, string>> = {
  change: 'tells readers to change a medicine',
  dose: 'gives a dose',
  fasting: 'gives a time for eating or drinking',
}

/** Fields whose text asks or names signs, and none that advises. */
const isAsked = ({field, kind, text}: TextUnit) =>
  field === 'questionsToAsk' ||
  field === 'clinicianNote' ||
  (field === 'careCards' && kind === 'listItem' && /^(?:you|your|the|an?)\b/i.test(text))

export const r40 = defineRule({
  id: 'R40',
  severity: 'error',
  title:
    'Advice about medicines or fasting names its source and leaves the decision to the prescriber',
  source: ours('who prescribes a medicine knows what stopping or changing it does to this person'),
  needs: 'document',
  *check(document) {
    if (languageOf(document) !== 'en' || isOfType(document, ['glossaryTerm'])) return
    const said = textUnits(document)
      .filter((unit) => !isAsked(unit))
      .flatMap((unit) => sentences(unit.ownWords, 'en').map((text) => ({unit, ...read(text)})))
    const told = new Set<TextUnit>()
    for (const [index, statement] of said.entries()) {
      const {unit, advice} = statement
      if (advice === undefined || told.has(unit)) continue
      const beside = [said[index - 1], said[index + 1]].filter(
        (other) => other?.unit.field === unit.field,
      )
      if (advice !== 'fasting' && !statement.isMedicine && !said[index - 1]?.isMedicine) continue
      const refused = [statement, ...beside].find((other) => other?.refusesHandOver)
      const handsOver =
        refused === undefined && [statement, ...beside].some((other) => other?.handsOver)
      const lacksSource = unit.citable && !unit.cited && advice !== 'change'
      if (handsOver && !lacksSource) continue
      told.add(unit)
      yield {
        path: unit.path,
        value: statement.sentence,
        severity: handsOver ? 'warning' : 'error',
        message: handsOver
          ? `${NAMES[advice]} without a source: "${statement.sentence}"`
          : `${NAMES[advice]} without the person who decides about it: "${statement.sentence}"`,
        hint: handsOver
          ? 'Add the source of the dose or time to this text, or say that the team will tell.'
          : 'Say in the same text to ask the doctor who prescribed it or the team first, and add the source.',
      }
    }
  },
})

import {languageOf} from '../language.ts'
import {remember} from '../recent.ts'
import {defineRule} from '../rule.ts'
import {sentences} from '../sentences.ts'
import {NHS_CARE_CARDS} from '../sources.ts'
import {ALARM, DISMISSAL, NO_CALL, TAKEN_SERIOUSLY, UNTIL} from '../terms/alarms.ts'
import {textUnits} from '../text.ts'

/** Some hours without feeling follow from the numbing medicine. */
const NUMBING_WEARS_OFF = /\b(?:first|few|some|several|numbing|anesthetic|anaesthetic)\b/i
const NUMBNESS = /\b(?:numb|numbness|heavy|weak)\b/i

/** The sentences of one paragraph, with what calms and what is calmed. */
const wavedAway = remember((ownWords): string | undefined => {
  if (!ALARM.test(ownWords.replace(/’/g, "'"))) return undefined
  const said = sentences(ownWords.replace(/’/g, "'"), 'en')
  for (const [index, sentence] of said.entries()) {
    if (!ALARM.test(sentence)) continue
    const next = said[index + 1]
    for (const text of next === undefined ? [sentence] : [sentence, `${sentence} ${next}`]) {
      if (NO_CALL.test(text) && !/\b(?:not|n't|never) (?:wait|hesitate|delay)/i.test(text))
        return sentence
      if (text.endsWith('?') || !DISMISSAL.test(text.replace(ALARM, ' ').replace(UNTIL, ' ')))
        continue
      if (TAKEN_SERIOUSLY.test(`${text} ${next ?? ''}`)) break
      if (/\bduring or just after\b/i.test(text)) break
      if (NUMBNESS.test(text) && NUMBING_WEARS_OFF.test(text)) break
      return sentence
    }
  }
  return undefined
})

export const r41 = defineRule({
  id: 'R41',
  severity: 'error',
  title: 'No alarm sign is waved away',
  source: NHS_CARE_CARDS,
  needs: 'document',
  *check(document) {
    if (languageOf(document) !== 'en') return
    for (const unit of textUnits(document)) {
      if (unit.field === 'questionsToAsk') continue
      if (unit.field === 'careCards' && unit.kind === 'listItem') continue
      const found = wavedAway(unit.ownWords)
      if (found === undefined) continue
      yield {
        path: unit.path,
        value: found,
        message: `tells readers to wait or be calm about an alarm sign: "${found}"`,
        hint: 'Move the sign into a care card that says whom to call and when, and take the calming words out.',
      }
    }
  },
})

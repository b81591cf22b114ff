import {TYPES_WITH} from '../generated/types-with.ts'
import {namesFrequency} from '../lib/wording.ts'
import {defineRule} from './rule.ts'
import {MODEL} from './sources.ts'
import {members, number, object, text} from './value.ts'

export const s19 = defineRule({
  id: 'S19',
  severity: 'error',
  title: 'The words for how often a harm happens name both of its numbers',
  source: MODEL,
  types: TYPES_WITH.risks,
  needs: 'document',
  *check(document) {
    for (const {segment, value} of members(document.risks)) {
      const frequency = object(value.frequency)
      const words = text(frequency?.text)
      const numerator = number(frequency?.numerator)
      const denominator = number(frequency?.denominator)
      if (words === undefined || numerator === undefined || denominator === undefined) continue
      if (namesFrequency(words, numerator, denominator)) continue
      yield {
        path: ['risks', segment, 'frequency', 'text'],
        value: words,
        message: `does not name ${numerator} in ${denominator}`,
        hint: `Write the whole phrase, for example "About ${numerator} in ${denominator} injections", or leave it empty.`,
      }
    }
  },
})

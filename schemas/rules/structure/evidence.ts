import {TYPES_WITH} from '../../generated/types-with.ts'
import {namesFrequency} from '../../lib/wording.ts'
import {defineRule} from '../rule.ts'
import {ours} from '../sources.ts'
import {members, number, object, text} from '../value.ts'

export const s19 = defineRule({
  id: 'S19',
  severity: 'error',
  title: 'The words for how often a harm happens name both of its numbers',
  source: ours('readers see these words in the place of the numbers'),
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

export const s20 = defineRule({
  id: 'S20',
  severity: 'error',
  title: 'The direction of a finding fits what was compared',
  source: ours('a direction means nothing without what it points away from'),
  types: TYPES_WITH.evidence,
  needs: 'document',
  *check(document) {
    for (const {segment, value} of members(document.evidence)) {
      const compared = text(value.comparison) !== undefined
      if (value.favours === 'comparison' && !compared) {
        yield {
          path: ['evidence', segment, 'comparison'],
          message: 'is missing, though the other treatment did better',
          hint: 'Name the treatment that the finding speaks for.',
        }
      }
      if (value.favours === 'notCompared' && compared) {
        yield {
          path: ['evidence', segment, 'favours'],
          value: 'notCompared',
          message: 'says that nothing was compared, beside a comparison',
          hint: 'Say which way the comparison points, or remove it.',
        }
      }
    }
  },
})

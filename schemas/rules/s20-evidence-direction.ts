import {TYPES_WITH} from '../generated/types-with.ts'
import {defineRule} from './rule.ts'
import {MODEL} from './sources.ts'
import {members, text} from './value.ts'

export const s20 = defineRule({
  id: 'S20',
  severity: 'error',
  title: 'The direction of a finding fits what was compared',
  source: MODEL,
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

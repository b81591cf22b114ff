import {BALANCED_TYPES, TREATMENT_TYPES} from '../../documents/type-lists.ts'
import {TYPES_WITH} from '../../generated/types-with.ts'
import {isTranslation} from '../language.ts'
import {defineRule} from '../rule.ts'
import {DISCERN} from '../sources.ts'
import {array, isOfType, members, text, wordCount} from '../value.ts'

export const r19 = defineRule({
  id: 'R19',
  severity: 'error',
  title: 'Risks, benefits, alternatives, no treatment and evidence are all there',
  source: DISCERN,
  types: BALANCED_TYPES,
  needs: 'document',
  *check(document) {
    const isTreatment = isOfType(document, TREATMENT_TYPES)
    const risks = members(document.risks).map(({value}) => value.seriousness)
    if (isTreatment && !(risks.includes('minor') && risks.includes('serious'))) {
      const missing = (['minor', 'serious'] as const).filter((kind) => !risks.includes(kind))
      yield {
        path: ['risks'],
        message: `names no ${missing.join(' and no ')} risk`,
        hint: 'Name at least one minor and one serious risk: readers weigh both.',
      }
    } else if (risks.length === 0) {
      yield {
        path: ['risks'],
        message: 'names no risk',
        hint: 'Name what can go wrong, with a source.',
      }
    }
    if (members(document.benefits).length === 0) {
      yield {
        path: ['benefits'],
        message: 'names no benefit',
        hint: 'Say what it may do for people, with a source.',
      }
    }
    const treats = members(document.treats).length > 0
    if ((isTreatment || treats) && members(document.evidence).length === 0) {
      yield {
        path: ['evidence'],
        message: 'says nothing about how sure anyone can be that it works',
        hint: 'Add an evidence statement with its certainty and source.',
      }
    }
    if (!isTreatment) return
    if (array(document.withoutTreatment).length === 0) {
      yield {
        path: ['withoutTreatment'],
        message: 'does not say what happens without treatment',
        hint: 'Say how the pain may go on if nothing is done.',
      }
    }
    if (isTranslation(document)) return
    const alternatives = members(document.alternatives)
    if (!alternatives.some(({value}) => value._type === 'alternativeCare')) {
      yield {
        path: ['alternatives'],
        message: 'offers no alternative that is not a procedure',
        hint: 'Add one, such as exercise, medicine or waiting.',
      }
    }
    if (!treats) {
      yield {
        path: ['treats'],
        message: 'names no condition it may help',
        hint: 'Link the conditions, each with how often it is used and a source.',
      }
    }
  },
})

const MAX_RATIO = 2

export const r20 = defineRule({
  id: 'R20',
  severity: 'warning',
  title: 'Benefits take at most twice the words of risks',
  source: DISCERN,
  types: TYPES_WITH.benefits,
  needs: 'document',
  *check(document) {
    const benefits = sum(members(document.benefits).map(({value}) => value.text))
    const risks = sum(members(document.risks).flatMap(({value}) => [value.outcome, value.text]))
    if (risks === 0 || benefits <= MAX_RATIO * risks) return
    yield {
      path: ['benefits'],
      value: benefits,
      message: `take ${benefits} words, the risks ${risks}`,
      hint: 'Shorten the benefits, or say more about the risks.',
    }
  },
})

function sum(texts: readonly unknown[]): number {
  return texts.reduce<number>((total, content) => total + wordCount(text(content) ?? ''), 0)
}

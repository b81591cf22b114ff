import {languageOf} from './language.ts'
import {defineRule} from './rule.ts'
import {MODEL} from './sources.ts'
import {textUnits} from './text.ts'
import {array} from './value.ts'

const PRICE =
  /(?:US)?[$€£]\s?\d|\b\d[\d,.]*\s?(?:dollars?|euros?|pounds?|USD|EUR|GBP)\b|\b(?:costs?|price) (?:about |around )?\d/i

export const s17 = defineRule({
  id: 'S17',
  severity: 'error',
  title: 'The note on cost names no price',
  source: MODEL,
  types: ['procedure'],
  needs: 'document',
  *check(document) {
    for (const unit of textUnits(document)) {
      if (unit.field !== 'costNote') continue
      const found = PRICE.exec(unit.text)
      if (!found) continue
      yield {
        path: unit.path,
        value: found[0].trim(),
        message: `names a price: "${found[0].trim()}"`,
        hint: 'Say what the cost depends on and whom to ask: prices differ and change.',
      }
    }
  },
})

const BLOOD_THINNERS = /blood[- ]thin|anticoagula|clotting/i

export const s18 = defineRule({
  id: 'S18',
  severity: 'warning',
  title: 'Preparation speaks of blood thinners where the skin is pierced',
  source: {
    name: 'ASRA guidelines on interventional pain procedures and anticoagulants, 2018',
    url: 'https://doi.org/10.1097/AAP.0000000000000700',
  },
  types: ['procedure'],
  needs: 'document',
  *check(document) {
    const {invasiveness} = document
    const pierces = invasiveness === 'percutaneous' || invasiveness === 'surgical'
    if (!pierces || languageOf(document) !== 'en' || array(document.preparation).length === 0)
      return
    const told = textUnits(document).some(
      (unit) => unit.field === 'preparation' && BLOOD_THINNERS.test(unit.text),
    )
    if (told) return
    yield {
      path: ['preparation'],
      message: 'does not speak of blood thinners',
      hint: 'Say: ask the prescriber and the pain team, and do not stop on your own.',
    }
  },
})

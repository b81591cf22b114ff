import {languageOf} from '../language.ts'
import {defineRule, type Problem} from '../rule.ts'
import type {UncheckedDocument} from '../shapes.ts'
import {ours} from '../sources.ts'
import {textUnits} from '../text.ts'
import {array, members, text} from '../value.ts'

export const s16 = defineRule({
  id: 'S16',
  severity: 'error',
  title: 'Facts of a document agree with each other',
  source: {
    name: 'CMS, Local Coverage Determination L37632: where stimulators are implanted',
    url: 'https://www.cms.gov/medicare-coverage-database/view/lcd.aspx?lcdId=37632',
  },
  types: ['procedure', 'technique'],
  needs: 'document',
  *check(document) {
    if (document._type === 'procedure') yield* place(document)
    if (document._type === 'technique') yield* guidance(document)
  },
})

function* place({invasiveness, settings}: UncheckedDocument<'procedure'>): Generator<Problem> {
  const places = array(settings)
  if (invasiveness !== 'surgical' || places.length !== 1 || places[0] !== 'office') return
  yield {
    path: ['settings'],
    value: 'office',
    message: 'say that an operation is done in an office only',
    hint: 'Add the surgery center or hospital, or correct how invasive it is.',
  }
}

/** Means that show a needle in the body. */
const IMAGING = ['xray', 'fluoroscopy', 'ultrasound', 'ct', 'mri'] as const

function* guidance({kind, modality, treats}: UncheckedDocument<'technique'>): Generator<Problem> {
  if (kind !== 'imagingGuidance') return
  if (text(modality) !== undefined && !IMAGING.some((means) => means === modality)) {
    yield {
      path: ['modality'],
      value: modality,
      message: 'cannot show a needle, though the technique is said to guide one',
      hint: `Choose ${IMAGING.join(', ')}, or another kind of technique.`,
    }
  }
  if (members(treats).length > 0) {
    yield {
      path: ['treats'],
      message: 'is filled in for a technique that guides a needle and treats nothing itself',
      hint: 'Link the conditions from the procedures that use it.',
    }
  }
}

const PRICE =
  /(?:US)?[$€£]\s?\d|\b\d[\d,.]*\s?(?:dollars?|euros?|pounds?|USD|EUR|GBP)\b|\b(?:costs?|price) (?:about |around )?\d/i

export const s17 = defineRule({
  id: 'S17',
  severity: 'error',
  title: 'The note on cost names no price',
  source: ours('prices differ from place to place, and change'),
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

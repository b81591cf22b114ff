import {languageOf} from '../language.ts'
import {defineRule} from '../rule.ts'
import {ours} from '../sources.ts'
import {textUnits} from '../text.ts'
import {attribute, isOfType, members, strings, text} from '../value.ts'

const brandExpressions = new Map<string, RegExp>()

function brandExpression(names: readonly string[]): RegExp {
  const pattern = names
    .map((name) =>
      name
        .trim()
        .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
        .replace(/\s+/g, '\\s+'),
    )
    .join('|')
  const known = brandExpressions.get(pattern)
  if (known) return known
  const expression = new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, 'iu')
  brandExpressions.set(pattern, expression)
  return expression
}

export const r35 = defineRule({
  id: 'R35',
  severity: 'error',
  studioSeverity: 'warning',
  title: 'No brand or clinic is named in text that partners show',
  source: ours('shared text belongs to no site; names stand in site settings'),
  needs: 'dataset',
  *check(document, {dataset}) {
    if (isOfType(document, ['siteSettings'])) return
    const names = strings(dataset.settings(languageOf(document))?.brandNames)
    if (names.length === 0) return
    const expression = brandExpression(names.map(({value}) => value))
    for (const unit of textUnits(document)) {
      const found = expression.exec(unit.text)
      if (!found) continue
      yield {
        path: unit.path,
        value: found[0],
        message: `names the brand "${found[0]}"`,
        hint: 'Write "the clinic" or the kind of device: other sites show this text too.',
      }
    }
  },
})

const CPT_WORD = /(?<![\p{L}\p{N}])CPT(?:®|™)?(?![\p{L}\p{N}])/u

const CPT_CODE = /^(?:\d{5}|\d{4}[A-Z])$/

export const r36 = defineRule({
  id: 'R36',
  severity: 'error',
  title: 'No CPT codes',
  source: {
    name: 'American Medical Association: any display of CPT in a product needs a license',
    url: 'https://www.ama-assn.org/practice-management/cpt',
  },
  needs: 'document',
  *check(document) {
    const hint = 'Remove it: showing CPT needs a license from the AMA.'
    for (const {segment, value} of members(attribute(document, 'codes'))) {
      const code = text(value.code)
      if (text(value.system) !== 'cpt' && (code === undefined || !CPT_CODE.test(code))) continue
      yield {path: ['codes', segment], value: code, message: 'is a CPT code', hint}
    }
    for (const unit of textUnits(document)) {
      if (!CPT_WORD.test(unit.text)) continue
      yield {path: unit.path, value: 'CPT', message: 'speaks of CPT codes', hint}
    }
  },
})

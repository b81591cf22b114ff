import {languageOf} from './language.ts'
import {defineRule} from './rule.ts'
import {textUnits} from './text.ts'
import {attribute, isOfType, members, refOf, strings, text} from './value.ts'
import {objectsOf, pathOf} from './walk.ts'

const AGE_YEARS = 10

export const r34 = defineRule({
  id: 'R34',
  severity: 'warning',
  title: 'Cited sources are current',
  source: {
    name: 'NHS standard for creating health content, evidence',
    url: 'https://service-manual.nhs.uk/content/standard-for-creating-health-content',
  },
  needs: 'dataset',
  *check(document, {dataset, today}) {
    for (const node of objectsOf(document, 'citation')) {
      const ref = refOf(node.value.source)
      const source = ref === undefined ? undefined : dataset.byId.get(ref)
      if (source?._type !== 'source') continue
      const {status} = source
      if (status !== 'superseded' && status !== 'withdrawn') continue
      const successor = refOf(source.supersededBy)
      yield {
        path: [...pathOf(node), 'source'],
        value: ref,
        message: `cites a ${status} source`,
        hint: successor
          ? `Check the claim against ${successor} and cite that.`
          : 'Check whether the claim still stands, and cite what says so today.',
      }
    }
    if (!isOfType(document, ['source'])) return
    const {year} = document
    // A publisher's page is kept up to date; a study stays as old as it is.
    if (typeof year !== 'number' || Number(today.slice(0, 4)) - year <= AGE_YEARS) return
    yield {
      path: ['year'],
      severity: 'report',
      value: year,
      message: `is more than ${AGE_YEARS} years ago`,
      hint: 'Look for newer evidence at the next review.',
    }
  },
})

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
  source: {name: 'Foramen: shared text belongs to no site; names stand in site settings'},
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

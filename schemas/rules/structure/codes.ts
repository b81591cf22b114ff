import {TYPES_WITH} from '../../generated/types-with.ts'
import {isTranslation} from '../language.ts'
import {defineRule} from '../rule.ts'
import {members, text} from '../value.ts'

/** ICD-10-CM codes that no longer may be used, with their successors. Each release retires some. */
const RETIRED: Readonly<Record<string, string>> = {
  'M54.5': 'M54.50, M54.51 or M54.59 (since 1 October 2021)',
}

/** Verhoeff's dihedral group of order 10 and its permutation. J. Verhoeff, 1969. */
const MULTIPLY = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
]
const PERMUTE = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
]

/** Whether the last digit of a SNOMED CT identifier checks the others. */
export function hasVerhoeffDigit(digits: string): boolean {
  let check = 0
  for (const [index, digit] of [...digits].toReversed().entries()) {
    const permuted = Number(PERMUTE[index % 8]?.[Number(digit)])
    check = Number(MULTIPLY[check]?.[permuted])
  }
  return check === 0
}

export const s09 = defineRule({
  id: 'S09',
  severity: 'error',
  title: 'Codes are real ones, with their release',
  source: {
    name: 'SNOMED CT identifiers (check digit); ICD-10-CM yearly releases (retired codes)',
    url: 'https://docs.snomed.org/snomed-ct-specifications/snomed-ct-release-file-specification',
  },
  types: TYPES_WITH.codes,
  needs: 'document',
  *check(document) {
    if (isTranslation(document)) return
    const seen = new Set<string>()
    for (const {segment, value} of members(document.codes)) {
      const code = text(value.code)
      const system = text(value.system)
      if (code === undefined || system === undefined) continue
      const path = ['codes', segment, 'code']
      if (seen.has(`${system} ${code}`)) {
        yield {path, value: code, message: 'is listed twice', hint: 'Remove one of the two.'}
        continue
      }
      seen.add(`${system} ${code}`)
      const successor = system === 'icd10cm' ? RETIRED[code] : undefined
      if (successor !== undefined) {
        yield {path, value: code, message: 'is a retired code', hint: `Use ${successor}.`}
      }
      if (system === 'snomed' && /^\d{6,18}$/.test(code)) {
        const concept = code.slice(-3, -1)
        if (!hasVerhoeffDigit(code) || (concept !== '00' && concept !== '10')) {
          yield {
            path,
            value: code,
            message: 'is not a SNOMED CT concept id: its check digit or its kind is wrong',
            hint: 'Copy it again from the SNOMED CT browser.',
          }
        }
      }
      if (system === 'icd10cm' && text(value.version) === undefined) {
        yield {
          path: ['codes', segment, 'version'],
          message: 'is missing: ICD-10-CM codes change every October',
          hint: 'Enter the release, for example FY2027.',
        }
      }
    }
  },
})

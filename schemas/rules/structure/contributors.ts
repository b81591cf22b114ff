import {defineRule} from '../rule.ts'
import {text} from '../value.ts'

/** ISO 7064 mod 11-2. */
function hasOrcidDigit(orcid: string): boolean {
  const digits = orcid.replaceAll('-', '')
  let total = 0
  for (const digit of digits.slice(0, -1)) total = (total + Number(digit)) * 2
  const check = (12 - (total % 11)) % 11
  return digits.at(-1) === (check === 10 ? 'X' : String(check))
}

export const s11 = defineRule({
  id: 'S11',
  severity: 'error',
  title: 'Contributors are who they say: ORCID checks, clinicians have credentials',
  source: {
    name: 'ORCID, structure of the identifier',
    url: 'https://support.orcid.org/hc/en-us/articles/360006897674',
  },
  types: ['contributor'],
  needs: 'document',
  *check(document) {
    const orcid = text(document.orcid)
    if (orcid !== undefined && /^[\d-]{18}[\dX]$/.test(orcid) && !hasOrcidDigit(orcid)) {
      yield {
        path: ['orcid'],
        value: orcid,
        message: 'has a wrong check digit',
        hint: 'Copy it again from the ORCID page.',
      }
    }
    if (document.role !== 'clinician' || text(document.credentials) !== undefined) return
    yield {
      path: ['credentials'],
      message: 'are missing for a clinician',
      hint: 'Enter degree and board certification, for example "MD, pain medicine".',
    }
  },
})

import {z} from 'zod'
import {OptionalText, Text} from '../lib/source.ts'

/** CPT is not offered: any display of it in a product needs a licence from its owner. */
export const CODE_SYSTEMS = ['icd10cm', 'mesh', 'snomed'] as const
export const CODE_MATCHES = ['exact', 'broader', 'narrower'] as const

/** Formats as the three systems publish them. SNOMED CT check digits are a rule of their own. */
export const CODE_FORMATS: Record<(typeof CODE_SYSTEMS)[number], RegExp> = {
  icd10cm: /^[A-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?$/,
  mesh: /^[DC]\d{6}(\d{3})?$/,
  snomed: /^[1-9]\d{5,17}$/,
}

export const codesProjection = `codes[]{_key, system, code, display, version, match}`

export const Code = z
  .object({
    _key: z.string(),
    system: z.enum(CODE_SYSTEMS),
    code: Text,
    display: Text,
    /** For example `FY2027` or `2026`. */
    version: OptionalText,
    match: z.enum(CODE_MATCHES),
  })
  .superRefine((value, context) => {
    if (CODE_FORMATS[value.system].test(value.code)) return
    context.addIssue({
      code: 'custom',
      path: ['code'],
      message: `does not have the format of a ${value.system} code`,
      input: value.code,
    })
  })
export type Code = z.output<typeof Code>

import {z} from 'zod'
import {pointersOf, type Breakage} from './compatibility.ts'
import {openSchema, schemaNames} from './json-schema.ts'

/**
 * What a partner reads of our answers. Each file in `partners/` is one: the tests then say by name
 * whom a change of the contract would break, and where.
 */
export const PartnerContract = z.strictObject({
  partner: z.string().min(1).meta({description: 'Name under which a broken contract is reported.'}),
  reads: z
    .record(z.string(), z.array(z.string().regex(/^(?:\/[^/]+)+$/)).min(1))
    .meta({description: 'JSON pointers by name of the schema; `*` is any item of a list or key.'}),
})
export type PartnerContract = z.output<typeof PartnerContract>

/** What a partner reads although the contract does not promise it, one line each. */
export function unpromised({partner, reads}: PartnerContract): string[] {
  return Object.entries(reads).flatMap(([name, pointers]) => {
    if (!schemaNames().includes(name)) return [`${partner} reads ${name}: there is no such schema`]
    const promised = pointersOf(openSchema(name))
    return pointers
      .filter((pointer) => !promised.has(pointer))
      .map((pointer) => `${partner} reads ${pointer} of ${name}: is not in the contract`)
  })
}

/** Which breakages of a schema hit which of a partner's pointers, one line each. */
export function impacts(
  {partner, reads}: PartnerContract,
  name: string,
  found: readonly Breakage[],
): string[] {
  return (reads[name] ?? []).flatMap((pointer) =>
    found
      .filter((breakage) => isWithin(pointer, breakage.pointer))
      .map(({problem}) => `${partner} reads ${pointer} of ${name}: ${problem}`),
  )
}

/** A change of a field hits whoever reads the field, what it holds or what holds it. */
function isWithin(a: string, b: string): boolean {
  return `${a}/`.startsWith(`${b}/`) || `${b}/`.startsWith(`${a}/`)
}

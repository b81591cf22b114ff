import {defineQuery} from 'groq'
import {z} from 'zod'
import {systemFields, systemProjection} from '../../objects/content.query.ts'
import {list, Text} from '../../lib/source.ts'

export const glossaryTermQuery = defineQuery(`*[_type == "glossaryTerm"]{
  ${systemProjection},
  language, term, plainTerm, definition, aka
}`)

/** A medical word with its plain counterpart and a definition of at most 40 words. */
export const GlossaryTermSource = z.object({
  _type: z.literal('glossaryTerm'),
  ...systemFields,
  language: Text,
  term: Text,
  plainTerm: Text,
  definition: Text,
  aka: list(Text),
})
export type GlossaryTermSource = z.output<typeof GlossaryTermSource>

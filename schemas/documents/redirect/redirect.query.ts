import {defineQuery} from 'groq'
import {z} from 'zod'
import {systemFields, systemProjection} from '../../objects/content.query.ts'
import {Id} from '../../lib/source.ts'

export const redirectQuery = defineQuery(`*[_type == "redirect"]{
  ${systemProjection},
  from, "toDocument": toDocument._ref, toUrl, permanent
}`)

/** An address that leads elsewhere: to a document or to an https page. */
export const RedirectSource = z
  .object({
    _type: z.literal('redirect'),
    ...systemFields,
    from: z.string().regex(/^\/[a-z]{2}(\/[a-z0-9-]+)*\/$/, 'is not a path such as /en/old-name/'),
    toDocument: Id.nullable(),
    toUrl: z.url({protocol: /^https$/}).nullable(),
    permanent: z.boolean(),
  })
  .refine((redirect) => (redirect.toDocument === null) !== (redirect.toUrl === null), {
    path: ['toDocument'],
    message: 'needs either a document or an https address to lead to, not both',
  })
export type RedirectSource = z.output<typeof RedirectSource>

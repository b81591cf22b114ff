import {defineQuery} from 'groq'
import {z} from 'zod'
import {Slug, systemFields, systemProjection} from '../../objects/content.query.ts'
import {OptionalText, Text} from '../../lib/source.ts'

export const CONTRIBUTOR_ROLES = ['clinician', 'editor', 'patient', 'organization'] as const

/** `npi` and e-mail are for the clinic only, so the query does not ask for them. */
export const contributorQuery = defineQuery(`*[_type == "contributor"]{
  ${systemProjection},
  name, "slug": slug.current, credentials, role, bio, orcid, url, disclosures, active
}`)

/** Someone who writes or reviews; an organization may author but never review. */
export const ContributorSource = z.object({
  _type: z.literal('contributor'),
  ...systemFields,
  name: Text,
  slug: Slug,
  credentials: OptionalText,
  role: z.enum(CONTRIBUTOR_ROLES),
  bio: OptionalText,
  orcid: z
    .string()
    .regex(/^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/)
    .nullable(),
  url: z.url({protocol: /^https$/}).nullable(),
  disclosures: OptionalText,
  active: z.boolean().nullable(),
})
export type ContributorSource = z.output<typeof ContributorSource>

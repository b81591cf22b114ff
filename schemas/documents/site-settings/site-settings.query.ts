import {defineQuery} from 'groq'
import {z} from 'zod'
import {systemFields, systemProjection} from '../../objects/content.query.ts'
import {PortableText, portableTextProjection} from '../../objects/portable-text.query.ts'
import {list, OptionalText, Text} from '../../lib/source.ts'

export const siteSettingsQuery = defineQuery(`*[_type == "siteSettings"]{
  ${systemProjection},
  language, organizationName, organizationUrl, tagline,
  disclaimer, exampleNotice,
  emergencyNotice{heading, text, phone},
  opioidHelp{text, url},
  requireClinicalReview, snomedLicensed,
  publicApi{licence, licenceUrl, attribution, contact, maxStaleDays},
  brandNames, feedbackUrl,
  editorialPolicy[]${portableTextProjection}
}`)

/** One document per language: what every page and every API answer must carry. */
export const SiteSettingsSource = z.object({
  _type: z.literal('siteSettings'),
  ...systemFields,
  language: Text,
  organizationName: Text,
  organizationUrl: z.url({protocol: /^https?$/}).nullable(),
  tagline: OptionalText,
  disclaimer: Text,
  /** Shown with every document that has `isExample`. */
  exampleNotice: Text,
  emergencyNotice: z.object({heading: Text, text: Text, phone: z.string().regex(/^[+0-9-]+$/)}),
  opioidHelp: z.object({text: Text, url: z.url({protocol: /^https$/})}).nullable(),
  /** When true, documents without a clinical review do not publish. */
  requireClinicalReview: z.boolean(),
  snomedLicensed: z.boolean().nullable(),
  publicApi: z.object({
    licence: Text,
    licenceUrl: z.url({protocol: /^https$/}),
    attribution: Text,
    contact: OptionalText,
    /** Days after which a copy has to be refreshed. */
    maxStaleDays: z.int().min(1).max(30),
  }),
  brandNames: list(Text),
  feedbackUrl: z.url({protocol: /^https$/}).nullable(),
  /** The page "About and editorial policy". */
  editorialPolicy: PortableText,
})
export type SiteSettingsSource = z.output<typeof SiteSettingsSource>

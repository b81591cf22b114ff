import {defineQuery} from 'groq'
import {z} from 'zod'
import {systemFields, systemProjection} from '../../objects/content.query.ts'
import {CalendarDate, Id, list, OptionalText, Text} from '../../lib/source.ts'

export const SOURCE_KINDS = [
  'guideline',
  'systematicReview',
  'trial',
  'cohort',
  'regulator',
  'registry',
  'textbook',
  'patientOrg',
  'patientInfo',
  'statement',
  'statistics',
  'coverage',
  'label',
] as const
export const SOURCE_STATUSES = ['current', 'superseded', 'withdrawn', 'disputed'] as const

export const sourceQuery = defineQuery(`*[_type == "source"]{
  ${systemProjection},
  title, kind, publisher, year, undated, authors, doi, pmid, url, accessed, publishedOn,
  "supersededBy": supersededBy._ref, status, note
}`)

/** A public source that claims lean on. `note` is for editors and never leaves the lake. */
export const SourceSource = z
  .object({
    _type: z.literal('source'),
    ...systemFields,
    title: Text,
    kind: z.enum(SOURCE_KINDS),
    publisher: Text,
    year: z.int().min(1900).max(2100),
    undated: z.boolean().nullable(),
    authors: list(Text),
    doi: z
      .string()
      .regex(/^10\.\d{4,9}\/\S+$/)
      .nullable(),
    pmid: z.string().regex(/^\d+$/).nullable(),
    url: z.url({protocol: /^https$/}).nullable(),
    accessed: CalendarDate,
    publishedOn: CalendarDate.nullable(),
    supersededBy: Id.nullable(),
    status: z.enum(SOURCE_STATUSES),
    note: OptionalText,
  })
  .refine((source) => source.doi !== null || source.pmid !== null || source.url !== null, {
    path: ['url'],
    message: 'is missing: a source needs a DOI, a PubMed id or an https address',
  })
export type SourceSource = z.output<typeof SourceSource>

import {z} from 'zod'
import {CalendarDate, filledList, Id, Instant, list, OptionalText, Text} from '../lib/source.ts'
import {CareCard, careCardsProjection} from './care-card.query.ts'
import {Code, codesProjection} from './code.query.ts'
import {EvidenceStatement, evidenceProjection} from './evidence.query.ts'
import {Figure, figureProjection} from './figure.query.ts'
import {slugFault} from '../lib/slug.ts'

export const AUDIENCES = ['patient', 'clinician'] as const
export const STATUSES = ['active', 'withdrawn'] as const
export const CHANGE_KINDS = ['minor', 'clinical', 'safety'] as const

export const Slug = z.string().superRefine((slug, context) => {
  const message = slugFault(slug)
  if (message !== undefined) context.addIssue({code: 'custom', message, input: slug})
})

/** Months from one review to the next. */
export const ReviewInterval = z.int().min(1).max(36)

/** Attributes that the lake itself keeps on every document. */
export const systemProjection = `_id, _type, _rev, _createdAt, _updatedAt`
export const systemFields = {
  _id: Id,
  _rev: z.string(),
  _createdAt: Instant,
  _updatedAt: Instant,
}

/** Fields that every public document (procedure, technique, condition, FAQ, topic) shares. */
export const contentProjection = `${systemProjection},
  language, "slug": slug.current, slugHistory,
  status, withdrawal{reason, date, "replacement": replacement._ref},
  isExample, audience,
  "authors": authors[]._ref,
  review{lastReviewed, "reviewedBy": reviewedBy[]._ref, intervalMonths, approvedAt},
  changeNotes[]{_key, date, note, kind},
  conflicts`

export const contentFields = {
  ...systemFields,
  language: Text,
  slug: Slug,
  /** Former slugs of this document, oldest first; each answers with a redirect. */
  slugHistory: list(Slug),
  status: z.enum(STATUSES),
  withdrawal: z.object({reason: Text, date: CalendarDate, replacement: Id.nullable()}).nullable(),
  /** True on the example content this package ships with; shown as a notice everywhere. */
  isExample: z.boolean().nullable(),
  audience: z.enum(AUDIENCES),
  authors: filledList(Id),
  /** Absent until someone presses "Mark as reviewed". */
  review: z
    .object({
      lastReviewed: CalendarDate.nullable(),
      reviewedBy: list(Id),
      intervalMonths: ReviewInterval.nullable(),
      approvedAt: Instant.nullable(),
    })
    .nullable(),
  changeNotes: list(
    z.object({_key: z.string(), date: CalendarDate, note: Text, kind: z.enum(CHANGE_KINDS)}),
  ),
  conflicts: OptionalText,
}

export type ContentFields = z.output<z.ZodObject<typeof contentFields>>

/** A picture that was described or taken away again, but never chosen, is none. */
export const heroImageProjection = `"heroImage": select(defined(heroImage.asset) => heroImage{${figureProjection}})`

/** Fields of the four types that describe a subject (an FAQ has a question instead). */
export const subjectProjection = `title, aka, abbreviation, summary,
  "topics": topics[]._ref,
  ${codesProjection},
  "furtherReading": furtherReading[]._ref,
  ${heroImageProjection}`

export const subjectFields = {
  title: Text,
  aka: list(Text),
  abbreviation: OptionalText,
  summary: Text,
  topics: list(Id),
  codes: list(Code),
  furtherReading: list(Id),
  heroImage: Figure.nullable(),
}

export type SubjectFields = z.output<z.ZodObject<typeof subjectFields>>

/** Safety and evidence blocks. */
export const careProjection = careCardsProjection
export const careFields = {careCards: list(CareCard)}
export const requiredCareFields = {careCards: filledList(CareCard)}
export {evidenceProjection}
export const evidenceFields = {evidence: list(EvidenceStatement)}
export const requiredEvidenceFields = {evidence: filledList(EvidenceStatement)}

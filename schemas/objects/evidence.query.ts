import {z} from 'zod'
import {OptionalText, Text} from '../lib/source.ts'
import {Citations, citationsProjection, RequiredCitations} from './citation.query.ts'

export const CERTAINTIES = [
  'high',
  'moderate',
  'low',
  'veryLow',
  'insufficient',
  'contested',
] as const
/** `comparison`: the treatment it was compared with did better. `notCompared`: there was none. */
export const FAVOURS = [
  'benefit',
  'noDifference',
  'comparison',
  'harm',
  'mixed',
  'notCompared',
] as const
export const HEDGES = ['may', 'can', 'usually'] as const
export const SERIOUSNESS = ['minor', 'serious'] as const
export const CONTRAINDICATION_STRENGTHS = ['absolute', 'relative'] as const
export const REGULATORY_STATUSES = [
  'approved',
  'premarketApproved',
  'deviceCleared',
  'offLabel',
  'notApplicable',
] as const

export const evidenceProjection = `evidence[]{
  _key, outcome, population, comparison, finding, certainty, favours,
  effect{measure, value, text},
  ${citationsProjection},
  dissent{text, ${citationsProjection}}
}`

/** What is known about one outcome in one group of people, and how sure anyone can be. */
export const EvidenceStatement = z
  .object({
    _key: z.string(),
    outcome: Text,
    population: Text,
    comparison: OptionalText,
    finding: Text,
    certainty: z.enum(CERTAINTIES),
    favours: z.enum(FAVOURS),
    effect: z.object({measure: Text, value: OptionalText, text: Text}).nullable(),
    citations: RequiredCitations,
    dissent: z.object({text: Text, citations: RequiredCitations}).nullable(),
  })
  .refine((statement) => statement.certainty !== 'contested' || statement.dissent !== null, {
    path: ['dissent'],
    message: 'is missing: contested evidence shows the other side with its own source',
  })
  .refine((statement) => statement.favours !== 'comparison' || statement.comparison !== null, {
    path: ['comparison'],
    message: 'is missing: a finding for the other treatment names that treatment',
  })
export type EvidenceStatement = z.output<typeof EvidenceStatement>

export const claimProjection = `{_key, text, hedge, ${citationsProjection}}`
/** One benefit in one sentence, with its source. */
export const Claim = z.object({
  _key: z.string(),
  text: Text,
  hedge: z.enum(HEDGES),
  citations: RequiredCitations,
})
export type Claim = z.output<typeof Claim>

export const riskProjection = `{
  _key, outcome, seriousness, text, ${citationsProjection},
  frequency{numerator, denominator, text, ${citationsProjection}}
}`
export const Risk = z.object({
  _key: z.string(),
  outcome: Text,
  seriousness: z.enum(SERIOUSNESS),
  text: Text,
  citations: Citations,
  /** "About numerator in denominator people". */
  frequency: z
    .object({
      numerator: z.int().positive(),
      denominator: z.int().positive(),
      text: OptionalText,
      citations: RequiredCitations,
    })
    .nullable(),
})
export type Risk = z.output<typeof Risk>

export const safetyNoticesProjection = `safetyNotices[]{_key, issuer, date, text, ${citationsProjection}}`
export const SafetyNotice = z.object({
  _key: z.string(),
  issuer: Text,
  date: z.iso.date(),
  text: Text,
  citations: RequiredCitations,
})
export type SafetyNotice = z.output<typeof SafetyNotice>

export const Contraindication = z.object({
  _key: z.string(),
  text: Text,
  strength: z.enum(CONTRAINDICATION_STRENGTHS),
  citations: Citations,
})
export type Contraindication = z.output<typeof Contraindication>

export const RegulatoryStatus = z
  .object({status: z.enum(REGULATORY_STATUSES), note: OptionalText, citations: Citations})
  .refine((value) => value.status !== 'offLabel' || value.note !== null, {
    path: ['note'],
    message: 'is missing: an off-label use needs a note',
  })
  .refine((value) => value.status !== 'offLabel' || value.citations.length > 0, {
    path: ['citations'],
    message: 'is missing: an off-label use needs a source',
  })
export type RegulatoryStatus = z.output<typeof RegulatoryStatus>

/** A plain-text statement with the sources that carry it (duration of effect, prevalence). */
export const SourcedText = z.object({text: Text, citations: RequiredCitations})
export type SourcedText = z.output<typeof SourcedText>

import {defineQuery} from 'groq'
import {z} from 'zod'
import {Citations, citationsProjection, RequiredCitations} from '../../objects/citation.query.ts'
import {
  careProjection,
  contentFields,
  contentProjection,
  evidenceProjection,
  requiredCareFields,
  requiredEvidenceFields,
  subjectFields,
  subjectProjection,
} from '../../objects/content.query.ts'
import {
  Claim,
  claimProjection,
  Contraindication,
  RegulatoryStatus,
  Risk,
  riskProjection,
  SafetyNotice,
  safetyNoticesProjection,
  SourcedText,
} from '../../objects/evidence.query.ts'
import {
  OptionalPortableText,
  PortableText,
  portableTextProjection,
} from '../../objects/portable-text.query.ts'
import {Id, filledList, list, OptionalText, Text} from '../../lib/source.ts'
import {BODY_REGIONS} from '../../lib/body-regions.ts'

export const PROCEDURE_KINDS = ['injection', 'ablation', 'neuromodulation', 'other'] as const
export const INVASIVENESS = ['noninvasive', 'percutaneous', 'surgical'] as const
export const INTENTS = ['diagnostic', 'therapeutic', 'trial'] as const
export const ANESTHESIA = ['none', 'local', 'sedation', 'general'] as const
export const SETTINGS = ['office', 'outpatientClinic', 'surgeryCenter', 'hospital'] as const
export const TREATS_USES = ['commonly', 'sometimes', 'notRecommended'] as const
export const GUIDANCE_USES = ['usual', 'sometimes'] as const
export const SPECIALTIES = [
  'painMedicine',
  'anesthesiology',
  'physicalMedicine',
  'neurology',
  'radiology',
  'orthopedics',
  'neurosurgery',
  'rheumatology',
] as const

export const procedureQuery = defineQuery(`*[_type == "procedure"]{
  ${contentProjection},
  ${subjectProjection},
  bodyRegions,
  kind, invasiveness, intent,
  "parent": parent._ref,
  "stages": stages[]._ref,
  overview[]${portableTextProjection},
  howItWorks[]${portableTextProjection},
  treats[]{_key, "condition": condition._ref, use, note, ${citationsProjection}},
  candidates[]${portableTextProjection},
  contraindications[]{_key, text, strength, ${citationsProjection}},
  preparation[]{_key, text[]${portableTextProjection}},
  steps[]{_key, title, text[]${portableTextProjection}},
  anesthesia, settings,
  durationMinutes{min, max},
  guidedBy[]{_key, "technique": technique._ref, use},
  performedBy, clinicianNote,
  benefits[]${claimProjection},
  risks[]${riskProjection},
  ${safetyNoticesProjection},
  regulatoryStatus{status, note, ${citationsProjection}},
  aftercare[]{_key, text[]${portableTextProjection}},
  recovery{text[]${portableTextProjection}, returnToDriving, returnToWork, ${citationsProjection}},
  effectDuration{text, ${citationsProjection}},
  repeatLimits[]${portableTextProjection},
  withoutTreatment[]${portableTextProjection},
  alternatives[]{_key, _type, "procedure": procedure._ref, note, title, text, ${citationsProjection}},
  questionsToAsk,
  costNote[]${portableTextProjection},
  ${careProjection},
  ${evidenceProjection}
}`)

const Instruction = z.object({_key: z.string(), text: PortableText})

/** What a procedure has in the lake, checked on its way into the build. */
export const ProcedureSource = z.object({
  _type: z.literal('procedure'),
  ...contentFields,
  ...subjectFields,
  bodyRegions: z.array(z.enum(BODY_REGIONS)).min(1).max(6),
  kind: z.enum(PROCEDURE_KINDS),
  invasiveness: z.enum(INVASIVENESS),
  intent: filledList(z.enum(INTENTS)),
  /** The wider procedure that this one is a kind of. */
  parent: Id.nullable(),
  /** Procedures that are steps of this one, in order (a trial before an implant). */
  stages: list(Id),
  overview: PortableText,
  howItWorks: PortableText,
  treats: filledList(
    z.object({
      _key: z.string(),
      condition: Id,
      use: z.enum(TREATS_USES),
      note: OptionalText,
      citations: RequiredCitations,
    }),
  ),
  candidates: PortableText,
  contraindications: filledList(Contraindication),
  preparation: filledList(Instruction),
  steps: z
    .array(z.object({_key: z.string(), title: Text, text: PortableText}))
    .min(2)
    .max(12),
  anesthesia: filledList(z.enum(ANESTHESIA)),
  settings: filledList(z.enum(SETTINGS)),
  durationMinutes: z
    .object({min: z.int().min(1), max: z.int().max(600)})
    .refine((value) => value.min <= value.max, 'has a minimum above its maximum')
    .nullable(),
  guidedBy: list(z.object({_key: z.string(), technique: Id, use: z.enum(GUIDANCE_USES)})),
  performedBy: filledList(z.enum(SPECIALTIES)),
  clinicianNote: OptionalText,
  benefits: filledList(Claim),
  risks: filledList(Risk),
  safetyNotices: list(SafetyNotice),
  regulatoryStatus: RegulatoryStatus,
  aftercare: filledList(Instruction),
  recovery: z.object({
    text: PortableText,
    returnToDriving: OptionalText,
    returnToWork: OptionalText,
    citations: Citations,
  }),
  effectDuration: SourcedText.nullable(),
  repeatLimits: OptionalPortableText,
  withoutTreatment: PortableText,
  alternatives: filledList(
    z.discriminatedUnion('_type', [
      z.object({
        _key: z.string(),
        _type: z.literal('alternativeProcedure'),
        procedure: Id,
        note: OptionalText,
      }),
      z.object({
        _key: z.string(),
        _type: z.literal('alternativeCare'),
        title: Text,
        text: Text,
        citations: Citations,
      }),
    ]),
  ),
  questionsToAsk: list(Text),
  costNote: OptionalPortableText,
  ...requiredCareFields,
  ...requiredEvidenceFields,
})
export type ProcedureSource = z.output<typeof ProcedureSource>

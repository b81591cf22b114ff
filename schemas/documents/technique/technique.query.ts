import {defineQuery} from 'groq'
import {z} from 'zod'
import {citationsProjection, RequiredCitations} from '../../objects/citation.query.ts'
import {
  careFields,
  careProjection,
  contentFields,
  contentProjection,
  evidenceFields,
  evidenceProjection,
  subjectFields,
  subjectProjection,
} from '../../objects/content.query.ts'
import {
  Claim,
  claimProjection,
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
import {filledList, Id, list, OptionalText} from '../../lib/source.ts'
import {TREATS_USES} from '../procedure/procedure.query.ts'

export const TECHNIQUE_KINDS = ['imagingGuidance', 'therapeuticModality', 'other'] as const
export const MODALITIES = [
  'xray',
  'fluoroscopy',
  'ultrasound',
  'ct',
  'mri',
  'light',
  'other',
] as const

export const techniqueQuery = defineQuery(`*[_type == "technique"]{
  ${contentProjection},
  ${subjectProjection},
  kind, modality, ionizingRadiation, contrastUsed,
  radiationNote{text, ${citationsProjection}},
  contrastNote{text, ${citationsProjection}},
  overview[]${portableTextProjection},
  howItWorks[]${portableTextProjection},
  whatItShows[]${portableTextProjection},
  limits[]${portableTextProjection},
  benefits[]${claimProjection},
  risks[]${riskProjection},
  ${safetyNoticesProjection},
  regulatoryStatus{status, note, ${citationsProjection}},
  treats[]{_key, "condition": condition._ref, use, note, ${citationsProjection}},
  preparation[]{_key, text[]${portableTextProjection}},
  ${careProjection},
  ${evidenceProjection}
}`)

/** What a technique has in the lake, checked on its way into the build. */
export const TechniqueSource = z
  .object({
    _type: z.literal('technique'),
    ...contentFields,
    ...subjectFields,
    kind: z.enum(TECHNIQUE_KINDS),
    modality: z.enum(MODALITIES),
    ionizingRadiation: z.boolean(),
    radiationNote: SourcedText.nullable(),
    contrastUsed: z.boolean().nullable(),
    contrastNote: SourcedText.nullable(),
    overview: PortableText,
    howItWorks: PortableText,
    whatItShows: OptionalPortableText,
    limits: PortableText,
    benefits: filledList(Claim),
    risks: filledList(Risk),
    safetyNotices: list(SafetyNotice),
    regulatoryStatus: RegulatoryStatus.nullable(),
    /** Only for a technique that treats (light), never for one that guides a needle. */
    treats: list(
      z.object({
        _key: z.string(),
        condition: Id,
        use: z.enum(TREATS_USES),
        note: OptionalText,
        citations: RequiredCitations,
      }),
    ),
    preparation: list(z.object({_key: z.string(), text: PortableText})),
    ...careFields,
    ...evidenceFields,
  })
  .refine((technique) => !technique.ionizingRadiation || technique.radiationNote !== null, {
    path: ['radiationNote'],
    message: 'is missing: a technique with ionizing radiation says so, with a source',
  })
export type TechniqueSource = z.output<typeof TechniqueSource>

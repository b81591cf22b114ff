import {defineQuery} from 'groq'
import {z} from 'zod'
import {Citations, citationsProjection} from '../../objects/citation.query.ts'
import {
  careProjection,
  contentFields,
  contentProjection,
  evidenceFields,
  evidenceProjection,
  requiredCareFields,
  subjectFields,
  subjectProjection,
} from '../../objects/content.query.ts'
import {SourcedText} from '../../objects/evidence.query.ts'
import {
  OptionalPortableText,
  PortableText,
  portableTextProjection,
} from '../../objects/portable-text.query.ts'
import {BODY_REGIONS} from '../../lib/body-regions.ts'
import {Id, list, Text} from '../../lib/source.ts'

export const conditionQuery = defineQuery(`*[_type == "condition"]{
  ${contentProjection},
  ${subjectProjection},
  bodyRegions,
  "parent": parent._ref,
  "relatedConditions": relatedConditions[]._ref,
  overview[]${portableTextProjection},
  symptoms[]{_key, text, ${citationsProjection}},
  causes[]${portableTextProjection},
  riskFactors[]{_key, text, ${citationsProjection}},
  diagnosis[]${portableTextProjection},
  selfCare[]${portableTextProjection},
  nonProcedureCare[]${portableTextProjection},
  outlook[]${portableTextProjection},
  prevention[]${portableTextProjection},
  prevalence{text, ${citationsProjection}},
  questionsToAsk,
  ${careProjection},
  ${evidenceProjection}
}`)

const SourcedItem = z.object({_key: z.string(), text: Text, citations: Citations})

/** What a condition has in the lake, checked on its way into the build. */
export const ConditionSource = z.object({
  _type: z.literal('condition'),
  ...contentFields,
  ...subjectFields,
  bodyRegions: z.array(z.enum(BODY_REGIONS)).min(1).max(6),
  /** The wider condition that this one is a kind of. */
  parent: Id.nullable(),
  /** Stored on one side; the API shows it on both. */
  relatedConditions: list(Id),
  overview: PortableText,
  symptoms: z.array(SourcedItem).min(2),
  causes: PortableText,
  riskFactors: list(SourcedItem),
  diagnosis: PortableText,
  selfCare: PortableText,
  nonProcedureCare: PortableText,
  outlook: OptionalPortableText,
  prevention: OptionalPortableText,
  prevalence: SourcedText.nullable(),
  questionsToAsk: list(Text),
  ...requiredCareFields,
  ...evidenceFields,
})
export type ConditionSource = z.output<typeof ConditionSource>

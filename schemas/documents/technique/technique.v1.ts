import {z} from 'zod'
import {cards, documentV1, faqItems} from '../../api/v1/envelope.ts'
import {AUDIENCES} from '../../objects/content.query.ts'
import {
  BenefitV1,
  CareCardV1,
  CodeV1,
  EvidenceV1,
  FigureV1,
  labelled,
  RegulatoryStatusV1,
  RiskV1,
  SafetyNoticeV1,
  SectionV1,
  SourcedTextV1,
  TreatmentLinkV1,
} from '../../objects/shared.v1.ts'
import {MODALITIES, TECHNIQUE_KINDS} from './technique.query.ts'

/** Contract of `/api/v1/<locale>/techniques/<slug>.json`. */
export const TechniqueV1 = documentV1(
  'technique',
  {
    title: z.string().meta({description: 'Name of the technique.'}),
    abbreviation: z.string().nullable().meta({description: 'Short form.'}),
    aka: z.array(z.string()).meta({description: 'Other names.'}),
    summary: z.string().meta({description: 'One or two sentences.'}),
    audience: labelled(AUDIENCES),
    codes: z.array(CodeV1),
    heroImage: FigureV1.nullable(),
    kind: labelled(TECHNIQUE_KINDS),
    modality: labelled(MODALITIES),
    ionizingRadiation: z.boolean().meta({description: 'Whether it uses X-rays.'}),
    radiationNote: SourcedTextV1.nullable(),
    contrastUsed: z.boolean().nullable(),
    contrastNote: SourcedTextV1.nullable(),
    regulatoryStatus: RegulatoryStatusV1.nullable(),
    treats: z.array(TreatmentLinkV1),
    careCards: z.array(CareCardV1),
    benefits: z.array(BenefitV1),
    risks: z.array(RiskV1),
    safetyNotices: z.array(SafetyNoticeV1),
    evidence: z.array(EvidenceV1),
    sections: z.array(SectionV1),
  },
  {
    procedures: cards.meta({description: 'Procedures it guides.'}),
    conditions: cards.meta({description: 'Conditions it is used for, where it treats.'}),
    topics: cards,
    faqs: faqItems,
  },
)
export type TechniqueV1 = z.output<typeof TechniqueV1>

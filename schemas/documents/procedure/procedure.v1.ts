import {z} from 'zod'
import {cards, documentV1, faqItems} from '../../api/v1/envelope.ts'
import {BODY_REGIONS} from '../../lib/body-regions.ts'
import {AUDIENCES} from '../../objects/content.query.ts'
import {
  BenefitV1,
  CareCardV1,
  CodeV1,
  ContraindicationV1,
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
import {
  ANESTHESIA,
  GUIDANCE_USES,
  INTENTS,
  INVASIVENESS,
  PROCEDURE_KINDS,
  SETTINGS,
  SPECIALTIES,
} from './procedure.query.ts'

/** Contract of `/api/v1/<locale>/procedures/<slug>.json`. */
export const ProcedureV1 = documentV1(
  'procedure',
  {
    title: z.string().meta({description: 'Name of the procedure.'}),
    abbreviation: z.string().nullable().meta({description: 'Short form, such as "ESI".'}),
    aka: z.array(z.string()).meta({description: 'Other names.'}),
    summary: z.string().meta({description: 'One or two sentences.'}),
    audience: labelled(AUDIENCES),
    bodyRegions: z.array(labelled(BODY_REGIONS)),
    codes: z.array(CodeV1),
    heroImage: FigureV1.nullable(),
    kind: labelled(PROCEDURE_KINDS),
    invasiveness: labelled(INVASIVENESS),
    intent: z.array(labelled(INTENTS)),
    anesthesia: z.array(labelled(ANESTHESIA)),
    settings: z.array(labelled(SETTINGS)),
    durationMinutes: z.object({min: z.int(), max: z.int()}).nullable(),
    performedBy: z.array(labelled(SPECIALTIES)),
    clinicianNote: z.string().nullable(),
    guidance: z.array(
      z.object({
        id: z.string().meta({description: 'Id of the technique; its card is in related.'}),
        title: z.string(),
        use: labelled(GUIDANCE_USES),
      }),
    ),
    regulatoryStatus: RegulatoryStatusV1,
    treats: z.array(TreatmentLinkV1),
    careCards: z.array(CareCardV1),
    contraindications: z.array(ContraindicationV1),
    benefits: z.array(BenefitV1),
    risks: z.array(RiskV1),
    safetyNotices: z.array(SafetyNoticeV1),
    evidence: z.array(EvidenceV1),
    effectDuration: SourcedTextV1.nullable(),
    recovery: z.object({
      returnToDriving: z.string().nullable(),
      returnToWork: z.string().nullable(),
    }),
    questionsToAsk: z.array(z.string()),
    sections: z.array(SectionV1),
  },
  {
    conditions: cards.meta({description: 'Conditions it is used for.'}),
    techniques: cards.meta({description: 'Techniques that guide it.'}),
    parents: cards.meta({description: 'The wider procedure it is a kind of.'}),
    kinds: cards.meta({description: 'Procedures that are kinds of it.'}),
    stages: cards.meta({description: 'Procedures that are steps of it, in order.'}),
    alternatives: cards.meta({description: 'Other procedures to weigh against it.'}),
    procedures: cards.meta({description: 'Procedures used for the same conditions.'}),
    topics: cards,
    faqs: faqItems,
  },
)
export type ProcedureV1 = z.output<typeof ProcedureV1>

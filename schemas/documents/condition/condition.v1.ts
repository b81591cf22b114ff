import {z} from 'zod'
import {cards, documentV1, faqItems} from '../../api/v1/envelope.ts'
import {BODY_REGIONS} from '../../lib/body-regions.ts'
import {AUDIENCES} from '../../objects/content.query.ts'
import {
  CareCardV1,
  CodeV1,
  EvidenceV1,
  FigureV1,
  labelled,
  SectionV1,
  SourcedTextV1,
  TreatmentLinkV1,
} from '../../objects/shared.v1.ts'
import {byCollection, TREATING_TYPES} from '../type-lists.ts'

/** Contract of `/api/v1/<locale>/conditions/<slug>.json`. */
export const ConditionV1 = documentV1(
  'condition',
  {
    title: z.string().meta({description: 'Name of the condition.'}),
    abbreviation: z.string().nullable().meta({description: 'Short form.'}),
    aka: z.array(z.string()).meta({description: 'Other names.'}),
    summary: z.string().meta({description: 'One or two sentences.'}),
    audience: labelled(AUDIENCES),
    bodyRegions: z.array(labelled(BODY_REGIONS)),
    codes: z.array(CodeV1),
    heroImage: FigureV1.nullable(),
    careCards: z.array(CareCardV1),
    symptoms: z.array(SourcedTextV1),
    riskFactors: z.array(SourcedTextV1),
    prevalence: SourcedTextV1.nullable(),
    evidence: z.array(EvidenceV1),
    treatedBy: z.array(TreatmentLinkV1).meta({
      description:
        'Procedures and techniques, computed from their side; "notRecommended" ones are listed as such.',
    }),
    questionsToAsk: z.array(z.string()),
    sections: z.array(SectionV1),
  },
  {
    ...byCollection(TREATING_TYPES, () => cards),
    procedures: cards.meta({description: 'Procedures used for it.'}),
    techniques: cards.meta({
      description: 'Techniques used to treat it or to guide its procedures.',
    }),
    parents: cards.meta({description: 'The wider condition it is a kind of.'}),
    kinds: cards.meta({description: 'Conditions that are kinds of it.'}),
    conditions: cards.meta({description: 'Related conditions, in both directions.'}),
    topics: cards,
    faqs: faqItems,
  },
)
export type ConditionV1 = z.output<typeof ConditionV1>

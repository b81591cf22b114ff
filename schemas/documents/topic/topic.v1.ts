import {z} from 'zod'
import {cards, documentV1, faqItems} from '../../api/v1/envelope.ts'
import {AUDIENCES} from '../../objects/content.query.ts'
import {FigureV1, labelled, SectionV1} from '../../objects/shared.v1.ts'
import {byCollection, FILED_TYPES} from '../type-lists.ts'

/** Contract of `/api/v1/<locale>/topics/<slug>.json`. */
export const TopicV1 = documentV1(
  'topic',
  {
    title: z.string().meta({description: 'Name of the topic.'}),
    abbreviation: z.string().nullable().meta({description: 'Short form.'}),
    aka: z.array(z.string()).meta({description: 'Other names.'}),
    summary: z.string().meta({description: 'One or two sentences.'}),
    audience: labelled(AUDIENCES),
    heroImage: FigureV1.nullable(),
    sections: z.array(SectionV1),
  },
  {
    parents: cards.meta({description: 'The wider topic.'}),
    kinds: cards.meta({description: 'Narrower topics.'}),
    ...byCollection(FILED_TYPES, () => cards),
    faqs: faqItems,
  },
)
export type TopicV1 = z.output<typeof TopicV1>

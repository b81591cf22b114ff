import {z} from 'zod'
import {cards, documentV1} from '../../api/v1/envelope.ts'
import {AUDIENCES} from '../../objects/content.query.ts'
import {CareCardV1, labelled, SectionV1} from '../../objects/shared.v1.ts'
import {byCollection, COLLECTION_OF_TYPE, SUBJECT_TYPES} from '../type-lists.ts'

/** Contract of `/api/v1/<locale>/faqs/<slug>.json`. */
export const FaqV1 = documentV1(
  'faq',
  {
    question: z.string().meta({description: 'Ends with "?".'}),
    alternatePhrasings: z.array(z.string()).meta({description: 'Other ways to ask it.'}),
    shortAnswer: z.string().meta({description: 'Plain text that stands alone.'}),
    audience: labelled(AUDIENCES),
    featured: z.boolean().meta({description: 'Whether editors put it forward.'}),
    careCards: z.array(CareCardV1),
    sections: z.array(SectionV1),
  },
  {
    ...byCollection(SUBJECT_TYPES, (type) => {
      const collection = COLLECTION_OF_TYPE[type]
      const name = `${collection.charAt(0).toUpperCase()}${collection.slice(1)}`
      return cards.meta({description: `${name} it is about.`})
    }),
    faqs: cards.meta({description: 'Other FAQs about the same documents.'}),
  },
)
export type FaqV1 = z.output<typeof FaqV1>

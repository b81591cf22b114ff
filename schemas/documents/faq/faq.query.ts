import {defineQuery} from 'groq'
import {z} from 'zod'
import {Citations, citationsProjection} from '../../objects/citation.query.ts'
import {
  careFields,
  careProjection,
  contentFields,
  contentProjection,
} from '../../objects/content.query.ts'
import {OptionalPortableText, portableTextProjection} from '../../objects/portable-text.query.ts'
import {filledList, Id, list, Text} from '../../lib/source.ts'

export const faqQuery = defineQuery(`*[_type == "faq"]{
  ${contentProjection},
  question, alternatePhrasings, shortAnswer,
  answer[]${portableTextProjection},
  "about": about[]._ref,
  ${citationsProjection},
  widgetOrder, featured,
  ${careProjection}
}`)

/** What an FAQ has in the lake, checked on its way into the build. */
export const FaqSource = z.object({
  _type: z.literal('faq'),
  ...contentFields,
  /** Ends with "?". */
  question: Text,
  alternatePhrasings: list(Text),
  /** Plain text that answers in its first sentence and stands alone. */
  shortAnswer: Text,
  answer: OptionalPortableText,
  /** Ids of the procedures, techniques, conditions and topics it is about. */
  about: filledList(Id),
  citations: Citations,
  /** Smaller first; FAQs without a number follow in order of their question. */
  widgetOrder: z.number().nullable(),
  featured: z.boolean().nullable(),
  ...careFields,
})
export type FaqSource = z.output<typeof FaqSource>

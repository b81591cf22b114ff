import {z} from 'zod'
import {OptionalText, Text} from '../lib/source.ts'
import {Citations, citationsProjection} from './citation.query.ts'

/** Most urgent first: the order in which cards are shown. NHS service manual, care cards. */
export const CARE_LEVELS = ['emergency', 'urgent', 'nonUrgent'] as const

export const careCardsProjection = `careCards[]{_key, level, heading, items, after, ${citationsProjection}}`

export const CareCard = z.object({
  _key: z.string(),
  level: z.enum(CARE_LEVELS),
  /** Ends with "if:". */
  heading: Text,
  items: z.array(Text).min(1).max(10),
  after: OptionalText,
  citations: Citations,
})
export type CareCard = z.output<typeof CareCard>

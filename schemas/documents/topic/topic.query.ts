import {defineQuery} from 'groq'
import {z} from 'zod'
import {contentFields, contentProjection, heroImageProjection} from '../../objects/content.query.ts'
import {Figure} from '../../objects/figure.query.ts'
import {PortableText, portableTextProjection} from '../../objects/portable-text.query.ts'
import {Id, list, OptionalText, Text} from '../../lib/source.ts'

export const topicQuery = defineQuery(`*[_type == "topic"]{
  ${contentProjection},
  title, aka, abbreviation, summary,
  "parent": parent._ref,
  "furtherReading": furtherReading[]._ref,
  ${heroImageProjection},
  intro[]${portableTextProjection},
  sections[]{_key, heading, text[]${portableTextProjection}},
  order
}`)

/** What a topic has in the lake, checked on its way into the build. */
export const TopicSource = z.object({
  _type: z.literal('topic'),
  ...contentFields,
  title: Text,
  aka: list(Text),
  abbreviation: OptionalText,
  summary: Text,
  parent: Id.nullable(),
  furtherReading: list(Id),
  heroImage: Figure.nullable(),
  intro: PortableText,
  sections: list(z.object({_key: z.string(), heading: Text, text: PortableText})),
  /** Smaller first in navigation. */
  order: z.number().nullable(),
})
export type TopicSource = z.output<typeof TopicSource>

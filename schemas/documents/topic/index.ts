import {definePublicDocument} from '../define-document.ts'
import {projectTopic} from './topic.project.ts'
import {topicQuery, TopicSource} from './topic.query.ts'
import {topicSchema} from './topic.schema.ts'
import {TopicV1} from './topic.v1.ts'
import {topicWeights} from './topic.weights.ts'

export const topic = definePublicDocument({
  type: 'topic',
  plural: 'Topics',
  words: {
    en: {
      title: 'Topics',
      intro: 'Wider subjects that tie procedures, techniques and conditions together.',
      all: 'All topics',
    },
  },
  schema: topicSchema,
  query: topicQuery,
  Source: TopicSource,
  weights: topicWeights,
  V1: TopicV1,
  project: projectTopic,
  neutral: ['audience', 'isExample', 'parent', 'furtherReading', 'order'],
})

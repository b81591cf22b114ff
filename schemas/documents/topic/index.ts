import {definePublicDocument} from '../define-document.ts'
import {projectTopic} from './topic.project.ts'
import {topicQuery, TopicSource} from './topic.query.ts'
import {topicSchema} from './topic.schema.ts'
import {TopicV1} from './topic.v1.ts'

export const topic = definePublicDocument({
  type: 'topic',
  schema: topicSchema,
  query: topicQuery,
  Source: TopicSource,
  V1: TopicV1,
  project: projectTopic,
  neutral: ['audience', 'isExample', 'parent', 'furtherReading', 'order'],
})

import {subjectWeights, type Weights} from '../weights.ts'
import type {TopicSource} from './topic.query.ts'

export const topicWeights: Weights<TopicSource> = {
  ...subjectWeights,
  intro: 'text',
  order: 'editorial',
  parent: 'editorial',
  sections: 'text',
}

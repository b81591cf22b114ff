import {pageWeights, type Weights} from '../weights.ts'
import type {FaqSource} from './faq.query.ts'

export const faqWeights: Weights<FaqSource> = {
  ...pageWeights,
  careCards: 'safety',
  answer: 'clinical',
  shortAnswer: 'clinical',
  about: 'editorial',
  alternatePhrasings: 'text',
  citations: 'editorial',
  featured: 'editorial',
  question: 'text',
  widgetOrder: 'editorial',
}

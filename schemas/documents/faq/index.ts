import {definePublicDocument} from '../define-document.ts'
import {projectFaq} from './faq.project.ts'
import {faqQuery, FaqSource} from './faq.query.ts'
import {faqSchema} from './faq.schema.ts'
import {FaqV1} from './faq.v1.ts'
import {faqWeights} from './faq.weights.ts'

export const faq = definePublicDocument({
  type: 'faq',
  plural: 'FAQs',
  words: {
    en: {
      title: 'Questions and answers',
      shortTitle: 'Questions',
      intro:
        'Short answers to what people ask most. Each answer shows its sources on its own page.',
    },
  },
  schema: faqSchema,
  query: faqQuery,
  Source: FaqSource,
  weights: faqWeights,
  V1: FaqV1,
  project: projectFaq,
  neutral: ['audience', 'isExample', 'about', 'citations', 'widgetOrder', 'featured'],
})

import {definePublicDocument} from '../define-document.ts'
import {projectCondition} from './condition.project.ts'
import {conditionQuery, ConditionSource} from './condition.query.ts'
import {conditionSchema} from './condition.schema.ts'
import {ConditionV1} from './condition.v1.ts'
import {conditionWeights} from './condition.weights.ts'

export const condition = definePublicDocument({
  type: 'condition',
  plural: 'Conditions',
  words: {
    en: {
      title: 'Conditions',
      intro:
        'What can cause long-lasting pain, when to get help fast, and which care comes before any procedure.',
    },
  },
  schema: conditionSchema,
  query: conditionQuery,
  Source: ConditionSource,
  weights: conditionWeights,
  V1: ConditionV1,
  project: projectCondition,
  neutral: [
    'audience',
    'isExample',
    'bodyRegions',
    'topics',
    'codes',
    'furtherReading',
    'parent',
    'relatedConditions',
  ],
})

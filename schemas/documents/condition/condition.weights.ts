import {subjectWeights, type Weights} from '../weights.ts'
import type {ConditionSource} from './condition.query.ts'

export const conditionWeights: Weights<ConditionSource> = {
  ...subjectWeights,
  careCards: 'safety',
  codes: 'clinical',
  diagnosis: 'clinical',
  evidence: 'clinical',
  nonProcedureCare: 'clinical',
  outlook: 'clinical',
  prevalence: 'clinical',
  prevention: 'clinical',
  riskFactors: 'clinical',
  selfCare: 'clinical',
  symptoms: 'clinical',
  bodyRegions: 'editorial',
  causes: 'text',
  overview: 'text',
  parent: 'editorial',
  questionsToAsk: 'text',
  relatedConditions: 'editorial',
  topics: 'editorial',
}

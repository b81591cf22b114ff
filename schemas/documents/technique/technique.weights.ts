import {subjectWeights, type Weights} from '../weights.ts'
import type {TechniqueSource} from './technique.query.ts'

export const techniqueWeights: Weights<TechniqueSource> = {
  ...subjectWeights,
  careCards: 'safety',
  safetyNotices: 'safety',
  benefits: 'clinical',
  codes: 'clinical',
  contrastNote: 'clinical',
  contrastUsed: 'clinical',
  evidence: 'clinical',
  ionizingRadiation: 'clinical',
  limits: 'clinical',
  preparation: 'clinical',
  radiationNote: 'clinical',
  regulatoryStatus: 'clinical',
  risks: 'clinical',
  treats: 'clinical',
  whatItShows: 'clinical',
  howItWorks: 'text',
  kind: 'editorial',
  modality: 'editorial',
  overview: 'text',
  topics: 'editorial',
}

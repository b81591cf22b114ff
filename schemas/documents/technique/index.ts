import {definePublicDocument} from '../define-document.ts'
import {projectTechnique} from './technique.project.ts'
import {techniqueQuery, TechniqueSource} from './technique.query.ts'
import {techniqueSchema} from './technique.schema.ts'
import {TechniqueV1} from './technique.v1.ts'
import {techniqueWeights} from './technique.weights.ts'

export const technique = definePublicDocument({
  type: 'technique',
  plural: 'Techniques',
  words: {
    en: {
      title: 'Techniques',
      intro:
        'How doctors see where a needle goes, and other methods that are used beside procedures.',
    },
  },
  schema: techniqueSchema,
  query: techniqueQuery,
  Source: TechniqueSource,
  weights: techniqueWeights,
  V1: TechniqueV1,
  project: projectTechnique,
  neutral: [
    'audience',
    'isExample',
    'topics',
    'codes',
    'furtherReading',
    'kind',
    'modality',
    'ionizingRadiation',
    'contrastUsed',
    'treats',
  ],
})

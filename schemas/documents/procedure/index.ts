import {definePublicDocument} from '../define-document.ts'
import {projectProcedure} from './procedure.project.ts'
import {procedureQuery, ProcedureSource} from './procedure.query.ts'
import {procedureSchema} from './procedure.schema.ts'
import {ProcedureV1} from './procedure.v1.ts'
import {procedureWeights} from './procedure.weights.ts'

export const procedure = definePublicDocument({
  type: 'procedure',
  plural: 'Procedures',
  words: {
    en: {
      title: 'Procedures',
      intro:
        'Treatments and tests that reach a nerve, a joint or the spine through the skin. Each page says what it may help, what can go wrong and what else you could do.',
    },
  },
  schema: procedureSchema,
  query: procedureQuery,
  Source: ProcedureSource,
  weights: procedureWeights,
  V1: ProcedureV1,
  project: projectProcedure,
  neutral: [
    'audience',
    'isExample',
    'bodyRegions',
    'topics',
    'codes',
    'furtherReading',
    'kind',
    'invasiveness',
    'intent',
    'parent',
    'stages',
    'treats',
    'anesthesia',
    'settings',
    'durationMinutes',
    'guidedBy',
    'performedBy',
  ],
})

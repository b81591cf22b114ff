import {definePublicDocument} from '../define-document.ts'
import {projectProcedure} from './procedure.project.ts'
import {procedureQuery, ProcedureSource} from './procedure.query.ts'
import {procedureSchema} from './procedure.schema.ts'
import {ProcedureV1} from './procedure.v1.ts'

export const procedure = definePublicDocument({
  type: 'procedure',
  schema: procedureSchema,
  query: procedureQuery,
  Source: ProcedureSource,
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

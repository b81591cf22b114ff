import {defineDocument} from '../define-document.ts'
import {sourceQuery, SourceSource} from './source.query.ts'
import {sourceSchema} from './source.schema.ts'
import {sourceWeights} from './source.weights.ts'

export const source = defineDocument({
  type: 'source',
  plural: 'Sources',
  schema: sourceSchema,
  query: sourceQuery,
  Source: SourceSource,
  weights: sourceWeights,
})

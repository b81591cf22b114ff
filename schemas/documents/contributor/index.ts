import {defineDocument} from '../define-document.ts'
import {contributorQuery, ContributorSource} from './contributor.query.ts'
import {contributorSchema} from './contributor.schema.ts'
import {contributorWeights} from './contributor.weights.ts'

export const contributor = defineDocument({
  type: 'contributor',
  plural: 'Contributors',
  schema: contributorSchema,
  query: contributorQuery,
  Source: ContributorSource,
  weights: contributorWeights,
})

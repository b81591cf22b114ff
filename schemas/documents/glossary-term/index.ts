import {defineDocument} from '../define-document.ts'
import {glossaryTermQuery, GlossaryTermSource} from './glossary-term.query.ts'
import {glossaryTermSchema} from './glossary-term.schema.ts'
import {glossaryTermWeights} from './glossary-term.weights.ts'

export const glossaryTerm = defineDocument({
  type: 'glossaryTerm',
  plural: 'Glossary',
  schema: glossaryTermSchema,
  query: glossaryTermQuery,
  Source: GlossaryTermSource,
  weights: glossaryTermWeights,
})

import type {Weights} from '../weights.ts'
import type {GlossaryTermSource} from './glossary-term.query.ts'

export const glossaryTermWeights: Weights<GlossaryTermSource> = {
  definition: 'clinical',
  plainTerm: 'clinical',
  aka: 'editorial',
  language: 'editorial',
  term: 'editorial',
}

import type {Weights} from '../weights.ts'
import type {SourceSource} from './source.query.ts'

export const sourceWeights: Weights<SourceSource> = {
  // A claim that leans on a withdrawn or disputed source no longer stands as it did.
  status: 'clinical',
  supersededBy: 'clinical',
  accessed: 'editorial',
  authors: 'editorial',
  doi: 'editorial',
  kind: 'editorial',
  note: 'editorial',
  pmid: 'editorial',
  publishedOn: 'editorial',
  publisher: 'editorial',
  title: 'editorial',
  undated: 'editorial',
  url: 'editorial',
  year: 'editorial',
}

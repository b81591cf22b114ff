import type {Weights} from '../weights.ts'
import type {ContributorSource} from './contributor.query.ts'

export const contributorWeights: Weights<ContributorSource> = {
  active: 'editorial',
  bio: 'editorial',
  credentials: 'editorial',
  disclosures: 'editorial',
  name: 'editorial',
  orcid: 'editorial',
  role: 'editorial',
  slug: 'editorial',
  url: 'editorial',
}

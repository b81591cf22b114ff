import type {Weights} from '../weights.ts'
import type {SiteSettingsSource} from './site-settings.query.ts'

export const siteSettingsWeights: Weights<SiteSettingsSource> = {
  emergencyNotice: 'safety',
  disclaimer: 'clinical',
  opioidHelp: 'clinical',
  brandNames: 'editorial',
  editorialPolicy: 'editorial',
  exampleNotice: 'editorial',
  feedbackUrl: 'editorial',
  language: 'editorial',
  organizationName: 'editorial',
  organizationUrl: 'editorial',
  publicApi: 'editorial',
  requireClinicalReview: 'editorial',
  snomedLicensed: 'editorial',
  tagline: 'editorial',
}

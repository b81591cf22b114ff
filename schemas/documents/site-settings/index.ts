import {defineDocument} from '../define-document.ts'
import {siteSettingsQuery, SiteSettingsSource} from './site-settings.query.ts'
import {siteSettingsSchema} from './site-settings.schema.ts'
import {siteSettingsWeights} from './site-settings.weights.ts'

export const siteSettings = defineDocument({
  type: 'siteSettings',
  plural: 'Site settings',
  schema: siteSettingsSchema,
  query: siteSettingsQuery,
  Source: SiteSettingsSource,
  weights: siteSettingsWeights,
})

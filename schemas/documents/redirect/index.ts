import {defineDocument} from '../define-document.ts'
import {redirectQuery, RedirectSource} from './redirect.query.ts'
import {redirectSchema} from './redirect.schema.ts'

export const redirect = defineDocument({
  type: 'redirect',
  plural: 'Redirects',
  schema: redirectSchema,
  query: redirectQuery,
  Source: RedirectSource,
  weights: null,
})

import {defineDocument} from '../define-document.ts'
import {redirectQuery, RedirectSource} from './redirect.query.ts'
import {redirectSchema} from './redirect.schema.ts'

export const redirect = defineDocument({
  type: 'redirect',
  schema: redirectSchema,
  query: redirectQuery,
  Source: RedirectSource,
})

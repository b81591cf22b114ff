import {condition} from './condition/index.ts'
import {contributor} from './contributor/index.ts'
import {faq} from './faq/index.ts'
import {glossaryTerm} from './glossary-term/index.ts'
import {procedure} from './procedure/index.ts'
import {redirect} from './redirect/index.ts'
import {siteSettings} from './site-settings/index.ts'
import {source} from './source/index.ts'
import {technique} from './technique/index.ts'
import {topic} from './topic/index.ts'

/** Types with pages and API documents, in the order of the desk and of navigation. */
export const publicDocuments = [procedure, technique, condition, faq, topic] as const

/** Every document type. Desk, queries, endpoints, OpenAPI and search follow from this list. */
export const documents = [
  ...publicDocuments,
  source,
  contributor,
  glossaryTerm,
  redirect,
  siteSettings,
] as const

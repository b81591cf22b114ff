import type {DocumentDefinition} from '@sanity/types'
import {conditionSchema} from '../schemas/documents/condition/condition.schema.ts'
import {contributorSchema} from '../schemas/documents/contributor/contributor.schema.ts'
import {faqSchema} from '../schemas/documents/faq/faq.schema.ts'
import {glossaryTermSchema} from '../schemas/documents/glossary-term/glossary-term.schema.ts'
import {procedureSchema} from '../schemas/documents/procedure/procedure.schema.ts'
import {redirectSchema} from '../schemas/documents/redirect/redirect.schema.ts'
import {siteSettingsSchema} from '../schemas/documents/site-settings/site-settings.schema.ts'
import {sourceSchema} from '../schemas/documents/source/source.schema.ts'
import {techniqueSchema} from '../schemas/documents/technique/technique.schema.ts'
import {topicSchema} from '../schemas/documents/topic/topic.schema.ts'

export const documentSchemas: DocumentDefinition[] = [
  procedureSchema,
  techniqueSchema,
  conditionSchema,
  faqSchema,
  topicSchema,
  sourceSchema,
  contributorSchema,
  glossaryTermSchema,
  siteSettingsSchema,
  redirectSchema,
]

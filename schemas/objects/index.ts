import {careCardSchema} from './care-card.schema.ts'
import {citationSchema} from './citation.schema.ts'
import {codedIdSchema} from './code.schema.ts'
import {
  claimSchema,
  contraindicationSchema,
  evidenceStatementSchema,
  frequencySchema,
  regulatoryStatusSchema,
  riskSchema,
  safetyNoticeSchema,
  sourcedTextSchema,
} from './evidence.schema.ts'
import {figureSchema} from './figure.schema.ts'
import {
  changeNoteSchema,
  instructionSchema,
  riskFactorSchema,
  stepSchema,
  symptomSchema,
  topicSectionSchema,
} from './items.schema.ts'
import {
  calloutSchema,
  glossaryMarkSchema,
  internalLinkSchema,
  linkSchema,
  simpleTextSchema,
} from './portable-text.schema.ts'
import {
  alternativeCareSchema,
  alternativeProcedureSchema,
  guidanceLinkSchema,
  treatsLinkSchema,
} from './relations.schema.ts'

/** Sanity types of the objects that documents share. */
export const objectSchemas = [
  simpleTextSchema,
  citationSchema,
  glossaryMarkSchema,
  internalLinkSchema,
  linkSchema,
  calloutSchema,
  figureSchema,
  careCardSchema,
  claimSchema,
  riskSchema,
  frequencySchema,
  contraindicationSchema,
  safetyNoticeSchema,
  regulatoryStatusSchema,
  evidenceStatementSchema,
  sourcedTextSchema,
  treatsLinkSchema,
  guidanceLinkSchema,
  alternativeProcedureSchema,
  alternativeCareSchema,
  instructionSchema,
  stepSchema,
  symptomSchema,
  riskFactorSchema,
  topicSectionSchema,
  codedIdSchema,
  changeNoteSchema,
]

import type {DocumentDefinition, SchemaTypeDefinition} from '@sanity/types'
import {documents, publicDocuments} from '../schemas/documents/index.ts'

function isDocument(schema: SchemaTypeDefinition): schema is DocumentDefinition {
  return schema.type === 'document' && 'fields' in schema
}

/** Sanity types of all documents, in the order of the desk. */
export const documentSchemas: readonly DocumentDefinition[] = documents
  .map(({schema}): SchemaTypeDefinition => schema)
  .filter(isDocument)

const neutralFields: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  publicDocuments.map(({type, neutral}) => [type, new Set<string>(neutral)]),
)

/** Fields of a type that stand on the document in the base language only. */
export function neutralFieldsOf(type: string): ReadonlySet<string> {
  return neutralFields.get(type) ?? new Set()
}

const pageTypes: ReadonlySet<string> = new Set(publicDocuments.map(({type}) => type))

/** Whether documents of the type have a page, JSON and a review of their own. */
export function isPageType(type: string): boolean {
  return pageTypes.has(type)
}

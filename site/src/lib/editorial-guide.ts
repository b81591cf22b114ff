import type {SchemaTypeDefinition} from '@sanity/types'
import {z} from 'zod'
import {documents} from '../../../schemas/documents/index.ts'
import {objectSchemas} from '../../../schemas/objects/index.ts'

/** A field as the guide shows it. */
interface GuideField {
  readonly name: string
  readonly title: string
  readonly purpose: string
  /** Whether a document without it does not publish; null where the build does not ask for it. */
  readonly required: boolean | null
}

/** A document type or a part of documents, with its fields in the order of the form. */
export interface GuideType {
  readonly anchor: string
  readonly title: string
  readonly purpose: string
  readonly fields: readonly GuideField[]
}

/** What an editor can fill in, taken from the forms themselves and from the build's own demands. */
export function guideTypes(): {documents: GuideType[]; parts: GuideType[]} {
  return {
    documents: documents.map(({type, schema, Source}) => guideType(type, schema, Source)),
    parts: objectSchemas
      .map((schema) => guideType(schema.name, schema, null))
      .filter(({fields}) => fields.length > 0),
  }
}

function guideType(name: string, schema: SchemaTypeDefinition, source: z.ZodType | null) {
  const fields = 'fields' in schema && Array.isArray(schema.fields) ? schema.fields : []
  const shape = source instanceof z.ZodObject ? source.shape : {}
  return {
    anchor: `type-${name}`,
    title: schema.title ?? name,
    purpose: described(schema),
    fields: fields.map((field): GuideField => {
      const demanded = shape[field.name]
      return {
        name: field.name,
        title: field.title ?? field.name,
        purpose: described(field),
        required: demanded instanceof z.ZodType ? !demanded.safeParse(null).success : null,
      }
    }),
  }
}

/** Help text of a field; the Studio also allows React elements, which these schemas never use. */
function described({description}: {readonly description?: unknown}): string {
  return typeof description === 'string' ? description : ''
}

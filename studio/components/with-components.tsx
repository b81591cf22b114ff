import type {
  ConditionalPropertyCallbackContext,
  DocumentDefinition,
  FieldDefinition,
  Rule,
  SchemaTypeDefinition,
  ValidationContext,
} from 'sanity'
import {BASE_LANGUAGE} from '../../schemas/languages/index.ts'
import {NOT_COPIED} from '../../schemas/objects/fields.ts'
import {isPageType} from '../../schemas/documents/type-lists.ts'
import {neutralFieldsOf} from '../registry.ts'
import {DocumentInput} from './document-input.tsx'
import {describedWithGuide} from './guide-link.tsx'
import {objectIcons} from './icons.ts'
import {withIncomingReferences} from './incoming-references.ts'

/**
 * Joins to the types, by name, all that needs React or `sanity`: icons, status cards, incoming
 * references, links to the editorial guide. So schemas stay light enough for every script to load.
 */
export function withComponents(types: readonly SchemaTypeDefinition[]): SchemaTypeDefinition[] {
  return types.map((type) => (isDocumentType(type) ? documentType(type) : objectType(type)))
}

function isDocumentType(type: SchemaTypeDefinition): type is DocumentDefinition {
  return type.type === 'document' && 'fields' in type
}

function documentType(type: DocumentDefinition): DocumentDefinition {
  const renderMembers = withIncomingReferences(type.name)
  return {
    ...type,
    fields: type.fields.map((field) => withGuide(neutral(field, type.name))),
    ...(renderMembers === undefined ? {} : {renderMembers}),
    ...(isPageType(type.name) ? {components: {input: DocumentInput}} : {}),
  }
}

function objectType(type: SchemaTypeDefinition): SchemaTypeDefinition {
  const icon = objectIcons[type.name]
  const fields =
    'fields' in type && Array.isArray(type.fields) ? type.fields.map(withGuide) : undefined
  return {...type, ...(icon === undefined ? {} : {icon}), ...(fields === undefined ? {} : {fields})}
}

function isTranslation(document: unknown) {
  if (typeof document !== 'object' || document === null || !('language' in document)) return false
  return typeof document.language === 'string' && document.language !== BASE_LANGUAGE
}

/**
 * A fact that no language changes: on a translation the field is hidden, never copied and asks for
 * nothing. Sanity validates hidden fields too, hence the wrapped validation.
 */
function neutral(field: FieldDefinition, type: string): FieldDefinition {
  if (!neutralFieldsOf(type).has(field.name)) return field
  const {hidden, validation} = field
  return {
    ...field,
    options: {...(typeof field.options === 'object' ? field.options : {}), ...NOT_COPIED},
    hidden: (context: ConditionalPropertyCallbackContext) =>
      isTranslation(context.document) ||
      (typeof hidden === 'function' ? hidden(context) : hidden === true),
    validation:
      typeof validation === 'function'
        ? (rule: Rule, context?: ValidationContext) =>
            isTranslation(context?.document) ? [] : validation(rule, context)
        : validation,
  }
}

function withGuide(field: FieldDefinition): FieldDefinition {
  const described = describedWithGuide(field)
  return described === undefined ? field : {...field, description: described}
}

import {documents} from '../documents/index.ts'
import {objectSchemas} from '../objects/index.ts'
import type {LinkOptions} from '../objects/link-field.ts'
import {type Fields, isFields, text} from './value.ts'

/** What a value may hold; undefined members are not looked into. */
export interface Shape {
  /** Attributes of an object. */
  fields?: ReadonlyMap<string, Shape>
  /** Members of an array, by `_type`. */
  of?: ReadonlyMap<string, Shape>
  /** Of a reference: where it may lead. */
  link?: DeclaredLink
}

/** What `linkTo` declared with the field. */
export interface DeclaredLink extends LinkOptions {
  /** Types of the documents that it may lead to. */
  readonly to: readonly string[]
}

/** The document types that an edition has, and all that their forms offer. */
export interface Model {
  readonly documents: ReadonlyMap<string, Shape>
}

const ANY: Shape = {}

function shapeWith(...names: readonly string[]): Shape {
  return {fields: new Map(names.map((name) => [name, ANY]))}
}

/** Attributes that the lake keeps on documents, and that objects have in arrays. */
const DOCUMENT_ATTRIBUTES = ['_id', '_type', '_rev', '_createdAt', '_updatedAt', '_system']
const OBJECT_ATTRIBUTES = ['_key', '_type']
const IMAGE_ATTRIBUTES = ['asset', 'hotspot', 'crop', 'media', '_upload', '_sanityAsset']

const BUILT_IN: Readonly<Record<string, Shape>> = {
  reference: shapeWith(...OBJECT_ATTRIBUTES, '_ref', '_weak', '_strengthenOnPublish'),
  slug: shapeWith(...OBJECT_ATTRIBUTES, 'current', 'source'),
  span: shapeWith(...OBJECT_ATTRIBUTES, 'text', 'marks'),
}

function declaredLink({to, options}: Fields): DeclaredLink {
  // Only `linkTo` writes this option, and its type says what.
  const link: LinkOptions = isFields(options) && isFields(options['link']) ? options['link'] : {}
  return {...link, to: definitionsIn(to).flatMap(({type}) => text(type) ?? [])}
}

function definitionsIn(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : []
}

/**
 * Reads the model from Sanity schema types, so that a field exists in one place only.
 *
 * @param types document and object types as `defineType` returns them
 */
function modelOf(types: Iterable<object>): Model {
  const definitions = new Map<string, Fields>()
  for (const type of types) {
    const name = isFields(type) ? text(type['name']) : undefined
    if (isFields(type) && name !== undefined) definitions.set(name, type)
  }
  const named = new Map<string, Shape>()

  /** Shape of a named type; registered before it is filled, because types may hold themselves. */
  function shapeOfName(name: string): Shape {
    const known = named.get(name) ?? BUILT_IN[name]
    if (known) return known
    const definition = definitions.get(name)
    if (definition === undefined) return ANY
    const shape: Shape = {}
    named.set(name, shape)
    return Object.assign(shape, shapeOf(definition))
  }

  function shapeOf(definition: Fields): Shape {
    switch (definition['type']) {
      case 'document':
        return {fields: attributes(definition, DOCUMENT_ATTRIBUTES)}
      case 'object':
        return {fields: attributes(definition, OBJECT_ATTRIBUTES)}
      case 'image':
        return {fields: attributes(definition, [...OBJECT_ATTRIBUTES, ...IMAGE_ATTRIBUTES])}
      case 'array':
        return {of: memberTypes(definition['of'])}
      case 'block':
        return blockShape(definition)
      case 'reference':
        return {...shapeOfName('reference'), link: declaredLink(definition)}
      default:
        return shapeOfName(text(definition['type']) ?? '')
    }
  }

  function attributes(definition: Fields, own: readonly string[]): Map<string, Shape> {
    const found = new Map(own.map((name): [string, Shape] => [name, ANY]))
    for (const field of definitionsIn(definition['fields'])) {
      const name = text(field['name'])
      if (name !== undefined) found.set(name, shapeOf(field))
    }
    return found
  }

  function memberTypes(of: unknown): Map<string, Shape> {
    return new Map(
      definitionsIn(of).map((member) => [
        text(member['name']) ?? text(member['type']) ?? '',
        shapeOf(member),
      ]),
    )
  }

  function blockShape(definition: Fields): Shape {
    const marks = isFields(definition['marks']) ? definition['marks'] : {}
    const names = [...OBJECT_ATTRIBUTES, 'style', 'listItem', 'level']
    return {
      fields: new Map<string, Shape>([
        ...names.map((name): [string, Shape] => [name, ANY]),
        ['children', {of: new Map([['span', shapeOfName('span')]])}],
        ['markDefs', {of: memberTypes(marks['annotations'])}],
      ]),
    }
  }

  const shapes = new Map<string, Shape>()
  for (const [name, definition] of definitions) {
    if (definition['type'] === 'document') shapes.set(name, shapeOfName(name))
  }
  return {documents: shapes}
}

/** The model of this edition. */
export const model = modelOf([...documents.map(({schema}) => schema), ...objectSchemas])

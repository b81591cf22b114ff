import type {AllSanitySchemaTypes, SimpleText} from '../generated/sanity.types.ts'

/*
 * What rules see: documents whose attributes the compiler knows by name, from the Sanity schemas,
 * and whose values nobody has checked. Drafts lack fields, and imports hold anything in any place.
 */

declare const MODELLED: unique symbol

/** Whatever stands where the model has a `T`. The functions of `value.ts` read it. */
export interface Anything<T> {
  readonly [MODELLED]: T
}

/** A value that by the model is a `T`. A choice can be compared with the choices there are only. */
export type Unchecked<T> =
  (T extends string | number | boolean ? T : never) | Anything<T> | null | undefined

/** The attributes of an object that by the model is a `T`. */
export type UncheckedFields<T> = T extends unknown
  ? {readonly [K in keyof T]?: Unchecked<NonNullable<T[K]>>}
  : never

/** Which documents translate each other, as @sanity/document-internationalization keeps it. */
interface TranslationMetadata {
  readonly _id: string
  readonly _type: 'translation.metadata'
  readonly translations: {
    /** The language, until version 6 of the plugin gave it a field of its own. */
    _key: string
    language?: string
    value: {_type: 'reference'; _ref: string}
  }[]
}

type Stored =
  | Exclude<Extract<AllSanitySchemaTypes, {_id: string}>, {_type: `sanity.${string}`}>
  | TranslationMetadata

/** `_type` of a document that rules know. */
export type TypeName = Stored['_type']
type Shape<T extends TypeName> = Extract<Stored, {_type: T}>
type FieldOf<T extends TypeName> = Exclude<keyof Shape<T>, `_${string}`>
/** Attributes that any document type has, without those that the lake keeps. */
export type FieldName = {[T in TypeName]: FieldOf<T>}[TypeName]
/** Document types that have an attribute. */
export type TypeWith<F extends FieldName> = {
  [T in TypeName]: F extends FieldOf<T> ? T : never
}[TypeName]
type ValueOf<T extends TypeName, F> = T extends unknown
  ? F extends keyof Shape<T>
    ? Unchecked<NonNullable<Shape<T>[F]>>
    : never
  : never
/** What an attribute holds, on whichever type has it. */
export type FieldValue<F extends FieldName> = ValueOf<TypeWith<F>, F>

/** A document as a rule gets it: before its attributes can be read, its type has to be asked for. */
export interface AnyDocument {
  readonly _id: string
  readonly _type: string
}

/** A document of one of the types. Nothing but its `_id` and `_type` is checked. */
export type UncheckedDocument<T extends TypeName> = T extends unknown
  ? Omit<UncheckedFields<Shape<T>>, '_id' | '_type'> & {readonly _id: string; readonly _type: T}
  : never

type Block = Extract<SimpleText[number], {_type: 'block'}>
type StoredObject =
  | Exclude<AllSanitySchemaTypes, {_id: string} | readonly unknown[]>
  | Block
  | NonNullable<Block['children']>[number]

/** `_type` of an object in a document. */
export type ObjectName = Extract<StoredObject, {_type: string}>['_type']
/** The attributes of an object of a type. */
export type ObjectFields<T extends ObjectName> = UncheckedFields<Extract<StoredObject, {_type: T}>>
/** A paragraph, subheading or list item of Portable Text. */
export type BlockFields = ObjectFields<'block'>

type WordsIn<T> = T extends readonly (infer Member)[]
  ? WordsIn<Member>
  : T extends object
    ? {
        [K in keyof T & string]:
          (HasWords<NonNullable<T[K]>> extends true ? K : never) | WordsIn<NonNullable<T[K]>>
      }[keyof T & string]
    : never
/** A text or a list of texts, but no choice among given values. */
type HasWords<V> = string extends (V extends readonly (infer Item)[] ? Item : V) ? true : false

/** Names of the attributes, at any depth of any document, that hold a text or a list of texts. */
export type WordsName = Exclude<WordsIn<Stored>, `_${string}`>

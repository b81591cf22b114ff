import type {SchemaTypeDefinition} from '@sanity/types'
import type {z} from 'zod'
import type {ProjectionContext} from '../projection/context.ts'
import type {DocumentShape, Projection} from '../projection/project-document.ts'
import {COLLECTION_OF_TYPE, type DocumentTypeName, type PageType} from './type-lists.ts'

/** All that the package knows of a document type beside its row in the table. */
export interface DocumentType<
  T extends DocumentTypeName = DocumentTypeName,
  S extends z.ZodType = z.ZodType,
> {
  /** `_type` in the lake. */
  readonly type: T
  /** What editors fill in. */
  readonly schema: SchemaTypeDefinition
  /** One GROQ query that answers with every document of the type, references as ids. */
  readonly query: string
  /** What the query must answer with for a document to be published. */
  readonly Source: S
}

/** A type with a page and an API document of its own. */
interface PageDescriptor<
  T extends PageType,
  S extends z.ZodType,
  V extends z.ZodType<DocumentShape>,
> extends DocumentType<T, S> {
  /** Contract of its API document. */
  readonly V1: V
  /** What the API document says of a source; `projectDocument` writes it. */
  project(source: z.output<S>, context: ProjectionContext): Projection<z.output<V>>
  /**
   * Language-neutral attributes of the query's result: a translation that leaves them empty has
   * those of the document in the base language.
   */
  readonly neutral: readonly (keyof z.output<S> & string)[]
}

/** A supporting type: has no page of its own. */
export function defineDocument<
  const T extends Exclude<DocumentTypeName, PageType>,
  S extends z.ZodType,
>(descriptor: DocumentType<T, S>): DocumentType<T, S> {
  return descriptor
}

/**
 * A type with pages and API documents.
 * @throws {Error} where the table of types has no row for it
 */
export function definePublicDocument<
  const T extends PageType,
  S extends z.ZodType,
  V extends z.ZodType<DocumentShape>,
>(descriptor: PageDescriptor<T, S, V>) {
  const {type} = descriptor
  if (!(type in COLLECTION_OF_TYPE)) {
    throw new Error(
      `[schemas] "${type}" has no row in schemas/documents/types.ts with a collection: add one`,
    )
  }
  return {...descriptor, collection: COLLECTION_OF_TYPE[type]}
}

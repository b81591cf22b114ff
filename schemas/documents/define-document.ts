import type {SchemaTypeDefinition} from '@sanity/types'
import type {z} from 'zod'
import type {Collection} from '../api/v1/links.ts'
import type {ProjectionContext} from '../projection/context.ts'
import type {DocumentShape, Projection} from '../projection/project-document.ts'

/** All that the package knows of a document type; `documents/index.ts` lists one a line. */
export interface DocumentType<T extends string = string, S extends z.ZodType = z.ZodType> {
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
export interface PublicDocumentType<
  T extends string = string,
  S extends z.ZodType = z.ZodType,
  C extends Collection = Collection,
  V extends z.ZodType<DocumentShape> = z.ZodType<DocumentShape>,
> extends DocumentType<T, S> {
  /** Folder of its pages and API documents. */
  readonly collection: C
  /** Contract of its API document. */
  readonly V1: V
  /** What the API document says of a source; `projectDocument` writes it. */
  project(source: z.output<S>, context: ProjectionContext): Projection<z.output<V>>
  /** Whether its FAQs can be embedded. */
  readonly hasWidget: boolean
  /**
   * Language-neutral attributes of the query's result: a translation that leaves them empty has
   * those of the document in the base language.
   */
  readonly neutral: readonly (keyof z.output<S> & string)[]
}

/** A supporting type: has no page of its own. */
export function defineDocument<const T extends string, S extends z.ZodType>(
  descriptor: DocumentType<T, S>,
): DocumentType<T, S> {
  return descriptor
}

/** A type with pages and API documents. */
export function definePublicDocument<
  const T extends string,
  S extends z.ZodType,
  const C extends Collection,
  V extends z.ZodType<DocumentShape>,
>(descriptor: PublicDocumentType<T, S, C, V>): PublicDocumentType<T, S, C, V> {
  return descriptor
}

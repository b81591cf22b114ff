import type {DocumentDefinition} from '@sanity/types'
import type {ComponentType} from 'react'
import {z} from 'zod'
import type {LanguageId} from '../languages/index.ts'
import type {ProjectionContext} from '../projection/context.ts'
import type {DocumentShape, Projection} from '../projection/project-document.ts'
import {COLLECTION_OF_TYPE, traitsOf, type DocumentTypeName, type PageType} from './type-lists.ts'
import type {Weights} from './weights.ts'

/** All that the package knows of a document type beside its row in the table. */
export interface DocumentType<
  T extends DocumentTypeName = DocumentTypeName,
  Q extends string = string,
  S extends z.ZodType = z.ZodType,
> {
  /** `_type` in the lake. */
  readonly type: T
  /** What Studio calls a list of them. */
  readonly plural: string
  /** What editors fill in. */
  readonly schema: DocumentDefinition & {readonly icon: ComponentType}
  /** One GROQ query that answers with every document of the type, references as ids. */
  readonly query: Q
  /** What the query must answer with for a document to be published. */
  readonly Source: S
  /** What a change of each field weighs; null where no document shows anything of another of this type. */
  readonly weights: Weights<z.output<S>> | null
}

/** What readers of one language call the documents of a type. */
export interface CollectionWords {
  /** Heading of their list, and of links to some of them. */
  readonly title: string
  /** In the site's header, where `title` is too long for it. */
  readonly shortTitle?: string
  /** Lead of their list. */
  readonly intro: string
  /** Heading over a list that nothing groups, where it is not `title`. */
  readonly all?: string
}

/** A type with a page and an API document of its own. */
interface PageDescriptor<
  T extends PageType,
  Q extends string,
  S extends z.ZodType,
  V extends z.ZodType<DocumentShape>,
> extends DocumentType<T, Q, S> {
  /** Contract of its API document. */
  readonly V1: V
  /** What the API document says of a source; `projectDocument` writes it. */
  project(source: z.output<S>, context: ProjectionContext): Projection<z.output<V>>
  readonly words: Readonly<Record<LanguageId, CollectionWords>>
  /**
   * Language-neutral attributes of the query's result: a translation that leaves them empty has
   * those of the document in the base language.
   */
  readonly neutral: readonly (keyof z.output<S> & string)[]
}

/** A supporting type: has no page of its own. */
export function defineDocument<
  const T extends Exclude<DocumentTypeName, PageType>,
  const Q extends string,
  S extends z.ZodType,
>(descriptor: DocumentType<T, Q, S>): DocumentType<T, Q, S> {
  return descriptor
}

/** Traits of a row that say which field its documents have. */
const FIELD_OF_TRAIT = {hasTopics: 'topics', treatsConditions: 'treats'} as const

/**
 * A type with pages and API documents.
 * @throws {Error} where the table of types has no row for it, or one that says something else
 */
export function definePublicDocument<
  const T extends PageType,
  const Q extends string,
  S extends z.ZodType,
  V extends z.ZodType<DocumentShape>,
>(descriptor: PageDescriptor<T, Q, S, V>) {
  const {type, Source} = descriptor
  const row = traitsOf(type)
  if (row === undefined) {
    throw new Error(
      `[schemas] "${type}" has no row in schemas/documents/types.ts with a collection: add one`,
    )
  }
  const fields = Source instanceof z.ZodObject ? Source.shape : {}
  for (const trait of ['hasTopics', 'treatsConditions'] as const) {
    const field = FIELD_OF_TRAIT[trait]
    if (row[trait] === field in fields) continue
    throw new Error(
      `[schemas] the row of "${type}" in schemas/documents/types.ts says ${trait}: ${row[trait]}, and its query gives ${field in fields ? 'a' : 'no'} "${field}": change one of the two`,
    )
  }
  return {...descriptor, collection: COLLECTION_OF_TYPE[type]}
}

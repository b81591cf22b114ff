import type {z} from 'zod'
import {condition} from './condition/index.ts'
import {contributor} from './contributor/index.ts'
import type {DocumentType} from './define-document.ts'
import {faq} from './faq/index.ts'
import {glossaryTerm} from './glossary-term/index.ts'
import {procedure} from './procedure/index.ts'
import {redirect} from './redirect/index.ts'
import {siteSettings} from './site-settings/index.ts'
import {source} from './source/index.ts'
import {technique} from './technique/index.ts'
import {topic} from './topic/index.ts'
import {PAGE_TYPES, TYPE_NAMES, type DocumentTypeName, type PageType} from './type-lists.ts'

/** The folder of each row of the table of types. */
const folders = {
  condition,
  contributor,
  faq,
  glossaryTerm,
  procedure,
  redirect,
  siteSettings,
  source,
  technique,
  topic,
} satisfies {readonly [Type in DocumentTypeName]: DocumentType<Type>}

/** Every document type, in the order of the table. Desk, queries, OpenAPI and guide follow it. */
export const documents = TYPE_NAMES.map(folderOf)

/** Types with pages and API documents. */
export const publicDocuments = PAGE_TYPES.map(folderOf)

/** Contract of the API document of a type. */
export function contractOf<Type extends PageType>(type: Type): (typeof folders)[Type]['V1'] {
  return folderOf(type).V1
}

/** The API document of each collection. */
export type DocumentOf = {
  readonly [Type in PageType as (typeof folders)[Type]['collection']]: z.output<
    (typeof folders)[Type]['V1']
  >
}

/**
 * What the folder of a type says of it.
 * @throws {Error} where the table has a row that nothing stands behind
 */
export function folderOf<Type extends DocumentTypeName>(type: Type): (typeof folders)[Type] {
  if (!(type in folders)) {
    throw new Error(
      `[schemas] "${type}" has a row in schemas/documents/types.ts and no line in schemas/documents/index.ts: import its folder there`,
    )
  }
  return folders[type]
}

import {documents, publicDocuments} from '../schemas/documents/index.ts'

/** Sanity types of all documents, in the order of the desk. */
export {documentSchemas} from '../schemas/rules/sanity.ts'

const neutralFields: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  publicDocuments.map(({type, neutral}) => [type, new Set<string>(neutral)]),
)

/** Fields of a type that stand on the document in the base language only. */
export function neutralFieldsOf(type: string): ReadonlySet<string> {
  return neutralFields.get(type) ?? new Set()
}

const plurals: ReadonlyMap<string, string> = new Map(
  documents.map(({type, plural}) => [type, plural]),
)

/**
 * What a list of a type's documents is called.
 * @throws {RangeError} where there is no such type
 */
export function pluralOf(type: string): string {
  const plural = plurals.get(type)
  if (plural === undefined) throw new RangeError(`[studio] there is no document type "${type}"`)
  return plural
}

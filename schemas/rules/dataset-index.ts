import {TYPE_NAMES} from '../documents/type-lists.ts'
import {pageLinkFields} from './links.ts'
import type {AnyDocument, FieldName, TypeName, UncheckedDocument} from './shapes.ts'
import {isFields} from './value.ts'

/**
 * What rules read, by name, of documents other than the one they look at. Studio asks the lake for
 * this and for links, and no more, so that Portable Text stays there.
 */
const INDEXED = [
  'language',
  'status',
  'withdrawal',
  'title',
  'slug',
  'slugHistory',
  'aka',
  'question',
  'alternatePhrasings',
  'name',
  'role',
  'credentials',
  'disclosures',
  'term',
  'plainTerm',
  'doi',
  'publisher',
  'supersededBy',
  'from',
  'toDocument',
  'toUrl',
  'brandNames',
  'requireClinicalReview',
  'organizationUrl',
  'translations',
  'kind',
  'isExample',
  'changeNotes',
  'review',
  'authors',
] as const satisfies readonly FieldName[]

/** A document of one of the types, with what the index holds of it. */
export type IndexedDocument<T extends TypeName = TypeName> = T extends unknown
  ? {readonly _id: string; readonly _type: T} & Readonly<
      Pick<UncheckedDocument<T>, keyof UncheckedDocument<T> & (typeof INDEXED)[number]>
    >
  : never

const INDEXED_TYPES: readonly TypeName[] = [...TYPE_NAMES, 'translation.metadata']

/** The fields that rules read by name, and every field that links pages. */
const parts: readonly (readonly [field: string, parts: true | readonly string[]])[] =
  Object.entries({
    ...Object.fromEntries(pageLinkFields.map(({name, part}) => [name, part === null || [part]])),
    ...Object.fromEntries(INDEXED.map((name) => [name, true as const])),
  })

const IS_INDEXED = `_type in ${JSON.stringify(INDEXED_TYPES)}`

/** GROQ query for every document as the index holds it. */
export const INDEX_QUERY = `*[${IS_INDEXED}]{
  _id, _type, ${parts.map(([field, of]) => (of === true ? field : `${field}[]{_key, _type, ${of.join(', ')}}`)).join(', ')}
}`

/** GROQ query whose answer changes when a document changes that is not among `$own`. */
export const STAMP_QUERY = `{
  "count": count(*[${IS_INDEXED} && !(_id in $own)]),
  "newest": *[${IS_INDEXED} && !(_id in $own)] | order(_updatedAt desc)[0]{_id, _rev, _updatedAt}
}`

/** What the index holds of a document, cut as {@link INDEX_QUERY} cuts it; undefined where it holds none. */
export function indexed(document: AnyDocument): IndexedDocument | undefined {
  const {_id, _type} = document
  const cut: Record<string, unknown> = {_id, _type}
  for (const [field, of] of parts) {
    const value: unknown = Reflect.get(document, field)
    cut[field] =
      of === true || !Array.isArray(value) ? value : value.map((member) => partsOf(member, of))
  }
  return isIndexed(cut) ? cut : undefined
}

function partsOf(member: unknown, names: readonly string[]): unknown {
  if (!isFields(member)) return member
  return Object.fromEntries(['_key', '_type', ...names].map((name) => [name, member[name]]))
}

/** Any object will do: whoever reads an attribute of it still gets an unchecked value. */
function isIndexed(cut: object): cut is IndexedDocument {
  return '_type' in cut && INDEXED_TYPES.some((type) => type === cut._type)
}

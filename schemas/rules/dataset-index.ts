import {TYPE_NAMES} from '../documents/type-lists.ts'
import type {
  AnyDocument,
  Anything,
  FieldName,
  FieldValue,
  TypeName,
  UncheckedDocument,
} from './shapes.ts'
import {isFields} from './value.ts'

/**
 * What rules read of documents other than the one they look at: a field, or of a list of objects
 * some attributes. Studio asks the lake for this and no more, so that Portable Text stays there.
 */
const INDEXED = {
  language: true,
  status: true,
  title: true,
  slug: true,
  slugHistory: true,
  aka: true,
  question: true,
  alternatePhrasings: true,
  name: true,
  role: true,
  credentials: true,
  disclosures: true,
  term: true,
  plainTerm: true,
  doi: true,
  publisher: true,
  supersededBy: true,
  from: true,
  toDocument: true,
  toUrl: true,
  brandNames: true,
  requireClinicalReview: true,
  translations: true,
  kind: true,
  parent: true,
  stages: true,
  about: true,
  topics: true,
  relatedConditions: true,
  treats: ['condition'],
  guidedBy: ['technique'],
  alternatives: ['procedure'],
  isExample: true,
  changeNotes: true,
  review: true,
} as const satisfies {readonly [F in FieldName]?: true | readonly PartName<F>[]}

type KeysOf<T> = T extends unknown ? Exclude<keyof T, `_${string}`> : never
/** Attributes of the objects in a list. */
type PartName<F extends FieldName> =
  FieldValue<F> extends infer V
    ? V extends Anything<readonly (infer M)[]>
      ? KeysOf<M>
      : never
    : never

type Parts<M, Names> = M extends unknown
  ? {[K in keyof M as K extends Names | `_${string}` ? K : never]: M[K]}
  : never
type IndexedValue<V, Spec> = Spec extends readonly (infer Names)[]
  ? V extends Anything<readonly (infer M)[]>
    ? Anything<readonly Parts<M, Names>[]>
    : V
  : V

/** A document of one of the types, with what the index holds of it. */
export type IndexedDocument<T extends TypeName = TypeName> = T extends unknown
  ? {readonly _id: string; readonly _type: T} & Cut<
      Pick<UncheckedDocument<T>, keyof UncheckedDocument<T> & keyof typeof INDEXED>
    >
  : never
type Cut<Fields> = {
  readonly [F in keyof Fields]: F extends keyof typeof INDEXED
    ? IndexedValue<Fields[F], (typeof INDEXED)[F]>
    : never
}

const INDEXED_TYPES: readonly TypeName[] = [...TYPE_NAMES, 'translation.metadata']

const parts: readonly (readonly [field: string, parts: true | readonly string[]])[] =
  Object.entries(INDEXED)

/** GROQ query for every document as the index holds it. */
export const INDEX_QUERY = `*[_type in ${JSON.stringify(INDEXED_TYPES)}]{
  _id, _type, ${parts.map(([field, of]) => (of === true ? field : `${field}[]{_key, _type, ${of.join(', ')}}`)).join(', ')}
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

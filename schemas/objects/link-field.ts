import type {ReferenceFilterResolver} from '@sanity/types'
import {isPageType, type DocumentTypeName} from '../documents/type-lists.ts'
import {publishedId} from '../lib/document-id.ts'

/** What a link asks of the document it leads to, beside its type. */
export interface LinkCondition {
  /** Attribute of that document, and the value it must have. */
  readonly field: string
  readonly is: string
  /** What a document that has it is: "a technique that guides a needle". */
  readonly as: string
}

/** What is special about a link; read by the rules, Studio's lists and the publisher's check. */
export interface LinkOptions {
  readonly where?: LinkCondition
  /** The same document may stand in the list once more: a source carries many statements. */
  readonly repeats?: true
  /** Such links lead from document to document, and must not come back to where they began. */
  readonly chain?: true
}

declare module '@sanity/types' {
  interface BaseSchemaTypeOptions {
    /** Of references: what {@link linkTo} declared. */
    link?: LinkOptions
  }
}

/**
 * A reference: `type`, `to` and `options` of its field or array member. This is the one place that
 * says where the link may lead: Studio offers by it, and the rules and the publisher check by it.
 *
 * @param types types of the documents that it may lead to
 */
export function linkTo(
  types: DocumentTypeName | readonly DocumentTypeName[],
  link: LinkOptions = {},
) {
  const targets = [types].flat()
  return {
    type: 'reference' as const,
    to: targets.map((type) => ({type})),
    options: {filter: offered(targets, link.where), link},
  }
}

/** Which documents of a type an editor may still choose, as a GROQ condition. */
const CHOOSABLE: Readonly<Partial<Record<DocumentTypeName, string>>> = {
  source: 'status != "withdrawn" && status != "superseded"',
  contributor: 'active != false',
}
/** Types that are written once per language and have no page. */
const TRANSLATED: readonly DocumentTypeName[] = ['glossaryTerm']

function offered(
  types: readonly DocumentTypeName[],
  where: LinkCondition | undefined,
): ReferenceFilterResolver {
  const arePages = types.some(isPageType)
  const areTranslated = arePages || types.some((type) => TRANSLATED.includes(type))
  return ({document}) => {
    const language = document['language']
    const conditions = [
      '!(_id in [$self, "drafts." + $self])',
      ...(areTranslated && typeof language === 'string' ? ['language == $language'] : []),
      ...(arePages ? ['status != "withdrawn"'] : []),
      ...types.flatMap((type) => CHOOSABLE[type] ?? []),
      ...(where === undefined ? [] : [`${where.field} == "${where.is}"`]),
    ]
    return {
      filter: conditions.join(' && '),
      params: {language: language ?? null, self: publishedId(document._id)},
    }
  }
}

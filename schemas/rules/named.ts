import type {Context} from './rule.ts'
import type {AnyDocument} from './shapes.ts'
import {attribute, text} from './value.ts'

const TYPE_NAMES: Readonly<Record<string, string>> = {
  faq: 'FAQ',
  glossaryTerm: 'glossary term',
  siteSettings: 'site settings',
}

type Where = Pick<Context, 'isEdited'>

/**
 * Another document, for a message: in a form as editors know it, for example `the condition
 * “Arthritis”`, and elsewhere with the id that a developer looks for, `condition-arthritis “Arthritis”`.
 */
export function named(document: AnyDocument | undefined, {isEdited}: Where): string {
  if (document === undefined) return 'another document'
  const title = titleOf(document)
  if (isEdited) {
    const type = TYPE_NAMES[document._type] ?? document._type
    return `the ${type} “${title ?? text(attribute(document, 'from')) ?? 'without a title'}”`
  }
  return title === undefined ? document._id : `${document._id} “${title}”`
}

/** As {@link named}, to begin a sentence with. */
export function namedAtStart(document: AnyDocument, where: Where): string {
  const name = named(document, where)
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`
}

function titleOf(document: AnyDocument): string | undefined {
  return (['title', 'question', 'name', 'term'] as const)
    .map((field) => text(attribute(document, field)))
    .find((title) => title !== undefined)
}

/**
 * The first of those that make the same claim as a document. Outside a form only the later of the
 * two, by id, is told of the other: one fault is one finding.
 */
export function firstOther<D extends AnyDocument>(
  claimants: readonly D[] | undefined,
  {_id}: AnyDocument,
  {isEdited}: Where,
): D | undefined {
  return claimants?.find((other) => (isEdited ? other._id !== _id : other._id < _id))
}

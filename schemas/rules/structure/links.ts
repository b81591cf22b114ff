import {PAGE_TYPES, TYPE_NAMES} from '../../documents/type-lists.ts'
import {BASE_LANGUAGE} from '../../languages/index.ts'
import {publishedId} from '../../lib/document-id.ts'
import {isTranslation} from '../language.ts'
import {choiceOf, circlesThrough, faultOf, keyedPath, linksOf} from '../links.ts'
import {named, namedAtStart} from '../named.ts'
import {type DatasetContext, defineGate, defineRule, type Problem} from '../rule.ts'
import type {AnyDocument} from '../shapes.ts'
import {ours} from '../sources.ts'
import {attribute, isOfType, members, refOf} from '../value.ts'
import {contentsOf, pathOf, targetOf} from '../walk.ts'

/** A document that comes before itself would have no place among the others. */
export const s14 = defineGate({
  id: 'S14',
  severity: 'error',
  title: 'No chain of parents, stages or successors comes back to its start',
  source: ours('a place in navigation needs a beginning'),
  types: TYPE_NAMES,
  *check(document, context) {
    const {byId} = context.dataset
    for (const {field, ids} of circlesThrough(document, (id) => byId.get(id))) {
      const stops = ids.map((id) => (context.isEdited ? named(byId.get(id), context) : id))
      yield {
        path: [field],
        // The publisher tells of a link to the document itself where it checks links.
        isGate: ids.length > 2,
        value: ids[1],
        message: `goes round in a circle: ${stops.join(' → ')}`,
        hint: 'Remove one of these links.',
      }
    }
  },
})

export const s15 = defineRule({
  id: 'S15',
  severity: 'error',
  title: 'Links lead to published documents that are still in use',
  source: ours('a link that leads nowhere helps nobody'),
  needs: 'dataset',
  *check(document, {dataset}) {
    if (attribute(document, 'status') === 'withdrawn' || document._type.includes('.')) return
    for (const node of contentsOf(document).objects) {
      const ref = targetOf(node)
      if (ref === undefined) continue
      const target = dataset.byId.get(publishedId(ref))
      if (dataset.draftsOnly.has(publishedId(ref))) {
        yield {
          path: pathOf(node),
          value: ref,
          message: 'leads to a document that exists as a draft only',
          hint: 'Publish that document first.',
        }
      } else if (target && isOfType(target, PAGE_TYPES) && target.status === 'withdrawn') {
        yield {
          path: pathOf(node),
          severity: 'warning',
          value: ref,
          message: 'leads to a withdrawn document',
          hint: 'Link its replacement, or remove the link.',
        }
      }
    }
    if (isTranslation(document)) return
    for (const {segment, value} of members(attribute(document, 'treats'))) {
      const ref = refOf(value.condition)
      const target = ref === undefined ? undefined : dataset.byId.get(ref)
      if (target === undefined || !isTranslation(target)) continue
      yield {
        path: ['treats', segment, 'condition'],
        value: ref,
        message: 'leads to a translation',
        hint: `Link the ${BASE_LANGUAGE} document: translations follow by themselves.`,
      }
    }
  },
})

export const s22 = defineRule({
  id: 'S22',
  severity: 'error',
  title: 'Links lead to another document, and to one of the kind that is asked for',
  source: ours('readers take a link for what its place says it is'),
  needs: 'dataset',
  *check(document, context) {
    const {dataset, isEdited} = context
    if (isEdited) yield* unmetConditions(document, context)
    for (const link of linksOf(document)) {
      const target = dataset.byId.get(publishedId(link.target))
      const fault = faultOf(link, document, target)
      if (fault === undefined) continue
      yield {
        path: keyedPath(document, link.path),
        value: link.target,
        ...(fault === 'self'
          ? {message: 'leads to this document itself', hint: 'Choose another document.'}
          : {message: `leads to ${named(target, context)}`, hint: `Choose ${choiceOf(link)}.`}),
      }
    }
  },
})

/** What others that link to the document ask of it, and it would no longer be. */
function* unmetConditions(document: AnyDocument, context: DatasetContext): Generator<Problem> {
  for (const referrer of context.dataset.referrers(document._id)) {
    for (const link of linksOf(referrer)) {
      const {where} = link.declared
      if (link.target !== document._id || where === undefined) continue
      if (faultOf(link, referrer, document) !== 'condition') continue
      yield {
        path: [where.field],
        message: `is not ${where.as}, as which ${named(referrer, context)} links it`,
        hint: 'Remove it there first, or leave it as it was.',
        inForm: `${namedAtStart(referrer, context)} links this document as ${where.as}. Remove it there first, or leave it as it was.`,
      }
    }
  }
}

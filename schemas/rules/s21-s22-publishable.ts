import {publishedId} from '../lib/document-id.ts'
import {BLOCK_STYLES, DECORATORS, LIST_ITEMS} from '../objects/portable-text.query.ts'
import {choiceOf, faultOf, keyedPath, linksOf} from './links.ts'
import {defineRule, type DatasetContext, type Problem} from './rule.ts'
import type {Path} from './path.ts'
import {MODEL} from './sources.ts'
import {named, namedAtStart} from './named.ts'
import type {AnyDocument, BlockFields} from './shapes.ts'
import {array, isObjectOf, members, text} from './value.ts'
import {contentsOf, pathOf} from './walk.ts'

export const s21 = defineRule({
  id: 'S21',
  severity: 'error',
  title: 'No field holds nothing but spaces, and every paragraph is complete',
  source: MODEL,
  needs: 'document',
  *check(document) {
    const {objects, lists} = contentsOf(document)
    for (const node of objects) {
      const {value} = node
      // Between words that are marked differently, a span may be a single space.
      if (isObjectOf(value, 'span')) continue
      for (const [name, content] of Object.entries(value)) {
        if (!name.startsWith('_') && isBlank(content)) yield blank([...pathOf(node), name])
      }
      if (isObjectOf(value, 'block')) yield* paragraph(value, pathOf(node))
    }
    for (const list of lists) {
      for (const [index, member] of list.value.entries()) {
        if (isBlank(member)) yield blank([...pathOf(list), index])
      }
    }
  },
})

function isBlank(value: unknown): boolean {
  return typeof value === 'string' && value.trim() === ''
}

function blank(path: Path): Problem {
  return {path, message: 'holds nothing but spaces', hint: 'Write the text, or empty the field.'}
}

function* paragraph(block: BlockFields, path: Path): Generator<Problem> {
  const style = text(block.style)
  const listItem = text(block.listItem)
  const isKnown =
    BLOCK_STYLES.some((known) => known === style) &&
    (listItem === undefined || LIST_ITEMS.some((known) => known === listItem))
  if (!isKnown || !Array.isArray(block.children)) {
    yield {
      path,
      value: style,
      message: 'is a paragraph of a kind that no page shows',
      hint: 'Write it again as a paragraph, a subheading or a list.',
    }
  }
  const marks = new Set<unknown>([
    ...DECORATORS,
    ...members(block.markDefs).map(({value}) => value._key),
  ])
  for (const {segment, value: span} of members(block.children)) {
    const at = [...path, 'children', segment]
    if (typeof span.text !== 'string') {
      yield {path: [...at, 'text'], message: 'is missing', hint: 'Write the paragraph again.'}
    }
    const unknown = array(span.marks).find((mark) => !marks.has(mark))
    if (unknown === undefined) continue
    yield {
      path: [...at, 'marks'],
      value: unknown,
      message: 'marks words as something that the paragraph does not explain',
      hint: 'Delete these words and write them again.',
    }
  }
}

export const s22 = defineRule({
  id: 'S22',
  severity: 'error',
  title: 'Links lead to another document, and to one of the kind that is asked for',
  source: MODEL,
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

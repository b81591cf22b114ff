import {BLOCK_STYLES, DECORATORS, LIST_ITEMS} from '../../objects/portable-text.query.ts'
import type {Path} from '../path.ts'
import {defineRule, type Problem} from '../rule.ts'
import type {BlockFields} from '../shapes.ts'
import {ours} from '../sources.ts'
import {array, isObjectOf, members, text} from '../value.ts'
import {contentsOf, pathOf} from '../walk.ts'

export const s21 = defineRule({
  id: 'S21',
  severity: 'error',
  title: 'No field holds nothing but spaces, and every paragraph is complete',
  source: ours('an empty paragraph or field is a gap in every page and answer'),
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

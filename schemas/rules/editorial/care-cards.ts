import {CARE_CARD_TYPES} from '../../documents/type-lists.ts'
import {TYPES_WITH} from '../../generated/types-with.ts'
import {CARE_LEVELS} from '../../objects/care-card.query.ts'
import type {PathSegment} from '../path.ts'
import {defineRule, type Problem} from '../rule.ts'
import type {ObjectFields} from '../shapes.ts'
import {NHS_CARE_CARDS} from '../sources.ts'
import {array, isOfType, members, strings, text} from '../value.ts'

const MAX_ITEMS = 10
const MAX_ITEM_CHARS = 140
const LINK = /https?:|www\.|\]\(|<a\b/i

export const r21 = defineRule({
  id: 'R21',
  severity: 'error',
  title: 'Care cards say when to get help, in the form readers know',
  source: NHS_CARE_CARDS,
  types: TYPES_WITH.careCards,
  needs: 'document',
  *check(document) {
    const cards = members(document.careCards)
    const levels = cards.map(({value}) => value.level)
    const needed = isOfType(document, CARE_CARD_TYPES)
    if (needed && !levels.includes('emergency') && !levels.includes('urgent')) {
      yield {
        path: ['careCards'],
        message: 'does not say when to get help',
        hint: 'Add an emergency or urgent card with the warning signs.',
      }
    }
    for (const {segment, value} of cards) yield* checkCard(['careCards', segment], value)
    for (const level of CARE_LEVELS) {
      const count = levels.filter((other) => other === level).length
      if (count < 2) continue
      yield {
        path: ['careCards'],
        severity: 'warning',
        value: level,
        message: `has ${count} cards of level "${level}"`,
        hint: 'Put all signs of one level into one card.',
      }
    }
    const ranks = levels.map((level) => CARE_LEVELS.findIndex((known) => known === level))
    if (ranks.some((rank, index) => rank < (ranks[index - 1] ?? rank))) {
      yield {
        path: ['careCards'],
        message: 'shows a less urgent card before a more urgent one',
        hint: 'Move emergency to the top, then urgent, then not urgent.',
      }
    }
  },
})

function* checkCard(path: PathSegment[], card: ObjectFields<'careCard'>): Generator<Problem> {
  const heading = text(card.heading)
  if (heading !== undefined && !/\bif:$/.test(heading.trim())) {
    yield {
      path: [...path, 'heading'],
      value: heading,
      message: `has a heading that does not end with "if:" ("${heading}")`,
      hint: 'Say what to do and end with "if:", for example "Call 911 if:".',
    }
  }
  const count = array(card.items).length
  if (count === 0 || count > MAX_ITEMS) {
    yield {
      path: [...path, 'items'],
      value: count,
      message: `lists ${count} signs`,
      hint: `List 1 to ${MAX_ITEMS} signs.`,
    }
  }
  for (const {segment, value} of strings(card.items)) {
    if (value.length <= MAX_ITEM_CHARS) continue
    yield {
      path: [...path, 'items', segment],
      value,
      message: `has a sign of ${value.length} characters, more than ${MAX_ITEM_CHARS}`,
      hint: 'Say it shorter, or make two signs of it.',
    }
  }
  if (card.level !== 'emergency') return
  const contents = [heading, text(card.after), ...strings(card.items).map((item) => item.value)]
  const link = contents.find((content) => content !== undefined && LINK.test(content))
  if (link === undefined) return
  yield {
    path,
    value: link,
    message: 'has a link in an emergency card',
    hint: 'Remove it: people in an emergency must call, not read on.',
  }
}

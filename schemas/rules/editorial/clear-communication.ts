import {defineRule} from '../rule.ts'
import type {FieldName} from '../shapes.ts'
import {textUnits} from '../text.ts'
import {array, isOfType, wordCount} from '../value.ts'
import {objectsOf, pathOf} from '../walk.ts'

const MAX_LIST = 7

const LONG_TEXT = 300

export const r39 = defineRule({
  id: 'R39',
  severity: 'report',
  title: 'Clear communication: short lists, subheadings in long text, questions to act on',
  source: {name: 'CDC Clear Communication Index', url: 'https://www.cdc.gov/ccindex/'},
  needs: 'document',
  *check(document) {
    const fields = new Map<
      FieldName,
      {words: number; run: number; longest: number; headings: number}
    >()
    for (const unit of textUnits(document)) {
      const field = fields.get(unit.field) ?? {words: 0, run: 0, longest: 0, headings: 0}
      fields.set(unit.field, field)
      field.words += wordCount(unit.text)
      field.run = unit.kind === 'listItem' ? field.run + 1 : 0
      field.longest = Math.max(field.longest, field.run)
      if (unit.kind === 'heading' || unit.path.at(-1) === 'title') field.headings += 1
    }
    const blocks = objectsOf(document, 'block').map(pathOf)
    const texts = new Set(blocks.flatMap(([field, ...inner]) => (inner.length === 1 ? field : [])))
    for (const [field, {words, longest, headings}] of fields) {
      if (longest > MAX_LIST && field !== 'questionsToAsk' && field !== 'careCards') {
        yield {
          path: [field],
          value: longest,
          message: `has a list of ${longest} entries`,
          hint: `Keep lists to ${MAX_LIST}, or split them under subheadings.`,
        }
      }
      if (words > LONG_TEXT && headings === 0 && texts.has(field)) {
        yield {
          path: [field],
          value: words,
          message: `has ${words} words without a subheading`,
          hint: 'Add subheadings that say what each part is about.',
        }
      }
    }
    if (!isOfType(document, ['condition']) || array(document.questionsToAsk).length > 0) return
    yield {
      path: ['questionsToAsk'],
      message: 'gives readers nothing to do next',
      hint: 'Add questions to take to a visit.',
    }
  },
})

import {LINKED_TYPES, PAGE_TYPES, type PageType} from '../documents/type-lists.ts'
import {relationFields, targetsIn} from './links.ts'
import {isTranslation} from './language.ts'
import {BASE_LANGUAGE} from '../languages/index.ts'
import {defineRule} from './rule.ts'
import type {Dataset} from './dataset.ts'
import type {IndexedDocument} from './dataset-index.ts'
import type {AnyDocument, FieldName} from './shapes.ts'
import {named} from './named.ts'
import {textUnits} from './text.ts'
import {array, isOfType, members, object, refOf, text, wordCount} from './value.ts'
import {objectsOf, pathOf} from './walk.ts'

export const r37 = defineRule({
  id: 'R37',
  severity: 'error',
  studioSeverity: 'warning',
  title: 'No page stands alone',
  source: {name: 'Foramen: a page that nothing links to is found by nobody'},
  types: LINKED_TYPES,
  needs: 'dataset',
  *check(document, {dataset}) {
    if (isTranslation(document) || document.status === 'withdrawn') return
    if (document._type === 'faq') {
      if (members(document.about).length > 0) return
      yield {
        path: ['about'],
        message: 'is about nothing',
        hint: 'Link the procedure, technique, condition or topic it is about.',
      }
      return
    }
    if (isRelated(document, dataset)) return
    yield {
      path: [],
      message: 'is linked with no other document',
      hint:
        document._type === 'procedure'
          ? 'Say which conditions it may help.'
          : 'Link it from a procedure that treats it or uses it, or from an FAQ.',
    }
  },
})

/** Relations on the document itself, or on another page that names it. */
function isRelated(document: AnyDocument, dataset: Dataset): boolean {
  const own = relationFields.some(({name}) => targetsIn(document, name).length > 0)
  return own || dataset.referrers(document._id).some((other) => isOfType(other, PAGE_TYPES))
}

export const r38 = defineRule({
  id: 'R38',
  severity: 'warning',
  title: 'Translations have a base document, are not stale, and are reviewed themselves',
  source: {
    name: 'NHS standard for creating health content, translations',
    url: 'https://service-manual.nhs.uk/content/standard-for-creating-health-content',
  },
  types: PAGE_TYPES,
  needs: 'dataset',
  *check(document, context) {
    if (!isTranslation(document)) return
    const base = baseOf(document, context.dataset)
    if (base === undefined) {
      yield {
        path: ['language'],
        value: document.language,
        message: `has no ${BASE_LANGUAGE} document that it translates`,
        hint: 'Create it with the Translations menu of the base document.',
      }
      return
    }
    const last = text(object(document.review)?.lastReviewed)
    if (last === undefined) {
      if (base.isExample === true) return
      yield {
        path: ['review', 'lastReviewed'],
        message: 'is missing: nobody has reviewed the translation',
        hint: 'Have a clinician who reads the language review it.',
      }
      return
    }
    const change = members(base.changeNotes).find(
      ({value}) => value.kind !== 'minor' && (text(value.date) ?? '') > last,
    )
    if (change === undefined) return
    yield {
      path: ['review', 'lastReviewed'],
      value: last,
      message: `is older than a clinical change of ${named(base, context)} on ${text(change.value.date) ?? ''}`,
      hint: 'Translate the change, then have the translation reviewed.',
    }
  },
})

type Page = IndexedDocument<PageType>

function baseOf({_id}: AnyDocument, dataset: Dataset): Page | undefined {
  for (const {translations} of dataset.ofType('translation.metadata')) {
    const entries = members(translations).map(({value: entry}) => ({
      language: text(entry.language) ?? text(entry._key),
      id: refOf(entry.value),
    }))
    if (!entries.some(({id}) => id === _id)) continue
    const base = entries.find(({language}) => language === BASE_LANGUAGE)?.id
    const document = base === undefined ? undefined : dataset.byId.get(base)
    return document !== undefined && isOfType(document, PAGE_TYPES) ? document : undefined
  }
  return undefined
}

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

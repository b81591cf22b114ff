import {PAGE_TYPES, type PageType} from '../../documents/type-lists.ts'
import {BASE_LANGUAGE} from '../../languages/index.ts'
import type {IndexedDocument} from '../dataset-index.ts'
import type {Dataset} from '../dataset.ts'
import {isTranslation} from '../language.ts'
import {named} from '../named.ts'
import {defineRule} from '../rule.ts'
import type {AnyDocument} from '../shapes.ts'
import {isOfType, members, object, refOf, text} from '../value.ts'

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

import {PAGE_TYPES, type PageType} from '../../documents/type-lists.ts'
import type {Dataset} from '../dataset.ts'
import {languageOf} from '../language.ts'
import {keyedPath, repeatedLinks} from '../links.ts'
import {named} from '../named.ts'
import {defineRule} from '../rule.ts'
import {ours} from '../sources.ts'
import {attribute, strings, text} from '../value.ts'

export const s10 = defineRule({
  id: 'S10',
  severity: 'error',
  title: 'A publication is one source document',
  source: ours('a publication that is entered twice is corrected once'),
  types: ['source'],
  needs: 'dataset',
  *check(document, context) {
    const {dataset} = context
    const doi = text(document.doi)?.toLowerCase()
    if (doi === undefined) return
    const twin = sourcesByDoi(dataset)
      .get(doi)
      ?.find((id) => id !== document._id)
    if (twin === undefined) return
    yield {
      path: ['doi'],
      value: doi,
      message: `is the DOI of ${named(dataset.byId.get(twin), context)} as well`,
      hint: 'Cite one of the two everywhere and delete the other.',
    }
  },
})

const doiIndexes = new WeakMap<Dataset, Map<string, string[]>>()

function sourcesByDoi(dataset: Dataset): Map<string, string[]> {
  const known = doiIndexes.get(dataset)
  if (known) return known
  const index = new Map<string, string[]>()
  for (const source of dataset.ofType('source')) {
    const doi = text(source.doi)?.toLowerCase()
    if (doi === undefined) continue
    index.set(doi, [...(index.get(doi) ?? []), source._id])
  }
  doiIndexes.set(dataset, index)
  return index
}

export const s12 = defineRule({
  id: 'S12',
  severity: 'error',
  title: 'A link to a document stands once in a list',
  source: ours('readers would see one document twice'),
  needs: 'document',
  *check(document) {
    for (const {path, target} of repeatedLinks(document)) {
      yield {
        path: keyedPath(document, path),
        value: target,
        message: 'is linked twice',
        hint: 'Remove one of the two.',
      }
    }
  },
})

export const s13 = defineRule({
  id: 'S13',
  severity: 'error',
  title: 'No two documents of a type share a title, and no two share another name',
  source: ours('readers and search engines tell pages apart by their titles'),
  types: PAGE_TYPES,
  needs: 'dataset',
  *check(document, context) {
    const {dataset} = context
    const {titles, akas} = namesOf(dataset, document._type, languageOf(document))
    const title = text(attribute(document, 'title'))
    const twin = title && titles.get(fold(title))?.find((id) => id !== document._id)
    if (twin) {
      yield {
        path: ['title'],
        value: title,
        message: `is the title of ${named(dataset.byId.get(twin), context)} as well`,
        hint: 'Give one of the two another title, or merge them.',
      }
    }
    for (const {segment, value} of strings(attribute(document, 'aka'))) {
      const other = (akas.get(fold(value)) ?? titles.get(fold(value)))?.find(
        (id) => id !== document._id,
      )
      if (other === undefined) continue
      yield {
        path: ['aka', segment],
        severity: 'warning',
        value,
        message: `is a name of ${named(dataset.byId.get(other), context)} as well`,
        hint: 'Keep it where readers expect it.',
      }
    }
  },
})

type Names = Record<'titles' | 'akas', Map<string, string[]>>

const nameIndexes = new WeakMap<Dataset, Map<string, Names>>()

function namesOf(dataset: Dataset, type: PageType, language: string): Names {
  const indexes = nameIndexes.get(dataset) ?? new Map<string, Names>()
  nameIndexes.set(dataset, indexes)
  const key = `${type} ${language}`
  const known = indexes.get(key)
  if (known) return known
  const names: Names = {titles: new Map(), akas: new Map()}
  for (const document of dataset.ofType(type)) {
    if (languageOf(document) !== language) continue
    const title = text(attribute(document, 'title'))
    if (title !== undefined) add(names.titles, title, document._id)
    for (const {value} of strings(attribute(document, 'aka'))) add(names.akas, value, document._id)
  }
  indexes.set(key, names)
  return names
}

function add(index: Map<string, string[]>, name: string, id: string): void {
  index.set(fold(name), [...(index.get(fold(name)) ?? []), id])
}

function fold(name: string): string {
  return name.normalize('NFC').trim().toLowerCase()
}

import {publishedId} from '../lib/document-id.ts'
import {PAGE_TYPES, TYPE_NAMES, type PageType} from '../documents/type-lists.ts'
import type {Dataset} from './dataset.ts'
import {named} from './named.ts'
import {BASE_LANGUAGE} from '../languages/index.ts'
import {isTranslation, languageOf} from './language.ts'
import {circlesThrough, keyedPath, repeatedLinks} from './links.ts'
import {defineGate, defineRule, type Problem} from './rule.ts'
import {MODEL} from './sources.ts'
import type {UncheckedDocument} from './shapes.ts'
import {array, attribute, isOfType, members, object, refOf, strings, text} from './value.ts'
import {contentsOf, pathOf, targetOf} from './walk.ts'

export const s10 = defineRule({
  id: 'S10',
  severity: 'error',
  title: 'A publication is one source document',
  source: MODEL,
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

/** ISO 7064 mod 11-2. */
function hasOrcidDigit(orcid: string): boolean {
  const digits = orcid.replaceAll('-', '')
  let total = 0
  for (const digit of digits.slice(0, -1)) total = (total + Number(digit)) * 2
  const check = (12 - (total % 11)) % 11
  return digits.at(-1) === (check === 10 ? 'X' : String(check))
}

export const s11 = defineRule({
  id: 'S11',
  severity: 'error',
  title: 'Contributors are who they say: ORCID checks, clinicians have credentials',
  source: {
    name: 'ORCID, structure of the identifier',
    url: 'https://support.orcid.org/hc/en-us/articles/360006897674',
  },
  types: ['contributor'],
  needs: 'document',
  *check(document) {
    const orcid = text(document.orcid)
    if (orcid !== undefined && /^[\d-]{18}[\dX]$/.test(orcid) && !hasOrcidDigit(orcid)) {
      yield {
        path: ['orcid'],
        value: orcid,
        message: 'has a wrong check digit',
        hint: 'Copy it again from the ORCID page.',
      }
    }
    if (document.role !== 'clinician' || text(document.credentials) !== undefined) return
    yield {
      path: ['credentials'],
      message: 'are missing for a clinician',
      hint: 'Enter degree and board certification, for example "MD, pain medicine".',
    }
  },
})

export const s12 = defineRule({
  id: 'S12',
  severity: 'error',
  title: 'A link to a document stands once in a list',
  source: MODEL,
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
  source: MODEL,
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

/** A document that comes before itself would have no place among the others. */
export const s14 = defineGate({
  id: 'S14',
  severity: 'error',
  title: 'No chain of parents, stages or successors comes back to its start',
  source: MODEL,
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
  source: MODEL,
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

export const s16 = defineRule({
  id: 'S16',
  severity: 'error',
  title: 'Facts of a document agree with each other',
  source: {name: 'Foramen content model 1.4 and 1.5; CMS L37632 on where implants are placed'},
  types: ['procedure', 'technique'],
  needs: 'document',
  *check(document) {
    if (document._type === 'procedure') yield* place(document)
    if (document._type === 'technique') yield* guidance(document)
  },
})

/** Partners and readers are told why: the site could not be built without it. */
export const s26 = defineGate({
  id: 'S26',
  severity: 'error',
  title: 'A withdrawn page says why it is withdrawn',
  source: MODEL,
  types: PAGE_TYPES,
  *check({status, withdrawal}) {
    if (status !== 'withdrawn' || text(object(withdrawal)?.reason) !== undefined) return
    yield {
      path: object(withdrawal) === undefined ? ['withdrawal'] : ['withdrawal', 'reason'],
      message: 'is missing on a withdrawn document',
      hint: 'Say why it is withdrawn, and since when.',
    }
  },
})

function* place({invasiveness, settings}: UncheckedDocument<'procedure'>): Generator<Problem> {
  const places = array(settings)
  if (invasiveness !== 'surgical' || places.length !== 1 || places[0] !== 'office') return
  yield {
    path: ['settings'],
    value: 'office',
    message: 'say that an operation is done in an office only',
    hint: 'Add the surgery center or hospital, or correct how invasive it is.',
  }
}

/** Means that show a needle in the body. */
const IMAGING = ['xray', 'fluoroscopy', 'ultrasound', 'ct', 'mri'] as const

function* guidance({kind, modality, treats}: UncheckedDocument<'technique'>): Generator<Problem> {
  if (kind !== 'imagingGuidance') return
  if (text(modality) !== undefined && !IMAGING.some((means) => means === modality)) {
    yield {
      path: ['modality'],
      value: modality,
      message: 'cannot show a needle, though the technique is said to guide one',
      hint: `Choose ${IMAGING.join(', ')}, or another kind of technique.`,
    }
  }
  if (members(treats).length > 0) {
    yield {
      path: ['treats'],
      message: 'is filled in for a technique that guides a needle and treats nothing itself',
      hint: 'Link the conditions from the procedures that use it.',
    }
  }
}

import {isPageType} from '../documents/type-lists.ts'
import type {Dataset} from './dataset.ts'
import {titled} from './titled.ts'
import {BASE_LANGUAGE} from '../languages/index.ts'
import {isTranslation, languageOf} from './language.ts'
import {defineRule} from './rule.ts'
import type {LakeDocument} from './rule.ts'
import {MODEL} from './sources.ts'
import {array, isFields, members, refOf, strings, text} from './value.ts'
import {contentsOf, pathOf} from './walk.ts'
import {publishedId} from '../lib/document-id.ts'

export const s10 = defineRule({
  id: 'S10',
  severity: 'error',
  title: 'A publication is one source document',
  source: MODEL,
  needs: 'dataset',
  *check(document, {dataset}) {
    if (document._type !== 'source') return
    const doi = text(document['doi'])?.toLowerCase()
    if (doi === undefined) return
    const twin = sourcesByDoi(dataset)
      .get(doi)
      ?.find((id) => id !== document._id)
    if (twin === undefined) return
    yield {
      path: ['doi'],
      value: doi,
      message: `is the DOI of ${titled(dataset.byId.get(twin))} as well`,
      hint: 'Cite one of the two everywhere and delete the other.',
    }
  },
})

const doiIndexes = new WeakMap<Dataset, Map<string, string[]>>()

function sourcesByDoi(dataset: Dataset): Map<string, string[]> {
  const known = doiIndexes.get(dataset)
  if (known) return known
  const index = new Map<string, string[]>()
  for (const source of dataset.byType.get('source') ?? []) {
    const doi = text(source['doi'])?.toLowerCase()
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
  needs: 'document',
  *check(document) {
    if (document._type !== 'contributor') return
    const orcid = text(document['orcid'])
    if (orcid !== undefined && /^[\d-]{18}[\dX]$/.test(orcid) && !hasOrcidDigit(orcid)) {
      yield {
        path: ['orcid'],
        value: orcid,
        message: 'has a wrong check digit',
        hint: 'Copy it again from the ORCID page.',
      }
    }
    if (document['role'] !== 'clinician' || text(document['credentials']) !== undefined) return
    yield {
      path: ['credentials'],
      message: 'are missing for a clinician',
      hint: 'Enter degree and board certification, for example "MD, pain medicine".',
    }
  },
})

/** Lists of references in which a document makes sense once only, and where the reference is. */
const ONCE: Readonly<Record<string, string | undefined>> = {
  treats: 'condition',
  guidedBy: 'technique',
  alternatives: 'procedure',
  about: undefined,
  relatedConditions: undefined,
  stages: undefined,
  authors: undefined,
  furtherReading: undefined,
}

export const s12 = defineRule({
  id: 'S12',
  severity: 'error',
  title: 'A link to a document stands once in a list',
  source: MODEL,
  needs: 'document',
  *check(document) {
    for (const [field, attribute] of Object.entries(ONCE)) {
      const seen = new Set<string>()
      for (const {segment, value} of members(document[field])) {
        const ref = refOf(attribute === undefined ? value : value[attribute])
        if (ref !== undefined && seen.has(ref)) {
          const path = attribute === undefined ? [field, segment] : [field, segment, attribute]
          yield {path, value: ref, message: 'is linked twice', hint: 'Remove one of the two.'}
        }
        if (ref !== undefined) seen.add(ref)
      }
    }
  },
})

export const s13 = defineRule({
  id: 'S13',
  severity: 'error',
  title: 'No two documents of a type share a title, and no two share another name',
  source: MODEL,
  needs: 'dataset',
  *check(document, {dataset}) {
    if (!isPageType(document._type)) return
    const {titles, akas} = namesOf(dataset, document._type, languageOf(document))
    const title = text(document['title'])
    const twin = title && titles.get(fold(title))?.find((id) => id !== document._id)
    if (twin) {
      yield {
        path: ['title'],
        value: title,
        message: `is the title of ${titled(dataset.byId.get(twin))} as well`,
        hint: 'Give one of the two another title, or merge them.',
      }
    }
    for (const {segment, value} of strings(document['aka'])) {
      const other = (akas.get(fold(value)) ?? titles.get(fold(value)))?.find(
        (id) => id !== document._id,
      )
      if (other === undefined) continue
      yield {
        path: ['aka', segment],
        severity: 'warning',
        value,
        message: `is a name of ${titled(dataset.byId.get(other))} as well`,
        hint: 'Keep it where readers expect it.',
      }
    }
  },
})

type Names = Record<'titles' | 'akas', Map<string, string[]>>
const nameIndexes = new WeakMap<Dataset, Map<string, Names>>()

function namesOf(dataset: Dataset, type: string, language: string): Names {
  const indexes = nameIndexes.get(dataset) ?? new Map<string, Names>()
  nameIndexes.set(dataset, indexes)
  const key = `${type} ${language}`
  const known = indexes.get(key)
  if (known) return known
  const names: Names = {titles: new Map(), akas: new Map()}
  for (const document of dataset.byType.get(type) ?? []) {
    if (languageOf(document) !== language) continue
    const title = text(document['title'])
    if (title !== undefined) add(names.titles, title, document._id)
    for (const {value} of strings(document['aka'])) add(names.akas, value, document._id)
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

export const s14 = defineRule({
  id: 'S14',
  severity: 'error',
  title: 'No chain of parents, stages or successors comes back to its start',
  source: MODEL,
  needs: 'dataset',
  *check(document, {dataset}) {
    for (const field of ['parent', 'stages', 'supersededBy']) {
      if (!leadsBack(document, field, dataset)) continue
      yield {
        path: [field],
        value: targets(document, field).join(', '),
        message: 'leads back to this document',
        hint: 'Remove one link of the circle.',
      }
    }
  },
})

function targets(document: LakeDocument, field: string): string[] {
  const value = document[field]
  const single = refOf(value)
  return single === undefined
    ? members(value).flatMap((member) => refOf(member.value) ?? [])
    : [single]
}

function leadsBack(document: LakeDocument, field: string, dataset: Dataset): boolean {
  const seen = new Set<string>()
  const open = targets(document, field)
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === document._id) return true
    if (seen.has(id)) continue
    seen.add(id)
    const next = dataset.byId.get(id)
    if (next) open.push(...targets(next, field))
  }
  return false
}

export const s15 = defineRule({
  id: 'S15',
  severity: 'error',
  title: 'Links lead to published documents that are still in use',
  source: MODEL,
  needs: 'dataset',
  *check(document, {dataset}) {
    if (document['status'] === 'withdrawn' || document._type.includes('.')) return
    for (const node of contentsOf(document).objects) {
      const ref = refOf(node.value)
      if (ref === undefined) continue
      const target = dataset.byId.get(publishedId(ref))
      if (dataset.draftsOnly.has(publishedId(ref))) {
        yield {
          path: pathOf(node),
          value: ref,
          message: 'leads to a document that exists as a draft only',
          hint: 'Publish that document first.',
        }
      } else if (target?.['status'] === 'withdrawn' && target._type !== 'source') {
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
    for (const {segment, value} of members(document['treats'])) {
      const ref = refOf(value['condition'])
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
  needs: 'document',
  *check(document) {
    const settings = array(document['settings'])
    if (
      document['invasiveness'] === 'surgical' &&
      settings.length === 1 &&
      settings[0] === 'office'
    ) {
      yield {
        path: ['settings'],
        value: 'office',
        message: 'say that an operation is done in an office only',
        hint: 'Add the surgery center or hospital, or correct how invasive it is.',
      }
    }
    if (document._type === 'technique') {
      const {kind, modality} = {kind: document['kind'], modality: document['modality']}
      const imaging = ['xray', 'fluoroscopy', 'ultrasound', 'ct', 'mri']
      if (kind === 'imagingGuidance' && text(modality) && !imaging.includes(String(modality))) {
        yield {
          path: ['modality'],
          value: modality,
          message: 'cannot show a needle, though the technique is said to guide one',
          hint: `Choose ${imaging.join(', ')}, or another kind of technique.`,
        }
      }
      if (kind === 'imagingGuidance' && members(document['treats']).length > 0) {
        yield {
          path: ['treats'],
          message: 'is filled in for a technique that guides a needle and treats nothing itself',
          hint: 'Link the conditions from the procedures that use it.',
        }
      }
    }
    if (document['status'] === 'withdrawn') {
      const withdrawal = document['withdrawal']
      if (!isFields(withdrawal) || text(withdrawal['reason']) === undefined) {
        yield {
          path: ['withdrawal', 'reason'],
          message: 'is missing on a withdrawn document',
          hint: 'Say why it is withdrawn: partners and readers are told.',
        }
      }
    }
  },
})

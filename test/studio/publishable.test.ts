import {Mutation} from '@sanity/mutator'
import {createSchema, defaultTemplatesForSchema, resolveInitialValue} from 'sanity'
import {evaluateSync, parse} from 'groq-js'
import type {ArraySchemaType, ObjectSchemaType, SchemaType} from '@sanity/types'
import {afterAll, beforeAll, describe, expect, it, vi} from 'vitest'
import {documents as documentTypes} from '../../schemas/documents/index.ts'
import {documentSchemas} from '../../schemas/rules/sanity.ts'
import {objectSchemas} from '../../schemas/objects/index.ts'
import type {LakeDocument} from '../../schemas/rules/index.ts'
import {memoryClient} from '../../site/content/client.ts'
import {ContentError} from '../../site/content/errors.ts'
import {loadContent} from '../../site/content/load.ts'
import {projectContent} from '../../site/content/project.ts'
import {linkContent} from '../../site/content/link.ts'
import {validateContent} from '../../site/content/validate.ts'
import {templates} from '../../studio/templates.ts'
import {plantedFaults, type PlantedFault} from '../corpus/bad-documents.ts'
import {openLakeOfDocuments, type LakeOfDocuments} from '../corpus/lake-of-documents.ts'
import {
  asset,
  clinician,
  condition,
  examples,
  faq,
  glossaryTerm,
  procedure,
  redirect,
  settings,
  technique,
  validDocuments,
} from '../corpus/valid-documents.ts'

/**
 * One document that Studio lets pass and the publisher does not would stop the whole site, urgent
 * withdrawals included. So whatever Studio's validation accepts, the publisher has to accept.
 */

type Fields = Record<string, unknown>

let lake: LakeOfDocuments
let schema: ReturnType<typeof createSchema>

beforeAll(async () => {
  schema = createSchema({
    name: 'publishable',
    types: [...documentSchemas, ...objectSchemas],
  })
  lake = await openLakeOfDocuments()
})
afterAll(() => lake.close())

/** Why the publisher refuses these documents; nothing when it publishes them. */
async function refusals(documents: readonly LakeDocument[]): Promise<string[]> {
  const content = await loadContent(memoryClient(documents, async () => new Uint8Array()))
  const problems = validateContent(content)
  if (problems.length === 0) {
    try {
      projectContent(linkContent(content), 'https://health.example')
    } catch (error) {
      if (error instanceof ContentError) problems.push(...error.problems)
      else throw error
    }
  }
  return problems.map(({documentId, path, problem}) => `${documentId} ${path}: ${problem}`)
}

function replaced(documents: readonly LakeDocument[], by: LakeDocument): LakeDocument[] {
  return [...documents.filter(({_id}) => _id !== by._id), by]
}

/** What keeps an editor from publishing the document over the others. */
async function studioErrors(
  document: LakeDocument,
  others: readonly LakeDocument[],
): Promise<string[]> {
  const draft = {...document, _id: `drafts.${document._id}`}
  const markers = await lake.validate(draft, [...others, draft], schema)
  return markers
    .filter(({level}) => level === 'error')
    .map(({path, message}) => `${JSON.stringify(path)} ${String(message)}`)
}

/** Whether the document has the shape that the publisher takes, looked at by itself. */
async function hasShape(document: LakeDocument): Promise<boolean> {
  const type = documentTypes.find(({type: name}) => name === document._type)
  if (type === undefined) return false
  const rows = evaluateSync(queryOf(type.query), {
    dataset: [document],
    dereference: () => asset,
  })
  const answer: unknown = await rows.get()
  const row: unknown = Array.isArray(answer) ? answer[0] : undefined
  return type.Source.safeParse(row).success
}

const queries = new Map<string, ReturnType<typeof parse>>()

function queryOf(query: string): ReturnType<typeof parse> {
  const known = queries.get(query) ?? parse(query)
  queries.set(query, known)
  return known
}

/** A change that Studio accepts and the publisher refuses, or nothing. */
async function gap(
  document: LakeDocument,
  others: readonly LakeDocument[] = validDocuments,
): Promise<string[]> {
  const refused = await refusals(replaced(others, document))
  if (refused.length === 0 || (await studioErrors(document, others)).length > 0) return []
  return refused
}

describe('what an editor can leave in a form', () => {
  it('accepts the valid edition, in Studio and in the publisher', async () => {
    expect(await refusals(validDocuments)).toEqual([])
    for (const document of ownDocuments())
      expect(await studioErrors(document, validDocuments), document._id).toEqual([])
  })

  it.each(documentTypes.map(({type}) => type))(
    'in a %s, half filled, emptied or overfilled, is refused by Studio where the publisher refuses it',
    async (name) => {
      const document = examples[name]
      const gaps: string[] = []
      for (const [change, changed] of changes(document, typeOf(name))) {
        if ((await hasShape(changed)) || (await studioErrors(changed, validDocuments)).length > 0)
          continue
        gaps.push(`${change} → ${(await refusals([changed])).join()}`)
      }
      expect(gaps).toEqual([])
    },
    240_000,
  )
})

function ownDocuments(): LakeDocument[] {
  return validDocuments.filter(({_type}) => !_type.includes('.'))
}

function typeOf(name: string): ObjectSchemaType {
  const type = schema.get(name)
  if (type?.jsonType !== 'object') throw new Error(`there is no type ${name}`)
  return type
}

/** The document with one field or one value in it changed as a form can change it. */
function* changes(
  document: LakeDocument,
  type: ObjectSchemaType,
): Generator<[string, LakeDocument]> {
  for (const field of type.fields) {
    for (const value of hasty(field.type, 0))
      yield [`${field.name} = ${JSON.stringify(value)}`, {...document, [field.name]: value}]
  }
  for (const path of pathsIn(document)) {
    for (const value of [undefined, ...variants(valueAt(document, path))]) {
      const copy: LakeDocument = structuredClone(document)
      put(copy, path, value)
      yield [`${path.join('.')} = ${JSON.stringify(value)}`, copy]
    }
  }
}

/** Values that somebody makes who opens an entry and fills in one thing, or nothing. */
function* hasty(type: SchemaType, depth: number): Generator<unknown> {
  switch (type.jsonType) {
    case 'string':
      yield '   '
      break
    case 'number':
      yield* [-1, 0, 0.5, 100_000]
      break
    case 'boolean':
      yield* [true, false]
      break
    case 'array':
      yield* hastyLists(type, depth)
      break
    case 'object':
      yield* hastyObjects(type, depth)
  }
}

function* hastyLists(type: ArraySchemaType, depth: number): Generator<unknown> {
  yield []
  for (const member of type.of) {
    for (const value of hasty(member, depth + 1))
      yield [isFields(value) ? {...value, _key: `k${depth}`} : value]
  }
}

function* hastyObjects(type: ObjectSchemaType, depth: number): Generator<Fields> {
  if ('to' in type || depth > 2) return
  if (type.name === 'block') {
    yield paragraph('')
    for (const _type of ['link', 'internalLink', 'glossaryMark', 'citation'])
      yield paragraph('Words', {_key: 'm', _type})
    for (const href of ['mailto:a b', 'tel:+1 (800) 5', 'http://example.org/', 'nonsense'])
      yield paragraph('Words', {_key: 'm', _type: 'link', href})
    return
  }
  const named = type.name === 'object' ? {} : {_type: type.name}
  yield named
  for (const field of type.fields) {
    for (const value of hasty(field.type, depth + 1)) yield {...named, [field.name]: value}
  }
}

function paragraph(text: string, ...markDefs: {_key: string; _type: string; href?: string}[]) {
  const marks = markDefs.map(({_key}) => _key)
  return {
    _type: 'block',
    style: 'normal',
    markDefs,
    children: [{_key: 's', _type: 'span', text, marks}],
  }
}

function variants(value: unknown): unknown[] {
  if (typeof value === 'string') return ['  ', 'nonsense']
  if (typeof value === 'number') return [-1, 0, 0.5, 1_000_000]
  if (typeof value === 'boolean') return [!value]
  if (!Array.isArray(value)) return []
  const again = value.map((member) =>
    isFields(member) ? {...member, _key: `${String(member['_key'])}-again`} : member,
  )
  return [[], [...value, ...again]]
}

type Path = readonly (string | number)[]

/** Every place in a document that a form lets an editor reach: not what the lake and keys are for. */
function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return []
  // The first two members of a list stand for all of them.
  return Object.entries(value).flatMap(([key, inner]) => {
    if (Array.isArray(value) && Number(key) > 1) return []
    if (key.startsWith('_') && key !== '_ref') return []
    const at = [...path, Array.isArray(value) ? Number(key) : key]
    return [at, ...pathsIn(inner, at)]
  })
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  )
}

function put(document: LakeDocument, path: Path, value: unknown): void {
  const parent = valueAt(document, path.slice(0, -1))
  const key = path.at(-1)
  if (typeof parent !== 'object' || parent === null || key === undefined) return
  if (value !== undefined) Reflect.set(parent, key, value)
  else if (Array.isArray(parent)) parent.splice(Number(key), 1)
  else Reflect.deleteProperty(parent, key)
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

describe('a new document', () => {
  // Studio yields to the browser while it fills in a template.
  beforeAll(() => {
    vi.stubGlobal('window', globalThis)
  })
  afterAll(() => {
    vi.unstubAllGlobals()
  })
  const types = documentTypes.map(({type}) => type)

  it.each(types)('of type %s, filled in as far as Studio asks, can be published', async (name) => {
    const template = defaultTemplatesForSchema(schema).find(({schemaType}) => schemaType === name)
    if (template === undefined) throw new Error(`there is no template for ${name}`)
    const initial = await resolveInitialValue(schema, template, {}, initialContext())
    const {heroImage: _picture, ...written} = examples[name]
    expect(await gap({...initial, ...written})).toEqual([])
    expect(await studioErrors({...initial, ...written}, validDocuments)).toEqual([])
    // As it is, it is refused by both or by none.
    expect(await gap({...initial, _id: `${name}-new`, _type: name, ...stamps})).toEqual([])
  })

  it.each(templates.map((template) => [template.title, template] as const))(
    'from the template “%s” is refused by Studio while the publisher would refuse it',
    async (_title, template) => {
      const initial = await resolveInitialValue(schema, template, {}, initialContext())
      const document = {...initial, _id: 'new-one', _type: template.schemaType, ...stamps}
      expect(await refusals([...validDocuments, document])).not.toEqual([])
      expect(await gap(document)).toEqual([])
    },
  )

  it('needs no picture: one that was described but never chosen is none', async () => {
    for (const heroImage of [
      {_type: 'figure', decorative: true},
      {_type: 'figure', alt: 'A knee'},
    ]) {
      const described = {...condition, heroImage}
      expect(await studioErrors(described, validDocuments)).toEqual([])
      expect(await refusals(replaced(validDocuments, described))).toEqual([])
    }
  })
})

const stamps = {_rev: 'r1', _createdAt: '2026-11-01T00:00:00Z', _updatedAt: '2026-11-01T00:00:00Z'}
const initialContext = () => ({
  schema,
  projectId: 'foramen',
  dataset: 'production',
  currentUser: null,
  getClient: () => {
    throw new Error('no initial value asks the lake')
  },
})

/** Faults that no form can make: they come with an import, which is checked by itself. */
const IMPORTED = new Set([
  'a document of an unknown type',
  'a block of an unknown type',
  'an id that would make a document private',
])

describe('a planted fault', () => {
  it.each(plantedFaults.filter(({name}) => !IMPORTED.has(name)))(
    'that the publisher refuses is refused by Studio: $name',
    async (fault) => {
      expect(await unseen(fault)).toEqual([])
    },
  )
})

/** Refusals of the publisher that Studio announced on none of the documents that were changed. */
async function unseen({patch, add = []}: PlantedFault): Promise<string[]> {
  let stored = [...validDocuments]
  const steps = add.map((document): LakeDocument => ({...stamps, ...document}))
  const patched = validDocuments.find(({_id}) => _id === patch?.id)
  if (patched !== undefined) {
    const result = new Mutation({mutations: [{patch}]}).apply(structuredClone(patched))
    if (result === null) throw new Error(`the patch removed ${patched._id}`)
    steps.push({...result, _type: patched._type})
  }
  for (const step of steps) {
    // What is stored as a draft is published by nobody.
    if (step._id.startsWith('drafts.')) {
      stored = [...stored, step]
      continue
    }
    if ((await studioErrors(step, stored)).length > 0) return []
    stored = replaced(stored, step)
  }
  return await refusals(stored.filter(({_id}) => !_id.startsWith('drafts.')))
}

describe('a change that another document does not bear', () => {
  const reviewed = {lastReviewed: '2026-10-01', reviewedBy: [reference('contributor-clinician')]}
  const cases: [string, LakeDocument, readonly LakeDocument[]][] = [
    [
      'a page at an address that a redirect leads away from',
      {...condition, slug: {_type: 'slug', current: 'old'}},
      replaced(validDocuments, {...redirect, from: '/en/conditions/old/'}),
    ],
    [
      'a page at an address that another page had before',
      {...condition, _id: 'condition-new', title: 'Neck pain', aka: [], slug: slug('lumbago')},
      replaced(validDocuments, {...condition, slugHistory: ['lumbago']}),
    ],
    [
      'a page at the address of another page',
      {...condition, _id: 'condition-new', title: 'Neck pain', aka: []},
      validDocuments,
    ],
    ['a redirect from a live page', {...redirect, from: '/en/faqs/drive-home/'}, validDocuments],
    ['a redirect in no language', {...redirect, from: '/xx/old/'}, validDocuments],
    [
      'a redirect to where another one starts',
      {
        ...redirect,
        _id: 'redirect-two',
        from: '/en/older/',
        toDocument: undefined,
        toUrl: 'https://health.example/en/procedures/block/',
      },
      validDocuments,
    ],
    [
      'a redirect that leads back to itself',
      {...redirect, toDocument: undefined, toUrl: 'https://health.example/en/procedures/block/'},
      validDocuments,
    ],
    [
      'a technique that stops guiding the needle of a procedure',
      {...technique, kind: 'other', modality: 'light'},
      validDocuments,
    ],
    [
      'a procedure guided by what guides nothing',
      procedure,
      replaced(validDocuments, {...technique, kind: 'other', modality: 'light'}),
    ],
    [
      'a demand for reviews that pages lack',
      {...settings, requireClinicalReview: true},
      validDocuments,
    ],
    [
      'a reviewer who stops being a clinician',
      {...clinician, role: 'editor'},
      replaced(
        validDocuments.map((document) =>
          'audience' in document ? {...document, review: reviewed} : document,
        ),
        {...settings, requireClinicalReview: true},
      ),
    ],
    [
      'a word explained a second time',
      {...glossaryTerm, _id: 'term-two', term: 'Facet-Joint'},
      validDocuments,
    ],
    [
      'a page related to itself',
      {...condition, relatedConditions: [reference(condition._id)]},
      validDocuments,
    ],
    ['a question about a source', {...faq, about: [reference('source-review')]}, validDocuments],
  ]

  it.each(cases)('is refused by Studio: %s', async (_name, document, others) => {
    expect(await refusals(replaced(others, document))).not.toEqual([])
    expect(await studioErrors(document, others)).not.toEqual([])
  })
})

function reference(id: string) {
  return {_key: id, _type: 'reference', _ref: id}
}

function slug(current: string) {
  return {_type: 'slug', current}
}

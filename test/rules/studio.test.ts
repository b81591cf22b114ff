import {createSchema} from 'sanity'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {documentSchemas} from '../../schemas/rules/sanity.ts'
import {objectSchemas} from '../../schemas/objects/index.ts'
import type {LakeDocument} from '../../schemas/rules/index.ts'
import {withComponents} from '../../studio/components/with-components.tsx'
import {openLakeOfDocuments, type LakeOfDocuments} from '../corpus/lake-of-documents.ts'
import {block, condition, faq, technique, validDocuments} from '../corpus/valid-documents.ts'

/** What Studio shows of the rules, through the schema types as Studio compiles them. */

let lake: LakeOfDocuments
let schema: ReturnType<typeof createSchema>

beforeAll(async () => {
  schema = createSchema({
    name: 'rules',
    // As Studio joins them: there some fields' rules depend on the document's language.
    types: withComponents([...documentSchemas, ...objectSchemas]),
  })
  lake = await openLakeOfDocuments()
})
afterAll(() => lake.close())

/** Markers of the rules on a document in a lake of its own, as `code level path message`. */
async function markers(document: LakeDocument, stored: readonly LakeDocument[]): Promise<string[]> {
  const found = await lake.validate(document, stored, schema)
  return found
    .filter(({code}) => /^custom\.[RS]\d/.test(String(code)))
    .map(
      ({level, path, message, code}) =>
        `${code} ${level} ${JSON.stringify(path)} ${String(message)}`,
    )
}

it('shows nothing on a valid document', async () => {
  expect(await markers(condition, validDocuments)).toEqual([])
})

it('shows an error at the block, with what to do and the rule to look up', async () => {
  const cure = {...condition, overview: [block('o1', 'This is a cure.')]}
  expect(await markers(cure, validDocuments)).toEqual([
    'custom.R10 error ["overview",{"_key":"o1"}] promises or praises: "cure". Instead: say what may get better, and for how long. (R10)',
  ])
})

it('shows a slip of style as a warning', async () => {
  const [marker] = await markers(
    {...condition, summary: 'A drug may help with pain in the lower back for a time.'},
    validDocuments,
  )
  expect(marker).toMatch(/^custom\.R18 warning \["summary"\]/)
})

it('compares a draft with other documents, not with its own published form', async () => {
  const draft = {...condition, _id: 'drafts.condition-back-pain'}
  expect(await markers(draft, validDocuments)).toEqual([])
  const twin = {...draft, title: 'Spine pain'}
  expect((await markers(twin, validDocuments)).join()).toMatch(/custom\.S13 error \["title"\]/)
})

it('warns of a brand, which only the content check refuses', async () => {
  const branded = {...condition, overview: [block('o1', 'Ask at Novus Spine.')]}
  expect((await markers(branded, validDocuments)).join()).toMatch(/^custom\.R35 warning /)
})

it('says what is missing once, in the words of the field and not of a rule', async () => {
  const {about: _about, ...aboutNothing} = faq
  const found = await lake.validate(aboutNothing, validDocuments, schema)
  expect(found.filter(({level}) => level !== 'info').map(({message}) => String(message))).toEqual([
    'Choose at least one page that this question is about.',
  ])
})

it('names other documents by type and title, not by id', async () => {
  const twin = {...condition, _id: 'drafts.condition-twin', title: 'Spine pain'}
  const found = await lake.validate(twin, validDocuments, schema)
  const messages = found.map(({message}) => String(message)).join('\n')
  expect(messages).toContain('is the title of the condition “Spine pain” as well')
  expect(messages).toContain('This address is taken by the condition “Back pain”')
  expect(messages).not.toMatch(/condition-(?:spine|back)-pain/)
})

it('sees what somebody else has published since the last check', async () => {
  const check = async (stored: readonly LakeDocument[]) => {
    const found = await lake.validate(condition, stored, schema, 'same-lake')
    return found.map(({message}) => String(message)).filter((message) => message.includes('S23'))
  }
  expect(await check(validDocuments)).toEqual([])
  const twin = {...condition, _id: 'condition-twin', title: 'Sore back', aka: []}
  expect(await check([...validDocuments, twin])).toEqual([
    'This address is taken by the condition “Sore back”. Add a word that tells the two apart. (S23)',
  ])
  expect(await check(validDocuments)).toEqual([])
})

it('puts a fault of an address at its field, and drafts of others count', async () => {
  const draft = {...condition, _id: 'drafts.condition-new', title: 'Sore back', aka: []}
  const found = await lake.validate(draft, [...validDocuments, draft], schema)
  expect(found.filter(({code}) => code === 'custom.S23').map(({path}) => path)).toEqual([['slug']])
  const other = {...draft, _id: 'drafts.condition-other', slug: {current: 'sore'}, title: 'Sore'}
  const sore = {...draft, slug: {_type: 'slug', current: 'sore'}}
  const both = await lake.validate(sore, [...validDocuments, sore, other], schema)
  expect(both.map(({message}) => String(message)).join()).toContain(
    'This address is taken by the condition “Sore”',
  )
})

it('says of a technique that it guides no needle any more, while procedures need it to', async () => {
  const light = {...technique, kind: 'other', modality: 'light'}
  expect((await markers(light, validDocuments)).join()).toMatch(
    /custom\.S22 error \["kind"\] The procedure “Nerve block” links this document as a technique that guides a needle/,
  )
})

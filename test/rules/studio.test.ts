import {createClient} from '@sanity/client'
import {validateDocumentWithWorkspace} from '@sanity/validation'
import {getFallbackLocaleSource} from '@sanity/validation/_internal'
import {createSchema} from 'sanity'
import {createServer, type Server} from 'node:http'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {documents as documentTypes} from '../../schemas/documents/index.ts'
import {objectSchemas} from '../../schemas/objects/index.ts'
import type {LakeDocument} from '../../schemas/rules/index.ts'
import {block, condition, validDocuments} from '../corpus/valid-documents.ts'

/** What Studio shows of the rules, through the schema types as Studio compiles them. */

let server: Server
let schema: ReturnType<typeof createSchema>
let stored: readonly LakeDocument[] = validDocuments

beforeAll(async () => {
  schema = createSchema({
    name: 'rules',
    types: [...documentTypes.map((document) => document.schema), ...objectSchemas],
  })
  server = createServer((request, response) => {
    const asked = new URL(request.url ?? '/', 'http://lake').searchParams.get('query') ?? ''
    response.setHeader('content-type', 'application/json')
    // Uniqueness of slugs asks for a boolean, the rules for documents.
    const result = asked.startsWith('*[_type in') ? stored : true
    response.end(JSON.stringify({result, ms: 1, query: asked}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => server.close())

/** Markers on a document in a lake of its own, as `level path: message`. */
async function markers(document: LakeDocument, lake: readonly LakeDocument[]): Promise<string[]> {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  stored = lake
  const client = createClient({
    projectId: 'foramen',
    // Each case is a lake of its own, because the index of a lake is kept for a while.
    dataset: `case-${Math.random().toString(36).slice(2)}`,
    apiVersion: '2025-02-19',
    useCdn: false,
    apiHost: `http://127.0.0.1:${address.port}`,
    useProjectHostname: false,
  })
  // As in Studio: elsewhere Sanity lowers every rule of a document type to a warning.
  const found = await validateDocumentWithWorkspace({
    document: {_rev: 'r', _createdAt: '', _updatedAt: '', ...document},
    workspace: {schema, getClient: () => client, i18n: getFallbackLocaleSource()},
    getDocumentExists: () => Promise.resolve(true),
  })
  return found
    .filter(
      (marker) =>
        String(marker.code).startsWith('custom.R') || String(marker.code).startsWith('custom.S'),
    )
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

import {Ajv2020} from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import {expect, test} from 'vitest'
import {z} from 'zod'
import {WidgetDocumentV1} from '../../schemas/api/v1/widget.ts'
import {arabicDocument, PAYLOADS, richDocument, sampleDocument} from './fixtures/documents.ts'

test.each([
  ['ten questions', sampleDocument()],
  ['every kind of node', richDocument()],
  ['right to left', arabicDocument()],
])('the contract takes a document with %s, and so does its JSON Schema', (_what, content) => {
  expect(WidgetDocumentV1.parse(content)).toEqual(content)
  const ajv = new Ajv2020({strict: false})
  addFormats.default(ajv)
  const validate = ajv.compile(z.toJSONSchema(WidgetDocumentV1, {io: 'input'}))
  expect([validate(content), validate.errors]).toEqual([true, null])
})

test('a field that a later minor adds is tolerated', () => {
  expect(() => WidgetDocumentV1.parse({...sampleDocument(), later: 1})).not.toThrow()
})

const base = sampleDocument()
const [first, second] = base.items
const withAnswer = (node: unknown) => ({...base, items: [{...first, answer: [node]}]})

test.each([
  ['version 2', {...base, v: 2}, 'v'],
  ['an id that is no slug', {...base, items: [{...first, id: 'A b'}]}, 'items.0.id'],
  ['an id twice', {...base, items: [first, {...second, id: first?.id}]}, 'items.1.id'],
  ['a recalled item', {...base, recalled: [second?.id]}, 'items.1.id'],
  ['no items and no recall', {...base, items: []}, 'items'],
  ['an empty answer', {...base, items: [{...first, answer: []}]}, 'items.0.answer'],
  ['an HTML page address with another scheme', {...base, url: 'ftp://content.example/'}, 'url'],
  ['an unknown tag', withAnswer(['script', ['x']]), 'items.0.answer.0'],
  ['HTML attributes', withAnswer(['p', ['x'], {onclick: 'x'}]), 'items.0.answer.0'],
  ['a relative link', withAnswer(['a', ['x'], '/en/']), 'items.0.answer.0.2'],
  ['a day that is none', {...base, review: {...base.review, date: '2026-02-30'}}, 'review.date'],
])('the contract refuses %s and says where', (_what, content, path) => {
  const result = WidgetDocumentV1.safeParse(content)
  expect(result.error?.issues.map((issue) => issue.path.join('.'))).toContain(path)
})

test.each(PAYLOADS)('the contract refuses %j as the address of a link', (payload) => {
  expect(WidgetDocumentV1.safeParse(withAnswer(['a', ['x'], payload])).success).toBe(false)
})

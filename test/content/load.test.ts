import {describe, expect, test} from 'vitest'
import {formatProblem, type ContentProblem} from '../../site/content/errors.ts'
import {loadContent, ofType} from '../../site/content/load.ts'
import {memoryClient} from '../../site/content/client.ts'
import {fixtureDocuments, fixtureWith, ref, type LakeDoc} from '../fixtures/content.ts'
import {loaded, sourceOf, translationsOf} from './support.ts'

const problemLines = ({problems}: {problems: readonly ContentProblem[]}) =>
  problems.map(formatProblem)

function translated(id: string, changes: Readonly<Record<string, unknown>>): LakeDoc[] {
  const original = fixtureDocuments().find(({_id}) => _id === id)
  if (original === undefined) throw new Error(`the fixture has no ${id}`)
  return [
    ...fixtureDocuments(),
    {...original, _id: `${id}-de`, language: 'de', ...changes},
    translationsOf({en: id, de: `${id}-de`}),
  ]
}

describe('loaded content', () => {
  test('has every document of the lake once, each in its checked shape', async () => {
    const documents = fixtureDocuments()
    const {sources, rows, problems} = await loaded(documents)
    expect(problems).toEqual([])
    const ids = documents.map(({_id}) => _id).toSorted()
    expect(sources.map(({_id}) => _id).toSorted()).toEqual(ids)
    expect([...rows.keys()].toSorted()).toEqual(ids)
  })

  test('stands in the same order, whatever the order in the lake', async () => {
    const documents = fixtureDocuments()
    const {sources} = await loaded(documents)
    const other = await loaded(documents.toReversed())
    expect(other.sources.map(({_id}) => _id)).toEqual(sources.map(({_id}) => _id))
  })

  test('has empty lists where the lake has nothing', async () => {
    const {sources} = await loaded(
      fixtureWith({'procedure-shot': {aka: undefined, stages: undefined}}),
    )
    const [procedure] = ofType(sources, 'procedure').filter(({_id}) => _id === 'procedure-shot')
    expect(procedure).toMatchObject({aka: [], stages: [], parent: null})
  })

  test('leaves out what is faulty, keeps its row, and names all faults at once', async () => {
    const content = await loaded(
      fixtureWith({
        'procedure-shot': {summary: ' ', kind: 'magic'},
        'faq-hurt': {question: null},
      }),
    )
    expect(content.sources.map(({_id}) => _id)).not.toContain('procedure-shot')
    expect(content.sources.map(({_id}) => _id)).toContain('procedure-other')
    expect(content.rows.has('procedure-shot')).toBe(true)
    expect(problemLines(content)).toEqual([
      expect.stringMatching(/^procedure-shot summary: is empty/),
      expect.stringMatching(/^procedure-shot kind: is not a known value \(magic\) — use injection/),
      expect.stringMatching(/^faq-hurt question: is missing/),
    ])
  })

  test('takes a repaired row in the place of a faulty one, and names the fault all the same', async () => {
    const client = memoryClient(
      fixtureWith({'faq-hurt': {question: null}}),
      async () => new Uint8Array(),
    )
    const content = await loadContent(client, (_, row) => ({...row, question: 'Really?'}))
    expect(sourceOf(content, 'faq-hurt')).toMatchObject({question: 'Really?'})
    expect(problemLines(content)).toEqual([expect.stringMatching(/^faq-hurt question: is missing/)])
  })

  test('is still a fault where the repair does not fit either', async () => {
    const client = memoryClient(
      fixtureWith({'faq-hurt': {question: null}}),
      async () => new Uint8Array(),
    )
    const content = await loadContent(client, (_, row) => ({...row, question: 7}))
    expect(content.sources.map(({_id}) => _id)).not.toContain('faq-hurt')
    expect(content.problems).toHaveLength(1)
  })

  test('names a type that nobody publishes, and lets those of Sanity be', async () => {
    const content = await loaded(
      fixtureWith({}, [
        {_id: 'x', _type: 'recipe'},
        {_id: 'y', _type: 'sanity.imageAsset'},
        {_id: '_.groups.public', _type: 'group'},
      ]),
    )
    expect(problemLines(content)).toEqual([
      expect.stringMatching(/^x _type: is a type that this package does not publish \(recipe\)/),
    ])
  })

  test('begins its problems with those of the client', async () => {
    const torn = {documentId: 'line 3', path: '', problem: 'is torn', hint: 'mend it'}
    const content = await loaded(fixtureWith({'faq-hurt': {question: null}}), [torn])
    expect(content.problems[0]).toEqual(torn)
    expect(content.problems).toHaveLength(2)
  })
})

describe('a translation', () => {
  test('takes over the facts that it leaves empty', async () => {
    const content = await loaded(
      translated('procedure-shot', {bodyRegions: undefined, kind: null, treats: []}),
    )
    expect(content.problems).toEqual([])
    expect(sourceOf(content, 'procedure-shot-de')).toMatchObject({
      bodyRegions: ['lower-back'],
      kind: 'injection',
      treats: [{condition: 'condition-back'}],
    })
  })

  test('keeps facts of its own', async () => {
    const content = await loaded(translated('procedure-shot', {settings: ['hospital']}))
    expect(sourceOf(content, 'procedure-shot-de')).toMatchObject({settings: ['hospital']})
    expect(sourceOf(content, 'procedure-shot')).toMatchObject({settings: ['outpatientClinic']})
  })

  test('takes over no words: a text that is missing is missing', async () => {
    const content = await loaded(translated('procedure-shot', {summary: undefined}))
    expect(problemLines(content)).toEqual([
      expect.stringMatching(/^procedure-shot-de summary: is missing/),
    ])
  })

  test('takes nothing from a document of another type', async () => {
    const content = await loaded([
      ...fixtureWith({'technique-xray': {kind: null}}),
      translationsOf({en: 'procedure-shot', de: 'technique-xray'}),
    ])
    expect(problemLines(content)).toEqual([
      expect.stringMatching(/^technique-xray kind: is missing/),
    ])
  })

  test('that is grouped in a way nobody can read is a fault of its group', async () => {
    const content = await loaded(
      fixtureWith({}, [
        {
          _id: 'group',
          _type: 'translation.metadata',
          translations: [{_key: 'en', language: 'en', value: {...ref('x'), _ref: ''}}],
        },
      ]),
    )
    expect(problemLines(content)).toEqual([
      expect.stringMatching(/^group translations\[0\]\.document: /),
    ])
    expect(content.translations).toEqual([])
  })
})

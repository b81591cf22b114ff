import {describe, expect, test} from 'vitest'
import {PAGE_TYPES, SUBJECT_TYPES} from '../../schemas/documents/type-lists.ts'
import {linksOf} from '../../schemas/rules/links.ts'
import {pathText} from '../../site/content/issues.ts'
import type {AnySource} from '../../site/content/load.ts'
import {cite, fixtureWith, paragraph, ref, type LakeDoc} from '../fixtures/content.ts'
import {loaded, sourceOf} from './support.ts'

/** Every link of a document, its path as errors name it. */
function referencesOf(source: AnySource) {
  return linksOf(source).map(({path, target, declared}) => ({
    path: pathText(path),
    target,
    types: declared.to,
  }))
}

/** Path → target of every reference of a document. */
async function referencesIn(
  id: string,
  changes: Readonly<Record<string, unknown>> = {},
  added: readonly LakeDoc[] = [],
): Promise<Record<string, string>> {
  const content = await loaded(fixtureWith({[id]: changes}, added))
  const references = referencesOf(sourceOf(content, id))
  return Object.fromEntries(references.map(({path, target}) => [path, target]))
}

async function typesAt(id: string, path: string, changes: Readonly<Record<string, unknown>> = {}) {
  const content = await loaded(fixtureWith({[id]: changes}))
  return referencesOf(sourceOf(content, id)).find((reference) => reference.path === path)?.types
}

describe('references of a document', () => {
  test('have the path that an error can name, in fields, lists and objects', async () => {
    const references = await referencesIn('procedure-shot', {
      parent: ref('procedure-other'),
      stages: [ref('procedure-other')],
      alternatives: [
        {_key: 'a', _type: 'alternativeCare', title: 'Rest', text: 'Rest helps.'},
        {_key: 'b', _type: 'alternativeProcedure', procedure: ref('procedure-other')},
      ],
      review: {lastReviewed: '2026-01-01', reviewedBy: [ref('contributor-a')]},
      withdrawal: {reason: 'x', date: '2026-01-01', replacement: ref('procedure-other')},
    })
    expect(references).toMatchObject({
      parent: 'procedure-other',
      'stages[0]': 'procedure-other',
      'topics[0]': 'topic-pain',
      'furtherReading[0]': 'source-b',
      'authors[0]': 'contributor-a',
      'review.reviewedBy[0]': 'contributor-a',
      'withdrawal.replacement': 'procedure-other',
      'treats[0].condition': 'condition-back',
      'guidedBy[0].technique': 'technique-xray',
      'alternatives[1].procedure': 'procedure-other',
    })
  })

  test('are found in texts: links, medical words and citations', async () => {
    expect(await referencesIn('procedure-shot')).toMatchObject({
      'overview[0].markDefs[0].term': 'glossary-nerve-root',
      'overview[0].markDefs[1].source': 'source-a',
      'overview[1].markDefs[0].reference': 'condition-back',
    })
  })

  test('are found in texts that lie deep', async () => {
    const linked = paragraph('p', 'See ', [
      {text: 'this', mark: {_key: 'm', _type: 'internalLink', reference: ref('faq-drive')}},
    ])
    expect(
      await referencesIn('procedure-shot', {
        preparation: [{_key: 'i', _type: 'instruction', text: [linked]}],
        recovery: {text: [linked], citations: [cite('source-b')]},
      }),
    ).toMatchObject({
      'preparation[0].text[0].markDefs[0].reference': 'faq-drive',
      'recovery.text[0].markDefs[0].reference': 'faq-drive',
      'recovery.citations[0].source': 'source-b',
    })
  })

  test('are found in statements: each citation once', async () => {
    const content = await loaded(fixtureWith({}))
    const paths = referencesOf(sourceOf(content, 'procedure-shot')).map(({path}) => path)
    expect(paths).toEqual(
      expect.arrayContaining([
        'risks[0].citations[0].source',
        'risks[0].frequency.citations[0].source',
        'evidence[0].dissent.citations[0].source',
        'safetyNotices[0].citations[0].source',
      ]),
    )
    expect(new Set(paths).size).toBe(paths.length)
  })

  test('that are left empty are none', async () => {
    const references = await referencesIn('condition-back', {topics: []})
    expect(references).not.toHaveProperty('parent')
    expect(references).not.toHaveProperty('topics[0]')
    expect(await referencesIn('contributor-a')).toEqual({})
  })

  test('may point at the types of their field only', async () => {
    expect(await typesAt('procedure-shot', 'treats[0].condition')).toEqual(['condition'])
    expect(await typesAt('procedure-shot', 'guidedBy[0].technique')).toEqual(['technique'])
    expect(await typesAt('condition-sciatica', 'parent')).toEqual(['condition'])
    expect(await typesAt('procedure-shot', 'overview[0].markDefs[0].term')).toEqual([
      'glossaryTerm',
    ])
    const about = await typesAt('faq-hurt', 'about[0]')
    expect(about).toEqual(SUBJECT_TYPES)
    const link = await typesAt('procedure-shot', 'overview[1].markDefs[0].reference')
    expect(link).toEqual(PAGE_TYPES)
    const target = await typesAt('redirect-ts', 'toDocument')
    expect(target).toEqual(PAGE_TYPES)
  })

  test('of a source and of a topic are known too', async () => {
    expect(await referencesIn('source-a', {supersededBy: ref('source-b')})).toEqual({
      supersededBy: 'source-b',
    })
    expect(
      await referencesIn('topic-pain', {
        parent: ref('topic-pain'),
        furtherReading: [ref('source-a')],
      }),
    ).toMatchObject({parent: 'topic-pain', 'furtherReading[0]': 'source-a'})
  })
})

import {evaluate, parse} from 'groq-js'
import {describe, expect, it} from 'vitest'
import {documentSchemas} from '../../studio/registry.ts'
import {translationLists, workLists} from '../../studio/structure/work-lists.ts'

const TODAY = '2026-11-24'
const cite = (key: string) => ({_key: key, _type: 'citation', source: {_ref: 'source-a'}})
const page = (id: string, more: object = {}) => ({
  _id: id,
  _type: 'procedure',
  language: 'en',
  status: 'active',
  treats: [{_key: 't', condition: {_ref: 'condition-back'}, citations: [cite('c')]}],
  ...more,
})

const reviewed = (lastReviewed: string, intervalMonths?: number) => ({
  review: {lastReviewed, ...(intervalMonths === undefined ? {} : {intervalMonths})},
})
const condition = (id: string) => ({
  _id: id,
  _type: 'condition',
  language: 'en',
  status: 'active',
})
const metadata = (base: string, translation: string) => ({
  _id: `metadata-${base}`,
  _type: 'translation.metadata',
  translations: [
    {_key: 'a', language: 'en', value: {_ref: base}},
    {_key: 'b', language: 'es', value: {_ref: translation}},
  ],
})

async function idsIn(lists: ReturnType<typeof workLists>, id: string, dataset: object[]) {
  const list = lists.find((candidate) => candidate.id === id)
  if (list === undefined) throw new RangeError(`there is no list "${id}"`)
  const tree = parse(`*[${list.filter}]._id`, {params: {...list.params}})
  const value = await evaluate(tree, {dataset, params: {...list.params}})
  const ids: unknown = await value.get()
  return ids
}

const inList = (id: string, dataset: object[]) =>
  idsIn(workLists(documentSchemas, TODAY), id, dataset)

describe('the working lists', () => {
  it('sort pages by when their review falls due, with 12 months where there is a safety notice', async () => {
    const notice = {safetyNotices: [{_key: 'n', issuer: 'FDA'}]}
    const dataset = [
      page('three-years-and-a-day-ago', reviewed('2023-11-23')),
      page('three-years-ago', reviewed('2023-11-24')),
      page('due-in-59-days', reviewed('2024-01-22')),
      page('due-in-61-days', reviewed('2024-01-24')),
      page('notice-and-13-months', {...reviewed('2025-10-24'), ...notice}),
      page('notice-but-24-months-set', {...reviewed('2025-10-24', 24), ...notice}),
      page('six-months-set', reviewed('2026-05-23', 6)),
      page('withdrawn', {...reviewed('2020-01-01'), status: 'withdrawn'}),
      page('never'),
    ]
    expect(await inList('overdue', dataset)).toEqual([
      'three-years-and-a-day-ago',
      'notice-and-13-months',
      'six-months-set',
    ])
    expect(await inList('due-soon', dataset)).toEqual(['three-years-ago', 'due-in-59-days'])
    expect(await inList('never-reviewed', dataset)).toEqual(['never'])
  })

  it('name pages with a statement that stands on no source, or with no source at all', async () => {
    const cited = {benefits: [{_key: 'b', _type: 'claim', text: 'x', citations: [cite('c')]}]}
    const text = [
      {_key: 'p', _type: 'block', children: [], markDefs: [{_key: 'm', _type: 'citation'}]},
    ]
    const dataset = [
      page('cited', cited),
      page('bare-benefit', {benefits: [...cited.benefits, {_key: 'n', _type: 'claim', text: 'y'}]}),
      page('emptied', {benefits: [{_key: 'n', _type: 'claim', text: 'y', citations: []}]}),
      {_id: 'faq-bare', _type: 'faq', language: 'en', status: 'active'},
      {_id: 'faq-cited', _type: 'faq', language: 'en', status: 'active', citations: [cite('c')]},
      {_id: 'faq-cited-in-text', _type: 'faq', language: 'en', status: 'active', answer: text},
    ]
    expect(await inList('missing-sources', dataset)).toEqual([
      'bare-benefit',
      'emptied',
      'faq-bare',
    ])
  })

  it('name contested, withdrawn and draft pages', async () => {
    const dataset = [
      page('agreed', {evidence: [{_key: 'e', certainty: 'high'}]}),
      page('contested', {evidence: [{_key: 'e', certainty: 'contested'}]}),
      page('gone', {status: 'withdrawn'}),
      page('drafts.new'),
      {_id: 'drafts.image', _type: 'sanity.imageAsset'},
    ]
    expect(await inList('contested', dataset)).toEqual(['contested'])
    expect(await inList('withdrawn', dataset)).toEqual(['gone'])
    expect(await inList('drafts', dataset)).toEqual(['drafts.new'])
  })

  it('name pages that nothing leads to or from', async () => {
    const dataset = [
      page('treats-something'),
      page('treats-nothing', {treats: []}),
      condition('condition-back'),
      condition('condition-alone'),
      {_id: 'faq-lost', _type: 'faq', language: 'en', status: 'active'},
      {
        _id: 'faq',
        _type: 'faq',
        language: 'en',
        status: 'active',
        about: [{_ref: 'condition-back'}],
      },
      {_id: 'topic', _type: 'topic', language: 'en', status: 'active'},
    ]
    expect(await inList('orphans', dataset)).toEqual([
      'treats-nothing',
      'condition-alone',
      'faq-lost',
    ])
  })

  it('name missing and stale translations in an edition with a second language', async () => {
    const lists = translationLists('en', [{id: 'es', title: 'Spanish'}])
    const changed = {changeNotes: [{_key: 'n', kind: 'clinical', date: '2026-06-01'}]}
    const dataset = [
      page('untranslated'),
      page('fresh', changed),
      page('stale', changed),
      page('fresh-es', {language: 'es', review: {lastReviewed: '2026-07-01'}}),
      page('stale-es', {language: 'es', review: {lastReviewed: '2026-05-01'}}),
      metadata('fresh', 'fresh-es'),
      metadata('stale', 'stale-es'),
    ]
    expect(await idsIn(lists, 'missing-es', dataset)).toEqual(['untranslated'])
    expect(await idsIn(lists, 'stale-es', dataset)).toEqual(['stale-es'])
  })
})

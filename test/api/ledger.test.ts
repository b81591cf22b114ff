import {describe, expect, test} from 'vitest'
import type {Significance} from '../../schemas/api/v1/changes.ts'
import {fixtureDocuments, fixtureWith, ref} from '../fixtures/content.ts'
import {changesAfter} from './publications.ts'

/** The step from one state of the feed to the next, by itself. */

type Edits = Parameters<typeof fixtureWith>[0]

const step = async (before: Edits, after: Edits) =>
  changesAfter(fixtureWith(after), await changesAfter(fixtureWith(before), null))
const withNote = (kind: 'minor' | 'clinical' | 'safety', date = '2026-03-01') => ({
  changeNotes: [{_key: `${kind}-${date}`, _type: 'changeNote', date, kind, note: `A ${kind} one.`}],
})
/** Items of a list of a document, as it stands in the fixture. */
function itemsOf(id: string, field: string): {readonly [name: string]: unknown}[] {
  const items = fixtureDocuments().find(({_id}) => _id === id)?.[field]
  return Array.isArray(items) ? items : []
}
const saved = {_updatedAt: '2026-03-01T00:00:00Z'}

describe('the weight of a change', () => {
  const risks = [
    {
      _key: 'r',
      _type: 'risk',
      outcome: 'Infection',
      seriousness: 'serious',
      text: 'Germs get in.',
    },
  ]
  const [card] = itemsOf('procedure-shot', 'careCards')
  const weights: [string, Edits, Significance][] = [
    ['a rewritten risk without a note', {'procedure-shot': {risks}}, 'clinical'],
    ['with a minor note', {'procedure-shot': {risks, ...withNote('minor')}}, 'clinical'],
    ['with a safety note', {'procedure-shot': {risks, ...withNote('safety')}}, 'safety'],
    [
      'with a safety note of an earlier day',
      {'procedure-shot': {risks, ...withNote('safety', '2025-01-01')}},
      'safety',
    ],
    ['a safety note alone', {'procedure-shot': withNote('safety')}, 'safety'],
    [
      'a new reason to get help',
      {'procedure-shot': {careCards: [{...card, items: ['you cannot stand']}]}},
      'safety',
    ],
    ['another title', {'procedure-shot': {title: 'Another shot'}}, 'editorial'],
    ['another title with a number', {'procedure-shot': {title: 'Shot 2'}}, 'clinical'],
    ['an edit of nothing', {'procedure-shot': saved}, 'editorial'],
  ]
  test.each(weights)('%s', async (_, edits, expected) => {
    const {items} = await step({}, edits)
    expect(items.find(({id}) => id === 'procedure-shot')).toMatchObject({
      cause: 'own',
      significance: expected,
    })
  })
})

describe('why a page changed that nobody touched', () => {
  const causes: [string, Edits, Edits, object][] = [
    [
      'a medical word it uses',
      {},
      {'glossary-nerve-root': {definition: 'Where a nerve starts.'}},
      {via: ['glossary-nerve-root'], significance: 'clinical'},
    ],
    [
      'a source it cites was withdrawn',
      {},
      {'source-a': {status: 'withdrawn'}},
      {via: ['source-a'], significance: 'clinical'},
    ],
    [
      'a whole answer on it',
      {},
      {'faq-hurt': {shortAnswer: 'It hurts.'}},
      {via: ['faq-hurt'], significance: 'clinical'},
    ],
    [
      'the card of another page',
      {},
      {'condition-back': {title: 'Pain in the back'}},
      {via: ['condition-back'], significance: 'editorial'},
    ],
    [
      'an answer that was deleted',
      {},
      {'faq-drive': null},
      {via: ['faq-drive'], significance: 'clinical'},
    ],
    [
      'the number to call in an emergency',
      {},
      {'site-settings-en': {emergencyNotice: {heading: 'Help', text: 'Call 112.', phone: '112'}}},
      {via: ['site-settings-en'], significance: 'safety'},
    ],
  ]
  test.each(causes)('%s', async (_, before, after, expected) => {
    const {items} = await step(before, after)
    expect(items.find(({id}) => id === 'procedure-shot')).toMatchObject({
      cause: 'linked',
      ...expected,
    })
  })

  test('another use of a treatment is clinical on the page of the condition', async () => {
    const [edge] = itemsOf('procedure-shot', 'treats')
    const treats = [{...edge, use: 'notRecommended'}]
    const {items} = await step({}, {'procedure-shot': {treats}})
    expect(items.find(({id}) => id === 'condition-back')).toMatchObject({
      cause: 'linked',
      via: ['procedure-shot'],
      significance: 'clinical',
    })
  })

  test('does not name what it shows unchanged', async () => {
    const {items} = await step(
      {},
      {
        'faq-hurt': {shortAnswer: 'It hurts.'},
        'technique-xray': {limits: itemsOf('technique-xray', 'whatItShows')},
      },
    )
    expect(items.find(({id}) => id === 'procedure-shot')?.via).toEqual(['faq-hurt'])
  })
})

describe('the dates of a document', () => {
  const datesOf = async (edits: Edits[]) => {
    let last = null
    for (const edit of edits) last = await changesAfter(fixtureWith(edit), last)
    const entry = last?.ledger.documents.find(({id}) => id === 'procedure-other')
    return {firstPublished: entry?.firstPublished, contentModified: entry?.contentModified}
  }
  const draft = {_createdAt: '2025-11-09T00:00:00Z', _updatedAt: '2026-02-10T00:00:00Z'}

  test('it was first public when it was published, not when its draft was begun', async () => {
    const expected = {firstPublished: '2026-02-10T00:00:00Z', contentModified: null}
    expect(await datesOf([{'procedure-other': draft}])).toEqual(expected)
    const later = {...draft, title: 'Later', _updatedAt: '2026-06-01T00:00:00Z'}
    expect(await datesOf([{'procedure-other': draft}, {'procedure-other': later}])).toEqual(
      expected,
    )
    const added = await datesOf([{'procedure-other': null}, {'procedure-other': draft}])
    expect(added.firstPublished).toBe('2026-02-10T00:00:00Z')
  })

  test('one that comes back was first public the first time', async () => {
    const dates = await datesOf([
      {'procedure-other': draft},
      {'procedure-other': null},
      {'procedure-other': {...draft, ...saved}},
    ])
    expect(dates.firstPublished).toBe('2026-02-10T00:00:00Z')
  })

  test('its content was modified when clinical words were, with or without a note', async () => {
    const noted = {'procedure-other': withNote('clinical', '2026-01-15')}
    expect((await datesOf([noted])).contentModified).toBe('2026-01-15')
    const editorial = {'procedure-other': {...noted['procedure-other'], ...saved, title: 'Shot'}}
    expect((await datesOf([noted, editorial])).contentModified).toBe('2026-01-15')
    const steps = itemsOf('procedure-other', 'steps').map((one) => ({
      ...one,
      title: `${one.title} slowly`,
    }))
    const clinical = {'procedure-other': {...noted['procedure-other'], ...saved, steps}}
    expect((await datesOf([noted, clinical])).contentModified).toBe('2026-03-01')
    const later = {...clinical, 'condition-back': {_updatedAt: '2026-05-01T00:00:00Z'}}
    expect((await datesOf([noted, clinical, later])).contentModified).toBe('2026-03-01')
  })
})

test('equal content adds nothing, and the ledger stays as it is', async () => {
  const first = await changesAfter(fixtureDocuments(), null)
  const again = await changesAfter(fixtureDocuments(), first)
  expect(again.items).toEqual([])
  expect(again.ledger).toEqual(first.ledger)
})

test('words that stand by another table of fields weigh clinical where the revision changed', async () => {
  const first = await changesAfter(fixtureDocuments(), null)
  const documents = first.ledger.documents.map((one) => ({...one, words: null}))
  const upgraded = {...first, ledger: {...first.ledger, documents, parts: []}}
  expect((await changesAfter(fixtureDocuments(), upgraded)).items).toEqual([])
  const edited = fixtureWith({
    'condition-sciatica': {title: 'Leg pain', parent: ref('condition-back')},
  })
  const {items} = await changesAfter(edited, upgraded)
  expect(items.find(({id}) => id === 'condition-sciatica')).toMatchObject({
    operation: 'update',
    significance: 'clinical',
  })
})

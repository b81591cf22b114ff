import {describe, expect, test} from 'vitest'
import {ContentIndex} from '../../site/content/content-index.ts'
import {linkContent} from '../../site/content/link.ts'
import {cite, fixtureDocuments, fixtureWith, ref, type LakeDoc} from '../fixtures/content.ts'
import {graphOf, loaded, translationsOf} from './support.ts'

const withdrawn = {
  status: 'withdrawn',
  withdrawal: {reason: 'It was wrong.', date: '2026-02-01'},
}

function documentOf(id: string, changes: Readonly<Record<string, unknown>>): LakeDoc {
  const original = fixtureDocuments().find(({_id}) => _id === id)
  if (original === undefined) throw new Error(`the fixture has no ${id}`)
  return {...original, ...changes}
}

const german = (id: string, changes: Readonly<Record<string, unknown>> = {}) =>
  documentOf(id, {_id: `${id}-de`, language: 'de', ...changes})

const treats = (condition: string, use: string) => ({
  _key: condition,
  _type: 'treatsLink',
  condition: ref(condition),
  use,
  citations: [cite('source-a')],
})

describe('relations, entered at one end', () => {
  test('are known at the other', async () => {
    const graph = await graphOf(fixtureDocuments())
    expect(graph.guidedBy('technique-xray')).toEqual(['procedure-other', 'procedure-shot'])
    expect(graph.guidesOf('procedure-shot')).toEqual(['technique-xray'])
    expect(graph.childrenOf('condition-back')).toEqual(['condition-sciatica'])
    expect(graph.faqsAbout('technique-xray').map(({_id}) => _id)).toEqual(['faq-hurt'])
    expect(graph.filedUnder('topic-pain', 'technique')).toEqual(['technique-xray'])
    expect(graph.treatedBy('condition-back')).toMatchObject([
      {treatment: {_id: 'procedure-other'}, link: {use: 'sometimes', note: 'For leg pain.'}},
      {treatment: {_id: 'procedure-shot'}, link: {use: 'sometimes', note: 'For leg pain.'}},
    ])
  })

  test('between conditions hold both ways, once', async () => {
    const graph = await graphOf(
      fixtureWith({'condition-back': {relatedConditions: [ref('condition-sciatica')]}}),
    )
    expect(graph.relatedConditions('condition-back')).toEqual(['condition-sciatica'])
    expect(graph.relatedConditions('condition-sciatica')).toEqual(['condition-back'])
  })

  test('of nothing are none', async () => {
    const graph = await graphOf(fixtureDocuments())
    expect(graph.guidedBy('procedure-shot')).toEqual([])
    expect(graph.childrenOf('condition-sciatica')).toEqual([])
    expect(graph.faqsAbout('topic-pain')).toEqual([])
  })

  test('of a withdrawn document are gone from the other end', async () => {
    const graph = await graphOf(fixtureWith({'procedure-shot': withdrawn, 'faq-hurt': withdrawn}))
    expect(graph.guidedBy('technique-xray')).toEqual(['procedure-other'])
    expect(graph.treatedBy('condition-back').map(({treatment}) => treatment._id)).toEqual([
      'procedure-other',
    ])
    expect(graph.faqsAbout('technique-xray')).toEqual([])
    expect(graph.withdrawnFaqsAbout('technique-xray').map(({_id}) => _id)).toEqual(['faq-hurt'])
  })
})

describe('procedures for the same conditions', () => {
  test('leave out the procedure itself and those not recommended', async () => {
    const other = (use: string) =>
      fixtureWith({'procedure-other': {treats: [treats('condition-back', use)]}})
    const recommended = await graphOf(other('commonly'))
    expect(recommended.sharingConditions('procedure-shot')).toEqual(['procedure-other'])
    const refused = await graphOf(other('notRecommended'))
    expect(refused.sharingConditions('procedure-shot')).toEqual([])
    expect(refused.sharingConditions('procedure-other')).toEqual([])
  })

  test('begin with those that share most', async () => {
    const both = [treats('condition-back', 'commonly'), treats('condition-sciatica', 'sometimes')]
    const graph = await graphOf(
      fixtureWith({'procedure-shot': {treats: both}}, [
        documentOf('procedure-shot', {_id: 'procedure-z', title: 'Zeta injection', treats: both}),
      ]),
    )
    expect(graph.sharingConditions('procedure-shot')).toEqual(['procedure-z', 'procedure-other'])
  })
})

describe('order', () => {
  test('is that of titles, numbers by their size', async () => {
    const graph = await graphOf(
      fixtureWith({
        'procedure-shot': {title: 'Injection 10'},
        'procedure-other': {title: 'injection 9'},
      }),
    )
    expect(graph.shown('procedure').map(({_id}) => _id)).toEqual([
      'procedure-other',
      'procedure-shot',
    ])
  })

  test('of equal titles is that of ids, whatever the order in the lake', async () => {
    const documents = fixtureWith({
      'procedure-shot': {title: 'Injection'},
      'procedure-other': {title: 'Injection'},
    })
    for (const some of [documents, documents.toReversed()]) {
      const graph = await graphOf(some)
      expect(graph.shown('procedure').map(({_id}) => _id)).toEqual([
        'procedure-other',
        'procedure-shot',
      ])
    }
  })

  test('of questions is the editors’, then that of the questions', async () => {
    const about = (widgetOrder: number | null) => ({
      about: [ref('topic-pain')],
      ...(widgetOrder === null ? {} : {widgetOrder}),
    })
    const order = async (hurt: number | null, drive: number | null) => {
      const graph = await graphOf(fixtureWith({'faq-hurt': about(hurt), 'faq-drive': about(drive)}))
      return graph.faqsAbout('topic-pain').map(({_id}) => _id)
    }
    expect(await order(null, null)).toEqual(['faq-drive', 'faq-hurt'])
    expect(await order(5, null)).toEqual(['faq-hurt', 'faq-drive'])
    expect(await order(2, 1)).toEqual(['faq-drive', 'faq-hurt'])
  })

  test('of treatments is procedures, then techniques', async () => {
    const graph = await graphOf(
      fixtureWith({
        'technique-xray': {title: 'A technique', treats: [treats('condition-back', 'commonly')]},
      }),
    )
    expect(graph.treatedBy('condition-back').map(({treatment}) => treatment._id)).toEqual([
      'procedure-other',
      'procedure-shot',
      'technique-xray',
    ])
  })
})

describe('editions of a document', () => {
  const documents = [
    ...fixtureDocuments(),
    german('procedure-shot', {title: 'Spritze', slug: {_type: 'slug', current: 'spritze'}}),
    translationsOf({en: 'procedure-shot', de: 'procedure-shot-de'}),
  ]

  test('share an id, that of the base language', async () => {
    const graph = await graphOf(documents, 'de')
    expect(graph.stableId('procedure-shot-de')).toBe('procedure-shot')
    expect(graph.stableId('procedure-shot')).toBe('procedure-shot')
    expect(graph.stableId('procedure-other')).toBe('procedure-other')
  })

  test('are chosen by locale, the base language where there is no other', async () => {
    const graph = await graphOf(documents, 'de')
    expect(graph.document('procedure-shot')._id).toBe('procedure-shot-de')
    expect(graph.document('procedure-shot-de')._id).toBe('procedure-shot-de')
    expect(graph.document('procedure-other')._id).toBe('procedure-other')
    for (const id of ['procedure-shot-de', 'procedure-other']) {
      const base = graph.inBaseLanguage(graph.document(id))
      expect(base).toMatchObject({_id: id.replace('-de', ''), language: 'en'})
    }
    expect(graph.shown('procedure').map(({_id}) => _id)).toEqual([
      'procedure-other',
      'procedure-shot-de',
    ])
    expect(graph.own().map(({_id}) => _id)).toEqual(['procedure-shot-de'])
  })

  test('know each other, without those that were withdrawn', async () => {
    const english = await graphOf(documents)
    expect(english.translations('procedure-shot')).toEqual([{locale: 'de', slug: 'spritze'}])
    expect(english.translations('procedure-other')).toEqual([])
    const taken = documents.map((document) =>
      document._id === 'procedure-shot-de' ? {...document, ...withdrawn} : document,
    )
    expect((await graphOf(taken)).translations('procedure-shot')).toEqual([])
  })

  test('take a relation over from whichever edition has it', async () => {
    const graph = await graphOf(documents, 'de')
    expect(graph.guidedBy('technique-xray')).toEqual(['procedure-other', 'procedure-shot-de'])
    expect(graph.faqsAbout('procedure-shot-de').map(({_id}) => _id)).toEqual([
      'faq-drive',
      'faq-hurt',
    ])
  })

  test('withdrawn in one locale are not shown there in the base language instead', async () => {
    const taken = documents.map((document) =>
      document._id === 'procedure-shot-de' ? {...document, ...withdrawn} : document,
    )
    const graph = await graphOf(taken, 'de')
    expect(graph.isShown('procedure-shot')).toBe(false)
    expect(graph.shown('procedure').map(({_id}) => _id)).toEqual(['procedure-other'])
  })

  test('have the terms of their own language', async () => {
    const words = [...documents, german('glossary-nerve-root', {term: 'Nervenwurzel'})]
    expect((await graphOf(words, 'de')).terms().map(({term}) => term)).toEqual(['Nervenwurzel'])
    expect((await graphOf(words)).terms().map(({term}) => term)).toEqual(['nerve root'])
  })
})

describe('a look-up of what is not there', () => {
  test('is our mistake, and names the id', async () => {
    const graph = await graphOf(fixtureDocuments())
    for (const lookUp of [
      () => graph.document('procedure-nowhere'),
      () => graph.source('procedure-shot'),
      () => graph.contributor('source-a'),
      () => graph.term('source-a'),
    ]) {
      expect(lookUp).toThrow(
        /nothing published has the id "(procedure-nowhere|procedure-shot|source-a)"/,
      )
    }
  })
})

describe('linked content', () => {
  test('has a locale for each language with site settings', async () => {
    const {locales} = linkContent(await loaded(fixtureDocuments()))
    expect(locales.map(({language}) => language.id)).toEqual(['en'])
    expect(locales[0]?.settings.organizationName).toBe('Example library')
    const bare = linkContent(await loaded(fixtureWith({'site-settings-en': null})))
    expect(bare.locales).toEqual([])
  })

  test('has redirects with the documents to which they lead, in the language of the address', async () => {
    const documents = [
      ...fixtureDocuments(),
      german('procedure-shot'),
      translationsOf({en: 'procedure-shot', de: 'procedure-shot-de'}),
      documentOf('redirect-ts', {_id: 'redirect-de', from: '/de/procedures/ts/'}),
      documentOf('redirect-ts', {
        _id: 'redirect-url',
        from: '/en/elsewhere/',
        toDocument: null,
        toUrl: 'https://www.example.org/',
        permanent: false,
      }),
    ]
    const {redirects} = linkContent(await loaded(documents))
    expect(redirects).toMatchObject([
      {from: '/de/procedures/ts/', to: {_id: 'procedure-shot-de'}, permanent: true},
      {from: '/en/procedures/ts/', to: {_id: 'procedure-shot'}, permanent: true},
      {from: '/en/elsewhere/', to: 'https://www.example.org/', permanent: false},
    ])
  })

  test('leaves out a redirect that leads nowhere, which validation names', async () => {
    const {redirects} = linkContent(
      await loaded(fixtureWith({'redirect-ts': {toDocument: ref('procedure-nowhere')}})),
    )
    expect(redirects).toEqual([])
  })

  test('has the ids of public documents in a fixed order', async () => {
    const documents = fixtureDocuments()
    const index = new ContentIndex(await loaded(documents))
    const reversed = new ContentIndex(await loaded(documents.toReversed()))
    expect(index.stableIds()).toEqual(index.stableIds().toSorted())
    expect(reversed.stableIds()).toEqual(index.stableIds())
    expect(index.stableIds()).not.toContain('source-a')
  })
})

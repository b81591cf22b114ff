import {beforeAll, describe, expect, test} from 'vitest'
import {linkContent} from '../../site/content/link.ts'
import {projectContent} from '../../site/content/project.ts'
import type {LocaleContent, PublishedContent} from '../../site/content/published-content.ts'
import {cite, fixtureDocuments, fixtureWith, ref, type LakeDoc} from '../fixtures/content.ts'
import {loaded} from './support.ts'

const BASE_URL = 'https://pain.example'
const withdrawn = (replacement?: string) => ({
  status: 'withdrawn',
  withdrawal: {
    reason: 'It was wrong.',
    date: '2026-02-01',
    ...(replacement === undefined ? {} : {replacement: ref(replacement)}),
  },
})

async function projected(documents: readonly LakeDoc[]): Promise<PublishedContent> {
  return projectContent(linkContent(await loaded(documents)), BASE_URL)
}

async function english(changes: Parameters<typeof fixtureWith>[0] = {}): Promise<LocaleContent> {
  return onlyLocale(await projected(fixtureWith(changes)))
}

function onlyLocale({locales}: PublishedContent): LocaleContent {
  const [locale] = locales
  if (locale === undefined || locales.length > 1) throw new Error('expected one locale')
  return locale
}

function published({documents}: LocaleContent, id: string) {
  const document = documents.find((candidate) => candidate.document.id === id)
  if (document === undefined) throw new Error(`${id} was not published`)
  return document
}

describe('published content', () => {
  let content: PublishedContent
  beforeAll(async () => {
    content = await projected(fixtureDocuments())
  })

  test('has the active documents of each type, in order of title', () => {
    expect(
      onlyLocale(content).documents.map(({collection, document}) => [collection, document.slug]),
    ).toEqual([
      ['procedures', 'other-shot'],
      ['procedures', 'test-shot'],
      ['techniques', 'live-x-ray'],
      ['conditions', 'back-pain'],
      ['conditions', 'sciatica'],
      ['faqs', 'can-i-drive'],
      ['faqs', 'does-it-hurt'],
      ['topics', 'pain-procedures'],
    ])
  })

  test('is the same, whatever the order in the lake', async () => {
    const other = await projected(fixtureDocuments().toReversed())
    const json = ({documents, widgets}: LocaleContent) => [
      documents.map((document) => document.json),
      JSON.stringify(widgets),
    ]
    expect(json(onlyLocale(other))).toEqual(json(onlyLocale(content)))
  })

  test('leads redirects to the path of their document', () => {
    expect(content.redirects).toEqual([
      {from: '/en/procedures/ts/', to: '/en/procedures/test-shot/', permanent: true},
    ])
  })

  test('is as old as its newest document', async () => {
    const newest = '2026-03-04T05:06:07Z'
    const later = await projected(fixtureWith({'source-b': {_updatedAt: newest}}))
    expect(later.corpusTime).toBe(newest)
  })

  test('has an answer for the pages to every question about a collection', () => {
    const {site} = onlyLocale(content)
    expect(site.list('procedures').map(({slug}) => slug)).toEqual(['other-shot', 'test-shot'])
    expect(site.documents('procedures').map(({slug}) => slug)).toEqual(['other-shot', 'test-shot'])
    expect(site.document('procedures', 'test-shot')?.data.title).toBe('Test injection')
    expect(site.document('procedures', 'none')).toBeUndefined()
    expect(site.document('conditions', 'test-shot')).toBeUndefined()
    expect(site.widget('procedures', 'other-shot')).toBeUndefined()
    expect(site.hasExamples).toBe(true)
  })
})

describe('a document', () => {
  test('that was only saved again has other dates, the same revision and the same words', async () => {
    const before = published(await english(), 'procedure-shot')
    const saved = {_rev: 'r2', _updatedAt: '2026-05-01T00:00:00Z'}
    const after = published(await english({'procedure-shot': saved}), 'procedure-shot')
    expect(after.words).toEqual(before.words)
    expect(after.document.rev).toBe(before.document.rev)
    expect(after.document.dates.modified).toBe(saved._updatedAt)
  })

  test('has another revision when a linked title changes, and the same words', async () => {
    const before = published(await english(), 'procedure-shot')
    const renamed = await english({'condition-back': {title: 'Low back pain'}})
    const after = published(renamed, 'procedure-shot')
    expect(after.document.rev).not.toBe(before.document.rev)
    expect(after.words).toEqual(before.words)
  })

  test('has another revision when its own words change', async () => {
    const before = published(await english(), 'procedure-shot')
    const after = published(
      await english({'procedure-shot': {clinicianNote: 'By a specialist.'}}),
      'procedure-shot',
    )
    expect(after.document.rev).not.toBe(before.document.rev)
    expect(after.words).not.toEqual(before.words)
  })
})

describe('a withdrawn document', () => {
  test('is in no list and no related list, and leaves a notice with a way on', async () => {
    const locale = await english({'procedure-shot': withdrawn('procedure-other')})
    expect(JSON.stringify(locale.site.list('procedures'))).not.toContain('test-shot')
    const technique = published(locale, 'technique-xray')
    expect(technique.json).not.toContain('test-shot')
    expect(locale.tombstones).toMatchObject([
      {
        collection: 'procedures',
        body: {
          status: 'withdrawn',
          slug: 'test-shot',
          title: 'Test injection',
          reason: 'It was wrong.',
          since: '2026-02-01',
          alternative: {id: 'procedure-other'},
        },
      },
    ])
  })

  test('is led to by no other notice', async () => {
    const {tombstones} = await english({
      'procedure-shot': withdrawn('procedure-other'),
      'procedure-other': withdrawn(),
    })
    expect(tombstones.map(({body}) => [body.slug, body.alternative])).toEqual([
      ['other-shot', null],
      ['test-shot', null],
    ])
  })

  test('recalls its answers at every address where its widget once was', async () => {
    const {widgets} = await english({
      'procedure-shot': {...withdrawn(), slugHistory: ['old-shot']},
      'faq-drive': {slugHistory: ['may-i-drive']},
    })
    const own = widgets.filter(({collection}) => collection === 'procedures')
    expect(own.map(({slug}) => slug).toSorted()).toEqual(['old-shot', 'test-shot'])
    for (const {document} of own) {
      expect(document.items).toEqual([])
      expect(document.recalled).toEqual(['can-i-drive', 'does-it-hurt', 'may-i-drive'])
      expect(document.review.text).toContain('It was wrong.')
    }
  })
})

describe('a former slug', () => {
  test('leads to the document, while that is there', async () => {
    const former = {slugHistory: ['old-shot']}
    const {tombstones} = await english({'procedure-shot': former})
    expect(tombstones).toMatchObject([
      {
        body: {
          status: 'moved',
          slug: 'old-shot',
          alternative: {slug: 'test-shot'},
          reason: '“Test injection” has a new address.',
        },
      },
    ])
    const taken = await english({'procedure-shot': {...former, ...withdrawn()}})
    expect(taken.tombstones.map(({body}) => [body.slug, body.status])).toEqual([
      ['old-shot', 'withdrawn'],
      ['test-shot', 'withdrawn'],
    ])
  })
})

describe('a widget', () => {
  test('prints the numbers that the FAQ’s own page has', async () => {
    const {widgets, documents} = await english({
      'faq-hurt': {
        answer: [
          {_key: 'c', _type: 'callout', kind: 'info', text: 'More.', citations: [cite('source-a')]},
        ],
      },
    })
    const [widget] = widgets.filter(({slug}) => slug === 'test-shot')
    const item = widget?.document.items.find(({id}) => id === 'does-it-hurt')
    const page = documents.find(({document}) => document.slug === 'does-it-hurt')
    expect(page?.document.review.sources.map(({id}) => id)).toEqual(['source-b', 'source-a'])
    const links = [...JSON.stringify(item?.answer).matchAll(/#source-(\d)/g)].map(([, n]) => n)
    expect(links).toEqual(['1', '2'])
  })

  test('is there for what has questions, in their order, and for nothing else', async () => {
    const {widgets} = await english({'faq-hurt': {widgetOrder: 1}})
    expect(
      widgets.map(({collection, slug, document}) => [
        `${collection}/${slug}`,
        document.items.map(({id}) => id),
      ]),
    ).toEqual([
      ['procedures/test-shot', ['does-it-hurt', 'can-i-drive']],
      ['techniques/live-x-ray', ['does-it-hurt']],
    ])
  })
})

describe('words about the site', () => {
  test('carry numbered sources of their own', async () => {
    const policy = {
      _key: 'p',
      _type: 'block',
      style: 'normal',
      markDefs: [{_key: 'm', _type: 'citation', source: ref('source-b')}],
      children: [{_key: 's', _type: 'span', text: 'We cite', marks: ['m']}],
    }
    const {site} = await english({'site-settings-en': {editorialPolicy: [policy]}})
    expect(site.settings.editorialPolicy.text).toBe('We cite [1]')
    expect(site.settings.editorialPolicy.html).toContain('href="https://pain.example/en/about/#')
    expect(site.settings.editorialPolicy.sources.map(({id}) => id)).toEqual(['source-b'])
  })

  test('put featured questions forward, with anchors on their own pages only', async () => {
    const {site} = await english({'faq-hurt': {featured: true}})
    expect(site.featuredFaqs.map(({slug}) => slug)).toEqual(['does-it-hurt'])
    expect(site.featuredFaqs[0]?.html).toContain('/en/faqs/does-it-hurt/#source-1')
    expect(site.featuredFaqs[0]?.html).not.toContain('id="cite-')
  })

  test('explain medical words in order of the alphabet', async () => {
    const term = fixtureDocuments().find(({_id}) => _id === 'glossary-nerve-root')
    if (term === undefined) throw new Error('the fixture has no medical word')
    const {site} = onlyLocale(
      await projected(fixtureWith({}, [{...term, _id: 'glossary-a', term: 'Ablation'}])),
    )
    expect(site.glossary.map(({anchor}) => anchor)).toEqual(['term-ablation', 'term-nerve-root'])
  })
})

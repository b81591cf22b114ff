import * as fc from 'fast-check'
import {beforeAll, describe, expect, test} from 'vitest'
import {publicDocuments} from '../../schemas/documents/index.ts'
import type {ProjectionContext, PublicSource} from '../../schemas/projection/context.ts'
import {projectDocument, type AnyProjection} from '../../schemas/projection/project-document.ts'
import type {RichNode} from '../../schemas/projection/rich-text.ts'
import {SectionWriter} from '../../schemas/projection/sections.ts'
import {stableJson} from '../../site/content/json.ts'
import {linkContent} from '../../site/content/link.ts'
import {examples, validDocuments} from '../corpus/valid-documents.ts'
import {fixtureDocuments, type LakeDoc} from '../fixtures/content.ts'
import {loaded} from '../content/support.ts'

interface World {
  readonly context: ProjectionContext
  readonly sources: readonly PublicSource[]
}

async function worldOf(documents: readonly LakeDoc[]): Promise<World> {
  const [locale] = linkContent(await loaded(documents)).locales
  if (locale === undefined) throw new Error('the documents have no site settings')
  const {language, settings, graph} = locale
  const {strings} = language
  const day = '2026-03-01T00:00:00Z'
  const datesOf = () => ({firstPublished: day, contentModified: null, modified: day})
  return {
    context: {
      locale: language.id,
      strings,
      baseUrl: 'https://pain.example',
      settings,
      graph,
      datesOf,
    },
    sources: publicDocuments.flatMap(({type}) => graph.shown(type)),
  }
}

let context: ProjectionContext
let sources: readonly PublicSource[]
beforeAll(async () => {
  ;({context, sources} = await worldOf(fixtureDocuments()))
})

function projectionOf(source: PublicSource, within = context): AnyProjection {
  const type = publicDocuments.find((candidate) => candidate.type === source._type)
  // Each projection takes the sources of its own type, which `_type` says.
  const project = type?.project as (source: PublicSource, of: ProjectionContext) => AnyProjection
  return project(source, within)
}

function bytesOf(source: PublicSource, projection: AnyProjection, within = context): string {
  return stableJson(projectDocument(source, projection, within))
}

/** The same object with its keys in another order; `lots` decides. */
function shuffled<T extends object>(object: T, lots: () => number): T {
  const entries = Object.entries(object).map((entry) => ({entry, lot: lots()}))
  const drawn = entries.toSorted((a, b) => a.lot - b.lot).map(({entry}) => entry)
  // The same entries make the same type.
  return Object.fromEntries(drawn) as T
}

describe('the order in which a projection is written', () => {
  test('means nothing for any type', async () => {
    const edition = validDocuments.filter((document) => !Object.values(examples).includes(document))
    const world = await worldOf([...edition, ...Object.values(examples)])
    const stated = (source: PublicSource) => projectionOf(source, world.context)
    const written = (source: PublicSource, projection: AnyProjection) =>
      bytesOf(source, projection, world.context)
    const expected = new Map(
      world.sources.map((source) => [source._id, written(source, stated(source))]),
    )
    for (const {type} of publicDocuments) {
      expect([...expected.keys()]).toContain(examples[type]._id)
    }
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (stream) => {
        const lots = () => stream.next().value
        // Every statement is made before the first document is written, in any order.
        const projections = shuffled(
          Object.fromEntries(world.sources.map((source) => [source._id, stated(source)])),
          lots,
        )
        for (const source of world.sources) {
          const projection = projections[source._id]
          if (projection === undefined) throw new Error(`nothing is stated of ${source._id}`)
          const other = shuffled(
            {
              ...projection,
              related: shuffled(projection.related, lots),
              data: (cite) => shuffled(projection.data(cite), lots),
            } satisfies AnyProjection,
            lots,
          )
          expect(written(source, other)).toBe(expected.get(source._id))
        }
      }),
      {numRuns: 20},
    )
  })

  test('means nothing for the parts of a section', () => {
    const write = new SectionWriter(context)
    const cite = (source: string) => [{_key: source, source, locator: null}]
    const parts: Readonly<Record<string, () => RichNode[]>> = {
      first: () => write.sourced({text: 'One.', citations: cite('source-b')}),
      second: () => write.sourcedList([{text: 'Two.', citations: cite('source-a')}]),
      third: () => write.callout('info', {text: 'Three.', citations: cite('source-b')}),
    }
    const source = sources.find(({_type}) => _type === 'topic')
    if (source === undefined) throw new Error('the fixture has no topic')
    const written = (order: readonly string[]) => {
      const nodes = new Map(order.map((name) => [name, parts[name]?.() ?? []]))
      return bytesOf(source, {
        ...projectionOf(source),
        sections: Object.keys(parts).map((name) =>
          write.named(name, null, name, nodes.get(name) ?? []),
        ),
      })
    }
    const names = Object.keys(parts)
    const expected = written(names)
    expect(expected).toContain('One.')
    fc.assert(
      fc.property(fc.shuffledSubarray(names, {minLength: names.length}), (order) => {
        expect(written(order)).toBe(expected)
      }),
    )
  })
})

describe('numbers of sources', () => {
  function stated(id: string, sections: (write: SectionWriter) => AnyProjection['sections']) {
    const source = context.graph.document(id)
    const projection = {...projectionOf(source), sections: sections(new SectionWriter(context))}
    return projectDocument(source, {...projection, data: () => ({})}, context).document
  }
  const citing = (...ids: string[]) => ids.map((source) => ({source, locator: null}))

  test('run in the order in which a reader meets them: sections, then questions', () => {
    // The questions about the procedure cite source-b.
    const {data, review, related} = stated('procedure-shot', (write) => [
      write.section('overview', null, write.plain('A.', citing('source-a', 'source-a'))),
    ])
    expect(review.sources.map(({number, id}) => [number, id])).toEqual([
      [1, 'source-a'],
      [2, 'source-b'],
    ])
    expect(data.sections[0]?.text).toBe('A. [1] [1]')
    expect(related['faqs']?.[0]).toMatchObject({text: expect.stringContaining('[2]')})
  })

  test('follow the list of sections, not the sources', () => {
    const {review} = stated('topic-pain', (write) => [
      write.section('overview', null, write.plain('B.', citing('source-b'))),
      write.section('limits', null, write.plain('A.', citing('source-a'))),
    ])
    expect(review.sources.map(({id}) => id)).toEqual(['source-b', 'source-a'])
  })

  test('are anchored once, where the source is cited first', () => {
    const {data} = stated('topic-pain', (write) => [
      write.section('overview', null, write.plain('A.', citing('source-a'))),
      write.section('limits', null, write.plain('A again.', citing('source-a'))),
    ])
    const html = data.sections.map((section) => section.html).join('')
    expect(html.match(/id="cite-1"/g)).toHaveLength(1)
    expect(data.sections[0]?.html).toContain('id="cite-1"')
  })

  test('are never given to data that no section says: the error names page and source', () => {
    const source = context.graph.document('topic-pain')
    const projection = {
      ...projectionOf(source),
      data: (cite: (citations: {source: string; locator: null}[]) => unknown) => ({
        cost: cite([{source: 'source-a', locator: null}]),
      }),
    }
    expect(() => projectDocument(source, projection, context)).toThrow(
      /\/en\/topics\/pain-procedures\/ cites "source-a" in its data and in no section/,
    )
  })
})

describe('a document', () => {
  test('has no section without content', () => {
    const source = context.graph.document('topic-pain')
    const write = new SectionWriter(context)
    const sections = [
      write.section('overview', null, write.plain('A.')),
      write.section('limits', null, write.plain(null), write.list('ul', undefined, [])),
    ]
    const projected = projectDocument(source, {...projectionOf(source), sections}, context)
    expect(projected.document.data.sections.map(({id}) => id)).toEqual(['overview'])
    expect(projected.sections.map(({id}) => id)).toEqual(['overview'])
  })

  test('explains its medical words in its last section', () => {
    const source = context.graph.document('topic-pain')
    const word: RichNode = {tag: 'term', term: 'glossary-nerve-root', children: ['the nerve']}
    const sections = [new SectionWriter(context).section('overview', null, word)]
    const {document} = projectDocument(source, {...projectionOf(source), sections}, context)
    expect(document.data.sections.map(({id}) => id)).toEqual(['overview', 'words'])
    expect(document.data.sections[0]?.html).toContain('#term-nerve-root')
    expect(document.data.sections[1]?.text).toContain('nerve root (start of a nerve)')
  })

  test('says title, summary and audience of its source in every place', () => {
    for (const source of sources) {
      const {document} = projectDocument(source, projectionOf(source), context)
      const title = source._type === 'faq' ? source.question : source.title
      expect(document.jsonLd).toMatchObject({name: title})
      expect(document.attribution.text).toContain(title)
      expect(document.data.audience.id).toBe(source.audience)
    }
  })
})

import {execFile} from 'node:child_process'
import {existsSync} from 'node:fs'
import {readFile, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {createClient} from '@sanity/client'
import {evaluate, parse} from 'groq-js'
import {createMockAuthStore, createWorkspaceFromConfig, type Source} from 'sanity'
import {createStructureBuilder} from 'sanity/structure'
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest'
import {SANITY_API_VERSION} from '../../schemas/lib/sanity-api.ts'
import {createSiteServer} from '../../site/publish/serve.ts'
import {fixtureWith, paragraph, ref, toNdjson, type LakeDoc} from '../fixtures/content.ts'
import type * as Client from '../../site/client/index.ts'
import type * as StudioConfig from '../../studio/sanity.config.ts'
import type * as Structure from '../../studio/structure/index.ts'
import type * as IncomingReferences from '../../studio/components/incoming-references.ts'
import type * as Registry from '../../studio/registry.ts'
import type * as WorkLists from '../../studio/structure/work-lists.ts'
import type * as Corpus from '../corpus/valid-documents.ts'
import {repositoryCopy} from '../../scripts/bench/repository-copy.ts'
import {addToyType, COLLECTION, recipe, TYPE} from './toy-type.ts'

/**
 * The README's recipe "Add a document type", executed: a copy of the repository gets the type
 * `medication` by its steps and nothing else, and everything that lists types has to know it.
 */

const BASE_URL = 'https://clinic.example'
const ID = 'medication-ibuprofen'
const SLUG = 'ibuprofen'
const PAGE = `${COLLECTION}/${SLUG}`

interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command of the copy as people do. */
function run(root: string, command: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(command, args, {cwd: root, maxBuffer: 1e8}, (error, stdout, stderr) => {
      resolve({code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr})
    })
  })
}

const node = (root: string, script: string, ...args: string[]) =>
  run(root, process.execPath, [join('scripts', script), ...args])

const tsc = (root: string, project: string) =>
  run(root, join(root, 'node_modules/.bin/tsc'), ['-p', project, '--incremental', 'false'])

/** The small content of the other tests with a medicine and what has to do with it. */
function content(changes: Readonly<Record<string, unknown>> = {}): LakeDoc[] {
  const like = (id: string) => {
    const found = fixtureWith({}).find(({_id}) => _id === id)
    if (found === undefined) throw new Error(`the fixture has no ${id}`)
    return found
  }
  const {treats} = like('procedure-shot')
  return fixtureWith({}, [
    {
      ...like('technique-xray'),
      _id: ID,
      _type: TYPE,
      title: 'Ibuprofen',
      slug: {_type: 'slug', current: SLUG},
      slugHistory: ['brufen'],
      kind: 'therapeuticModality',
      treats,
      ...changes,
    },
    {
      ...like('faq-hurt'),
      _id: 'faq-medicine',
      question: 'Is it safe for my stomach?',
      slug: {_type: 'slug', current: 'safe-for-my-stomach'},
      about: [{_key: 'a', ...ref(ID)}],
      answer: [
        paragraph('p', 'Ask about ', [
          {text: 'the medicine', mark: {_key: 'm', _type: 'internalLink', reference: ref(ID)}},
        ]),
      ],
    },
    {...like('redirect-ts'), _id: 'redirect-pills', from: '/en/pills/', toDocument: ref(ID)},
  ])
}

let root: string
let dist: string
beforeAll(async () => {
  root = await repositoryCopy()
  await addToyType(root)
  dist = join(root, 'dist')
  await writeFile(join(root, 'content.ndjson'), toNdjson(content()))
  const generated = await node(root, 'generate.ts')
  expect(generated).toMatchObject({code: 0})
}, 300_000)
afterAll(() => rm(root, {recursive: true, force: true}))

const built = (path: string) => readFile(join(dist, path), 'utf8')
const json = async (path: string) => JSON.parse(await built(`api/v1/${path}`))

describe('the recipe', () => {
  test('has as many steps as it says, and each names where', async () => {
    const steps = await recipe()
    expect(steps).toHaveLength(4)
    for (const {text, places} of steps) expect(places, text).not.toEqual([])
  })

  test('leaves nothing for the compiler to complain of', async () => {
    expect(await tsc(root, '.')).toEqual({code: 0, stdout: '', stderr: ''})
  }, 300_000)
})

describe('a publish', () => {
  beforeAll(async () => {
    const args = ['--ndjson', 'content.ndjson', '--out', dist, '--base-url', BASE_URL, '--first']
    const published = await node(root, 'build.ts', ...args)
    expect(published).toMatchObject({code: 0, stdout: expect.stringContaining('published')})
  }, 300_000)

  test('has its page and its list, and leads to them from the header and the home page', async () => {
    expect(await built(`en/${PAGE}/index.html`)).toContain('<h1>')
    expect(await built(`en/${COLLECTION}/index.html`)).toContain(`/en/${PAGE}/`)
    const home = await built('en/index.html')
    expect(home).toMatch(/<nav class="site-nav"[\s\S]*?\/en\/medications\/[\s\S]*?<\/nav>/)
    expect(home).toMatch(/class="door"[\s\S]*?\/en\/medications\/ibuprofen\//)
  })

  test('shows it on the pages of its topic, its condition and its questions', async () => {
    expect(await built('en/topics/pain-procedures/index.html')).toContain(`/en/${PAGE}/`)
    expect(await built('en/conditions/back-pain/index.html')).toContain(`/en/${PAGE}/`)
    expect(await built('en/faqs/safe-for-my-stomach/index.html')).toContain(`/en/${PAGE}/`)
    expect(await built('en/faqs/index.html')).toContain(`/en/${PAGE}/`)
  })

  test('has the same relations in the API', async () => {
    const card = expect.arrayContaining([expect.objectContaining({id: ID, type: TYPE})])
    expect((await json('en/topics/pain-procedures.json')).related[COLLECTION]).toEqual(card)
    expect((await json('en/conditions/back-pain.json')).related[COLLECTION]).toEqual(card)
    expect((await json('en/faqs/safe-for-my-stomach.json')).related[COLLECTION]).toEqual(card)
    const own = await json(`en/${PAGE}.json`)
    expect(own.type).toBe(TYPE)
    expect(own.related.faqs).toMatchObject([{slug: 'safe-for-my-stomach'}])
    expect(own.related.topics).toMatchObject([{type: 'topic'}])
  })

  test('has it in every index of the API', async () => {
    expect((await json(`en/${COLLECTION}/index.json`)).items).toMatchObject([{id: ID}])
    const [english] = (await json('index.json')).locales
    expect(english.collections).toEqual(
      expect.arrayContaining([expect.objectContaining({type: TYPE, total: 1})]),
    )
    const {paths} = await json('openapi.json')
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        `/api/v1/{locale}/${COLLECTION}/{slug}.json`,
        `/api/v1/{locale}/${COLLECTION}/index.json`,
        `/api/v1/{locale}/widgets/${COLLECTION}/{slug}.json`,
      ]),
    )
    expect(existsSync(join(dist, `api/v1/schemas/${TYPE}.json`))).toBe(true)
    expect((await json(`ids/${ID}.json`)).type).toBe(TYPE)
    const found = (await json('en/search/index.json')).items
    expect(found).toEqual(expect.arrayContaining([expect.objectContaining({id: ID, type: TYPE})]))
  })

  test('has it in sitemap and feed', async () => {
    expect(await built('sitemap.xml')).toContain(`${BASE_URL}/en/${PAGE}/`)
    expect(await built('sitemap.xml')).toContain(`${BASE_URL}/en/${COLLECTION}/`)
    expect(await built('api/v1/feed.json')).toContain(`${BASE_URL}/en/${PAGE}/`)
  })

  test('has its widget, its embed page and its oEmbed answer', async () => {
    const {items} = await json(`en/widgets/${PAGE}.json`)
    expect(items).toMatchObject([{id: 'safe-for-my-stomach'}])
    expect(await built(`embed/en/${PAGE}/index.html`)).toContain('Is it safe for my stomach?')
    expect((await json(`en/oembed/${PAGE}.json`)).title).toContain('Ibuprofen')
    expect((await json(`en/${PAGE}.json`)).links.embed).toBe(`${BASE_URL}/embed/en/${PAGE}/`)
  })

  test('redirects to it, from an old address and by a redirect', async () => {
    const redirects = await built('_redirects')
    expect(redirects).toMatch(new RegExp(`^/en/pills/ +/en/${PAGE}/`, 'm'))
    expect(redirects).toMatch(new RegExp(`^/en/${COLLECTION}/brufen/ +/en/${PAGE}/`, 'm'))
    expect((await json(`en/${COLLECTION}/brufen.json`)).status).toBe('moved')
  })

  test('gives it to partners that sync with the typed client', async () => {
    const server = await createSiteServer({dir: dist, port: 0})
    try {
      const {createForamenClient, emptySnapshot} = await load<typeof Client>(
        'site/client/generated/index.js',
      )
      const client = createForamenClient({
        baseUrl: BASE_URL,
        fetch: (input, init) => fetch(String(input).replace(BASE_URL, server.url), init),
      })
      const {snapshot} = await client.sync(emptySnapshot)
      expect(Object.keys(snapshot.files)).toContain(`en/${PAGE}.json`)
      expect(await client.byId(ID)).toMatchObject({type: TYPE})
    } finally {
      await server.close()
    }
  })
})

/** A module of the copy; it has the type of the same module here. */
async function load<Module>(path: string): Promise<Module> {
  return await import(join(root, path))
}

describe('Studio', () => {
  let source: Source
  beforeAll(async () => {
    const {default: config} = await load<typeof StudioConfig>('studio/sanity.config.ts')
    const client = createClient({
      projectId: 'foramen',
      dataset: 'production',
      apiVersion: SANITY_API_VERSION,
      useCdn: false,
    })
    const workspace = await createWorkspaceFromConfig({
      ...config,
      auth: createMockAuthStore({client, currentUser: null}),
    })
    const [first] = workspace.unstable_sources
    if (first === undefined) throw new Error('Studio has no source')
    source = first
  }, 120_000)

  /** Types that a reference field of a form, or of a list in it, offers. */
  function offered(type: string, path: readonly string[]): string[] {
    let at: unknown = source.schema.get(type)
    for (const name of path) {
      const fields: unknown = Reflect.get(Object(at), 'fields')
      const field = Array.isArray(fields) ? fields.find((one) => one.name === name) : undefined
      at = field?.type
    }
    const [member] = (Reflect.get(Object(at), 'of') as unknown[] | undefined) ?? [at]
    const targets: unknown = Reflect.get(Object(member), 'to')
    return Array.isArray(targets) ? targets.map(({name}) => String(name)) : []
  }

  test('lists it on the desk, with a template to begin from', async () => {
    const {structure} = await load<typeof Structure>('studio/structure/index.ts')
    const S = createStructureBuilder({source, perspectiveStack: []})
    const {items} = structure(S).serialize({path: []})
    expect(items.map((item) => ('title' in item ? item.title : ''))).toContain('Medications')
    expect(source.templates.map(({schemaType}) => schemaType)).toContain(TYPE)
  })

  test('offers it to FAQs, texts, redirects and for pages that were taken back', () => {
    expect(offered('faq', ['about'])).toContain(TYPE)
    expect(offered('internalLink', ['reference'])).toContain(TYPE)
    expect(offered('redirect', ['toDocument'])).toContain(TYPE)
    expect(offered('procedure', ['withdrawal', 'replacement'])).toContain(TYPE)
  })

  test('shows questions about it, and it on its condition and topic', async () => {
    const {incomingReferences} = await load<typeof IncomingReferences>(
      'studio/components/incoming-references.ts',
    )
    const typesIn = (type: string) =>
      (incomingReferences.get(type) ?? []).map(({list}) => [
        list.name,
        list.types.map(({type: from}) => from),
      ])
    expect(typesIn(TYPE)).toContainEqual(['incomingFaqs', ['faq']])
    for (const [type, list] of [
      ['condition', 'incomingTreatments'],
      ['topic', 'incomingTopicPages'],
      ['source', 'incomingPages'],
    ] as const) {
      expect(typesIn(type)).toContainEqual([list, expect.arrayContaining([TYPE])])
    }
  })

  test('waits for its review in the work lists', async () => {
    const {documentSchemas} = await load<typeof Registry>('studio/registry.ts')
    const {workLists} = await load<typeof WorkLists>('studio/structure/work-lists.ts')
    const dataset = [
      ...content(),
      {_id: 'medication-lost', _type: TYPE, language: 'en', status: 'active'},
      {...content()[0], _id: 'medication-back', _type: TYPE, status: 'withdrawn'},
    ]
    const idsIn = async (id: string): Promise<unknown> => {
      const list = workLists(documentSchemas, '2026-11-24').find((one) => one.id === id)
      const params = {...list?.params}
      return (await evaluate(parse(`*[${list?.filter}]._id`, {params}), {dataset, params})).get()
    }
    expect(await idsIn('never-reviewed')).toContain(ID)
    expect(await idsIn('orphans')).toContain('medication-lost')
    expect(await idsIn('orphans')).not.toContain(ID)
    expect(await idsIn('withdrawn')).toContain('medication-back')
  })

  test('reviews, withdraws and previews it like any page', async () => {
    const titles = (type: string) =>
      source.document
        .actions({schemaType: type, documentId: 'a', releaseId: undefined, versionType: 'draft'})
        .map(({name}) => name)
    expect(titles(TYPE)).toEqual(titles('technique'))
    expect(titles(TYPE)).not.toEqual(titles('source'))
  })
})

describe('the content check', () => {
  async function findings(documents: readonly LakeDoc[]): Promise<string[]> {
    const file = join(root, 'checked.ndjson')
    await writeFile(file, toNdjson(documents))
    const {stdout} = await node(root, 'content-check.ts', '--ndjson', file, '--json')
    const {findings: found}: {findings: {rule: string; documentId: string; path: string}[]} =
      JSON.parse(stdout)
    return found.map(({rule, documentId, path}) => `${rule} ${documentId} ${path}`)
  }

  test('holds it to the rules of pages', async () => {
    const faulty = content({
      risks: [],
      topics: [ref('topic-pain'), ref('topic-pain')].map((one, index) => ({
        _key: `t${index}`,
        ...one,
      })),
      treats: [{_key: 't', _type: 'treatsLink', condition: ref('technique-xray'), use: 'commonly'}],
    }).map((document) =>
      document._type === 'siteSettings' ? {...document, requireClinicalReview: true} : document,
    )
    expect(await findings(faulty)).toEqual(
      expect.arrayContaining([
        `R19 ${ID} risks`,
        `R31 ${ID} review.lastReviewed`,
        `S12 ${ID} topics[_key=="t1"]`,
        `S22 ${ID} treats[_key=="t"].condition`,
      ]),
    )
  })

  test('finds nothing in its example', async () => {
    const {examples, validDocuments} = await load<typeof Corpus>('test/corpus/valid-documents.ts')
    const example = Object.values(examples).find(({_type}) => _type === TYPE)
    if (example === undefined) throw new Error('the copy has no example')
    expect(await findings([...validDocuments, example])).toEqual([])
  })

  test('takes it as the target of links', async () => {
    const complaints = await findings(content())
    expect(complaints.filter((finding) => finding.includes('faq-medicine about'))).toEqual([])
    expect(complaints.filter((finding) => finding.startsWith('S22'))).toEqual([])
  })
})

describe('what a developer forgets', () => {
  /** A copy with everything but one place of the recipe. */
  async function copyWithout(place: string): Promise<string> {
    const folder = await temporaryCopy()
    await addToyType(folder, place)
    return folder
  }

  async function temporaryCopy(): Promise<string> {
    const folder = await repositoryCopy()
    onTestFinished(() => rm(folder, {recursive: true, force: true}))
    return folder
  }

  const registry = (folder: string) =>
    run(folder, process.execPath, ['--import', './schemas/documents/index.ts', '--eval', ''])

  test.each([
    ['schemas/documents/<type>/', `schemas/documents/${TYPE}/index.ts`],
    [
      'schemas/documents/types.ts',
      `"${TYPE}" has no row in schemas/documents/types.ts with a collection: add one`,
    ],
    [
      'schemas/documents/index.ts',
      `"${TYPE}" has a row in schemas/documents/types.ts and no line in schemas/documents/index.ts: import its folder there`,
    ],
  ])('%s is named by whatever loads the types', async (place, words) => {
    const {code, stderr} = await registry(await copyWithout(place))
    expect(stderr).toContain(words)
    expect(code).toBe(1)
  })

  test('a trait that does not fit the fields is named by whatever loads the types', async () => {
    const folder = await temporaryCopy()
    const file = join(folder, 'schemas/documents/types.ts')
    const table = await readFile(file, 'utf8')
    await writeFile(file, table.replace('hasTopics: true', 'hasTopics: false'))
    const {stderr} = await registry(folder)
    expect(stderr).toMatch(
      /the row of "procedure" in schemas\/documents\/types\.ts says hasTopics: false, and its query gives a "topics": change one of the two/,
    )
  })

  test('its page is named by a publish, before it compiles anything', async () => {
    const folder = await copyWithout('site/src/pages/[locale]/<collection>/[slug].astro')
    const {code, stderr} = await node(folder, 'build.ts', '--out', join(folder, 'dist'))
    expect(stderr).toContain(`write site/src/pages/[locale]/${COLLECTION}/[slug].astro`)
    expect(stderr).not.toContain('compiling')
    expect(code).not.toBe(0)
  })

  test('the contract is named by its own check, with the command', async () => {
    const {code, stdout, stderr} = await node(root, 'release-contract.ts', '--check')
    expect(stdout + stderr).toMatch(/added the schema medication: .*`npm run release:contract`/)
    expect(code).toBe(1)
  })

  test('names, words, weights, traits and example are named by the compiler, with their file', async () => {
    const folder = await temporaryCopy()
    const types = 'schemas/documents'
    const forgotten = [
      [`${types}/technique/technique.schema.ts`, /^ {2}icon: .*\n/m],
      [`${types}/condition/index.ts`, /^ {2}plural: .*\n/m],
      [`${types}/topic/index.ts`, /^ {6}intro: .*\n/m],
      [`${types}/procedure/index.ts`, /^ {2}weights: .*\n/m],
      [`${types}/faq/faq.weights.ts`, /^ {2}question: .*\n/m],
      [`${types}/types.ts`, /^ {4}needsLinks: .*\n/m],
      ['test/corpus/valid-documents.ts', /^ {2}siteSettings: .*\n/m],
    ] as const
    for (const [file, line] of forgotten) {
      const text = await readFile(join(folder, file), 'utf8')
      expect(text, file).toMatch(line)
      await writeFile(join(folder, file), text.replace(line, ''))
    }
    const project = {extends: './tsconfig.json', include: [types, 'test/corpus/valid-documents.ts']}
    await writeFile(join(folder, 'types.json'), JSON.stringify(project))
    const {stdout} = await tsc(folder, 'types.json')
    const complaints = [...stdout.matchAll(/^(\S+\.ts)\(.*\n(?: .*\n)*/gm)]
    for (const [file, name] of [
      [`${types}/technique/index.ts`, 'icon'],
      [`${types}/condition/index.ts`, 'plural'],
      [`${types}/topic/index.ts`, 'intro'],
      [`${types}/procedure/index.ts`, 'weights'],
      [`${types}/faq/faq.weights.ts`, 'question'],
      [`${types}/types.ts`, 'needsLinks'],
      ['test/corpus/valid-documents.ts', 'siteSettings'],
    ] as const) {
      const own = complaints.filter(([, where]) => where === file).map(([text]) => text)
      expect(own.join(''), file).toContain(`'${name}'`)
    }
  }, 120_000)
})

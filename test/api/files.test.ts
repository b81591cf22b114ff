import {readdirSync} from 'node:fs'
import {Ajv} from 'ajv'
import addFormats from 'ajv-formats'
import {parseFragment, type DefaultTreeAdapterMap} from 'parse5'
import {beforeAll, describe, expect, test} from 'vitest'
import {z} from 'zod'
import {endpointOf} from '../../schemas/api/v1/endpoints.ts'
import {schemaNames} from '../../schemas/api/v1/json-schema.ts'
import type {PublicBlock} from '../../schemas/projection/rich-text-blocks.ts'
import {ndjsonClient, readContent, type PublishedContent} from '../../site/content/index.ts'
import {CardV1} from '../../schemas/objects/shared.v1.ts'
import {apiFiles, type Files} from '../../site/publish/api-files.ts'
import {FROZEN_FOLDER} from '../../site/publish/api/frozen.ts'
import {contractProblems, manifestProblems} from '../../site/publish/verify.ts'
import {fixtureDocuments, fixtureWith, writeNdjson, type LakeDoc} from '../fixtures/content.ts'

const BASE_URL = 'https://pain.example.org'
const SEED = new URL('../../studio/seed/production.ndjson', import.meta.url).pathname

async function publish(documents: readonly LakeDoc[] | string) {
  const file = typeof documents === 'string' ? documents : await writeNdjson(documents)
  const content = await readContent(await ndjsonClient(file), BASE_URL)
  const {files, changes} = await apiFiles(content, {builtAt: '2026-03-01T00:00:00Z'})
  return {content, files, changes}
}

function text(files: Files, path: string): string {
  const bytes = files.get(path)
  if (bytes === undefined) throw new Error(`${path} was not published`)
  return new TextDecoder().decode(bytes)
}

describe('files of the API', () => {
  let files: Files
  let content: PublishedContent
  let seed: Awaited<ReturnType<typeof publish>>
  beforeAll(async () => {
    ;({files, content} = await publish(fixtureDocuments()))
    seed = await publish(SEED)
  })

  test('every file fits its contract to the byte, and the manifest names every file', () => {
    expect(contractProblems(files)).toEqual([])
    expect(manifestProblems(files)).toEqual([])
  })

  test('every file of the seed fits its contract', () => {
    expect(contractProblems(seed.files)).toEqual([])
    expect(manifestProblems(seed.files)).toEqual([])
  })

  test('every file fits the published JSON Schema and every frozen one, as a second validator sees it', () => {
    const ajv = new Ajv({strict: false, allErrors: true})
    addFormats.default(ajv)
    const frozen = readdirSync(FROZEN_FOLDER, {withFileTypes: true})
      .filter((entry) => entry.isDirectory())
      .map(({name}) => `${name}/`)
    const released = frozen.flatMap((version) =>
      readdirSync(`${FROZEN_FOLDER}${version}`).map((file) => `${version}${file}`),
    )
    const compile = (published: Files) =>
      new Map(
        [...published.keys()]
          .filter((path) => path.startsWith('api/v1/schemas/'))
          .map((path) => [path, ajv.compile(JSON.parse(text(published, path)))] as const),
      )
    const validators = compile(files)
    for (const [path, bytes] of [...files, ...seed.files]) {
      const endpoint = endpointOf(`/${path}`)
      if (endpoint === undefined) continue
      for (const version of ['', ...frozen]) {
        const validate = validators.get(`api/v1/schemas/${version}${endpoint.schema}.json`)
        // A file that came with a later version has no older schema.
        if (version !== '' && validate === undefined) continue
        const isValid = validate?.(JSON.parse(new TextDecoder().decode(bytes)))
        expect(isValid, `${path} ${version}: ${ajv.errorsText(validate?.errors)}`).toBe(true)
      }
    }
    // Each version has the schemas that it was released with.
    expect([...validators.keys()].toSorted()).toEqual(
      [...released, ...schemaNames().map((name) => `${name}.json`)]
        .map((file) => `api/v1/schemas/${file}`)
        .toSorted(),
    )
  })

  test('nothing stands beside a $ref in a published schema, where strict readers ignore it', () => {
    const besides = (value: unknown): string[] => {
      if (typeof value !== 'object' || value === null) return []
      const keys = Object.keys(value)
      const own = keys.includes('$ref') && keys.length > 1 ? [JSON.stringify(keys)] : []
      return [...own, ...Object.values(value).flatMap(besides)]
    }
    for (const path of files.keys()) {
      if (!path.startsWith('api/v1/schemas/')) continue
      expect(besides(JSON.parse(text(files, path))), path).toEqual([])
    }
  })

  test('cards of related documents are at most a quarter of what is sent, and a third of a short answer', () => {
    const all = seed.content.locales.flatMap(({documents}) => documents)
    for (const {document} of all) {
      const share = cardBytes(document) / JSON.stringify(document).length
      expect(share, document.id).toBeLessThanOrEqual(document.type === 'faq' ? 1 / 3 : 0.25)
    }
    for (const documents of Map.groupBy(all, ({collection}) => collection).values()) {
      const cards = documents.reduce((sum, {document}) => sum + cardBytes(document), 0)
      const bytes = documents.reduce((sum, {json}) => sum + json.length, 0)
      expect(cards / bytes, documents[0]?.collection).toBeLessThanOrEqual(0.25)
    }
  })

  test('a document lists the sources that its own text cites and explains the words that it uses', () => {
    for (const {document} of seed.content.locales.flatMap(({documents}) => documents)) {
      const faqs = document.type === 'faq' ? [] : document.related.faqs
      const html = [...document.data.sections, ...faqs].map((part) => part.html).join('')
      const linked = (pattern: RegExp) => new Set([...html.matchAll(pattern)].map(([, id]) => id))
      const {sources} = document.review
      expect(new Set(sources.map(({number}) => String(number))), document.id).toEqual(
        linked(/#source-(\d+)"/g),
      )
      const citations = document.jsonLd['citation'] ?? []
      expect(citations, document.id).toHaveLength(sources.length)
      expect(linked(/ id="(term-[^"]+)"/g), document.id).toEqual(linked(/#(term-[^"]+)"/g))
    }
  })

  test('plain text says what is a picture and what a label, and structured data have neither pictures nor numbers', () => {
    const documents = seed.content.locales.flatMap((locale) => locale.documents)
    const parts = documents.flatMap(({document}) =>
      document.data.sections.map((section) => ({
        ...section,
        jsonLd: JSON.stringify(document.jsonLd),
        nodes: allNodes(parseFragment(section.html)),
      })),
    )
    let [pictures, labels] = [0, 0]
    for (const {text: plain, jsonLd, nodes} of parts) {
      const lines = plain.split('\n').map((line) => line.trim())
      expect(jsonLd).not.toMatch(/ \[\d+\]/)
      for (const {tagName, attrs, childNodes} of nodes) {
        const value = (name: string) => attrs.find((one) => one.name === name)?.value ?? ''
        if (tagName === 'img' && value('alt') !== '') {
          pictures += 1
          expect(lines).toContain(`Picture: ${value('alt')}`)
          expect(jsonLd).not.toContain(value('alt'))
        } else if (value('class') === 'callout-label') {
          labels += 1
          const label = childNodes.map(wordsOf).join('')
          expect(label).toMatch(/:$/)
          expect(lines).toContain(label)
        }
      }
    }
    expect([pictures > 0, labels > 0]).toEqual([true, true])
  })

  test('an FAQ names other FAQs by their cards and leaves their words to them', () => {
    const hurt = JSON.parse(text(files, 'api/v1/en/faqs/does-it-hurt.json'))
    expect(hurt.related.faqs).toMatchObject([{type: 'faq', slug: 'can-i-drive'}])
    expect(CardV1.strict().safeParse(hurt.related.faqs[0]).success).toBe(true)
  })

  test('every $schema is the address of a published file', () => {
    for (const [path, bytes] of files) {
      if (!path.endsWith('.json') || path.includes('/schemas/')) continue
      const {$schema} = JSON.parse(new TextDecoder().decode(bytes))
      if ($schema === undefined) continue
      expect(files.has($schema.slice(BASE_URL.length + 1)), `${path}: ${$schema}`).toBe(true)
    }
  })

  test('published schemas are open for additions', () => {
    for (const [path, bytes] of files) {
      if (!path.startsWith('api/v1/schemas/')) continue
      expect(new TextDecoder().decode(bytes)).not.toContain('"additionalProperties":false')
    }
  })

  test('what is internal never leaves the lake', () => {
    for (const [path, bytes] of files) {
      const body = new TextDecoder().decode(bytes)
      expect(body, path).not.toMatch(/canary-/)
      if (!path.includes('/schemas/')) expect(body, path).not.toMatch(/"_rev"|"_updatedBy"/)
    }
  })

  test('a draft and a release version are not published', async () => {
    const drafts = ['drafts.', 'versions.r1.'].map((prefix) => ({
      ...(fixtureDocuments().find(({_id}) => _id === 'faq-hurt') as LakeDoc),
      _id: `${prefix}faq-secret`,
      slug: {_type: 'slug', current: 'secret'},
      shortAnswer: 'canary-draft that must never be seen by anyone outside.',
    }))
    const published = await publish(fixtureWith({}, drafts))
    for (const [path, bytes] of published.files) {
      expect(new TextDecoder().decode(bytes), path).not.toContain('canary-draft')
    }
  })

  test('the same content gives the same bytes, whatever its order', async () => {
    const again = await publish(fixtureDocuments().toReversed())
    expect([...again.files.keys()].toSorted()).toEqual([...files.keys()].toSorted())
    for (const [path, bytes] of files) {
      expect(new TextDecoder().decode(again.files.get(path)), path).toBe(
        new TextDecoder().decode(bytes),
      )
    }
  })

  test('relations show on both sides although editors enter them once', () => {
    const back = JSON.parse(text(files, 'api/v1/en/conditions/back-pain.json'))
    expect(back.data.treatedBy.map(({id}: {id: string}) => id)).toEqual([
      'procedure-other',
      'procedure-shot',
    ])
    expect(back.related.kinds.map(({id}: {id: string}) => id)).toEqual(['condition-sciatica'])
    expect(back.related.conditions.map(({id}: {id: string}) => id)).toEqual(['condition-sciatica'])
    const xray = JSON.parse(text(files, 'api/v1/en/techniques/live-x-ray.json'))
    expect(xray.related.procedures).toHaveLength(2)
    expect(xray.related.faqs.map(({id}: {id: string}) => id)).toEqual(['faq-hurt'])
  })

  test('numbers of sources run from 1 in order of their first use', () => {
    const shot = JSON.parse(text(files, 'api/v1/en/procedures/test-shot.json'))
    const html = shot.data.sections.map((section: {html: string}) => section.html).join('')
    const used = [...html.matchAll(/#source-(\d+)"/g)].map((match) => Number(match[1]))
    expect([...new Set(used)]).toEqual([1, 2])
    expect(shot.review.sources.map(({number}: {number: number}) => number)).toEqual([1, 2])
  })

  test('HTML, text and Portable Text of every section say the same words', () => {
    for (const {documents} of [...content.locales, ...seed.content.locales]) {
      for (const {document, sections} of documents) {
        document.data.sections.forEach((section, index) => {
          const where = `${document.id} ${section.id}`
          expect(words(htmlWords(section.html)), where).toEqual(words(section.text))
          expect(words(blockWords(sections[index]?.blocks ?? [])), where).toEqual(
            words(section.text),
          )
        })
      }
    }
  })

  test('withdrawn documents leave a notice, a recall, and no recommendation', async () => {
    const {files: after} = await publish(
      fixtureWith({
        'procedure-other': {
          status: 'withdrawn',
          withdrawal: {
            reason: 'New safety data.',
            date: '2026-02-01',
            replacement: {_type: 'reference', _ref: 'procedure-shot'},
          },
        },
      }),
    )
    expect(contractProblems(after)).toEqual([])
    const notice = JSON.parse(text(after, 'api/v1/en/procedures/other-shot.json'))
    expect(notice).toMatchObject({status: 'withdrawn', reason: 'New safety data.'})
    expect(notice.alternative.id).toBe('procedure-shot')
    const recalls = JSON.parse(text(after, 'api/v1/recalls.json'))
    expect(recalls.items).toHaveLength(1)
    expect(recalls.items[0]).toMatchObject({id: 'procedure-other', action: 'takeDown', rev: null})
    expect(text(after, 'api/v1/en/conditions/back-pain.json')).not.toContain('procedure-other')
    expect(text(after, 'api/v1/en/procedures/index.json')).not.toContain('procedure-other')
  })

  test('the emergency line of a widget calls when tapped', () => {
    const widget = JSON.parse(text(files, 'api/v1/en/widgets/procedures/test-shot.json'))
    expect(widget.notices.emergency).toEqual([
      'In an emergency. Call 911.',
      ' ',
      ['a', ['911'], 'tel:911'],
    ])
  })

  test('a withdrawn FAQ is recalled in every widget that showed it', async () => {
    const {files: after} = await publish(
      fixtureWith({
        'faq-hurt': {status: 'withdrawn', withdrawal: {reason: 'Wrong.', date: '2026-02-01'}},
      }),
    )
    const widget = JSON.parse(text(after, 'api/v1/en/widgets/procedures/test-shot.json'))
    expect(widget.recalled).toEqual(['does-it-hurt'])
    expect(widget.items.map(({id}: {id: string}) => id)).toEqual(['can-i-drive'])
  })

  test('pasted copies are recalled by the slug an answer had when they were pasted', async () => {
    const {files: after} = await publish(
      fixtureWith({
        'faq-hurt': {
          slugHistory: ['does-it-hurt-much'],
          status: 'withdrawn',
          withdrawal: {reason: 'Wrong.', date: '2026-02-01'},
        },
      }),
    )
    const widget = JSON.parse(text(after, 'api/v1/en/widgets/procedures/test-shot.json'))
    expect(widget.recalled).toEqual(['does-it-hurt', 'does-it-hurt-much'])
  })

  test('a widget stays at the address its page had when it was pasted', async () => {
    const {files: after} = await publish(
      fixtureWith({'procedure-shot': {slugHistory: ['test-jab']}}),
    )
    for (const path of [
      'api/v1/en/widgets/procedures/test-jab.json',
      'api/v1/en/oembed/procedures/test-jab.json',
    ]) {
      expect(text(after, path).replaceAll('test-jab', 'test-shot')).toBe(
        text(after, path.replace('test-jab', 'test-shot')),
      )
    }
  })

  test('the widget of a withdrawn page recalls every answer and says why', async () => {
    const {files: after} = await publish(
      fixtureWith({
        'procedure-shot': {
          status: 'withdrawn',
          withdrawal: {reason: 'No longer done here', date: '2026-02-01'},
        },
      }),
    )
    const widget = JSON.parse(text(after, 'api/v1/en/widgets/procedures/test-shot.json'))
    expect(widget.items).toEqual([])
    expect(widget.recalled).toEqual(['can-i-drive', 'does-it-hurt'])
    expect(widget.review.text).toBe('This page was taken back. No longer done here.')
  })

  test('a signing key signs the manifest', async () => {
    const {generateKeyPairSync} = await import('node:crypto')
    const {isSigned} = await import('../../site/publish/signature.ts')
    const signingKey = generateKeyPairSync('ed25519')
      .privateKey.export({type: 'pkcs8', format: 'pem'})
      .toString()
    const {files: signed} = await apiFiles(content, {builtAt: '2026-03-01T00:00:00Z', signingKey})
    const manifest = signed.get('api/v1/manifest.json') ?? new Uint8Array()
    const signature = text(signed, 'api/v1/manifest.json.sig')
    const publicKey = text(signed, 'api/v1/public-key.pem')
    expect(isSigned(manifest, signature, publicKey)).toBe(true)
    expect(isSigned(new Uint8Array([...manifest, 32]), signature, publicKey)).toBe(false)
  })
})

/** JSON characters of everything in a value that is a card and nothing more. */
function cardBytes(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  if (z.strictObject(CardV1.shape).safeParse(value).success) return JSON.stringify(value).length
  return Object.values(value).reduce<number>((sum, item) => sum + cardBytes(item), 0)
}

function words(value: string): string[] {
  // Marks of lists, numbers of steps and colons are how a form shows structure, not words.
  return value
    .replaceAll(/^\s*(?:- |\d+\. )/gm, ' ')
    .split(/[\s:[\]]+/)
    .filter((word) => word !== '')
}

type Node = DefaultTreeAdapterMap['node']

type Element = DefaultTreeAdapterMap['element']

function allNodes(node: Node): Element[] {
  const below = 'childNodes' in node ? node.childNodes.flatMap(allNodes) : []
  return 'tagName' in node ? [node, ...below] : below
}

function wordsOf(node: Node): string {
  if ('value' in node) return node.value
  return 'childNodes' in node ? node.childNodes.map(wordsOf).join('') : ''
}

function htmlWords(html: string): string {
  const read = (node: Node): string => {
    if ('value' in node) return node.value
    if (!('childNodes' in node)) return ''
    const inner = node.childNodes.map(read).join('')
    if (!('tagName' in node)) return inner
    if (node.tagName === 'img') {
      return ` ${pictureWords(node.attrs.find(({name}) => name === 'alt')?.value)} `
    }
    return ['strong', 'em', 'a', 'span', 'dfn'].includes(node.tagName) ? inner : ` ${inner} `
  }
  return read(parseFragment(html))
}

/** HTML and Portable Text have the picture itself; plain text has to say that there is one. */
function pictureWords(alt = ''): string {
  return alt === '' ? '' : `Picture: ${alt}`
}

function blockWords(blocks: readonly PublicBlock[]): string {
  return blocks
    .map((block) =>
      block._type === 'figure'
        ? pictureWords(block.alt)
        : block.children.map(({text: span}) => span).join(''),
    )
    .join('\n')
}

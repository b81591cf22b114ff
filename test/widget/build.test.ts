import {readFile} from 'node:fs/promises'
import {brotliCompressSync} from 'node:zlib'
import {expect, test} from 'vitest'
import {buildWidget, bundleWidget} from '../../site/widget/build.ts'
import {
  CONFIGURATOR_PATH,
  FLOATING_PATH,
  immutablePath,
  INTEGRITY_PATH,
  integrityOf,
  ReleasedIntegrity,
  MANIFEST_PATH,
  readIntegrity,
  releasedFile,
} from '../../site/widget/files.ts'
import {
  ATTRIBUTES,
  CUSTOM_PROPERTIES,
  EVENTS,
  jsxTypes,
  METHODS,
  PARTS,
  STATES,
} from '../../site/widget/reference.ts'
import {STYLE} from '../../site/widget/style.ts'
import {VERSION} from '../../site/widget/version.ts'
import {sampleDocument} from './fixtures/documents.ts'

const files = await buildWidget()
const bytesAt = (path: string): Uint8Array => {
  const bytes = files.get(path)
  if (!bytes) throw new Error(`the build has no ${path}`)
  return bytes
}
const textAt = (path: string) => new TextDecoder().decode(bytesAt(path))
const script = textAt(FLOATING_PATH)

test('the script is at most 2,048 bytes with brotli', () => {
  expect(brotliCompressSync(bytesAt(FLOATING_PATH)).length).toBeLessThanOrEqual(2048)
})

test('script and ten answers together are under 3 kB with brotli', () => {
  const content = Buffer.from(JSON.stringify(sampleDocument()))
  const total =
    brotliCompressSync(bytesAt(FLOATING_PATH)).length + brotliCompressSync(content).length
  expect(total).toBeLessThan(3 * 1024)
})

test.each([
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
  'setHTMLUnsafe',
  'parseFromString',
  'createContextualFragment',
  'document.write',
  'srcdoc',
  'eval',
  'Function(',
  'import(',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'cookie',
  'sendBeacon',
  'XMLHttpRequest',
  'WebSocket',
  'postMessage',
])('the script has no %s', (sink) => {
  expect(script).not.toContain(sink)
})

test('the script imports nothing and names no address', () => {
  expect(script).not.toMatch(/\bimport\b|\brequire\b|https?:\/\//)
})

test('two builds have the same bytes', async () => {
  const again = await buildWidget()
  expect([...again.keys()]).toEqual([...files.keys()])
  for (const [path, bytes] of again) expect(bytes, path).toEqual(bytesAt(path))
})

test('the floating file is the current version, and integrity.json has its hash', () => {
  expect(bytesAt(immutablePath(VERSION))).toEqual(bytesAt(FLOATING_PATH))
  const released = ReleasedIntegrity.parse(JSON.parse(textAt(INTEGRITY_PATH)))
  expect(released[VERSION]).toBe(integrityOf(bytesAt(FLOATING_PATH)))
})

test('every released version is published with the bytes of its release', async () => {
  const released = await readIntegrity()
  expect(Object.keys(released)).toContain(VERSION)
  for (const [version, integrity] of Object.entries(released)) {
    expect(integrityOf(new Uint8Array(await readFile(releasedFile(version)))), version).toBe(
      integrity,
    )
    expect(integrityOf(bytesAt(immutablePath(version))), version).toBe(integrity)
  }
})

test('the sources still give the bytes of the released version', async () => {
  expect(integrityOf(await bundleWidget())).toBe((await readIntegrity())[VERSION])
})

test('the configurator is one file of its own', () => {
  expect(bytesAt(CONFIGURATOR_PATH).length).toBeGreaterThan(1000)
  expect(textAt(CONFIGURATOR_PATH)).not.toMatch(/innerHTML|insertAdjacentHTML|document\.write/)
})

const source = async (name: string) =>
  readFile(new URL(`../../site/widget/${name}`, import.meta.url), 'utf8')

test('the reference names exactly the attributes, events, states and methods of the code', async () => {
  const code = await source('faq-element.ts')
  const found = (pattern: RegExp) => new Set([...code.matchAll(pattern)].map(([, name]) => name))
  expect(found(/(?:getAttribute|hasAttribute|#number)\('([a-z-]+)'/g)).toEqual(
    new Set(ATTRIBUTES.map(({name}) => name)),
  )
  expect(found(/#emit\('([a-z-]+)'/g)).toEqual(new Set(EVENTS.map(({name}) => name)))
  expect(found(/#state\('([a-z]+)'\)/g)).toEqual(new Set(STATES.map(({name}) => name)))
  for (const {name, parameters} of METHODS) expect(code).toContain(`${name}(${parameters})`)
})

test('the reference names exactly the parts and custom properties', async () => {
  const code = await source('view.ts')
  const parts = [
    ...`${code} ${await source('faq-element.ts')}`.matchAll(
      /(?:make|makeElement)\(\s*(?:'[a-z]+'|`h\$\{level\}`),\s*'([a-z-]+)'|link\('([a-z]+)'|notice\('([a-z]+)'\)/g,
    ),
  ].map(([, part, link, notice]) => part ?? link ?? notice)
  expect(new Set(parts)).toEqual(new Set(PARTS.map(({name}) => name)))
  const properties = [...STYLE.matchAll(/var\((--[a-z-]+)/g)].map(([, name]) => name)
  expect(new Set(properties)).toEqual(new Set(CUSTOM_PROPERTIES.map(({name}) => name)))
})

test('the manifest carries the reference in the form that editors read', () => {
  expect(JSON.parse(textAt(MANIFEST_PATH))).toMatchObject({
    schemaVersion: '2.1.0',
    modules: [
      {
        declarations: [
          {
            tagName: 'foramen-faq',
            customElement: true,
            attributes: ATTRIBUTES.map(({name}) => ({name})),
            events: EVENTS.map(({name}) => ({name})),
            cssParts: PARTS.map(({name}) => ({name})),
          },
        ],
      },
    ],
  })
})

test('jsx.d.ts is what the reference makes', async () => {
  expect(await source('jsx.d.ts')).toBe(jsxTypes())
})

test('the class can be imported where there is no browser', async () => {
  const {FaqElement} = await import('../../site/widget/faq-element.ts')
  expect(FaqElement.observedAttributes).toEqual(['src'])
})

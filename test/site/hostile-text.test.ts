import {mkdtemp, readFile, rm, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {buildSite, type BuiltSite} from './harness/built-site.ts'
import {attribute, commentsIn, elementsOf, tagged, textOf} from './harness/html.ts'

/** Ends every context that a text may stand in: script, comment, attribute, style, element. */
const PAYLOAD =
  '</script><script>alert(1)</script><!--<script>"\'><img src=x onerror=alert(1)></style> &lt;b&gt;\u2028{{7*7}}'

/** Attributes that hold plain words of editors. */
const WORDS = new Set([
  'title',
  'summary',
  'question',
  'shortAnswer',
  'heading',
  'text',
  'finding',
  'outcome',
  'population',
  'comparison',
  'caption',
  'alt',
  'credit',
  'publisher',
  'term',
  'plainTerm',
  'definition',
  'disclaimer',
  'exampleNotice',
  'tagline',
  'organizationName',
  'abbreviation',
  'name',
  'note',
  'reason',
  'display',
])

/** The same document with the payload before every plain text. */
function poisoned(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return WORDS.has(key) ? `${PAYLOAD} ${value}` : value
  if (Array.isArray(value)) return value.map((item) => poisoned(item, key))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, poisoned(part, name)]),
  )
}

const seedFolder = fileURLToPath(new URL('../../studio/seed/', import.meta.url))
let folder: string
let site: BuiltSite

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foramen-hostile-'))
  await symlink(join(seedFolder, 'images'), join(folder, 'images'))
  const seed = await readFile(join(seedFolder, 'production.ndjson'), 'utf8')
  const lines = seed
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.stringify(poisoned(JSON.parse(line))))
  await writeFile(join(folder, 'hostile.ndjson'), `${lines.join('\n')}\n`)
  site = await buildSite(join(folder, 'hostile.ndjson'))
})
afterAll(async () => {
  await site.close()
  await rm(folder, {recursive: true, force: true})
})

describe('text that tries to be markup', () => {
  it('adds no script, picture, style or comment to any page', () => {
    const wrong = site.pages.flatMap(({path, html}) => {
      const all = elementsOf(html)
      const scripts = tagged(all, 'script').filter(
        (script) => attribute(script, 'type') !== 'application/ld+json',
      )
      const isTool = path === '/en/developers/widget/'
      return [
        ...(scripts.length === (isTool ? 3 : 0) ? [] : [`${path} has ${scripts.length} scripts`]),
        ...tagged(all, 'img')
          .filter((img) => attribute(img, 'src') === 'x')
          .map(() => `${path} has the planted picture`),
        ...all
          .flatMap(({attrs}) => attrs)
          .filter(({name}) => name.startsWith('on'))
          .map(({name}) => `${path} has the attribute ${name}`),
        ...(commentsIn(html) > 0 ? [`${path} has a comment`] : []),
      ]
    })
    expect(wrong).toEqual([])
  })

  it('is shown as the editor typed it', () => {
    for (const document of site.content.documents('procedures')) {
      const page = site.pages.find(({path}) => path === `/en/procedures/${document.slug}/`)
      const [heading] = tagged(elementsOf(page?.html ?? ''), 'h1')
      expect(document.data.title).toContain(PAYLOAD)
      const shown = heading === undefined ? '' : textOf(heading)
      expect(shown).toContain(PAYLOAD.replaceAll(/\s+/g, ' '))
    }
  })

  it('comes through JSON-LD and its escapes unharmed', () => {
    for (const document of site.content.documents('faqs')) {
      const page = site.pages.find(({path}) => path === `/en/faqs/${document.slug}/`)
      const [script] = tagged(elementsOf(page?.html ?? ''), 'script')
      const json = script?.childNodes.map((node) => ('value' in node ? node.value : '')).join('')
      expect(json).not.toContain('<')
      expect(JSON.parse(json ?? '')).toEqual(JSON.parse(JSON.stringify(document.jsonLd)))
    }
  })
})

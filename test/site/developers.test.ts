import {execFile} from 'node:child_process'
import {readFile, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {gzipSync} from 'node:zlib'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {siteWithPackage} from '../packed-package.ts'
import {buildSite, type BuiltSite} from './harness/built-site.ts'
import {attribute, elementsOf, tagged, type Element} from './harness/html.ts'

const run = promisify(execFile)

/** Something that a page for developers tells people to copy. */
interface Example {
  readonly page: string
  readonly language: string
  readonly code: string
}

/** Of a site that has installed the package. */
let folder: string
let site: BuiltSite
let examples: Example[]

beforeAll(async () => {
  ;[folder, site] = await Promise.all([siteWithPackage(), buildSite()])
  examples = site.pages
    .filter(({path}) => path.startsWith('/en/developers/'))
    .flatMap(({path, html}) =>
      tagged(elementsOf(html), 'pre').flatMap((pre) => {
        const language = attribute(pre, 'data-example')
        const code = pre.childNodes.flatMap((node) => ('tagName' in node ? [rawText(node)] : []))
        return language === undefined ? [] : [{page: path, language, code: code.join('')}]
      }),
    )
})
afterAll(async () => {
  await site.close()
  await rm(folder, {recursive: true, force: true})
})

/** Text with its line ends. */
function rawText(element: Element): string {
  return element.childNodes.map((node) => ('value' in node ? node.value : '')).join('')
}

describe('the page about scaling', () => {
  it('tells the sizes that this library has', async () => {
    const page = site.pages.find(({path}) => path === '/en/developers/scaling/')
    const told = [...(page?.html ?? '').matchAll(/(\d+) (KB|bytes)\b/g)].map(
      ([, amount, unit]) => Number(amount) * (unit === 'KB' ? 1000 : 1),
    )
    const size = async (path: string) =>
      gzipSync(await readFile(join(site.dir, 'api/v1', path))).length
    const {documents}: {documents: {path: string}[]} = JSON.parse(
      await readFile(join(site.dir, 'api/v1/changes/ledger.json'), 'utf8'),
    )
    const sizes = await Promise.all(documents.map(({path}) => size(path)))
    const all = sizes.reduce((sum, one) => sum + one, 0)
    const measured = [
      await size('en/all.ndjson'),
      all,
      await size('manifest.json'),
      all / documents.length,
      await size('recalls.json'),
    ]
    expect(page?.html).toContain(`as ${documents.length} documents`)
    expect(told).toHaveLength(measured.length)
    measured.forEach((bytes, index) => {
      const ratio = (told[index] ?? 0) / bytes
      expect(ratio, `${told[index]} is told, ${bytes} measured`).toBeGreaterThan(0.85)
      expect(ratio, `${told[index]} is told, ${bytes} measured`).toBeLessThan(1.15)
    })
  })
})

describe('feeds', () => {
  it('are found by readers from the home page and the pages for developers', async () => {
    for (const at of ['/en/', '/en/developers/feed/']) {
      const page = site.pages.find(({path}) => path === at)
      const links = tagged(elementsOf(page?.html ?? ''), 'link')
        .filter((link) => attribute(link, 'rel') === 'alternate')
        .map((link) => [attribute(link, 'type'), attribute(link, 'href')])
      expect(links, at).toContainEqual(['application/atom+xml', '/api/v1/feed.xml'])
      expect(links, at).toContainEqual(['application/feed+json', '/api/v1/feed.json'])
    }
    const atom = await fetch(`${site.url}/api/v1/feed.xml`)
    expect(atom.headers.get('content-type')).toContain('application/atom+xml')
  })
})

describe('the examples for developers', () => {
  it('ask with curl only for files that answer', async () => {
    const commands = examples
      .filter(({language}) => language === 'sh')
      .flatMap(({code}) => code.split('\n'))
    expect(commands.length).toBeGreaterThan(5)
    const answers = await Promise.all(
      commands.map(async (command) => {
        const [, address] = /^curl (\S+)$/.exec(command) ?? []
        if (address === undefined) return `not a plain curl request: ${command}`
        const response = await fetch(address)
        const body = await response.text()
        if (address.endsWith('.json')) JSON.parse(body)
        return `${command} ${response.status}`
      }),
    )
    expect(answers).toEqual(commands.map((command) => `${command} 200`))
  })

  it('run as they are in a site that has installed the package', async () => {
    const programs = examples.filter(({language}) => language === 'ts')
    expect(programs.length).toBeGreaterThanOrEqual(2)
    for (const [index, {code}] of programs.entries()) {
      const file = join(folder, `example-${index}.js`)
      await writeFile(file, code)
      const {stdout} = await run(process.execPath, [file])
      expect(stdout.trim()).toMatch(/^\d+ \d+ \S/)
    }
  })

  it('sync to a copy that needs one request when nothing changed', async () => {
    const {code} = examples.find((example) => example.code.includes('.sync(')) ?? {code: ''}
    const file = join(folder, 'sync.js')
    await writeFile(file, code)
    const {stdout} = await run(process.execPath, [file])
    const [first, again, requests] = stdout.trim().split(' ').map(Number)
    expect(first).toBeGreaterThan(0)
    expect([again, requests]).toEqual([0, 1])
  })
})

import {execFile} from 'node:child_process'
import {generateKeyPairSync} from 'node:crypto'
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {basename, join} from 'node:path'
import {promisify} from 'node:util'
import {gzipSync} from 'node:zlib'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {faultyHost} from '../client/faulty-host.ts'
import {publications, textOf} from '../client/publications.ts'
import {fixtureDocuments} from '../fixtures/content.ts'
import {buildSite, type BuiltSite} from './harness/built-site.ts'
import {integrityOf} from '../../site/widget/files.ts'
import {attribute, elementsOf, tagged, type Element} from './harness/html.ts'

const run = promisify(execFile)

/** Something that a page for developers tells people to copy. */
interface Example {
  readonly page: string
  readonly language: string
  readonly code: string
}

/** Of a program that has the client beside it. */
let folder: string
let site: BuiltSite
let examples: Example[]

beforeAll(async () => {
  ;[folder, site] = await Promise.all([mkdtemp(join(tmpdir(), 'foramen-partner-')), buildSite()])
  examples = site.pages
    .filter(({path}) => path.startsWith('/en/developers/'))
    .flatMap(({path, html}) =>
      tagged(elementsOf(html), 'pre').flatMap((pre) => {
        const language = attribute(pre, 'data-example')
        const code = pre.childNodes.flatMap((node) => ('tagName' in node ? [rawText(node)] : []))
        return language === undefined ? [] : [{page: path, language, code: code.join('')}]
      }),
    )
  const saved = examples.flatMap(({code}) => [...code.matchAll(/^curl -O (\S+)$/gm)])
  for (const [, address = ''] of saved) {
    const response = await fetch(address)
    await writeFile(join(folder, basename(address)), await response.text())
  }
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
        const [, address] = /^curl (?:-O )?(\S+)$/.exec(command) ?? []
        if (address === undefined) return `not a plain curl request: ${command}`
        const response = await fetch(address)
        const body = await response.text()
        if (address.endsWith('.json')) JSON.parse(body)
        return `${command} ${response.status}`
      }),
    )
    expect(answers).toEqual(commands.map((command) => `${command} 200`))
  })

  it('run as they are beside the client that the page tells to save', async () => {
    const programs = examples.filter(({language}) => language === 'ts')
    expect(programs.length).toBeGreaterThanOrEqual(5)
    for (const {code} of programs) {
      expect(await runProgram(code)).toMatch(/^\d+ \d+ \S/)
    }
  })

  it('sync to a copy that needs one request when nothing changed', async () => {
    const {code} = examples.find((example) => example.code.includes('again.requests')) ?? {code: ''}
    const [first, again, requests] = (await runProgram(code)).split(' ').map(Number)
    expect(first).toBeGreaterThan(0)
    expect([again, requests]).toEqual([0, 1])
  })

  it('keep the copy of a program whose host fails', async () => {
    const {code} = examples.find((example) => example.code.includes('error.progress.snapshot')) ?? {
      code: '',
    }
    await runProgram(code)
    const before = await readFile(join(folder, 'copy.json'), 'utf8')
    const host = await faultyHost()
    const failing = runProgram(code.replace(site.url, host.url))
    await expect(failing).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^ForamenError .*no such file/),
    })
    await host.close()
    expect(await readFile(join(folder, 'copy.json'), 'utf8')).toBe(before)
  })

  it('pin a key', async () => {
    const signingKey = generateKeyPairSync('ed25519')
      .privateKey.export({type: 'pkcs8', format: 'pem'})
      .toString()
    const builtAt = new Date().toISOString()
    const [signed = new Map()] = await publications([
      {documents: fixtureDocuments(), builtAt, signingKey},
    ])
    const host = await faultyHost(signed)
    const {code} = examples.find((example) => example.code.includes('publicKeys')) ?? {code: ''}
    await writeFile(join(folder, 'foramen-public-key.pem'), textOf(signed, 'public-key.pem'))
    const asking = `${code.replace(site.url, host.url)}
console.log((await foramen.document('faqs', 'does-it-hurt')).id)`
    expect(await runProgram(asking)).toBe('faq-hurt')
    await writeFile(
      join(folder, 'foramen-public-key.pem'),
      generateKeyPairSync('ed25519').publicKey.export({type: 'spki', format: 'pem'}),
    )
    await expect(runProgram(asking)).rejects.toMatchObject({
      stderr: expect.stringContaining('SignatureError'),
    })
    await host.close()
  })
})

async function runProgram(code: string): Promise<string> {
  const file = join(folder, 'program.mjs')
  await writeFile(file, code)
  const {stdout} = await run(process.execPath, [file], {cwd: folder})
  return stdout.trim()
}

describe('the page about the client', () => {
  it('has the integrity of the file that it names, which any page may load', async () => {
    const page = site.pages.find(({path}) => path === '/en/developers/client/')
    const [url] = /http\S+\/client\/\S+\.js/.exec(page?.html ?? '') ?? []
    const response = await fetch(url ?? '')
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect(page?.html).toContain(integrityOf(bytes))
    expect(response.headers.get('content-type')).toContain('javascript')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    const types = await fetch((url ?? '').replace(/js$/, 'd.ts'))
    expect(types.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(await types.text()).toContain('createForamenClient')
  })
})

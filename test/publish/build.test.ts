import {randomInt} from 'node:crypto'
import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {setTimeout} from 'node:timers/promises'
import {describe, expect, test} from 'vitest'
import {readPublication} from '../../site/publish/publication.ts'
import {checkPublication} from '../../site/publish/check.ts'
import {createSiteServer} from '../../site/publish/serve.ts'
import {recover} from '../../site/publish/swap.ts'
import {
  fixtureDocuments,
  fixtureWith,
  paragraph,
  ref,
  toNdjson,
  writeNdjson,
  type LakeDoc,
} from '../fixtures/content.ts'
import {digests, runScript, startScript, temporaryFolder, timelessDigests} from './support.ts'

const SLOW = 600_000

const broken = fixtureWith({
  'procedure-shot': {parent: ref('procedure-nowhere')},
  'procedure-other': {slug: {_type: 'slug', current: 'test-shot'}},
  'faq-drive': {
    answer: [
      paragraph('x', 'See ', [
        {text: 'this', mark: {_key: 'm', _type: 'link', href: 'javascript:alert(1)'}},
      ]),
    ],
  },
})

describe('node scripts/build.ts', () => {
  test('never replaces what is no publication', async () => {
    const folder = await temporaryFolder()
    const ndjson = await writeNdjson(fixtureDocuments())
    await writeFile(join(folder, 'letter.txt'), 'precious')
    for (const out of [folder, join(folder, 'letter.txt')]) {
      const {code, stderr} = await runScript('build.ts', ['--ndjson', ndjson, '--out', out])
      expect(code).toBe(2)
      expect(stderr).toContain(`--out ${out} is a `)
    }
    expect(await readFile(join(folder, 'letter.txt'), 'utf8')).toBe('precious')
  })

  test(
    'publishes pages, JSON and widget that keep every promise, twice with the same bytes',
    async () => {
      const folder = await temporaryFolder()
      const ndjson = await writeNdjson(fixtureDocuments())
      const build = (out: string, ...more: string[]) =>
        runScript('build.ts', ['--ndjson', ndjson, '--out', join(folder, out), ...more])
      const first = await build('a')
      expect(first.stdout).toMatch(/^published 8 documents .*\nA new change feed begins, /)
      expect(first.stderr.replace(/^compiling.*\n/, '')).toBe('')
      expect(first.code).toBe(0)
      expect((await build('b', '--precompress')).code).toBe(0)
      const both = await timelessDigests(join(folder, 'b'))
      const variants = Object.keys(both).filter((path) => /\.(br|gz)$/.test(path))
      expect(variants).toContain('en/procedures/test-shot/index.html.br')
      expect(variants).toContain('api/v1/en/procedures/test-shot.json.gz')
      for (const variant of variants) delete both[variant]
      expect(await timelessDigests(join(folder, 'a'))).toEqual(both)
      for (const out of ['a', 'b']) {
        const results = await checkPublication(await readPublication(join(folder, out)))
        expect(results.flatMap(({problems}) => problems)).toEqual([])
      }
      const html = await readFile(join(folder, 'a/en/procedures/test-shot/index.html'), 'utf8')
      expect(html).toContain('<h1')
      expect(html).toContain('http-equiv="content-security-policy"')
      // A second publish over the first changes nothing but the build's own time.
      const before = await timelessDigests(join(folder, 'a'))
      const second = await build('a')
      expect(second).toMatchObject({code: 0, stdout: expect.stringMatching(/^published.*\n$/)})
      expect(await timelessDigests(join(folder, 'a'))).toEqual(before)
    },
    SLOW,
  )

  test(
    'names every mistake at once, torn lines too, exits 1 and leaves the old publication byte for byte',
    async () => {
      const folder = await temporaryFolder()
      const out = join(folder, 'dist')
      await runScript('build.ts', ['--ndjson', await writeNdjson(fixtureDocuments()), '--out', out])
      const before = await digests(out)
      const {code, stderr} = await runScript('build.ts', [
        '--ndjson',
        await writeNdjson(broken),
        '--out',
        out,
      ])
      expect(code).toBe(1)
      expect(stderr.trim().split('\n')).toHaveLength(3)
      for (const line of stderr.trim().split('\n')) expect(line).toMatch(/^\S+ \S+: .+ — .+$/)
      expect(await digests(out)).toEqual(before)
      const torn = join(folder, 'torn.ndjson')
      const whole = toNdjson(fixtureDocuments())
      await writeFile(torn, whole.replace(/(?<=^\{"_id":"source-a").*$/m, ''))
      const tornBuild = await runScript('build.ts', ['--ndjson', torn, '--out', out])
      expect(tornBuild.code).toBe(1)
      expect(tornBuild.stderr).toMatch(/^line \d+: .+_id on it: source-a .+ — mend the line.+\n$/)
      expect(await digests(out)).toEqual(before)
    },
    SLOW,
  )

  test(
    'continues the feed of a publication that only answers at an address',
    async () => {
      const folder = await temporaryFolder()
      const [before, after] = [join(folder, 'before'), join(folder, 'after')]
      const build = async (content: LakeDoc[], ...args: string[]) =>
        runScript('build.ts', ['--ndjson', await writeNdjson(content), ...args])
      await build(fixtureDocuments(), '--out', before)
      const server = await createSiteServer({dir: before, port: 0})
      const edited = fixtureWith({'faq-drive': null})
      const {code} = await build(edited, '--out', after, '--previous', server.url)
      expect(code).toBe(0)
      const read = async (path: string) => JSON.parse(await readFile(join(after, path), 'utf8'))
      const {items} = await read('api/v1/changes/1.json')
      expect(items.slice(0, 8)).toEqual(
        JSON.parse(await readFile(join(before, 'api/v1/changes/1.json'), 'utf8')).items,
      )
      expect(items.at(-1)).toMatchObject({operation: 'delete', id: 'faq-drive'})
      expect(await read('api/v1/en/faqs/can-i-drive.json')).toMatchObject({status: 'gone'})
      // An address that does not answer is no reason to begin a new feed.
      await server.close()
      const refused = await build(edited, '--out', join(folder, 'none'), '--previous', server.url)
      expect(refused.code).toBe(3)
      expect(refused.stderr).toContain(`the last publication does not answer: ${server.url}`)
    },
    SLOW,
  )

  test(
    'begins a new feed only where that is meant',
    async () => {
      const folder = await temporaryFolder()
      const ndjson = await writeNdjson(fixtureDocuments())
      const build = (...args: string[]) => runScript('build.ts', ['--ndjson', ndjson, ...args])
      const out = join(folder, 'dist')
      const server = await createSiteServer({dir: folder, port: 0})
      for (const nothing of [join(folder, 'typo'), folder, server.url]) {
        const {code, stderr} = await build('--out', out, '--previous', nothing)
        expect(code).toBe(2)
        expect(stderr).toContain(`--previous ${nothing} holds no publication — `)
      }
      await server.close()
      expect((await build('--out', out, '--first', '--previous', out)).code).toBe(2)
      const first = await build('--out', out, '--first')
      expect(first).toMatchObject({code: 0, stdout: expect.stringMatching(/^published.*\n$/)})
      const again = await build('--out', out, '--first')
      expect(again.code).toBe(2)
      expect(again.stderr).toContain(`${out} holds a publication whose change feed would end`)
    },
    SLOW,
  )

  test(
    'says what is wrong with its options, and with files and folders that cannot be used',
    async () => {
      const folder = await temporaryFolder()
      expect((await runScript('build.ts', ['--nonsense'])).code).toBe(2)
      expect((await runScript('build.ts', ['--lake', 'x', '--ndjson', 'y'])).code).toBe(2)
      for (const [ndjson, reason] of [
        [join(folder, 'none.ndjson'), 'there is no such file'],
        [folder, 'it is a folder'],
      ] as const) {
        const {code, stderr} = await runScript('build.ts', ['--ndjson', ndjson])
        expect(code).toBe(2)
        expect(stderr).toBe(`cannot read "${ndjson}": ${reason} — name a file of content\n`)
      }
      const good = await writeNdjson(fixtureDocuments())
      for (const [out, status, reason] of [
        ['', 2, 'is empty — name a folder'],
        [join(good, 'x', 'y'), 2, `lies below the file ${good} — name a folder`],
        // Folders that nobody can be given rights to; Node's recursive mkdir never ends there.
        ['/proc/foramen/x', 3, 'cannot be written: no folder can be made in /proc (ENOENT'],
      ] as const) {
        const {code, stderr} = await runScript('build.ts', ['--ndjson', good, '--out', out])
        expect(stderr).toContain(reason)
        expect(code).toBe(status)
      }
      const help = await runScript('build.ts', ['--help'])
      expect(help.code).toBe(0)
      expect(help.stdout).toContain('Usage:')
    },
    SLOW,
  )

  test(
    'killed at any moment, it leaves one whole publication',
    async () => {
      const folder = await temporaryFolder()
      const out = join(folder, 'dist')
      const good = await writeNdjson(fixtureDocuments())
      const other = await writeNdjson(fixtureWith({'faq-drive': {question: 'May I drive home?'}}))
      const started = performance.now()
      await runScript('build.ts', ['--ndjson', good, '--out', out])
      const duration = Math.ceil(performance.now() - started)
      for (let round = 0; round < 6; round += 1) {
        const {child, outcome} = startScript('build.ts', [
          '--ndjson',
          round % 2 === 0 ? other : good,
          '--out',
          out,
        ])
        await setTimeout(randomInt(duration))
        child.kill('SIGKILL')
        await outcome
        await recover(out)
        const results = await checkPublication(await readPublication(out))
        expect(results.flatMap(({problems}) => problems)).toEqual([])
      }
    },
    SLOW,
  )
})

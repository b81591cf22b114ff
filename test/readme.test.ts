import {execFile} from 'node:child_process'
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {describe, expect, test} from 'vitest'

/** The README says only what is so. */

const REPOSITORY = join(import.meta.dirname, '..')
const readme = readFileSync(join(REPOSITORY, 'README.md'), 'utf8')
const manifest: {scripts: Record<string, string>} = JSON.parse(
  readFileSync(join(REPOSITORY, 'package.json'), 'utf8'),
)
const run = promisify(execFile)

/** Inline code and code blocks, where commands stand. */
const code = [...readme.matchAll(/```\w*\n([\s\S]*?)```|`([^`\n]+)`/g)].map(
  ([, block, inline]) => block ?? inline ?? '',
)

function mentioned(pattern: RegExp): string[] {
  const names = code.flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name ?? ''))
  return [...new Set(names)].toSorted()
}

const scripts = mentioned(/(?:scripts\/|^|\s)([a-z-]+\.ts)\b/g).filter(
  (name) => !name.startsWith('index'),
)
const npmScripts = mentioned(/npm (?:run )?(start|dev|test|build|generate|check|bench|verify)\b/g)

describe('the README', () => {
  test('names commands', () => {
    expect(scripts).toEqual(
      expect.arrayContaining(['build.ts', 'content-check.ts', 'lake.ts', 'verify.ts']),
    )
    expect(npmScripts).toEqual(expect.arrayContaining(['start', 'test', 'build']))
  })

  test.each(npmScripts)('names `npm run %s`, which is there', (name) => {
    expect(Object.keys(manifest.scripts)).toContain(name)
    const file = /^node (\S+)/.exec(manifest.scripts[name] ?? '')?.[1] ?? ''
    expect(existsSync(join(REPOSITORY, file)), file).toBe(true)
  })

  test.each(scripts)('names scripts/%s, which answers --help', async (name) => {
    const {stdout} = await run(process.execPath, [join('scripts', name), '--help'], {
      cwd: REPOSITORY,
    })
    expect(stdout).toMatch(/^Usage: /)
  })

  test('names options of a command that its help names too', async () => {
    const calls = code.flatMap((text) => [
      ...text.matchAll(/(?:scripts\/)?([a-z-]+\.ts)((?: [^,`\n]*)?)/g),
    ])
    const problems: string[] = []
    for (const [, name, rest] of calls) {
      const options = [...(rest ?? '').matchAll(/--[a-z-]+/g)].map(([option]) => option)
      if (name === undefined || options.length === 0) continue
      const {stdout} = await run(process.execPath, [join('scripts', name), '--help'], {
        cwd: REPOSITORY,
      })
      problems.push(
        ...options.filter((one) => !stdout.includes(one)).map((one) => `${name} ${one}`),
      )
    }
    expect(problems).toEqual([])
  })

  test('links to files that exist', () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path]) => path ?? '')
    expect(links.length).toBeGreaterThan(1)
    expect(links.filter((path) => !existsSync(join(REPOSITORY, path)))).toEqual([])
  })

  test('has every room of the tree in its table, and no other', () => {
    const table = /## Rooms\n([\s\S]*?)\n## /.exec(readme)?.[1] ?? ''
    const rooms = [...table.matchAll(/^\| `([^`]+)\/`/gm)].map(([, room]) => room ?? '')
    expect(rooms.filter((room) => !existsSync(join(REPOSITORY, room)))).toEqual([])
    const covered = new Set(rooms.map((room) => room.split('/')[0]))
    const folders = readdirSync(REPOSITORY, {withFileTypes: true})
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({name}) => name)
      .filter((name) => !['node_modules', 'dist', 'data'].includes(name))
    expect(folders.filter((name) => !covered.has(name))).toEqual([])
  })
})

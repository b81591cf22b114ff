import {execFile} from 'node:child_process'
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {basename, join} from 'node:path'
import {promisify} from 'node:util'
import {describe, expect, test} from 'vitest'

/** README and CONTRIBUTING say only what is so. */

const REPOSITORY = join(import.meta.dirname, '..')
const readme = readFileSync(join(REPOSITORY, 'README.md'), 'utf8')
const contributing = readFileSync(join(REPOSITORY, '.github', 'CONTRIBUTING.md'), 'utf8')
const manifest: {scripts: Record<string, string>} = JSON.parse(
  readFileSync(join(REPOSITORY, 'package.json'), 'utf8'),
)
const run = promisify(execFile)
const {default: dependencies}: {default: {forbidden: readonly Rule[]}} = await import(
  join(REPOSITORY, '.dependency-cruiser.mjs')
)

/** Inline code and code blocks, where commands stand. */
const codeOf = (markdown: string) =>
  [...markdown.matchAll(/```\w*\n([\s\S]*?)```|`([^`\n]+)`/g)].map(
    ([, block, inline]) => block ?? inline ?? '',
  )
const code = codeOf(readme)

function mentioned(pattern: RegExp, texts = code): string[] {
  const names = texts.flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name ?? ''))
  return [...new Set(names)].toSorted()
}

const scripts = mentioned(/(?:scripts\/|^|\s)([a-z-]+\.ts)\b/g).filter(
  (name) => !name.startsWith('index'),
)
const npmScripts = mentioned(/npm (?:run )?((?<=run )[\w:]+|start\b|test\b)/g, [
  ...code,
  ...codeOf(contributing),
])

/** Rows of the table of rooms: a room and what it may import, in words. */
const rooms = [
  ...(/## Rooms\n([\s\S]*?)\n## /.exec(readme)?.[1] ?? '').matchAll(
    /^\| `([^`]+)\/`.*\| ([^|]+?) +\|$/gm,
  ),
].map(([, room = '', imports = '']) => ({room, imports}))

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
    expect(rooms.filter(({room}) => !existsSync(join(REPOSITORY, room)))).toEqual([])
    const covered = new Set(rooms.map(({room}) => room.split('/')[0]))
    const folders = readdirSync(REPOSITORY, {withFileTypes: true})
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({name}) => name)
      .filter((name) => !['node_modules', 'dist', 'data'].includes(name))
    expect(folders.filter((name) => !covered.has(name))).toEqual([])
  })

  test.each(rooms)('says of $room what the import rules allow: $imports', ({room, imports}) => {
    const rules = dependencies.forbidden.filter(({from}) => matches(from.path, room))
    const mayImport = rooms
      .map((other) => other.room)
      .filter((other) => other !== room && rules.every(({to}) => !forbids(to, other)))
    expect(mayImport, imports).toEqual(namedIn(imports, room))
    const asTypes = rooms
      .map((other) => other.room)
      .filter((other) => rules.some(({to}) => to.dependencyTypesNot && matches(to.path, other)))
    for (const other of asTypes) expect(imports).toContain(`${basename(other)} as types`)
  })
})

/** A forbidden import, as dependency-cruiser has it. */
interface Rule {
  readonly from: {readonly path?: string}
  readonly to: Target
}

interface Target {
  readonly path?: string
  readonly pathNot?: string
  readonly dependencyTypesNot?: readonly string[]
}

/** Whether a pattern of a rule is about the files of a room. */
const matches = (pattern: string | undefined, room: string) =>
  pattern !== undefined && new RegExp(pattern).test(`${room}/any-file.ts`)

/** Whether a rule forbids every import from a room, that of types too. */
const forbids = ({path, pathNot, dependencyTypesNot}: Target, room: string) =>
  dependencyTypesNot === undefined && matches(path, room) && !matches(pathNot, room)

/** The rooms that a cell of the table stands for. */
function namedIn(imports: string, self: string): string[] {
  const all = rooms.map(({room}) => room).filter((room) => room !== self)
  if (imports === 'everything') return all
  const except = /^all but (\w+)$/.exec(imports)?.[1]
  // Tests are at the end: they import, and nothing imports them.
  if (except !== undefined) return all.filter((room) => room !== except && room !== 'test')
  return all.filter((room) => new RegExp(`\\b${basename(room)}\\b`).test(imports))
}

import {globSync} from 'node:fs'
import {readFile} from 'node:fs/promises'
import {basename} from 'node:path'
import {beforeAll, expect, it} from 'vitest'
import {rules} from '../schemas/rules/index.ts'

/** Comments and documents name only what is there. */

interface Source {
  readonly file: string
  /** Lines of comments, or of a document, with their numbers. */
  readonly prose: readonly {readonly line: number; readonly text: string}[]
  readonly code: string
}

const ROOMS = '{schemas,site,studio,scripts,test}/**/*.{ts,tsx,mjs,astro,css,md}'
const OUTSIDE = ['*.{ts,mjs,md}', '.*.mjs', '.github/**/*.md']
const NOT_OURS = /(?:^|\/)(?:node_modules|generated|frozen|released|dist|\.astro)(?:\/|$)/
const COMMENT = /^\s*(?:\*[\s/]|\/\*|\/\/|<!--)/

/** Files of somebody else's project. */
const THEIRS: ReadonlySet<string> = new Set(['vite.config.js'])

let files: readonly string[]
let sources: readonly Source[]

beforeAll(async () => {
  const ours = (pattern: string | string[]) =>
    globSync(pattern).filter((file) => !NOT_OURS.test(file))
  files = [...ours('**/*.*'), ...ours('.*/**/*.*')]
  sources = await Promise.all([...ours(ROOMS), ...ours(OUTSIDE)].map(sourceOf))
})

async function sourceOf(file: string): Promise<Source> {
  const lines = (await readFile(file, 'utf8')).split('\n').map((text, index) => {
    const isProse = file.endsWith('.md') || COMMENT.test(text)
    return {line: index + 1, text, isProse}
  })
  return {
    file,
    prose: lines.filter(({isProse}) => isProse),
    code: lines
      .filter(({isProse}) => !isProse)
      .map(({text}) => text)
      .join('\n'),
  }
}

/** What a pattern finds in comments and documents, with the place of each. */
function named(pattern: RegExp): {name: string; more: string; place: string}[] {
  return sources.flatMap(({file, prose}) =>
    prose.flatMap(({line, text}) =>
      [...text.replaceAll(/\w+:\/\/\S+/g, '').matchAll(pattern)].map(
        ([, name = '', more = '']) => ({
          name,
          more,
          place: `${file}:${line}`,
        }),
      ),
    ),
  )
}

it('names files that are in the repository, or that its code reads or writes', () => {
  const code = sources.map((source) => source.code).join('\n')
  const isThere = (name: string) =>
    THEIRS.has(name) ||
    files.some((file) => `/${file}`.endsWith(`/${name.replace(/^(?:\.\.\/)+/, '')}`)) ||
    code.includes(basename(name))
  const missing = named(
    /(?<![\w./@<>{}*-])\/?((?:[\w.-]+\/)*[\w-][\w.-]*\.(?:tsx?|mjs|cjs|js|astro|css|md|json|ndjson|yml|html|sh))(?![\w./<>{}-]*[\w<>{}])/g,
  ).filter(({name}) => !isThere(name))
  expect(missing).toEqual([])
})

it('names functions and types that the code has', () => {
  const words = new Set(sources.flatMap(({code}) => code.match(/[A-Za-z_$][\w$]*/g) ?? []))
  const camelCase = /`([a-z]+[A-Z]\w+)(?:\(\))?`/g
  const link = /\{@link (\w+)/g
  const missing = [...named(camelCase), ...named(link)].filter(({name}) => !words.has(name))
  expect(missing).toEqual([])
})

it('names rules that there are', () => {
  // R29 is held on built pages, S01 is the publisher's own: the list of rules says so.
  const known = new Set([...rules.map(({id}) => id), 'R29', 'S01'])
  const rule = /\b([RS]\d\d)\b/g
  expect(named(rule).length).toBeGreaterThan(0)
  expect(named(rule).filter(({name}) => !known.has(name))).toEqual([])
})

it('names sections that a document has, in the words of its heading', async () => {
  const missing = []
  for (const {name, more, place} of named(/“([^”]+)” in ([\w./-]+\.md)/g)) {
    const headings = (await readFile(more, 'utf8')).matchAll(/^#+ (.+)$/gm)
    if (![...headings].some(([, heading]) => heading === name)) missing.push(`${place}: ${name}`)
  }
  expect(missing).toEqual([])
  // A number says nothing to who has the document before them.
  expect(named(/(§ ?\d[\d.]*)/g)).toEqual([])
})

import {execFile} from 'node:child_process'
import {readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {sanityClient} from '../../site/content/sanity.ts'
import {repositoryCopy} from '../../scripts/bench/repository-copy.ts'
import {startMainJob, type MainJob} from '../../scripts/bench/main-job.ts'

/** What somebody who works on the sources sees of them, in a copy of the repository. */

const DOCUMENT = '/en/procedures/nerve-block/'
const GUIDE = '/en/about/editorial-guide/'
const TEXTS = 'schemas/languages/en/pages.ts'
const HOME = 'site/src/pages/[locale]/index.astro'
const STYLES = 'site/src/styles/base.css'

let repository: string

beforeAll(async () => {
  repository = await repositoryCopy()
})
afterAll(() => rmSync(repository, {recursive: true, force: true}))

/** Saves a file with something else in the place of what is found first. */
function save(file: string, pattern: RegExp | string, text: string) {
  const path = join(repository, file)
  const before = readFileSync(path, 'utf8')
  const after = before.replace(pattern, () => text)
  if (after === before) throw new Error(`${file} has no ${pattern}`)
  writeFileSync(path, after)
}

/** A text of the home page that no earlier code knows, and the place that shows it. */
function saveNewText(name: string, text: string) {
  save(
    HOME,
    '<BaseLayout',
    `<p id="${name}">{Astro.locals.content.strings.pages.${name}}</p><BaseLayout`,
  )
  save(TEXTS, 'skipToContent:', `${name}: '${text}',\n  skipToContent:`)
}

async function shows(address: string, text: string): Promise<boolean> {
  const response = await fetch(address)
  expect(response.status).toBe(200)
  return (await response.text()).includes(text)
}

describe('npm run dev', () => {
  let job: MainJob
  /** What was answered to somebody who kept reloading. */
  const answers: {path: string; status: number; body: string}[] = []
  let isReloading = true
  let reloading: Promise<unknown>

  beforeAll(async () => {
    job = await startMainJob({repository, options: ['--dev', '--no-studio']})
    const reload = async (path: string) => {
      while (isReloading) {
        const response = await fetch(job.site + path)
        answers.push({path, status: response.status, body: await response.text()})
      }
    }
    reloading = Promise.all(['/en/', DOCUMENT, `/preview${DOCUMENT}`].map(reload))
    reloading.catch(() => undefined)
  })
  afterAll(async () => {
    isReloading = false
    await job?.close()
  })

  test.each([
    ['page', HOME, '<BaseLayout', '<p>Saved page</p><BaseLayout', '/en/'],
    ['style', STYLES, /$/, '.saved-style { color: red; }', '/en/'],
    [
      'label',
      'schemas/documents/procedure/procedure.schema.ts',
      /title: '.*'/,
      "title: 'Saved label'",
      GUIDE,
    ],
    ['rule', 'schemas/rules/editorial/related.ts', /title: '.*'/, "title: 'Saved rule'", GUIDE],
    [
      'projection',
      'schemas/projection/facts.ts',
      'return {title, abbreviation, aka, summary,',
      "return {title, abbreviation, aka, summary: 'Saved projection',",
      DOCUMENT,
    ],
    ['text', TEXTS, /skipToContent: '.*'/, "skipToContent: 'Saved text'", '/en/'],
    [
      'lake',
      'scripts/lake/operations/query.ts',
      '"result":${json}',
      '"result":${json.replaceAll("Nerve block", "Saved lake")}',
      DOCUMENT,
    ],
  ])(
    'shows what was saved to whoever reloads next, and says what it was: %s',
    async (_, file, pattern, text, path) => {
      const begins = job.nextLine(/ changed: /)
      save(file, pattern, text)
      expect(await begins).toContain(`${file} changed: `)
      expect(await shows(job.site + path, /[Ss]aved[ -]\w+/.exec(text)?.[0] ?? 'nothing')).toBe(
        true,
      )
    },
  )

  test.each([
    ['code', TEXTS, 'skipToContent', 'skipToContent}', /schemas\/languages\/en\/pages\.ts:\d+/],
    ['page', HOME, '<BaseLayout', '{<BaseLayout', /site\/src\/pages\/\[locale\]\/index\.astro:\d+/],
    ['style', STYLES, /$/, '}', /site\/src\/styles\/base\.css:\d+/],
    [
      'lake',
      'scripts/lake/server.ts',
      'import ',
      'import import ',
      /scripts\/lake\/server\.ts:\d+/,
    ],
  ])(
    'names file and line of a fault, goes on with what ran, and follows when it is mended: %s',
    async (_, file, pattern, fault, place) => {
      const path = join(repository, file)
      const good = readFileSync(path, 'utf8')
      const refused = job.nextLine(/not done/)
      const named = job.nextLine(place)
      save(file, pattern, fault)
      await Promise.all([refused, named])
      expect(await shows(`${job.site}/en/`, 'Saved text')).toBe(true)
      expect(await shows(`${job.site}/preview/en/`, 'Saved text')).toBe(true)
      const done = job.nextLine(/done in/)
      writeFileSync(path, good)
      await done
      expect(await shows(`${job.site}/en/`, 'Saved text')).toBe(true)
    },
  )

  test('never runs a page of one state with code of another', async () => {
    const done = job.nextLine(/done in/)
    saveNewText('savedPair', 'Both of them')
    await done
    expect(await shows(`${job.site}/en/`, '<p id="savedPair">Both of them</p>')).toBe(true)
    const apart = answers.filter(
      ({body}) => body.includes('savedPair') && !body.includes('Both of them'),
    )
    expect(apart).toEqual([])
  })

  test('answers whoever reloads while it works with whole pages only', async () => {
    isReloading = false
    await reloading
    const wrong = answers.filter(({status, body}) => status !== 200 || !body.includes('</html>'))
    expect(wrong.map(({path, status, body}) => `${path} ${status} ${body.slice(0, 200)}`)).toEqual(
      [],
    )
    expect(answers.length).toBeGreaterThan(0)
  })

  test('keeps three compiled apps, and nothing of those under way', () => {
    const kept = readdirSync(join(repository, '.foramen', 'app'))
    expect(kept.filter((name) => !/^[0-9a-f]{16}$/.test(name))).toEqual([])
    expect(kept).toHaveLength(3)
  })
})

describe('npm start', () => {
  test('says once that sources changed and what to do, and goes on with what it has loaded', async () => {
    const job = await startMainJob({repository, options: ['--no-studio']})
    try {
      const told = job.nextLine(/ changed: /)
      saveNewText('savedLater', 'Later')
      expect(await told).toMatch(/index\.astro.*npm run dev/)
      const lake = sanityClient({url: job.lake, token: job.lakeToken})
      const published = job.nextLine(/published \d+ documents/)
      await lake.patch('procedure-nerve-block').set({title: 'Edited block'}).commit()
      await published
      expect(await shows(`${job.site}/en/procedures/nerve-block/`, 'Edited block')).toBe(true)
      expect(await shows(`${job.site}/en/`, 'savedLater')).toBe(false)
      expect(job.output().match(/ changed: /g)).toHaveLength(1)
    } finally {
      await job.close()
    }
  })
})

test('a process that has loaded other code than there is now compiles nothing', async () => {
  const program = `
    import {writeFileSync, readFileSync} from 'node:fs'
    const {loadCompiled} = await import('./site/publish/compile.ts')
    writeFileSync('${TEXTS}', readFileSync('${TEXTS}', 'utf8') + '// Saved')
    await loadCompiled().catch((error) => console.log(error.message))`
  const {stdout} = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', program],
    {cwd: repository},
  )
  expect(stdout).toBe(`the sources changed while this was running: ${TEXTS} — start it again\n`)
})

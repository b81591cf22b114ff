import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {readFile, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {startMainJob, type MainJob} from './main-job.ts'
import {repositoryCopy} from './repository-copy.ts'
import {median, type BenchRow} from './row.ts'

/** How long somebody who works on the sources waits: for the site after a save, and for the checks. */

interface Save {
  readonly what: string
  readonly file: string
  /** In the place of what this finds, the saved text stands. */
  readonly pattern: RegExp
  readonly text: (mark: string) => string
  /** Page that shows the mark. */
  readonly path: string
  readonly target: string
}

const HOME = '/en/'
const SAVES: readonly Save[] = [
  {
    what: 'a style',
    file: 'site/src/styles/base.css',
    pattern: /$/,
    text: (mark) => `\n.${mark} { color: red; }`,
    path: HOME,
    target: 'under 2 s',
  },
  {
    what: 'a page',
    file: 'site/src/pages/[locale]/index.astro',
    pattern: /<BaseLayout/,
    text: (mark) => `<p>${mark}</p><BaseLayout`,
    path: HOME,
    target: 'under 2 s',
  },
  {
    what: 'a text, as any code',
    file: 'schemas/languages/en/pages.ts',
    pattern: /skipToContent: '.*'/,
    text: (mark) => `skipToContent: '${mark}'`,
    path: HOME,
    target: 'under 6 s',
  },
  {
    what: 'a file of the lake',
    file: 'scripts/lake/operations/query.ts',
    pattern: /"result":\$\{json[^}]*\}/,
    text: (mark) => `"result":\${json.replaceAll('Nerve block', '${mark}')}`,
    path: '/en/procedures/nerve-block/',
    target: 'under 6 s',
  },
]
const ROUNDS = 5

export async function benchLoop(): Promise<BenchRow[]> {
  const repository = await repositoryCopy()
  try {
    const job = await startMainJob({repository, options: ['--dev', '--no-studio']})
    try {
      const rows: BenchRow[] = []
      for (const save of SAVES) rows.push(await benchSave(job, repository, save))
      return rows
    } finally {
      await job.close()
    }
  } finally {
    await rm(repository, {recursive: true, force: true})
  }
}

async function benchSave(job: MainJob, repository: string, save: Save): Promise<BenchRow> {
  const file = join(repository, save.file)
  const seconds: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const mark = `saved-${round}`
    const text = (await readFile(file, 'utf8')).replace(save.pattern, () => save.text(mark))
    const start = performance.now()
    await writeFile(file, text)
    while (!(await pageText(job.site + save.path)).includes(mark));
    seconds.push((performance.now() - start) / 1000)
  }
  return {
    what: `loop: ${save.what}, from the save to the page that shows it, median`,
    value: median(seconds),
    unit: 's',
    target: save.target,
  }
}

async function pageText(url: string): Promise<string> {
  const response = await fetch(url)
  return response.text()
}

/** What `npm run check` takes when nothing changed since the last one, and what the tests take. */
export async function benchFeedback(): Promise<BenchRow[]> {
  await secondsOf('checks')
  return [
    {
      what: 'feedback: npm run check, warm',
      value: await secondsOf('checks'),
      unit: 's',
      target: 'under 90 s on two cores',
    },
    {
      what: 'feedback: every test that needs no browser',
      value: await secondsOf('node'),
      unit: 's',
      target: 'under 240 s on two cores',
    },
  ]
}

async function secondsOf(part: 'checks' | 'node'): Promise<number> {
  const start = performance.now()
  const child = spawn(process.execPath, [join('scripts', 'test.ts'), '--only', part], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code] = await once(child, 'exit')
  if (code !== 0)
    throw new Error(`scripts/test.ts --only ${part} ended with ${code}: mend it first`)
  return (performance.now() - start) / 1000
}

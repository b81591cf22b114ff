import {execFile} from 'node:child_process'
import {readdir, readFile, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {build} from 'rolldown'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {fixtureDocuments} from '../fixtures/content.ts'
import {COMPILERS, faultsOf, siteWithPackage} from '../packed-package.ts'
import {serveApi, type ServedApi} from './support.ts'

/** The client as sites have it that installed the package as npm packs it. */

const run = promisify(execFile)

let site: string
let api: ServedApi
beforeAll(async () => {
  ;[site, api] = await Promise.all([siteWithPackage(), serveApi()])
  await api.publish(fixtureDocuments())
})
afterAll(async () => {
  await api.close()
  await rm(site, {recursive: true, force: true})
})

const program = (baseUrl: string) => `
import {createForamenClient, emptySnapshot, GoneError, isStale} from 'foramen/client'

const foramen = createForamenClient({baseUrl: '${baseUrl}'})
const {data, related, review} = await foramen.document('procedures', 'test-shot')
const {snapshot} = await foramen.sync(emptySnapshot)
const gone = await foramen.document('faqs', 'no-such').catch((error) => error instanceof GoneError)
console.log(data.title, related.faqs[0]?.html.length ?? 0, review.status, gone)
console.log(Object.keys(snapshot.files).length, isStale({usage: {maxStaleDays: 7}}, new Date()))
`

test('Node runs a program with it', async () => {
  const file = join(site, 'program.js')
  await writeFile(file, program(api.url))
  const {stdout} = await run(process.execPath, [file], {cwd: site})
  expect(stdout).toMatch(/^Test injection \d{2,} notReviewed false\n\d+ false\n$/)
})

test('a bundler makes one file of it, with nothing but JavaScript of the package', async () => {
  const file = join(site, 'app.js')
  await writeFile(file, program(api.url))
  const {output} = await build({input: file, cwd: site, write: false, logLevel: 'silent'})
  expect(output).toHaveLength(1)
  expect(output[0].imports).toEqual([])
  expect(output[0].moduleIds.filter((id) => id !== file)).toEqual([
    expect.stringMatching(/node_modules.foramen.*\.js$/),
  ])
})

const TYPED = `${program('https://content.example')}
const label: string = data.kind.label
const faq = await foramen.document('faqs', 'does-it-hurt')
const [card] = faq.related.faqs
export const summary: string | undefined = card?.summary
export const seriousness: 'serious' | 'minor' | undefined = data.risks[0]?.seriousness.id
// @ts-expect-error -- an FAQ names others by their cards
export const html = card?.html
// @ts-expect-error -- there is no such collection
await foramen.list('drugs')
// @ts-expect-error -- a procedure has no question
export const question = data.question
export {label}
`

test.each(COMPILERS)(
  'a compiler with %o knows every field of a document without zod, and finds no fault in the types',
  async (how) => {
    const file = join(site, 'typed.ts')
    await writeFile(file, TYPED)
    const lib = ['lib.es2024.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts']
    expect(faultsOf(file, {...how, lib})).toEqual([])
  },
)

test('a copy of its folder needs nothing else of the package', async () => {
  const folder = join(site, 'node_modules/foramen/site/client/generated')
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name), 'utf8')
    const imported = [...text.matchAll(/from '([^']+)'|import\(/g)].map(([, path]) => path ?? '')
    expect(imported.filter((path) => !path.startsWith('./'))).toEqual([])
  }
})

import {execFile} from 'node:child_process'
import {mkdir, rm, symlink, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {build} from 'rolldown'
import {JsxEmit} from 'typescript'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {REGISTRATION} from '../../site/widget/snippet.ts'
import {COMPILERS, faultsOf, ROOT, siteWithPackage} from '../packed-package.ts'

/** The package as npm packs it, in a site that has installed it. */

const run = promisify(execFile)

let site: string
beforeAll(async () => {
  site = await siteWithPackage()
  const modules = join(site, 'node_modules')
  await mkdir(join(modules, '@types'))
  for (const name of ['react', '@types/react', 'csstype']) {
    await symlink(join(ROOT, 'node_modules', name), join(modules, name))
  }
})
afterAll(() => rm(site, {recursive: true, force: true}))

test('a server imports the class and the registration of the guide without a browser', async () => {
  const {stdout} = await run(
    process.execPath,
    ['--input-type=module', '--eval', `${REGISTRATION}\nconsole.log(FaqElement.name)`],
    {cwd: site},
  )
  expect(stdout).toBe('FaqElement\n')
})

test('a bundler makes one file of the registration, with nothing but JavaScript of the package', async () => {
  const file = join(site, 'app.js')
  await writeFile(file, REGISTRATION)
  const {output} = await build({input: file, cwd: site, write: false, logLevel: 'silent'})
  expect(output).toHaveLength(1)
  expect(output[0].imports).toEqual([])
  expect(output[0].code).toContain('attachInternals')
  expect(output[0].moduleIds.filter((id) => id !== file)).toEqual([
    expect.stringMatching(/node_modules.foramen.*\.js$/),
  ])
})

const COMPONENT = `${REGISTRATION}

export const faq = (
  <foramen-faq
    src="https://content.example/api/v1/en/widgets/procedures/nerve-block.json"
    heading-level={2}
    onfaq-load={({detail}) => detail.count.toFixed()}
    ref={(element) => {
      element?.show('risks') satisfies boolean | undefined
    }}
  />
)
// @ts-expect-error -- there is no heading of level 9
export const wrong = <foramen-faq heading-level={9} />
// @ts-expect-error -- the class has no such method
export const missing = () => new FaqElement().hide()
`

test.each(COMPILERS)(
  'a compiler with %o knows the class and the element in JSX, and finds no fault in the types',
  async (how) => {
    const file = join(site, 'faq.tsx')
    await writeFile(file, COMPONENT)
    expect(faultsOf(file, {...how, jsx: JsxEmit.ReactJSX})).toEqual([])
  },
)

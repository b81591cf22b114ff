import {execFile} from 'node:child_process'
import {readFile, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {repositoryCopy} from '../../scripts/bench/repository-copy.ts'

const VERSION = 'schemas/api/v1/version.ts'
const CHANGELOG = 'schemas/api/v1/CHANGELOG.md'
const PROCEDURE = 'schemas/documents/procedure/procedure.v1.ts'

interface Finished {
  readonly code: number
  readonly output: string
}

let folder: string
beforeAll(async () => {
  folder = await repositoryCopy()
})
afterAll(() => rm(folder, {recursive: true, force: true}))

function run(command: string, ...args: string[]): Promise<Finished> {
  return new Promise((resolve) => {
    execFile(command, args, {cwd: folder, encoding: 'utf8'}, (error, stdout, stderr) =>
      resolve({code: error === null ? 0 : Number(error.code), output: stdout + stderr}),
    )
  })
}

const release = (...args: string[]) => run('node', 'scripts/release-contract.ts', ...args)

/** Changes one place of a source in the copy. */
async function edit(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(folder, file), 'utf8')
  expect(text.split(from), `${file} has one "${from}"`).toHaveLength(2)
  await writeFile(join(folder, file), text.replace(from, to))
}

const frozen = (version: string) =>
  readFile(join(folder, `schemas/api/v1/frozen/${version}/procedure.json`), 'utf8')

/** The steps build on each other, as they do for whoever releases. */
describe('the contract grows', () => {
  test('before it is public by freezing its only version anew', async () => {
    await edit(
      PROCEDURE,
      '    durationMinutes: z',
      '    toyPrice: z.string().optional(),\n    durationMinutes: z',
    )
    const checked = await release('--check')
    expect(checked.code).toBe(1)
    expect(checked.output).toMatch(
      /^added \/data\/toyPrice to procedure: raise the version, add a changelog line, run `npm run release:contract`.*freezes 1\.0\.0 anew$/m,
    )
    const anew = await release()
    expect(anew).toMatchObject({code: 0, output: expect.stringContaining('1.0.0 anew')})
    expect(await frozen('1.0.0')).toContain('toyPrice')
    expect(await release('--check')).toMatchObject({code: 0})
  })

  test('once it is public by nothing that breaks, whatever the version', async () => {
    await edit(VERSION, 'boolean = false', 'boolean = true')
    expect(await release('--check')).toMatchObject({code: 0})
    const before = await frozen('1.0.0')
    await edit(PROCEDURE, 'toyPrice', 'toyCost')
    const refused = /^\/data\/toyPrice of procedure was removed or renamed.*clients of 1\.0\.0/m
    for (const args of [['--check'], []]) {
      const {code, output} = await release(...args)
      expect(code).toBe(1)
      expect(output).toMatch(refused)
    }
    expect(await frozen('1.0.0')).toBe(before)
    await edit(PROCEDURE, 'toyCost', 'toyPrice')
  })

  test('once it is public by additions, each the next minor version with a changelog line', async () => {
    await edit(
      PROCEDURE,
      '    durationMinutes: z',
      '    toyWait: z.string().optional(),\n    durationMinutes: z',
    )
    const before = await frozen('1.0.0')
    for (const args of [['--check'], []]) {
      const {code, output} = await release(...args)
      expect(code).toBe(1)
      expect(output).toMatch(
        /^added \/data\/toyWait to procedure: raise the version, add a changelog line, run `npm run release:contract`/m,
      )
      expect(output).not.toContain('anew')
    }
    await edit(VERSION, "'1.0.0'", "'1.0.1'")
    await edit(CHANGELOG, '## 1.0.0', '## 1.0.1\n\n- A procedure has `toyWait`.\n\n## 1.0.0')
    const patch = await release()
    expect(patch.code).toBe(1)
    expect(patch.output).toMatch(/1\.0\.1 does not follow 1\.0\.0.*has to be 1\.1\.0/)
    await edit(VERSION, "'1.0.1'", "'1.1.0'")
    const untold = await release()
    expect(untold.code).toBe(1)
    expect(untold.output).toContain('CHANGELOG.md tells nothing of 1.1.0')
    await edit(CHANGELOG, '## 1.0.1', '## 1.1.0')
    expect((await release('--check')).output).toContain('version 1.1.0 is not frozen')
    expect(await release()).toMatchObject({code: 0, output: expect.stringContaining('of 1.1.0')})
    expect(await frozen('1.0.0')).toBe(before)
    expect(await frozen('1.1.0')).toContain('toyWait')
    expect(await release('--check')).toMatchObject({code: 0})
  })

  test('and the tests of the contract hold in both versions', async () => {
    const files = ['compatibility', 'files'].map((name) => `test/api/${name}.test.ts`)
    const {code, output} = await run('vitest', 'run', '--project', 'node', ...files)
    expect(code, output).toBe(0)
  })

  test('and corrected words are the next patch', async () => {
    await edit(PROCEDURE, 'Name of the procedure.', 'Name of this procedure.')
    const checked = await release('--check')
    expect(checked.code).toBe(1)
    expect(checked.output).toMatch(/^corrected the words of procedure: raise the version.*1\.1\.1/m)
  })
})

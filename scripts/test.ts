import {spawn} from 'node:child_process'
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {nameOf, readSources} from '../site/publish/sources.ts'
import {readCommandLine} from './command-line.ts'

/**
 * Everything CI runs: the static checks, then vitest. The last line of output is
 * `N passed, N failed`, where every check and every test counts as one.
 */

const usage = `Usage: node scripts/test.ts [--only checks|node|browser|firefox] [FILE …]

Runs formatting, lint, types, dependency arrows, dead code and generated-file
freshness, then every test. --only runs one part of it; with FILE, or a part of
its name, only the tests in such files run.
Exit codes: 0 all passed, 1 something failed, 2 wrong usage.`

interface Check {
  readonly name: string
  readonly command: readonly [string, ...string[]]
  /** What to do about a failure. */
  readonly hint: string
  /**
   * Every file and folder that a slow check reads. Once passed, it is not run again before one of them
   * changes, on this machine; CI starts without such memory.
   */
  readonly reads?: readonly string[]
}

/** Gone with the packages, which the checks read too. */
const PASSED = join('node_modules', '.cache', 'foramen-checks')

/** The slow ones first, so that the short ones fill what they leave of two cores. */
const checks: readonly Check[] = [
  {
    name: 'generated files',
    command: ['node', 'scripts/generate.ts', '--check'],
    hint: 'npm run generate, then commit',
    // Sanity's command line loads the whole Studio twice.
    reads: [
      '.prettierrc.json',
      'package-lock.json',
      'tsconfig.json',
      'schemas',
      'scripts',
      'site/client',
      'site/widget',
      'studio',
    ],
  },
  {
    name: 'types of pages',
    command: ['astro', 'check', '--root', 'site', '--tsconfig', '../tsconfig.json'],
    hint: 'mend what astro check names',
    reads: ['package-lock.json', 'tsconfig.json', 'schemas', 'site'],
  },
  {
    name: 'formatting',
    command: [
      'prettier',
      '--check',
      '--cache',
      '--cache-strategy',
      'content',
      '--cache-location',
      'node_modules/.cache/prettier-check',
      '--log-level',
      'warn',
      '.',
    ],
    hint: 'npm run format',
  },
  {name: 'lint', command: ['oxlint'], hint: 'mend what oxlint names'},
  {name: 'types', command: ['tsc', '-p', '.'], hint: 'mend what the compiler names'},
  {
    name: 'dependency arrows',
    command: [
      'depcruise',
      '--config',
      '.dependency-cruiser.mjs',
      'schemas',
      'site',
      'studio',
      'scripts',
      'test',
    ],
    hint: 'the rooms and their arrows stand in the README',
  },
  {name: 'dead code', command: ['knip'], hint: 'remove what nothing uses'},
  {
    name: 'contract of the API',
    command: ['node', 'scripts/release-contract.ts', '--check'],
    hint: 'each line says what to do',
  },
  {
    name: 'seed content',
    command: ['node', 'scripts/content-check.ts'],
    hint: 'each finding says what to do',
  },
]

interface Outcome {
  readonly passed: number
  readonly failed: number
}

function run(command: readonly [string, ...string[]]): Promise<{code: number; output: string}> {
  const [program, ...args] = command
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {...process.env, CI: process.env['CI'] ?? '1'},
    })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', reject)
    child.on('close', (code) =>
      resolve({code: code ?? 1, output: Buffer.concat(chunks).toString('utf8')}),
    )
  })
}

const memoryOf = (name: string) => join(PASSED, name.replaceAll(' ', '-'))

function passedAt(name: string): string | undefined {
  const file = memoryOf(name)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

function rememberPass(name: string, state: string) {
  mkdirSync(PASSED, {recursive: true})
  writeFileSync(memoryOf(name), state)
}

async function runChecks(): Promise<Outcome> {
  const waiting = checks.values()
  const failures = await Promise.all(
    // Two at a time, for two cores and so that memory stays bounded.
    [waiting, waiting].map(async (queue) => {
      let failed = 0
      for (const check of queue) {
        const {name} = check
        const state = check.reads && nameOf(readSources(check.reads))
        if (state !== undefined && passedAt(name) === state) {
          process.stdout.write(`ok   ${name} (passed before; nothing it reads has changed)\n`)
          continue
        }
        const {code, output} = await run(check.command)
        process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'} ${name}\n`)
        if (code === 0) {
          if (state !== undefined) rememberPass(name, state)
          continue
        }
        failed += 1
        process.stdout.write(`${output.trimEnd()}\n     what to do: ${check.hint}\n`)
      }
      return failed
    }),
  )
  const failed = failures.reduce((sum, count) => sum + count, 0)
  return {passed: checks.length - failed, failed}
}

async function runVitest(projects: readonly string[], files: readonly string[]): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'foramen-test-'))
  const report = join(folder, 'report.json')
  try {
    const code = await new Promise<number>((resolve, reject) => {
      const child = spawn(
        'vitest',
        [
          'run',
          '--reporter=default',
          '--reporter=json',
          `--outputFile.json=${report}`,
          ...projects.flatMap((project) => ['--project', project]),
          ...files,
        ],
        {stdio: ['ignore', 'inherit', 'inherit']},
      )
      child.on('error', reject)
      child.on('close', (exit) => resolve(exit ?? 1))
    })
    const {numPassedTests, numFailedTests, numFailedTestSuites} = readReport(report)
    // A file that fails to load counts as a failure although it ran no test.
    const failed = Math.max(numFailedTests, numFailedTestSuites > 0 ? 1 : 0)
    return {passed: numPassedTests, failed: code === 0 ? failed : Math.max(failed, 1)}
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

function readReport(file: string) {
  const report: unknown = JSON.parse(readFileSync(file, 'utf8'))
  const count = (key: string): number => {
    const value =
      typeof report === 'object' && report !== null ? Reflect.get(report, key) : undefined
    if (typeof value !== 'number') throw new Error(`[test] vitest's report lacks ${key}`)
    return value
  }
  return {
    numPassedTests: count('numPassedTests'),
    numFailedTests: count('numFailedTests'),
    numFailedTestSuites: count('numFailedTestSuites'),
  }
}

const PARTS = ['checks', 'node', 'browser', 'firefox']
const {only, files} = readCommandLine({
  usage,
  options: {only: {type: 'string'}},
  allowPositionals: true,
  read(values, positionals) {
    if (values.only !== undefined && !PARTS.includes(values.only)) {
      throw new TypeError(`unknown part ${values.only}`)
    }
    if (values.only === 'checks' && positionals.length > 0) {
      throw new TypeError(
        'checks are of the whole repository: give --only checks or files, not both',
      )
    }
    return {only: values.only, files: positionals}
  },
})
/** Firefox is not on every machine. */
const everywhere = files.length === 0 ? ['checks', 'node', 'browser'] : ['node', 'browser']
const wanted = only === undefined ? everywhere : [only]
const outcomes: Outcome[] = []
if (wanted.includes('checks')) outcomes.push(await runChecks())
const projects = wanted.filter((part) => part !== 'checks')
if (projects.length > 0) outcomes.push(await runVitest(projects, files))
const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0)
const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0)
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1

import {spawn} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {readCommandLine} from './command-line.ts'

/**
 * Everything CI runs: the static checks, then vitest. The last line of output is
 * `N passed, N failed`, where every check and every test counts as one.
 */

const usage = `Usage: node scripts/test.ts [--only checks|node|browser|firefox]

Runs formatting, lint, types, dependency arrows, dead code and generated-file
freshness, then every test. --only runs one part of it.
Exit codes: 0 all passed, 1 something failed, 2 wrong usage.`

interface Check {
  readonly name: string
  readonly command: readonly [string, ...string[]]
  /** What to do about a failure. */
  readonly hint: string
}

const checks: readonly Check[] = [
  {
    name: 'formatting',
    command: ['prettier', '--check', '--log-level', 'warn', '.'],
    hint: 'npm run format',
  },
  {name: 'lint', command: ['oxlint'], hint: 'mend what oxlint names'},
  {name: 'types', command: ['tsc', '-p', '.'], hint: 'mend what the compiler names'},
  {
    name: 'types of pages',
    command: ['astro', 'check', '--root', 'site', '--tsconfig', '../tsconfig.json'],
    hint: 'mend what astro check names',
  },
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
    name: 'generated files',
    command: ['node', 'scripts/generate.ts', '--check'],
    hint: 'npm run generate, then commit',
  },
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

async function runChecks(): Promise<Outcome> {
  const failures = await Promise.all(
    // Two queues for two cores: the slow ones overlap, and memory stays bounded.
    [0, 1].map(async (queue) => {
      let failed = 0
      for (const check of checks.filter((_, index) => index % 2 === queue)) {
        const {code, output} = await run(check.command)
        process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'} ${check.name}\n`)
        if (code === 0) continue
        failed += 1
        process.stdout.write(`${output.trimEnd()}\n     what to do: ${check.hint}\n`)
      }
      return failed
    }),
  )
  const failed = failures.reduce((sum, count) => sum + count, 0)
  return {passed: checks.length - failed, failed}
}

async function runVitest(projects: readonly string[]): Promise<Outcome> {
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
const {only} = readCommandLine({
  usage,
  options: {only: {type: 'string'}},
  read(values) {
    if (values.only === undefined || PARTS.includes(values.only)) return values
    throw new TypeError(`unknown part ${values.only}`)
  },
})
const wanted = only === undefined ? ['checks', 'node', 'browser'] : [only]
const outcomes: Outcome[] = []
if (wanted.includes('checks')) outcomes.push(await runChecks())
const projects = wanted.filter((part) => part !== 'checks')
if (projects.length > 0) outcomes.push(await runVitest(projects))
const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0)
const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0)
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1

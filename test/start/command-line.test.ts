import {execFile} from 'node:child_process'
import {readdirSync} from 'node:fs'
import {describe, expect, test} from 'vitest'

const ROOT = new URL('../../', import.meta.url)

/** Every command of ours: the files of scripts/ that read a command line. */
const HELPERS = ['cold-start.ts', 'command-line.ts', 'connection.ts']
const commands = readdirSync(new URL('scripts/', ROOT)).filter(
  (file) => file.endsWith('.ts') && !HELPERS.includes(file),
)

function run(command: string, option: string) {
  return new Promise<{code: number; stdout: string; stderr: string}>((resolve) => {
    execFile(
      process.execPath,
      [`scripts/${command}`, option],
      {cwd: ROOT, encoding: 'utf8'},
      (error, stdout, stderr) =>
        resolve({code: error === null ? 0 : Number(error.code), stdout, stderr}),
    )
  })
}

describe.each(commands)('%s', (command) => {
  test('tells with --help how it is called and what its exit codes mean', async () => {
    const {code, stdout, stderr} = await run(command, '--help')
    expect({code, stderr}).toEqual({code: 0, stderr: ''})
    expect(stdout).toMatch(/^Usage: (?:npm|node) /)
    expect(stdout).toMatch(/^Exit codes: 0 /m)
  })

  test('refuses an unknown option with the usage', async () => {
    const {code, stdout, stderr} = await run(command, '--nonsense')
    expect({code, stdout}).toEqual({code: 2, stdout: ''})
    expect(stderr).toMatch(/^Unknown option '--nonsense'/)
    expect(stderr).toContain('\nUsage: ')
  })
})

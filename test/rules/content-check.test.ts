import {execFile} from 'node:child_process'
import {createServer} from 'node:http'
import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {condition, validDocuments} from '../corpus/valid-documents.ts'

const PROGRAM = 'scripts/content-check.ts'
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foramen-content-check-'))
})
afterAll(() => rm(folder, {recursive: true, force: true}))

interface Run {
  code: number
  stdout: string
  stderr: string
}

function check(...options: string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [PROGRAM, ...options],
      {maxBuffer: 2 ** 26},
      (error, stdout, stderr) => {
        resolve({code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr})
      },
    )
  })
}

const lines = validDocuments.map((document) => JSON.stringify(document))

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

function withTitle(title: string, id = 'condition-back-pain'): string[] {
  return validDocuments.map((document) =>
    JSON.stringify(document._id === id ? {...document, title} : document),
  )
}

describe('content-check', () => {
  it('has no fault to name in the content that comes with the package', async () => {
    const {code, stdout, stderr} = await check()
    expect(stderr).toBe('')
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^0 errors, 0 warnings in \d+ documents$/)
    expect(stdout).toContain('Reading grade')
    expect(code).toBe(0)
  })

  it('groups findings by document and fails on an error', async () => {
    const path = await file('cure.ndjson', withTitle('A cure for back pain').join('\n'))
    const {code, stdout, stderr} = await check('--ndjson', path)
    expect(code).toBe(1)
    expect(stdout).toMatch(/^condition-back-pain\n {2}error +title: promises or praises: "cure"\. /)
    expect(stdout).toMatch(/1 errors, 0 warnings in 14 documents\n$/)
    expect(stderr).toMatch(
      /^condition-back-pain title: promises or praises: "cure" \(cure\) — .+ \(R10\)\n$/,
    )
  })

  it('does not fail on a warning', async () => {
    const path = await file('warning.ndjson', withTitle('Drugs for back pain').join('\n'))
    const {code, stdout, stderr} = await check('--ndjson', path)
    expect(code).toBe(0)
    expect(stdout).toMatch(/0 errors, 1 warnings in 14 documents\n$/)
    expect(stderr).toBe('')
  })

  it('gives all findings as one JSON object', async () => {
    const path = await file('json.ndjson', withTitle('A cure for back pain').join('\n'))
    const {code, stdout} = await check('--ndjson', path, '--json')
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      documents: 14,
      errors: 1,
      warnings: 0,
      findings: [
        {
          rule: 'R10',
          severity: 'error',
          documentId: 'condition-back-pain',
          path: 'title',
          value: 'cure',
        },
      ],
      reading: [{documentId: 'procedure-nerve-block'}],
    })
  })

  it('names torn lines, bad encoding and repeated ids by their line', async () => {
    const torn = [...lines.slice(0, -1), lines[0] ?? '', '{"_id":"faq-x","_ty'].join('\n')
    const bytes = Buffer.concat([Buffer.from(torn), Buffer.from('\n'), Buffer.from([0xff, 0xfe])])
    const {code, stderr} = await check('--ndjson', await file('torn.ndjson', bytes))
    expect(code).toBe(1)
    expect(stderr).toContain(`line ${lines.length}: repeats the _id of line 1`)
    expect(stderr).toContain(`line ${lines.length + 1}: is not a whole JSON document`)
    expect(stderr).toContain(`line ${lines.length + 2}: is not UTF-8`)
  })

  it('says of what it compared that a line was missing, as long as one cannot be read', async () => {
    const id = 'condition-back-pain'
    const torn = lines.map((line) => line.replace(`"_id":"${id}"`, '"_id":'))
    const {code, stderr} = await check('--ndjson', await file('lost.ndjson', torn.join('\n')))
    expect(code).toBe(1)
    const [first, ...others] = stderr.trimEnd().split('\n')
    const at = torn.findIndex((line) => line.includes('"_id":,')) + 1
    expect(first).toMatch(new RegExp(`^line ${at}: is not a whole JSON document`))
    expect(others.length).toBeGreaterThan(0)
    for (const other of others) expect(other).toContain(`— Mend line ${at} first, because`)
  })

  it('takes files with a byte order mark and with CRLF', async () => {
    const {code, stderr} = await check(
      '--ndjson',
      await file('bom.ndjson', `\ufeff${lines.join('\r\n')}\r\n`),
    )
    expect(stderr).toBe('')
    expect(code).toBe(0)
  })

  it('looks at drafts only when asked, as what they will be', async () => {
    const draft = {...condition, _id: 'drafts.condition-back-pain', title: 'A cure', kind: 'x'}
    const path = await file('drafts.ndjson', [...lines, JSON.stringify(draft)].join('\n'))
    expect((await check('--ndjson', path)).code).toBe(0)
    const {code, stderr} = await check('--ndjson', path, '--include-drafts')
    expect(code).toBe(1)
    expect(stderr).toMatch(/^drafts\.condition-back-pain title: promises/m)
    expect(stderr).toMatch(/^drafts\.condition-back-pain kind: is not a field of this type/m)
    expect(stderr.trimEnd().split('\n')).toHaveLength(2)
  })

  it('reads a lake over HTTP', async () => {
    const server = createServer((request, response) => {
      const asked = new URL(request.url ?? '/', 'http://lake').searchParams
      response.setHeader('content-type', 'application/json')
      const result = asked.get('perspective') === 'raw' ? validDocuments : []
      response.end(JSON.stringify({result, ms: 1, query: asked.get('query')}))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('the server has no port')
    try {
      const {code, stdout} = await check('--lake', `http://127.0.0.1:${address.port}`)
      expect(stdout).toMatch(/0 errors, 0 warnings in 14 documents\n$/)
      expect(code).toBe(0)
    } finally {
      server.close()
    }
  })

  it('explains itself, and tells wrong usage from a lake that fails', async () => {
    expect(await check('--help')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Usage:'),
    })
    expect(await check('--nonsense')).toMatchObject({code: 2})
    expect(await check('--ndjson', 'a', '--lake', 'http://127.0.0.1:9')).toMatchObject({code: 2})
    expect(await check('--ndjson', join(folder, 'missing.ndjson'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is no such file'),
    })
    expect(await check('--ndjson', folder)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('it is a folder'),
    })
    expect(await check('--lake', 'http://127.0.0.1:9')).toMatchObject({code: 3})
  })
})

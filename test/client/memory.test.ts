import {execFile} from 'node:child_process'
import {once} from 'node:events'
import {createReadStream, createWriteStream} from 'node:fs'
import {mkdtemp, rm} from 'node:fs/promises'
import {createServer, type Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {promisify} from 'node:util'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {sha256} from '../../site/content/json.ts'

/** A first copy of a library far larger than the example content. */

const DOCUMENTS = 10_000
/** As large as the FAQs of the example content are. */
const BYTES = 14_000
const LIMIT_MB = 200

const CLIENT = fileURLToPath(new URL('../../site/client/generated/index.js', import.meta.url))

const documentOf = (number: number) =>
  Buffer.from(`{"id":"faq-${number}","text":"${'“Words” '.repeat(BYTES).slice(0, BYTES / 1.5)}"}\n`)

let folder: string
let server: Server
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foramen-large-'))
  const all = join(folder, 'all.ndjson')
  const out = createWriteStream(all)
  const files: {path: string; sha256: string; bytes: number; rev?: string}[] = []
  for (let number = 0; number < DOCUMENTS; number += 1) {
    const body = documentOf(number)
    const digest = sha256(body)
    files.push({path: `en/faqs/${number}.json`, sha256: digest, bytes: body.length, rev: digest})
    if (!out.write(body)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
  const lists = ['recalls.json', 'tombstones.json']
  const empty = Buffer.from('{"items":[]}\n')
  for (const path of lists) files.push({path, sha256: sha256(empty), bytes: empty.length})
  files.push({path: 'en/all.ndjson', sha256: '0'.repeat(64), bytes: out.bytesWritten})
  const manifest = JSON.stringify({feedId: 'large', head: 1, total: files.length, files})
  server = createServer((request, response) => {
    const path = request.url?.replace('/api/v1/', '')
    if (path === 'en/all.ndjson') return createReadStream(all).pipe(response)
    return response.end(path === 'manifest.json' ? manifest : empty)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(async () => {
  server.close()
  await rm(folder, {recursive: true, force: true})
})

test(`${DOCUMENTS} documents take less than ${LIMIT_MB} MB of a program that stores them`, async () => {
  const program = `
    import {createForamenClient, emptySnapshot} from ${JSON.stringify(CLIENT)}
    const [baseUrl] = process.argv.slice(1)
    let bytes = 0
    const {changed, requests} = await createForamenClient({baseUrl}).sync(emptySnapshot, undefined, {
      store: ({body}) => { bytes += Buffer.byteLength(body) },
    })
    const {maxRSS} = process.resourceUsage()
    console.log(JSON.stringify({documents: changed.length, requests, bytes, megabytes: maxRSS / 1024}))`
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const {stdout} = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '--eval',
    program,
    baseUrl,
  ])
  const {megabytes, bytes, ...counts} = JSON.parse(stdout)
  expect(counts).toEqual({documents: DOCUMENTS, requests: 4})
  expect(bytes).toBeGreaterThan(DOCUMENTS * BYTES)
  expect(megabytes).toBeLessThan(LIMIT_MB)
})

import {generateKeyPairSync} from 'node:crypto'
import {createServer, type Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import {fileURLToPath} from 'node:url'
import type {Browser} from 'playwright-core'
import {build} from 'rolldown'
import {afterAll, beforeAll, expect, test} from 'vitest'
import type {ForamenClientOptions} from '../../site/client/index.ts'
import {publicKeyOf} from '../../site/publish/signature.ts'
import {fixtureDocuments, fixtureWith} from '../fixtures/content.ts'
import {launchChromium} from '../widget/harness/chromium.ts'
import {faultyHost} from './faulty-host.ts'
import {publications} from './publications.ts'
import {serveApi, type ServedApi} from './support.ts'

/** The client in a page of another origin, as a partner's own bundler would put it there. */

let api: ServedApi
let partner: Server
let browser: Browser
beforeAll(async () => {
  api = await serveApi()
  await api.publish(fixtureDocuments())
  const {output} = await build({
    input: fileURLToPath(new URL('../../site/client/index.ts', import.meta.url)),
    platform: 'browser',
    write: false,
  })
  const script = output[0].code
  partner = createServer((request, response) => {
    const isScript = request.url === '/client.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? script : '<!doctype html><title>Partner</title>')
  })
  await new Promise<void>((resolve) => {
    partner.listen(0, '127.0.0.1', resolve)
  })
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  partner.close()
  await api.close()
})

/** Runs a script in a fresh page; `client` and `emptySnapshot` are at hand. */
async function inPage(
  script: string,
  options: ForamenClientOptions = {baseUrl: api.url},
): Promise<{answer: unknown; errors: string[]}> {
  const page = await browser.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(`http://127.0.0.1:${(partner.address() as AddressInfo).port}/`)
  const answer: unknown = await page.evaluate(`(async () => {
    const {createForamenClient, emptySnapshot} = await import('/client.js')
    const client = createForamenClient(${JSON.stringify(options)})
    ${script}
  })()`)
  await page.close()
  return {answer, errors}
}

test('a page of another origin gets documents and a copy that costs one request to check', async () => {
  const {answer, errors} = await inPage(`
    const {id} = await client.document('procedures', 'test-shot')
    const first = await client.sync(emptySnapshot)
    const second = await client.sync(first.snapshot)
    return {id, files: Object.keys(first.snapshot.files).length, requests: second.requests}
  `)
  expect(errors).toEqual([])
  expect(answer).toEqual({id: 'procedure-shot', files: 8, requests: 1})
})

test('a page of another origin is told that a document is gone, and why', async () => {
  await api.publish(fixtureWith({'faq-drive': null}))
  const {answer} = await inPage(`
    return client.document('faqs', 'can-i-drive').then(
      () => 'it came',
      (error) => ({name: error.name, status: error.tombstone.status}),
    )
  `)
  expect(answer).toEqual({name: 'GoneError', status: 'gone'})
})

test('a page takes only what a pinned key signed', async () => {
  const keys = [0, 1].map(() =>
    generateKeyPairSync('ed25519').privateKey.export({type: 'pkcs8', format: 'pem'}).toString(),
  )
  const [signingKey = '', otherKey = ''] = keys
  const builtAt = new Date().toISOString()
  const [signed = new Map()] = await publications([
    {documents: fixtureDocuments(), builtAt, signingKey},
  ])
  const host = await faultyHost(signed)
  const script = `
    return client.sync(emptySnapshot).then(
      ({changed, freshness}) => ({changed: changed.length, isExpired: freshness.isExpired}),
      (error) => error.name,
    )
  `
  const pinned = (key: string) => ({baseUrl: host.url, publicKeys: [publicKeyOf(key)]})
  const genuine = await inPage(script, pinned(signingKey))
  const forged = await inPage(script, pinned(otherKey))
  await host.close()
  expect(genuine).toEqual({answer: {changed: 8, isExpired: false}, errors: []})
  expect(forged.answer).toBe('SignatureError')
})

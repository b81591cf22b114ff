import {createServer, type Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import {fileURLToPath} from 'node:url'
import type {Browser} from 'playwright-core'
import {build} from 'rolldown'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {fixtureDocuments, fixtureWith} from '../fixtures/content.ts'
import {launchChromium} from '../widget/harness/chromium.ts'
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
async function inPage(script: string): Promise<{answer: unknown; errors: string[]}> {
  const page = await browser.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(`http://127.0.0.1:${(partner.address() as AddressInfo).port}/`)
  const answer: unknown = await page.evaluate(`(async () => {
    const {createForamenClient, emptySnapshot} = await import('/client.js')
    const client = createForamenClient({baseUrl: ${JSON.stringify(api.url)}})
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

import {expect, onTestFinished, test} from 'vitest'
import {createLake} from '../../scripts/lake/server.ts'
import {sanityClient} from '../../site/content/sanity.ts'
import {createPreviewApp} from '../../site/publish/preview.ts'
import {fixtureDocuments} from '../fixtures/content.ts'
import {temporaryFolder} from './support.ts'

const TOKEN = 'preview-token'
const STUDIO = 'http://localhost:3333'

async function preview() {
  const running = await createLake({port: 0, token: TOKEN, dataDir: await temporaryFolder()})
  onTestFinished(() => running.close())
  const lake = {url: running.url, token: TOKEN}
  const client = sanityClient(lake)
  let transaction = client.transaction()
  for (const document of fixtureDocuments()) {
    transaction = transaction.createOrReplace(document)
  }
  await transaction.commit()
  const app = createPreviewApp({lake, baseUrl: 'http://127.0.0.1:4321', studioOrigins: [STUDIO]})
  const get = (path: string, headers: Record<string, string> = {}) =>
    app.request(`http://127.0.0.1${path}`, {headers: {host: '127.0.0.1', ...headers}})
  return {client, get}
}

const faq = () => {
  const found = fixtureDocuments().find(({_id}) => _id === 'faq-hurt')
  if (found === undefined) throw new Error('the fixture has no such FAQ')
  return found
}

test('a draft is shown on the page and as the exact JSON that publishing would write', async () => {
  const {client, get} = await preview()
  await client.createOrReplace({...faq(), _id: 'drafts.faq-hurt', question: 'Does it hurt much?'})
  const page = await get('/en/faqs/does-it-hurt/')
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('Does it hurt much?')
  const json = await get('/api/v1/en/faqs/does-it-hurt.json')
  expect(await json.json()).toMatchObject({
    status: 'published',
    data: {question: 'Does it hurt much?'},
  })
})

test('an unfinished draft is shown as far as it goes, with what keeps it from being published', async () => {
  const {client, get} = await preview()
  await client.createOrReplace({
    _id: 'drafts.procedure-new',
    _type: 'procedure',
    language: 'en',
    title: 'A new procedure',
    slug: {_type: 'slug', current: 'new-one'},
    howItWorks: faq()['answer'],
  })
  const page = await get('/en/procedures/new-one/')
  const html = await page.text()
  expect(page.status).toBe(200)
  expect(html).toContain('A new procedure')
  expect(html).toContain('More on this in')
  expect(html).toContain('procedure-new overview: is missing')
  const json = await get('/api/v1/en/procedures/new-one.json')
  expect(json.status).toBe(422)
  const {errors} = await json.json()
  expect(errors).toContainEqual(expect.stringContaining('procedure-new risks: is missing'))
})

test('a shown draft is told of every change, by whichever editor it was made', async () => {
  const {client, get} = await preview()
  const response = await get('/changes')
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  onTestFinished(() => reader?.cancel())
  expect((await reader?.read())?.value).toBe('data: welcome\n\n')
  await client.createOrReplace({...faq(), _id: 'drafts.faq-hurt', question: 'Does it hurt much?'})
  expect((await reader?.read())?.value).toBe('data: mutation\n\n')
  expect((await get('/changes', {host: 'evil.example:4321'})).status).toBe(403)
})

test('only this machine sees drafts, and only Studio may read them from another page', async () => {
  const {get} = await preview()
  expect((await get('/en/', {host: 'evil.example:4321'})).status).toBe(403)
  expect((await get('/en/', {host: '127.0.0.1.evil.example'})).status).toBe(403)
  const path = '/api/v1/en/faqs/does-it-hurt.json'
  const allowed = await get(path, {origin: STUDIO})
  expect(allowed.headers.get('access-control-allow-origin')).toBe(STUDIO)
  expect(allowed.headers.get('cache-control')).toBe('no-store')
  const foreign = await get(path, {origin: 'https://evil.example'})
  expect(foreign.headers.get('access-control-allow-origin')).toBeNull()
})

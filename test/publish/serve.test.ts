import {mkdir, readdir, readFile, rm, stat, utimes, writeFile} from 'node:fs/promises'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {dirname, join} from 'node:path'
import {setTimeout} from 'node:timers/promises'
import {expect, onTestFinished, test} from 'vitest'
import {ndjsonClient, readContent} from '../../site/content/index.ts'
import {apiFiles} from '../../site/publish/api-files.ts'
import {checkPublication} from '../../site/publish/check.ts'
import {deliveryFiles} from '../../site/publish/delivery.ts'
import {parseHeaderRules} from '../../site/publish/delivery-files.ts'
import {precompressed} from '../../site/publish/precompress.ts'
import {readPrevious} from '../../site/publish/previous.ts'
import {readPublication} from '../../site/publish/publication.ts'
import {createSiteServer} from '../../site/publish/serve.ts'
import {writeAndSwap} from '../../site/publish/swap.ts'
import {buildWidget} from '../../site/widget/build.ts'
import {immutablePath, readIntegrity} from '../../site/widget/files.ts'
import {fixtureDocuments, fixtureWith, writeNdjson, type LakeDoc} from '../fixtures/content.ts'
import {temporaryFolder} from './support.ts'

async function filesOf(documents: readonly LakeDoc[]) {
  const client = await ndjsonClient(await writeNdjson(documents))
  const content = await readContent(client, 'https://pain.example.org')
  const {files, changes} = await apiFiles(content, {builtAt: '2026-03-01T00:00:00Z'})
  for (const [path, bytes] of deliveryFiles(content, changes, ['/en/'])) files.set(path, bytes)
  return files
}

async function served(documents: readonly LakeDoc[]) {
  const dir = join(await temporaryFolder(), 'dist')
  await writeAndSwap(dir, await filesOf(documents))
  const server = await createSiteServer({dir, port: 0})
  onTestFinished(() => server.close())
  return {dir, url: server.url}
}

const withdrawnAndMoved = fixtureWith({
  'procedure-other': {
    status: 'withdrawn',
    withdrawal: {reason: 'Unsafe.', date: '2026-02-01'},
  },
  'faq-drive': {slug: {_type: 'slug', current: 'driving'}, slugHistory: ['can-i-drive']},
})

test('a served publication passes the outside check', async () => {
  const {url} = await served(fixtureDocuments())
  const results = await checkPublication(await readPublication(url))
  expect(results.flatMap(({problems}) => problems)).toEqual([])
})

test('a mirror with one changed byte fails the outside check', async () => {
  const {dir, url} = await served(fixtureDocuments())
  const file = join(dir, 'api/v1/en/faqs/does-it-hurt.json')
  await writeFile(file, '{"type":"faq"}\n')
  const results = await checkPublication(await readPublication(url))
  const failed = results.filter(({problems}) => problems.length > 0).map(({name}) => name)
  expect(failed).toContain('every file is what the manifest says')
  expect(failed).toContain('every file fits its contract')
})

test('withdrawn documents answer 410 with their notice, moved ones redirect', async () => {
  const {url} = await served(withdrawnAndMoved)
  const gone = await fetch(`${url}/api/v1/en/procedures/other-shot.json`)
  expect(gone.status).toBe(410)
  expect(await gone.json()).toMatchObject({
    status: 'withdrawn',
    title: 'Other injection',
    reason: 'Unsafe.',
  })
  const moved = await fetch(`${url}/api/v1/en/faqs/can-i-drive.json`, {redirect: 'manual'})
  expect(moved.status).toBe(301)
  expect(moved.headers.get('location')).toBe('/api/v1/en/faqs/driving.json')
  const redirect = await fetch(`${url}/en/procedures/ts/`, {redirect: 'manual'})
  expect(redirect.headers.get('location')).toBe('/en/procedures/test-shot/')
})

test('the widget’s files and embed pages arrive as fresh as the answers, released versions are kept', async () => {
  const files = await filesOf(fixtureDocuments())
  const widget = await buildWidget()
  for (const [path, bytes] of widget) files.set(path, bytes)
  const embed = 'embed/en/procedures/test-shot/'
  files.set(`${embed}index.html`, new TextEncoder().encode('<!doctype html><title>Embed</title>'))
  const dir = join(await temporaryFolder(), 'dist')
  await writeAndSwap(dir, files)
  const server = await createSiteServer({dir, port: 0})
  onTestFinished(() => server.close())
  const control = async (path: string) =>
    (await fetch(`${server.url}/${path}`)).headers.get('cache-control')

  const fresh = await control('api/v1/en/procedures/test-shot.json')
  expect(fresh).toBe('public, max-age=300')
  const kept = 'public, max-age=31536000, immutable'
  const released = Object.keys(await readIntegrity()).map(immutablePath)
  expect(released.length).toBeGreaterThan(0)
  for (const path of [...widget.keys(), embed]) {
    expect([path, await control(path)]).toEqual([path, released.includes(path) ? kept : fresh])
  }
  // A version that was not released has no address that is kept.
  expect(await control('widget/faq.1.999.0.js')).toBeNull()
  const nginx = new TextDecoder().decode(files.get('nginx.conf'))
  for (const path of released) {
    const [, directives] = nginx.split(`location = /${path} {`)
    expect(directives?.split('}')[0]).toContain(`add_header Cache-Control "${kept}";`)
    expect(directives?.split('}')[0]).toContain(
      'add_header Access-Control-Allow-Origin "*" always;',
    )
  }
})

test('an old address leads on with its query, with and without its last slash', async () => {
  const documents = [
    ...withdrawnAndMoved,
    {
      ...withdrawnAndMoved.find(({_id}) => _id === 'redirect-ts'),
      _id: 'redirect-away',
      _type: 'redirect',
      from: '/en/leaflets/',
      toDocument: undefined,
      toUrl: 'https://www.example.com/all?lang=en&cost=$5#top',
    },
  ]
  const {url, dir} = await served(documents)
  const led: [string, string][] = [
    ['/en/faqs/can-i-drive/?utm=x', '/en/faqs/driving/?utm=x'],
    ['/en/faqs/can-i-drive?utm=x', '/en/faqs/driving/?utm=x'],
    ['/en/procedures/ts?a=1&b=2', '/en/procedures/test-shot/?a=1&b=2'],
    ['/api/v1/en/faqs/can-i-drive.pt.json?x', '/api/v1/en/faqs/driving.pt.json?x'],
    ['/en/leaflets?a=1', 'https://www.example.com/all?lang=en&cost=$5#top'],
  ]
  for (const [from, to] of led) {
    const {status, headers} = await fetch(url + from, {redirect: 'manual'})
    expect([from, status, headers.get('location')]).toEqual([from, 301, to])
  }
  const notice = join(dir, 'en/procedures/other-shot/index.html')
  await mkdir(dirname(notice), {recursive: true})
  await writeFile(notice, 'Taken back')
  for (const gone of ['/en/procedures/other-shot/', '/en/procedures/other-shot']) {
    expect((await fetch(url + gone, {redirect: 'manual'})).status).toBe(410)
  }
  const nginx = await readFile(join(dir, 'nginx.conf'), 'utf8')
  expect(nginx).toContain('return 301 "/en/procedures/test-shot/$is_args$args";')
  expect(nginx).toContain('return 301 "https://www.example.com/all?lang=en&cost=%245#top";')
  const locations = [...nginx.matchAll(/^location (.+) \{$/gm)].map(([, match]) => match)
  expect(locations).toEqual([...new Set(locations)])
})

test('no address has a header from two rules, which some hosts would join, and each file of API and widget has one lifetime', async () => {
  const files = await filesOf(fixtureDocuments())
  const rules = parseHeaderRules(new TextDecoder().decode(files.get('_headers')))
  const paths = [...files.keys(), ...(await buildWidget()).keys()]
  for (const path of paths) {
    const names = rules
      .filter((rule) => rule.matches(`/${path}`))
      .flatMap(({headers}) => headers.map(([name]) => name))
    expect([path, names.toSorted()]).toEqual([path, [...new Set(names)].toSorted()])
    if (/^(api|widget)\//.test(path)) expect(names, path).toContain('Cache-Control')
  }
})

test('wrong addresses below /api/ answer 404 with JSON that fits its contract', async () => {
  const {url} = await served(fixtureDocuments())
  const response = await fetch(`${url}/api/v1/en/procedures/nothing.json`)
  expect(response.status).toBe(404)
  expect(response.headers.get('content-type')).toContain('application/json')
  expect(await response.json()).toMatchObject({status: 404})
})

test('a folder that is no page leads nowhere, and a refused method says so to scripts', async () => {
  const {url} = await served(fixtureDocuments())
  const folder = await fetch(`${url}/api/v1/en/procedures`, {redirect: 'manual'})
  expect(folder.status).toBe(404)
  const refused = await fetch(`${url}/api/v1/index.json`, {method: 'DELETE'})
  expect(refused.status).toBe(405)
  expect(refused.headers.get('allow')).toBe('GET, HEAD, OPTIONS')
  expect(refused.headers.get('access-control-allow-origin')).toBe('*')
})

test('an ETag changes with the bytes and with nothing else', async () => {
  const {dir, url} = await served(fixtureDocuments())
  const path = `${url}/api/v1/en/faqs/does-it-hurt.json`
  const first = await fetch(path)
  const etag = first.headers.get('etag') ?? ''
  expect(etag).not.toBe('')
  await writeAndSwap(dir, await filesOf(fixtureDocuments()))
  expect((await fetch(path, {headers: {'if-none-match': etag}})).status).toBe(304)
  await writeAndSwap(
    dir,
    await filesOf(fixtureWith({'faq-hurt': {shortAnswer: 'It does not hurt for most people.'}})),
  )
  const changed = await fetch(path, {headers: {'if-none-match': etag}})
  expect(changed.status).toBe(200)
  expect(changed.headers.get('etag')).not.toBe(etag)
})

test('the last publication reads the same from a folder and from its address', async () => {
  const {dir, url} = await served(withdrawnAndMoved)
  const previous = await readPrevious(dir)
  expect(previous.pages.length).toBeGreaterThan(0)
  expect(await readPrevious(`${url}/`)).toEqual(previous)
  await rm(join(dir, 'api/v1/changes/ledger.json'))
  const {feedId, head} = previous.ledger ?? {}
  expect(await readPrevious(url)).toMatchObject({ledger: {feedId, head}, isLost: true})
})

test('an address in trouble is no last publication that was lost', async () => {
  const troubled = createServer((_, response) => response.writeHead(503).end())
  await new Promise<void>((resolve) => {
    troubled.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => void troubled.close())
  const {port} = troubled.address() as AddressInfo
  await expect(readPrevious(`http://127.0.0.1:${port}`)).rejects.toThrow('answered 503')
})

test('what did not change keeps its time, from which web servers make ETags', async () => {
  const {dir} = await served(fixtureDocuments())
  const files = ['api/index.json', 'api/v1/en/faqs/can-i-drive.json'].map((path) => join(dir, path))
  const longAgo = new Date('2026-01-01T00:00:00Z')
  for (const file of files) await utimes(file, longAgo, longAgo)
  await writeAndSwap(
    dir,
    await filesOf(fixtureWith({'faq-drive': {shortAnswer: 'Not on the day itself.'}})),
  )
  const times = await Promise.all(files.map(async (file) => (await stat(file)).mtime))
  expect(times[0]).toEqual(longAgo)
  expect(times[1]).not.toEqual(longAgo)
})

test('compressed answers hold the same bytes and are told apart by caches', async () => {
  const {dir, url} = await served(fixtureDocuments())
  const path = 'api/v1/en/procedures/test-shot.json'
  const files = await filesOf(fixtureDocuments())
  const body = files.get(path) ?? new Uint8Array()
  const cache = join(await temporaryFolder(), 'cache')
  const variants = await precompressed(new Map([[path, body]]), cache)
  await writeAndSwap(dir, new Map([...files, ...variants]))
  const ask = (encoding: string, etag = '') =>
    fetch(`${url}/${path}`, {headers: {'accept-encoding': encoding, 'if-none-match': etag}})
  const etags = new Set<string>()
  for (const [accepted, used] of [
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['identity', null],
    ['gzip;q=0', null],
  ] as const) {
    const response = await ask(accepted)
    expect(response.headers.get('content-encoding'), accepted).toBe(used)
    expect(response.headers.get('content-type'), accepted).toContain('application/json')
    expect(response.headers.get('vary'), accepted).toContain('Accept-Encoding')
    expect(Buffer.from(await response.arrayBuffer()).equals(body), accepted).toBe(true)
    const etag = response.headers.get('etag') ?? ''
    etags.add(etag)
    const again = await ask(accepted, etag)
    expect(again.status, accepted).toBe(304)
    expect(again.headers.get('vary'), accepted).toContain('Accept-Encoding')
  }
  expect(etags.size).toBe(3)
})

test('compressed forms are kept by content, and one that was damaged is made anew', async () => {
  const cache = join(await temporaryFolder(), 'cache')
  const files = await filesOf(fixtureDocuments())
  const some = new Map([...files].filter(([path]) => path.startsWith('api/v1/en/')))
  const first = await precompressed(some, cache)
  expect(first.size).toBeGreaterThan(0)
  const kept = (await readdir(cache)).toSorted()
  // The same content at other addresses costs nothing more.
  await precompressed(new Map([...some].map(([path, bytes]) => [`copy/${path}`, bytes])), cache)
  expect((await readdir(cache)).toSorted()).toEqual(kept)
  for (const name of kept) await writeFile(join(cache, name), 'damaged')
  expect(await precompressed(some, cache)).toEqual(first)
})

test('readers during many publishes never miss a file and never see a torn one', async () => {
  const {dir, url} = await served(fixtureDocuments())
  const generations = [
    await filesOf(fixtureDocuments()),
    await filesOf(fixtureWith({'faq-hurt': {shortAnswer: 'Other words, for a change of bytes.'}})),
  ]
  const state = {isPublishing: true, reads: 0}
  const read = async () => {
    while (state.isPublishing) {
      const response = await fetch(`${url}/api/v1/en/faqs/does-it-hurt.json`)
      expect(response.status).toBe(200)
      expect(await response.json()).toMatchObject({id: 'faq-hurt'})
      state.reads += 1
    }
  }
  const publish = async () => {
    for (let round = 0; round < 20 || state.reads < 20; round += 1) {
      await writeAndSwap(dir, generations[round % 2] ?? new Map())
      await setTimeout(5)
    }
    state.isPublishing = false
  }
  await Promise.all([publish(), read(), read(), read()])
})

test('no address reads a file outside the publication', async () => {
  const {dir, url} = await served(fixtureDocuments())
  const secret = join(dirname(dir), 'secret.txt')
  await mkdir(dirname(secret), {recursive: true})
  await writeFile(secret, 'canary-secret')
  for (const path of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/api/..%5c..%5csecret.txt',
    '/.env',
    '/%00',
    '//secret.txt',
  ]) {
    const response = await fetch(url + path)
    expect(await response.text(), path).not.toContain('canary-secret')
    expect(response.status, path).toBeGreaterThanOrEqual(400)
  }
})

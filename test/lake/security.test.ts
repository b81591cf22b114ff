import {
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
  mkdirSync,
  readlinkSync,
  readdirSync,
} from 'node:fs'
import {join} from 'node:path'
import {createHash} from 'node:crypto'
import {connect} from 'node:net'
import {expect, test} from 'vitest'
import {createLake} from '../../scripts/lake/server.ts'
import {ask, clientOf, raw, startLake, temporaryFolder, TOKEN} from './support.ts'

const PATHS = [
  ['POST', '/data/mutate/production'],
  ['POST', '/data/query/production'],
  ['GET', '/data/listen/production?query=*'],
  ['POST', '/assets/files/production'],
  ['GET', '/users/me'],
] as const

test.each([
  'evil.example',
  '127.0.0.1.evil.example',
  'localhost.evil.example',
  'evil-localhost',
  '0.0.0.0',
  '127.0.0.2',
  'localhost:1',
])('refuses the Host %s on every path', async (host) => {
  const lake = await startLake()
  const {port} = new URL(lake.url)
  for (const [method, path] of [...PATHS, ['GET', '/../images/foramen/production/x']] as const) {
    const named = host.includes(':') ? host : `${host}:${port}`
    const answer = await raw(
      lake,
      `${method} /v2025-02-19${path} HTTP/1.1\r\nHost: ${named}\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
    )
    expect(answer).toMatch(/^HTTP\/1\.1 403 /)
  }
})

test('refuses requests without Host, and takes the names of this machine', async () => {
  const lake = await startLake()
  const {port} = new URL(lake.url)
  expect(await raw(lake, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatch(
    /^HTTP\/1\.1 40[03] /,
  )
  expect(await raw(lake, 'GET / HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 403 /)
  for (const name of ['127.0.0.1', 'localhost', '[::1]', 'foramen.localhost', 'l3-abc.localhost']) {
    const answer = await raw(
      lake,
      `GET / HTTP/1.1\r\nHost: ${name}:${port}\r\nConnection: close\r\n\r\n`,
    )
    expect(answer).toMatch(/^HTTP\/1\.1 200 /)
  }
})

test.each([
  'https://evil.example',
  'null',
  'http://localhost:3333.evil.example',
  'http://localhost:3334',
  'https://localhost:3333',
  'file://',
])('refuses the origin %s, even with the token, and writes nothing', async (origin) => {
  const lake = await startLake()
  const mutations = [{create: {_id: 'x', _type: 'faq'}}]
  for (const contentType of [
    'application/json',
    'text/plain',
    'application/x-www-form-urlencoded',
  ]) {
    const response = await fetch(`${lake.url}/v2025-02-19/data/mutate/production`, {
      method: 'POST',
      headers: {origin, authorization: `Bearer ${TOKEN}`, 'content-type': contentType},
      body: JSON.stringify({mutations}),
    })
    expect(response.status).toBe(403)
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  }
  const preflight = await fetch(`${lake.url}/v2025-02-19/data/mutate/production`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    },
  })
  expect(preflight.status).toBe(403)
  expect(preflight.headers.get('access-control-allow-origin')).toBeNull()
  expect(await clientOf(lake).fetch('count(*)')).toBe(0)
})

test('lets Studio in by its origin, without token, and answers its preflights', async () => {
  const lake = await startLake({studioOrigins: ['http://studio.localhost:5000']})
  for (const origin of [
    'http://localhost:3333',
    'http://127.0.0.1:3333',
    'http://studio.localhost:5000',
  ]) {
    const preflight = await fetch(`${lake.url}/v2025-02-19/data/mutate/production`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,x-sanity-project-id',
      },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-origin')).toBe(origin)
    expect(preflight.headers.get('access-control-allow-headers')).toBe(
      'content-type,x-sanity-project-id',
    )
    const {status, headers} = await ask(lake, 'GET', '/users/me', undefined, {origin})
    expect(status).toBe(200)
    expect(headers.get('access-control-allow-credentials')).toBe('true')
  }
})

test('needs the token for writing and for everything that is not published', async () => {
  const lake = await startLake()
  await clientOf(lake).create({_id: 'drafts.secret', _type: 'faq', title: 'CANARY'})
  await clientOf(lake).create({_id: 'open', _type: 'faq'})
  const anonymous = {}
  const refused: [string, string, unknown?][] = [
    ['POST', '/data/mutate/production', {mutations: [{create: {_type: 'faq'}}]}],
    ['POST', '/data/actions/production', {actions: [{}]}],
    ['POST', '/assets/files/production', {}],
    ['GET', '/data/query/production?query=*&perspective=drafts'],
    ['GET', '/data/query/production?query=*&perspective=previewDrafts'],
    ['GET', '/data/query/production?query=*&perspective=raw'],
    ['GET', '/data/query/production?query=*&perspective=["r","drafts"]'],
    ['GET', '/data/doc/production/drafts.secret'],
    ['GET', '/data/export/production'],
    ['GET', '/data/history/production/documents/open'],
    ['GET', '/users/me'],
    ['PUT', '/projects/foramen/datasets/other', {}],
  ]
  for (const [method, path, body] of refused) {
    expect([path, (await ask(lake, method, path, body, anonymous)).status]).toEqual([path, 401])
    const wrong = {authorization: 'Bearer wrong'}
    expect([path, (await ask(lake, method, path, body, wrong)).status]).toEqual([path, 401])
  }
  const open = await ask(lake, 'GET', '/data/query/production?query=*', undefined, anonymous)
  expect(open.body).toMatchObject({result: [{_id: 'open'}]})
  const old = await fetch(`${lake.url}/v2021-03-25/data/query/production?query=*`)
  expect(await old.text()).not.toContain('CANARY')
  expect(await clientOf(lake).fetch('count(*)', {}, {perspective: 'raw'})).toBe(2)
})

test('keeps its token in a file that only its owner can read, and listens on 127.0.0.1 only', async () => {
  const dataDir = await temporaryFolder()
  const lake = await createLake({dataDir, port: 0})
  const file = join(dataDir, 'token')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file, 'utf8').trim()).toBe(lake.token)
  expect(lake.server.address()).toMatchObject({address: '127.0.0.1'})
  await lake.close()
  const again = await createLake({dataDir, port: 0})
  expect(again.token).toBe(lake.token)
  await again.close()
})

const CLIMBING = [
  '../../../token',
  '..%2f..%2f..%2ftoken',
  '%2e%2e/%2e%2e/%2e%2e/token',
  '..%5c..%5ctoken',
  '....//....//token',
  '/etc/passwd',
  '%2fetc%2fpasswd',
  '..%00/token',
  'x%00.png',
  '.',
  '..',
  '%252e%252e%252ftoken',
  '..;/token',
  'token',
  '\\..\\..\\token',
  '..%c0%af..%c0%aftoken',
  'file:///etc/passwd',
  `${'a'.repeat(40)}-1x1.png/../../../token`,
]

test('never serves a file from outside the asset folder', async () => {
  const dataDir = await temporaryFolder()
  const lake = await startLake({dataDir})
  const {port} = new URL(lake.url)
  writeFileSync(join(dataDir, 'token'), 'CANARY root:x:0')
  const folder = join(dataDir, 'assets/production/images')
  mkdirSync(folder, {recursive: true})
  const linked = `${'b'.repeat(40)}-1x1.png`
  symlinkSync(join(dataDir, 'token'), join(folder, linked))
  for (const kind of ['images', 'files']) {
    for (const path of [...CLIMBING, linked]) {
      const answer = await raw(
        lake,
        `GET /${kind}/foramen/production/${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`,
      )
      expect(answer).toMatch(/^HTTP\/1\.1 (400|404) /)
      expect(answer).not.toMatch(/CANARY|root:x/)
    }
  }
})

test('stores SVG inert, decides types by content, and refuses what is no image', async () => {
  const lake = await startLake()
  const upload = (kind: string, body: string | Buffer, name: string) =>
    fetch(`${lake.url}/v2025-02-19/assets/${kind}/production?filename=${name}`, {
      method: 'POST',
      headers: {authorization: `Bearer ${TOKEN}`, 'content-type': 'image/png'},
      body: new Uint8Array(Buffer.from(body)),
    })
  expect((await upload('images', '<html><script>alert(1)</script></html>', 'x.png')).status).toBe(
    400,
  )
  expect((await upload('images', '', 'x.png')).status).toBe(400)
  expect((await upload('images', 'GIF89a/*', 'x.gif')).status).toBe(400)
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>alert(1)</script></svg>'
  const {document} = JSON.parse(await (await upload('images', svg, 'x.png')).text())
  expect(document).toMatchObject({
    extension: 'svg',
    mimeType: 'image/svg+xml',
    sha1hash: createHash('sha1').update(svg).digest('hex'),
  })
  const served = await fetch(document.url)
  expect(served.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/)
  expect(served.headers.get('x-content-type-options')).toBe('nosniff')
  const html = JSON.parse(
    await (await upload('files', '<script>alert(1)</script>', 'x.html')).text(),
  )
  const file = await fetch(html.document.url)
  expect(file.headers.get('content-disposition')).toBe('attachment')
  expect(file.headers.get('content-security-policy')).toMatch(/^sandbox/)
})

test('takes 4 MB of mutations, refuses more with 413, and compressed bodies with 415', async () => {
  const lake = await startLake()
  const body = (size: number) => ({
    mutations: [{createOrReplace: {_id: 'big', _type: 'faq', text: 'x'.repeat(size)}}],
  })
  expect((await ask(lake, 'POST', '/data/mutate/production', body(4_000_000))).status).toBe(200)
  expect((await ask(lake, 'POST', '/data/mutate/production', body(5_000_000))).status).toBe(413)
  expect((await ask(lake, 'POST', '/data/mutate/production', body(40_000_000))).status).toBe(413)
  const zipped = {authorization: `Bearer ${TOKEN}`, 'content-encoding': 'gzip'}
  expect((await ask(lake, 'POST', '/data/mutate/production', '{}', zipped)).status).toBe(415)
  expect(await clientOf(lake).fetch('count(*)')).toBe(1)
})

test('cuts off a body without end, and still answers', async () => {
  const lake = await startLake()
  const {port} = new URL(lake.url)
  const socket = connect(Number(port), '127.0.0.1')
  let answer = ''
  socket.on('data', (chunk) => (answer += String(chunk)))
  socket.on('error', () => socket.destroy())
  socket.write(
    `POST /v2025-02-19/data/mutate/production HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`,
  )
  const chunk = `100000\r\n${'x'.repeat(0x100000)}\r\n`
  let closed = (): void => {}
  socket.on('close', () => closed())
  const roomOrEnd = (): Promise<void> =>
    new Promise((resolve) => {
      closed = resolve
      socket.once('drain', resolve)
    })
  let sent = 0
  while (!socket.destroyed && sent < 300) {
    if (!socket.write(chunk)) await roomOrEnd()
    sent++
  }
  socket.destroy()
  expect(sent).toBeLessThan(300)
  expect(answer === '' || answer.startsWith('HTTP/1.1 413')).toBe(true)
  expect(await clientOf(lake).fetch('count(*)')).toBe(0)
})

test('answers 400 to broken HTTP, lying lengths and unknown methods, and goes on', async () => {
  const lake = await startLake()
  const {port} = new URL(lake.url)
  const head = `Host: 127.0.0.1:${port}\r\nConnection: close\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Type: application/json\r\n`
  const sent = [
    'NONSENSE\r\n\r\n',
    `POST /v1/data/mutate/production HTTP/1.1\r\n${head}Content-Length: -5\r\n\r\n{}`,
    `POST /v1/data/mutate/production HTTP/1.1\r\n${head}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}`,
    `GET /\u0000 HTTP/1.1\r\n${head}\r\n`,
  ]
  for (const bytes of sent) expect(await raw(lake, bytes)).toMatch(/^HTTP\/1\.1 400 /)
  expect(await raw(lake, `TRACE /v1/data/query/production HTTP/1.1\r\n${head}\r\n`)).toMatch(
    /^HTTP\/1\.1 (4|5)\d\d /,
  )
  expect(await clientOf(lake).fetch('count(*)')).toBe(0)
})

test('opens no port but its own', async () => {
  const lake = await startLake()
  // the process's own sockets, as the kernel lists them
  const inodes = readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/self/fd/${fd}`))?.[1] ?? []
    } catch {
      return []
    }
  })
  const listening = ['/proc/net/tcp', '/proc/net/tcp6']
    .flatMap((file) => readFileSync(file, 'utf8').split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === '0A' && inodes.includes(fields[9] ?? ''))
    .map((fields) => fields[1] ?? '')
  const port = Number(new URL(lake.url).port).toString(16).toUpperCase().padStart(4, '0')
  expect(listening).toContain(`0100007F:${port}`)
  expect(
    listening.every(
      (address) =>
        address.startsWith('0100007F:') || address.startsWith('00000000000000000000000001000000:'),
    ),
  ).toBe(true)
})

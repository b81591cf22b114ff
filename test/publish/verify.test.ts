import {cp, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import type {Server} from 'node:http'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {serve} from '@hono/node-server'
import {beforeAll, describe, expect, onTestFinished, test} from 'vitest'
import type {DeprecationsV1} from '../../schemas/api/v1/service.ts'
import {ndjsonClient, readContent} from '../../site/content/index.ts'
import {apiFiles} from '../../site/publish/api-files.ts'
import {checkPublication, type CheckResult} from '../../site/publish/check.ts'
import {deliveryFiles, deprecatedFiles} from '../../site/publish/delivery.ts'
import {precompressed} from '../../site/publish/precompress.ts'
import {readPrevious} from '../../site/publish/previous.ts'
import {readPublication} from '../../site/publish/publication.ts'
import {createSiteApp} from '../../site/publish/serve.ts'
import {writeAndSwap} from '../../site/publish/swap.ts'
import {fixtureDocuments, fixtureWith, writeNdjson, type LakeDoc} from '../fixtures/content.ts'
import {runScript} from './support.ts'

/** Each promise is broken once, in a copy of a deployment that keeps them all. */

const NOTICE = '<!doctype html><meta name="robots" content="noindex"><title>Taken back</title>'
const HURT = 'api/v1/en/faqs/does-it-hurt.json'
const MOVED = '/api/v1/en/faqs/can-i-drive.json'
const WITHDRAWN = '/api/v1/en/procedures/other-shot.json'

const newFolder = () => mkdtemp(join(tmpdir(), 'foramen-verify-'))

async function publishInto(
  dir: string,
  documents: readonly LakeDoc[],
  deprecated: DeprecationsV1['items'] = [],
) {
  const client = await ndjsonClient(await writeNdjson(documents))
  const previous = await readPrevious(dir)
  const content = await readContent(client, 'https://pain.example.org', previous.ledger)
  const {files, changes} = await apiFiles(content, {previous, builtAt: '2026-03-01T00:00:00Z'})
  const headers = deprecatedFiles(files.keys(), deprecated)
  for (const [path, bytes] of deliveryFiles(content, changes, ['/en/'], headers)) {
    files.set(path, bytes)
  }
  for (const {locale, collection, body} of changes.tombstones) {
    files.set(`${locale}/${collection}/${body.slug}/index.html`, Buffer.from(NOTICE))
  }
  files.set('en/index.html', Buffer.from('<!doctype html><title>Home</title>'))
  const hurt = new Map([[HURT, files.get(HURT) ?? new Uint8Array()]])
  const variants = await precompressed(hurt, await newFolder())
  await writeAndSwap(dir, new Map([...files, ...variants]))
}

const TAKEN_BACK = {
  'procedure-other': {status: 'withdrawn', withdrawal: {reason: 'Unsafe.', date: '2026-02-01'}},
  'faq-drive': {slug: {_type: 'slug', current: 'driving'}, slugHistory: ['can-i-drive']},
}

let whole: string
beforeAll(async () => {
  whole = join(await newFolder(), 'dist')
  await publishInto(whole, fixtureDocuments())
  await publishInto(whole, fixtureWith(TAKEN_BACK))
})

/** A copy of the whole deployment that may be broken. */
async function copy(): Promise<string> {
  const dir = join(await newFolder(), 'dist')
  await cp(whole, dir, {recursive: true, preserveTimestamps: true})
  return dir
}

async function edit(dir: string, path: string, change: (text: string) => string) {
  const file = join(dir, path)
  const before = await readFile(file, 'utf8')
  const after = change(before)
  expect(after, `${path} is not changed by this test`).not.toBe(before)
  await writeFile(file, after)
}

type Answer = (request: Request, next: () => Promise<Response>) => Response | Promise<Response>

/** Serves a deployment, with a fault of the host's own. */
async function served(dir: string, answer: Answer = (_, next) => next()): Promise<string> {
  const app = createSiteApp(dir)
  return new Promise((resolve) => {
    const server = serve(
      {
        fetch: (request) => answer(request, async () => app.fetch(request)),
        port: 0,
        hostname: '127.0.0.1',
      },
      ({port}) => resolve(`http://127.0.0.1:${port}`),
    )
    onTestFinished(() => {
      ;(server as Server).closeAllConnections()
      server.close()
    })
  })
}

const check = async (target: string) => checkPublication(await readPublication(target))
const failed = (results: readonly CheckResult[]) =>
  results.filter(({problems}) => problems.length > 0).map(({name}) => name)

const without =
  (name: string): Answer =>
  async (_, next) => {
    const response = await next()
    const headers = new Headers(response.headers)
    headers.delete(name)
    return new Response(response.body, {status: response.status, headers})
  }

const onPath =
  (path: string, answer: () => Response): Answer =>
  (request, next) =>
    new URL(request.url).pathname === path ? answer() : next()

describe('the outside check', () => {
  test('finds nothing wrong with a folder and a server that keep every promise', async () => {
    expect(failed(await check(whole))).toEqual([])
    const results = await check(await served(whole))
    expect(failed(results)).toEqual([])
    expect(results.flatMap(({limits = []}) => limits)).toEqual([])
  })

  const files: [string, (dir: string) => Promise<void>][] = [
    ['every file fits its contract', (dir) => edit(dir, HURT, () => '{"type":"faq"}\n')],
    ['every file is what the manifest says', (dir) => edit(dir, HURT, (text) => `${text} `)],
    [
      'the signatures fit',
      (dir) => writeFile(join(dir, 'api/v1/public-key.pem'), 'a key without a signature'),
    ],
    [
      'the change feed has no gaps',
      (dir) => edit(dir, 'api/v1/changes/1.json', (text) => text.replace('"seq":3,', '"seq":4,')),
    ],
    [
      'the change feed knows every operation it names',
      (dir) =>
        edit(dir, 'api/v1/changes/1.json', (text) =>
          text.replace('"operation":"create"', '"operation":"improve"'),
        ),
    ],
    [
      'the change feed leads to what is published',
      (dir) =>
        edit(dir, 'api/v1/changes/1.json', (text) => text.replaceAll('faqs/driving', 'faqs/walk')),
    ],
    [
      'every recall is in the change feed',
      (dir) =>
        edit(dir, 'api/v1/recalls.json', (text) =>
          text.replace('"id":"procedure-other"', '"id":"procedure-shot"'),
        ),
    ],
    [
      'every stable id leads to its document',
      (dir) =>
        edit(dir, 'api/v1/ids/faq-hurt.json', (text) =>
          text.replace('does-it-hurt.json', 'driving.json'),
        ),
    ],
    [
      'every link leads somewhere',
      (dir) => writeFile(join(dir, 'en/index.html'), '<a href="/en/nowhere/">Nowhere</a>'),
    ],
    [
      'every link leads somewhere',
      (dir) =>
        edit(dir, HURT, (text) =>
          text.replace(/href=\\"https:\/\/[^#"]+#source-1/, 'href=\\"#source-1'),
        ),
    ],
    [
      'addresses that moved or are gone have their redirect',
      (dir) => edit(dir, '_redirects', (text) => text.replace(`${MOVED} `, '/elsewhere ')),
    ],
    ['compressed forms hold the same bytes', (dir) => writeFile(join(dir, `${HURT}.br`), 'old')],
  ]
  test.each(files)('turns red over a folder where not: %s', async (name, breakIt) => {
    const dir = await copy()
    await breakIt(dir)
    expect(failed(await check(dir))).toContain(name)
  })

  const hosts: [string, Answer][] = [
    [
      'JSON is served as JSON',
      async (request, next) =>
        request.url.endsWith('.json') ? without('content-type')(request, next) : next(),
    ],
    [
      'the API catalog leads to the description of the API',
      onPath('/.well-known/api-catalog', () => new Response('{"linkset":[]}')),
    ],
    ['pages of other origins may read the API (CORS)', without('access-control-allow-origin')],
    ['answers are kept no longer than promised', without('cache-control')],
    ['a conditional request costs no body (ETag, 304)', without('etag')],
    [
      'a wrong address answers 404 with JSON',
      async (_, next) => {
        const response = await next()
        return response.status === 404 ? new Response('<h1>Not found</h1>', response) : response
      },
    ],
    ['moved addresses answer 301', onPath(MOVED, () => new Response('', {status: 404}))],
    [
      'withdrawn and deleted addresses answer 410',
      onPath(
        WITHDRAWN.replace(/^\/api\/v1(.*)\.json$/, '$1/'),
        () => new Response('<h1>Shot</h1>'),
      ),
    ],
  ]
  test.each(hosts)('turns red over a server where not: %s', async (name, answer) => {
    expect(failed(await check(await served(await copy(), answer)))).toEqual([name])
  })

  test('turns red when a server sends compressed what was published before', async () => {
    const dir = await copy()
    const other = await precompressed(
      new Map([['other.json', Buffer.from(`"${'an older answer '.repeat(100)}"`)]]),
      await newFolder(),
    )
    await writeFile(join(dir, `${HURT}.br`), other.get('other.json.br') ?? '')
    expect(failed(await check(await served(dir)))).toEqual([
      'compressed answers hold the same bytes',
    ])
  })

  test('turns red when what will go away does not say so in its headers', async () => {
    const name = 'what will go away says so (Deprecation, Sunset)'
    const item = {
      pointer: '',
      reason: 'Few used it.',
      replacement: null,
      schema: 'oembed',
      since: '2026-03-01',
      sunset: '2027-03-01',
    }
    const dir = join(await newFolder(), 'dist')
    await publishInto(dir, fixtureDocuments(), [item])
    await edit(dir, 'api/v1/deprecations.json', (text) =>
      text.replace('"items":[]', `"items":[${JSON.stringify(item)}]`),
    )
    const url = await served(dir)
    const answer = await fetch(`${url}/api/v1/en/oembed/procedures/test-shot.json`)
    expect(answer.headers.get('deprecation')).toBe('@1772323200')
    expect(answer.headers.get('sunset')).toBe('Mon, 01 Mar 2027 00:00:00 GMT')
    expect(failed(await check(url))).not.toContain(name)
    await edit(dir, '_headers', (text) => text.replaceAll('Sunset', 'X-Sunset'))
    expect(failed(await check(url))).toContain(name)
  })

  test('says of a host without redirects what it cannot do, and fails nothing for it', async () => {
    const dir = await copy()
    await rm(join(dir, '_redirects'))
    await rm(join(dir, '.well-known'), {recursive: true})
    const results = await check(await served(dir))
    expect(failed(results)).toEqual([])
    const limits = results.flatMap(({limits: found = []}) => found)
    expect(limits).toContainEqual(
      expect.stringMatching(/can-i-drive\.json: answers 200 .* not 301/),
    )
    expect(limits).toContainEqual(expect.stringMatching(/api-catalog: is not here/))
    expect(limits).toContainEqual(expect.stringMatching(/other-shot\.json: answers 200 .* not 410/))
  })

  describe('against an earlier publication', () => {
    const against = async (target: string, earlier: string) =>
      (await checkPublication(await readPublication(target), await readPublication(earlier)))
        .slice(-2)
        .flatMap(({problems}) => problems)
    const successor = async (changes: Parameters<typeof fixtureWith>[0]) => {
      const dir = await copy()
      await publishInto(dir, fixtureWith({...TAKEN_BACK, ...changes}))
      return dir
    }
    const later = {'condition-sciatica': {title: 'Leg pain', _updatedAt: '2026-03-02T00:00:00Z'}}

    test('finds nothing wrong with its successor, as a folder and at an address', async () => {
      const dir = await successor(later)
      expect(await against(dir, whole)).toEqual([])
      expect(await against(dir, await served(whole))).toEqual([])
      expect(await against(await served(dir), whole)).toEqual([])
      expect(await against(await served(dir), await served(whole))).toEqual([])
    })

    test('turns red where the feed went back or began anew', async () => {
      const dir = await successor(later)
      expect(await against(whole, dir)).toEqual([
        expect.stringMatching(/^the head went back from \d+ to \d+$/),
      ])
      const fresh = join(await newFolder(), 'dist')
      await publishInto(fresh, fixtureWith({...TAKEN_BACK, ...later}))
      expect(await against(fresh, whole)).toContainEqual(
        expect.stringMatching(/^another feed has begun: /),
      )
      await edit(dir, 'api/v1/changes/1.json', (text) => text.replace('"seq":2,', '"seq":2222,'))
      expect(await against(dir, whole)).toEqual(['seq 2 is not what it was'])
    })

    test('turns red where an address disappeared', async () => {
      const dir = await successor(later)
      await rm(join(dir, 'en/index.html'))
      await edit(dir, 'api/v1/manifest.json', (text) =>
        text.replace(/\{[^{}]*"path":"en\/faqs\/does-it-hurt.json"[^{}]*\},/, ''),
      )
      for (const form of ['', '.br', '.gz']) await rm(join(dir, HURT + form))
      await edit(dir, '_redirects', (text) => text.replace(/^\/en\/procedures\/ts\/ .*\n/m, ''))
      expect(await against(dir, whole)).toEqual([
        `/${HURT}: is not there any more`,
        '/en/: is not there any more',
        '/en/procedures/ts/: is not there any more',
      ])
      expect(await against(await served(dir), whole)).toContain(`/${HURT}: is not there any more`)
    })

    test('is an option of the command', async () => {
      const {code, stdout} = await runScript('verify.ts', [whole, '--against', whole])
      expect(code).toBe(0)
      expect(stdout).toContain('ok   every address of the earlier publication answers\n')
      expect((await runScript('verify.ts', [whole, '--against', await newFolder()])).code).toBe(3)
    })
  })

  test('is a command that names each check and exits 1 when one failed', async () => {
    const good = await runScript('verify.ts', [whole])
    expect(good).toMatchObject({code: 0, stderr: ''})
    expect(good.stdout).toMatch(/^ok {3}every file fits its contract\n/)
    const dir = await copy()
    await edit(dir, HURT, (text) => `${text} `)
    const bad = await runScript('verify.ts', [dir])
    expect(bad.code).toBe(1)
    expect(bad.stdout).toContain('FAIL every file is what the manifest says\n')
    expect(bad.stdout).toContain(`     ${HURT}: is not what the manifest says\n`)
    expect((await runScript('verify.ts', [await newFolder()])).code).toBe(3)
  })
})

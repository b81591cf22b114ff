import {execFile} from 'node:child_process'
import {createReadStream} from 'node:fs'
import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import type {SanityClient} from '@sanity/client'
import {exportDataset} from '@sanity/export'
import {sanityImport} from '@sanity/import'
import sharp from 'sharp'
import {expect, test} from 'vitest'
import {clientOf, sleep, spawnLake, startLake, temporaryFolder} from './support.ts'

/** 60 documents that refer to each other in a circle, drafts, and an image. */
async function sourceFile(folder: string): Promise<string> {
  const image = join(folder, 'images', 'figure.png')
  await mkdir(join(folder, 'images'))
  await sharp({create: {width: 40, height: 20, channels: 3, background: 'teal'}})
    .png()
    .toFile(image)
  const documents = Array.from({length: 60}, (_, n) => ({
    _id: n % 10 === 0 ? `drafts.doc-${n}` : `doc-${n}`,
    _type: 'faq',
    _createdAt: '2026-01-01T00:00:00Z',
    _updatedAt: '2026-01-02T00:00:00Z',
    title: `Question ${n}`,
    next: {_type: 'reference', _ref: `doc-${nextPublished(n)}`},
    ...(n === 1
      ? {figure: {_type: 'image', alt: 'A figure', _sanityAsset: `image@${pathToFileURL(image)}`}}
      : {}),
  }))
  const file = join(folder, 'source.ndjson')
  await writeFile(file, documents.map((document) => JSON.stringify(document)).join('\n'))
  return file
}

/** The next document of the circle that is not a draft. */
function nextPublished(n: number): number {
  const next = (n + 1) % 60
  return next % 10 === 0 ? next + 1 : next
}

async function importFile(client: SanityClient, file: string): Promise<void> {
  const options = {
    client,
    operation: 'createOrReplace',
    allowAssetsInDifferentDataset: true,
  } as const
  const {warnings} = await sanityImport(createReadStream(file), options)
  expect(warnings).toEqual([])
}

/** What must survive: everything but what each lake makes up anew. */
async function contentOf(client: SanityClient): Promise<unknown[]> {
  const documents: Record<string, unknown>[] = await client.fetch(
    '* | order(_id asc)',
    {},
    {perspective: 'raw'},
  )
  return documents.map(({_rev, _updatedAt, url: _url, uploadId: _uploadId, ...content}) =>
    content['_type'] === 'sanity.imageAsset' ? {...content, _createdAt: null} : content,
  )
}

test('carries a dataset with drafts, images and circular references to another lake, unchanged', async () => {
  const folder = await temporaryFolder()
  const first = clientOf(await startLake())
  await importFile(first, await sourceFile(folder))
  const outputPath = join(folder, 'export.tar.gz')
  await exportDataset({
    client: first,
    dataset: 'production',
    outputPath,
    assets: true,
    drafts: true,
  })
  const second = clientOf(await startLake())
  await importFile(second, outputPath)
  const content = await contentOf(first)
  expect(content).toHaveLength(61)
  expect(await contentOf(second)).toEqual(content)
  const {url, next}: {url: string; next: unknown} = await second.fetch(
    '*[_id == "doc-1"][0]{"url": figure.asset->url, next}',
  )
  expect(next).toEqual({_type: 'reference', _ref: 'doc-2'})
  const bytes = Buffer.from(await (await fetch(url)).arrayBuffer())
  expect(await sharp(bytes).metadata()).toMatchObject({width: 40, height: 20})
})

test('content-import names every line that cannot be read, and imports nothing then', async () => {
  const folder = await temporaryFolder()
  const lake = await startLake()
  const run = (file: string) =>
    new Promise<{code: unknown; stderr: string}>((resolve) => {
      const args = ['scripts/content-import.ts', file, '--lake', lake.url, '--token', lake.token]
      execFile(process.execPath, args, (error, _, stderr) =>
        resolve({code: error?.code ?? 0, stderr}),
      )
    })
  const file = join(folder, 'torn.ndjson')
  await writeFile(file, '{"_id":"a","_type":"faq"}\n{"_id":"b","_ty\n{"_id":"c"}\n')
  const torn = await run(file)
  expect(torn.code).toBe(1)
  expect(torn.stderr).toMatch(/^line 2: .+_id on it: b .+ — .+\nline 3: lacks _id or _type.+\n$/)
  expect(await clientOf(lake).fetch('count(*)')).toBe(0)
  expect(await run(folder)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('it is a folder'),
  })
  await writeFile(file, '{"_id":"a","_type":"faq"}\n')
  expect(await run(file)).toEqual({code: 0, stderr: ''})
  expect(await clientOf(lake).fetch('count(*)')).toBe(1)
})

test('an import that is killed and run again gives what a clean one gives', async () => {
  const folder = await temporaryFolder()
  const file = await sourceFile(folder)
  const clean = clientOf(await startLake())
  await importFile(clean, file)
  const dataDir = await temporaryFolder()
  for (const delay of [80, 300]) {
    const torn = await spawnLake(dataDir)
    const importing = importFile(clientOf(torn), file).catch((error: unknown) => error)
    await sleep(delay)
    await torn.end('SIGKILL')
    await importing
  }
  const lake = await spawnLake(dataDir)
  await importFile(clientOf(lake), file)
  expect(await contentOf(clientOf(lake))).toEqual(await contentOf(clean))
})

test('seeds an empty lake from a file with images beside it, once', async () => {
  const folder = await temporaryFolder()
  const file = await sourceFile(folder)
  const dataDir = await temporaryFolder()
  const lake = await spawnLake(dataDir, ['--seed', file])
  const client = clientOf(lake)
  expect(await client.fetch('count(*)', {}, {perspective: 'raw'})).toBe(61)
  await client.delete('drafts.doc-50')
  await lake.end('SIGTERM')
  const again = await spawnLake(dataDir, ['--seed', file])
  expect(await clientOf(again).fetch('count(*)', {}, {perspective: 'raw'})).toBe(60)
})

test('exports one moment, whatever is written meanwhile', async () => {
  const lake = await startLake()
  const client = clientOf(lake)
  const text = 'x'.repeat(20_000)
  for (let batch = 0; batch < 10; batch++) {
    const documents = Array.from({length: 50}, (_, n) => ({
      _id: `d${batch}-${n}`,
      _type: 'faq',
      text,
    }))
    await client.mutate(documents.map((document) => ({create: document})))
  }
  const response = await fetch(`${lake.url}/v2025-02-19/data/export/production`, {
    headers: {authorization: `Bearer ${lake.token}`},
  })
  await client.delete({query: '*'})
  const lines = (await response.text()).trim().split('\n')
  expect(lines).toHaveLength(500)
  expect(await client.fetch('count(*)')).toBe(0)
})

import sharp, {type Sharp} from 'sharp'
import {expect, test} from 'vitest'
import {clientOf, refusal, startLake} from './support.ts'

function picture(width: number, height: number): Sharp {
  return sharp({create: {width, height, channels: 3, background: 'navy'}})
}

test('describes an uploaded image, keeps its bytes, and answers the same for the same bytes', async () => {
  const client = clientOf(await startLake())
  const bytes = await picture(60, 30).png().toBuffer()
  const asset = await client.assets.upload('image', bytes, {
    filename: 'figure.png',
    title: 'A title',
  })
  expect(asset).toMatchObject({
    _type: 'sanity.imageAsset',
    _id: expect.stringMatching(/^image-[0-9a-f]{40}-60x30-png$/),
    originalFilename: 'figure.png',
    title: 'A title',
    mimeType: 'image/png',
    size: bytes.length,
    metadata: {
      dimensions: {width: 60, height: 30, aspectRatio: 2},
      lqip: expect.stringMatching(/^data:image\//),
    },
  })
  const served = await fetch(asset.url)
  expect(served.headers.get('content-type')).toBe('image/png')
  expect(Buffer.from(await served.arrayBuffer())).toEqual(bytes)
  expect((await client.assets.upload('image', bytes))._rev).toBe(asset._rev)
})

test('resizes, crops and converts images', async () => {
  const client = clientOf(await startLake())
  const {url} = await client.assets.upload('image', await picture(600, 300).jpeg().toBuffer())
  const get = async (query: string) => {
    const response = await fetch(`${url}?${query}`)
    expect(response.status).toBe(200)
    const {format, width, height} = await sharp(
      Buffer.from(await response.arrayBuffer()),
    ).metadata()
    return {format, width, height}
  }
  expect(await get('w=100')).toEqual({format: 'jpeg', width: 100, height: 50})
  expect(await get('w=100&h=100&fit=crop&fm=webp')).toEqual({
    format: 'webp',
    width: 100,
    height: 100,
  })
  expect(await get('rect=0,0,200,100&w=50&fm=png')).toEqual({format: 'png', width: 50, height: 25})
  expect(await get('w=2000&fit=max')).toMatchObject({width: 600})
  for (const query of [
    'w=-1',
    'w=abc',
    'w=100000',
    'fm=exe',
    'fm=constructor',
    'rect=0,0,9999,9999',
    'fit=constructor',
  ]) {
    expect([query, (await fetch(`${url}?${query}`)).status]).toEqual([query, 400])
  }
})

test('drops what a camera wrote into a photograph, and turns it upright', async () => {
  const client = clientOf(await startLake())
  const photograph = await picture(40, 20)
    .withExif({IFD0: {Copyright: 'CANARY'}, IFD3: {GPSLatitudeRef: 'N'}})
    .jpeg()
    .toBuffer()
  const turned = await sharp(photograph).keepExif().withMetadata({orientation: 6}).toBuffer()
  expect(turned.includes('CANARY')).toBe(true)
  const {url, metadata} = await client.assets.upload('image', turned)
  expect(metadata.dimensions).toMatchObject({width: 20, height: 40})
  const served = Buffer.from(await (await fetch(url)).arrayBuffer())
  const kept = await sharp(served).metadata()
  expect(kept).toMatchObject({width: 20, height: 40})
  expect(kept.exif).toBeUndefined()
})

test('refuses images whose header claims more pixels than memory holds', async () => {
  const client = clientOf(await startLake())
  const huge = '<svg xmlns="http://www.w3.org/2000/svg" width="60000" height="60000"></svg>'
  const {statusCode} = await refusal(client.assets.upload('image', Buffer.from(huge)))
  expect(statusCode).toBe(400)
  expect(await client.fetch('count(*)')).toBe(0)
})

import {mkdir, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import sharp from 'sharp'
import {describe, expect, test} from 'vitest'
import {formatProblem} from '../../site/content/errors.ts'
import {ndjsonClient, parseNdjson} from '../../site/content/ndjson.ts'
import {writeNdjson, type LakeDoc} from '../fixtures/content.ts'

function parsed(...lines: (string | Uint8Array)[]) {
  const encoder = new TextEncoder()
  const parts = lines.map((line) => (typeof line === 'string' ? encoder.encode(line) : line))
  const {documents, problems} = parseNdjson(Buffer.concat(parts))
  return {ids: documents.map(({_id}) => _id), lines: problems.map(formatProblem), problems}
}

describe('an NDJSON text', () => {
  test('is one document a line; empty lines and a missing last newline do not matter', () => {
    expect(
      parsed('{"_id":"a","_type":"x"}\n', '\n', '  \r\n', '{"_id":"b","_type":"x"}\r\n'),
    ).toMatchObject({ids: ['a', 'b'], lines: []})
    expect(parsed('{"_id":"a","_type":"x"}')).toMatchObject({ids: ['a'], lines: []})
    expect(parsed('')).toMatchObject({ids: [], lines: []})
  })

  test('keeps line separators that are no newlines inside a document', () => {
    expect(parsed('{"_id":"a","_type":"x","t":"one\u2028two"}\n')).toMatchObject({ids: ['a']})
  })

  test('names a torn line by its number and by the _id on it, and goes on', () => {
    const {ids, lines, problems} = parsed(
      '{"_id":"a","_type":"x"}\n',
      '{"_id":"b","_ty\n',
      '{"_id":"c","_type":"x"}\n',
    )
    expect(ids).toEqual(['a', 'c'])
    expect(lines).toEqual([
      expect.stringMatching(/^line 2: is not a whole JSON document: .+; _id on it: b/),
    ])
    expect(problems[0]?.lostIds).toEqual(['b'])
  })

  test('names bytes that are not UTF-8', () => {
    const {ids, lines} = parsed('{"_id":"a","_type":"x","t":"', new Uint8Array([0xff]), '"}\n')
    expect(ids).toEqual([])
    expect(lines).toEqual([expect.stringMatching(/^line 1: is not UTF-8; _id on it: a/)])
  })

  test.each([
    ['no _id', '{"_type":"x"}'],
    ['an empty _id', '{"_id":"","_type":"x"}'],
    ['no _type', '{"_id":"a"}'],
    ['a list', '[1]'],
    ['null', 'null'],
    ['a number', '7'],
  ])('names a line with %s', (_, line) => {
    expect(parsed(`${line}\n`)).toMatchObject({
      ids: [],
      lines: [expect.stringMatching(/^line 1: lacks _id or _type/)],
    })
  })

  test('keeps the first of two documents with one _id, and names both lines', () => {
    const {ids, lines} = parsed(
      '{"_id":"a","_type":"x"}\n',
      '{"_id":"b","_type":"x"}\n',
      '{"_id":"a","_type":"y"}\n',
    )
    expect(ids).toEqual(['a', 'b'])
    expect(lines).toEqual([expect.stringMatching(/^line 3: repeats the _id of line 1/)])
  })
})

describe('a file of content', () => {
  const text = (id: string): LakeDoc => ({_id: id, _type: 'note', text: 'x'})

  test('has neither drafts nor releases', async () => {
    const file = await writeNdjson([text('a'), text('drafts.a'), text('versions.r1.a')])
    const client = await ndjsonClient(file)
    expect(await client.query('*[]._id')).toEqual(['a'])
  })

  test('has the pictures that lie beside it, with the bytes and size that they have', async () => {
    const file = await writeNdjson([
      {...text('a'), picture: {_sanityAsset: 'image@file://./images/dot.png'}},
      {...text('b'), list: [{picture: {_sanityAsset: 'image@file://./images/dot.png'}}]},
    ])
    const bytes = await sharp({
      create: {width: 3, height: 2, channels: 3, background: '#336699'},
    })
      .png()
      .toBuffer()
    await mkdir(join(dirname(file), 'images'))
    await writeFile(join(dirname(file), 'images', 'dot.png'), bytes)
    const client = await ndjsonClient(file)
    expect(client.problems).toEqual([])
    const asset = `asset->{path, url, extension, "width": metadata.dimensions.width}`
    const [picture] = (await client.query(`*[_id == "a"].picture.${asset}`)) as {
      path: string
      url: string
    }[]
    expect(picture).toMatchObject({extension: 'png', width: 3})
    expect(await client.query(`*[_id == "b"][0].list[0].picture.${asset}`)).toEqual(picture)
    if (picture === undefined) throw new Error('there is no picture')
    expect(Buffer.from(await client.imageBytes(picture))).toEqual(bytes)
  })

  test.each([
    ['that is not there', 'image@file://./images/none.png', 'cannot read'],
    ['outside its folder', 'image@file://../../etc/passwd', 'it lies outside the folder'],
    ['of another form', 'https://www.example.org/x.png', 'it is not of the form'],
  ])('names a picture %s with document and field', async (_, uri, reason) => {
    const file = await writeNdjson([{...text('a'), parts: [{picture: {_sanityAsset: uri}}]}])
    const {problems} = await ndjsonClient(file)
    expect(problems.map(formatProblem)).toEqual([
      expect.stringMatching(
        new RegExp(`^a parts\\[0\\]\\.picture\\._sanityAsset: .*cannot be used: .*${reason}`),
      ),
    ])
  })

  test('that is not there is an error that names it', async () => {
    await expect(ndjsonClient('/nowhere/content.ndjson')).rejects.toThrow(
      /cannot read "\/nowhere\/content.ndjson": there is no such file/,
    )
    await expect(ndjsonClient(import.meta.dirname)).rejects.toThrow(/it is a folder/)
  })
})

import {readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {FINGERPRINTS, fingerprint, runs, type Fingerprints} from './fingerprints.ts'

const SEED = new URL('../../studio/seed/production.ndjson', import.meta.url)

/** Every text of a value with its path; a block of rich text is one text. */
function* textsOf(value: unknown, path = ''): Generator<{path: string; text: string}> {
  if (typeof value === 'string') yield {path, text: value}
  if (typeof value !== 'object' || value === null) return
  if ('children' in value && Array.isArray(value.children)) {
    const spans = value.children.map((child: {text?: string}) => child.text ?? '')
    yield {path, text: spans.join('')}
    return
  }
  for (const [key, member] of Object.entries(value)) yield* textsOf(member, `${path}.${key}`)
}

const {texts} = JSON.parse(readFileSync(FINGERPRINTS, 'utf8')) as Fingerprints
const origin = new Map(
  Object.entries(texts).flatMap(([name, prints]) =>
    prints.split(' ').map((print) => [print, name] as const),
  ),
)

function copied(document: {_id: string}): string[] {
  return [...textsOf(document)].flatMap(({path, text}) =>
    runs(text).flatMap((run) => {
      const name = origin.get(fingerprint(run))
      return name === undefined ? [] : [`${document._id}${path}: "${run}" stands in ${name}`]
    }),
  )
}

describe('words of the example content', () => {
  it('are ours: no eight in a row stand in the article or in an excerpt of a source', () => {
    const documents = readFileSync(SEED, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as {_id: string; _type: string})
      // A source is named as it names itself.
      .filter(({_type}) => _type !== 'source')
    expect(documents.length).toBeGreaterThan(70)
    expect(documents.flatMap(copied)).toEqual([])
  })

  it('are compared whatever their case and punctuation', () => {
    const page = (title: string) => ({_id: 'x', title})
    const heading = 'Related questions about interventional pain management: what is meant by'
    expect(copied(page(heading.toUpperCase()))).toContain(
      'x.title: "related questions about interventional pain management what is" stands in article',
    )
    expect(copied(page(heading.split(' ').toReversed().join(' ')))).toEqual([])
  })

  it('are compared with the whole article', () => {
    expect(texts['article']?.split(' ').length).toBeGreaterThan(900)
  })
})

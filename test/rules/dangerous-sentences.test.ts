import {describe, expect, it} from 'vitest'
import {checkDocument, type LakeDocument} from '../../schemas/rules/index.ts'
import {block} from '../corpus/valid-documents.ts'
import {families, type Family} from './dangerous-sentences.ts'

/** The rules of wording that name an unsourced paragraph with these words. */
function namedBy(words: string): string[] {
  const document: LakeDocument = {
    _id: 'condition-x',
    _type: 'condition',
    language: 'en',
    overview: [block('o1', words)],
  }
  return checkDocument(document, {today: '2026-11-24'})
    .filter(({path}) => path.startsWith('overview'))
    .map(({rule}) => rule)
}

const all = Object.values(families)
const RULES = new Set(all.flatMap(({rules}) => rules))

/** Sentences of one half that no rule of their family names. */
function missed({rules, dangerous}: Family, half: number): string[] {
  return dangerous.filter(
    (words, index) => index % 2 === half && !namedBy(words).some((rule) => rules.includes(rule)),
  )
}

function size(half: number): number {
  return all.flatMap(({dangerous}) => dangerous.filter((_, index) => index % 2 === half)).length
}

describe('dangerous sentences', () => {
  it('are 150 and more, with as many harmless twins', () => {
    expect(all.flatMap(({dangerous}) => dangerous).length).toBeGreaterThanOrEqual(150)
    expect(all.flatMap(({harmless}) => harmless).length).toBeGreaterThanOrEqual(150)
  })

  it.each([
    ['tuned on', 0],
    ['held out', 1],
  ])('are found in 85 of 100 at least, in the half %s', (_, half) => {
    const missing = all.flatMap((family) => missed(family, half))
    expect(missing.length / size(half), missing.join('\n')).toBeLessThanOrEqual(0.15)
  })

  it('leave harmless twins alone, 97 of 100 at least', () => {
    const twins = all.flatMap(({harmless}) => harmless)
    const named = twins.filter((words) => namedBy(words).some((rule) => RULES.has(rule)))
    expect(named.length / twins.length, named.join('\n')).toBeLessThanOrEqual(0.03)
  })

  it.each(all.flatMap(({dangerous}) => dangerous.slice(0, 1)))(
    'are found behind invisible characters and wide spaces: %s',
    (words) => {
      const disguised = words.replaceAll(' ', '\u00A0 ').replace(/(?<=[a-z])(?=[a-z])/g, '\u200B')
      expect(namedBy(disguised)).toEqual(expect.arrayContaining(namedBy(words)))
    },
  )
})

it.each(['a', 'stop your blood thinner and ', 'not no never take the legs numb ', '- ,'])(
  'a paragraph of 50 kB of "%s" is read in a second',
  (words) => {
    const start = performance.now()
    namedBy(words.repeat(Math.ceil(50_000 / words.length)))
    expect(performance.now() - start).toBeLessThan(1000)
  },
)

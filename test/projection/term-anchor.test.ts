import {expect, it} from 'vitest'
import {termAnchor} from '../../schemas/lib/term-anchor.ts'

it.each([
  ['X-ray', 'term-x-ray'],
  ['Œdème', 'term-oedeme'],
  ['Łokieć', 'term-lokiec'],
  ['νεύρο', 'term-neyro'],
])('writes %s as %s', (term, anchor) => {
  expect(termAnchor({term})).toBe(anchor)
})

it('tells words apart that differ only at the end of a long beginning', () => {
  const long = 'nerve '.repeat(20)
  expect(termAnchor({term: `${long}root`})).not.toBe(termAnchor({term: `${long}block`}))
})

it('tells words apart that no ASCII letter can write', () => {
  const [nerve, spine] = [termAnchor({term: '神経'}), termAnchor({term: '脊椎'})]
  expect(nerve).not.toBe(spine)
  expect(nerve).not.toBe('term-')
})

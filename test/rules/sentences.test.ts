import {expect, it} from 'vitest'
import {sentences} from '../../schemas/rules/sentences.ts'

it.each([
  ['Is it safe? No. Ask the team first.', ['Is it safe?', 'No.', 'Ask the team first.']],
  ['Tell us if you have hepatitis B. We will plan for it.', 2],
  ['Take vitamin D. It may help.', 2],
  ['See table No. 4 for the figures.', 1],
  ['Ask Dr. Smith. She knows.', 2],
])('splits "%s"', (text, expected) => {
  const found = sentences(text, 'en')
  if (typeof expected === 'number') expect(found).toHaveLength(expected)
  else expect(found).toEqual(expected)
})

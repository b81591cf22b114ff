import {describe, expect, it} from 'vitest'
import {languageById} from '../../schemas/languages/index.ts'
import {frequencyText} from '../../schemas/lib/wording.ts'

const {strings} = languageById('en')

function shown(text: string | null, numerator = 1, denominator = 1000) {
  return frequencyText({numerator, denominator, text}, {strings, locale: 'en'})
}

describe('how often a harm happens', () => {
  it('is told in the standard words when there are no others', () => {
    expect(shown(null)).toBe('About 1 in 1,000 people')
    expect(shown(' ')).toBe('About 1 in 1,000 people')
  })

  it('is told in the editors’ words when they name both numbers', () => {
    expect(shown('About 1 in 1,000 injections')).toBe('About 1 in 1,000 injections')
    expect(shown('About 8 in 1 000 000 people', 8, 1_000_000)).toBe('About 8 in 1 000 000 people')
    expect(shown('Etwa 1 von 1.000 Menschen')).toBe('Etwa 1 von 1.000 Menschen')
  })

  it('is never lost to words that do not name it', () => {
    expect(shown('within 3 days of an injection')).toBe(
      'About 1 in 1,000 people (within 3 days of an injection)',
    )
    expect(shown('About 1 in 100 people')).toBe('About 1 in 1,000 people (About 1 in 100 people)')
  })
})

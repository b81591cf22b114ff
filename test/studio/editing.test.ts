import {describe, expect, it} from 'vitest'
import {slugHistoryAfter} from '../../studio/actions/slug-history.ts'
import {isBehind} from '../../studio/badges/not-on-site.ts'
import {linkedAppearances, ownAppearances} from '../../studio/presentation/places.ts'
import {hasReview, isContested, reviewState} from '../../studio/review-state.ts'
import {slugify} from '../../schemas/lib/slug.ts'
import {Slug} from '../../schemas/objects/content.query.ts'

const reviewed = (lastReviewed: string) => ({review: {lastReviewed}})
const slug = (current: string) => ({slug: {_type: 'slug', current}})

describe('a changed address', () => {
  it('is remembered, oldest first', () => {
    expect(slugHistoryAfter(slug('first'), slug('second'))).toEqual(['first'])
    expect(slugHistoryAfter(slug('second'), {...slug('third'), slugHistory: ['first']})).toEqual([
      'first',
      'second',
    ])
  })

  it('that comes back is no longer a former one', () => {
    expect(slugHistoryAfter(slug('second'), {...slug('first'), slugHistory: ['first']})).toEqual([
      'second',
    ])
  })

  it('is not remembered where nothing was published or nothing changed', () => {
    expect(slugHistoryAfter(null, slug('first'))).toBeUndefined()
    expect(slugHistoryAfter(slug('first'), {...slug('first'), slugHistory: []})).toBeUndefined()
  })
})

describe('an address made from a title', () => {
  it.each([
    ['Épidural   Steroid — Injection?', 'epidural-steroid-injection'],
    ['  X-ray (fluoroscopy) ', 'x-ray-fluoroscopy'],
    ['¿Duele? Ñandú', 'duele-nandu'],
    ['Größe der Nadel', 'groesse-der-nadel'],
    ['ﬁbromyalgia', 'fibromyalgia'],
    ['Боль в спине', 'bol-v-spine'],
  ])('of “%s” is %s', (title, expected) => {
    expect(slugify(title)).toBe(expected)
  })

  it('is accepted by the build, however long the title', () => {
    for (const title of ['a '.repeat(200), `${'b'.repeat(74)} c`, `${'d'.repeat(200)}!`])
      expect(Slug.safeParse(slugify(title)).success).toBe(true)
  })
})

describe('the review state of a page', () => {
  it('counts 36 months, or 12 with a safety notice, or what the editor set', () => {
    expect(reviewState(reviewed('2024-01-31'), '2026-01-01')).toEqual({
      kind: 'current',
      last: '2024-01-31',
      next: '2027-01-31',
    })
    const withNotice = {...reviewed('2025-01-31'), safetyNotices: [{_key: 'n'}]}
    expect(reviewState(withNotice, '2026-02-01')).toMatchObject({kind: 'overdue'})
    const set = {...withNotice, review: {lastReviewed: '2025-01-31', intervalMonths: 24}}
    expect(reviewState(set, '2026-02-01')).toMatchObject({kind: 'current', next: '2027-01-31'})
  })

  it('announces a review 60 days ahead', () => {
    expect(reviewState(reviewed('2023-06-30'), '2026-05-01').kind).toBe('current')
    expect(reviewState(reviewed('2023-06-30'), '2026-05-02').kind).toBe('soon')
    expect(reviewState(reviewed('2023-06-30'), '2026-07-01').kind).toBe('overdue')
  })

  it('is never current for a page that nobody reviewed, nor for a withdrawn one', () => {
    expect(reviewState({}, '2026-01-01').kind).toBe('never')
    expect(reviewState({...reviewed('2025-12-31'), status: 'withdrawn'}, '2026-01-01').kind).toBe(
      'withdrawn',
    )
  })

  it('needs a reviewer as well as a date', () => {
    expect(hasReview(reviewed('2026-01-01'))).toBe(false)
    expect(hasReview({review: {lastReviewed: '2026-01-01', reviewedBy: []}})).toBe(false)
    expect(hasReview({review: {lastReviewed: '2026-01-01', reviewedBy: [{_ref: 'a'}]}})).toBe(true)
  })

  it('knows contested evidence', () => {
    expect(isContested({evidence: [{certainty: 'low'}]})).toBe(false)
    expect(isContested({evidence: [{certainty: 'low'}, {certainty: 'contested'}]})).toBe(true)
  })
})

describe('the places where a page appears', () => {
  const place = {type: 'condition', title: 'Arthritis', slug: 'arthritis', language: 'en'}

  it('are its page, its API documents and its widget', () => {
    expect(ownAppearances(place).map(({path}) => path)).toEqual([
      '/en/conditions/arthritis/',
      '/api/v1/en/conditions/arthritis.json',
      '/api/v1/en/conditions/index.json',
      '/api/v1/en/widgets/conditions/arthritis.json',
    ])
  })

  it('include the pages and, for a question, the widgets of what it is about', () => {
    expect(linkedAppearances(place, 'procedure').map(({kind}) => kind)).toEqual(['page'])
    expect(linkedAppearances(place, 'faq').map(({path}) => path)).toEqual([
      '/en/conditions/arthritis/',
      '/api/v1/en/widgets/conditions/arthritis.json',
    ])
  })

  it('are none for what has no page', () => {
    expect(ownAppearances({...place, type: 'source'})).toEqual([])
  })
})

describe('the sign that the site is behind', () => {
  const published = '2026-11-24T10:00:00Z'
  const at = (time: string) => Date.parse(`2026-11-24T${time}Z`)

  it('appears when the site stays older than the published document', () => {
    expect(isBehind(published, '2026-11-24T09:59:00Z', at('10:02:00'))).toBe(true)
  })

  it('waits for the time that a publication takes', () => {
    expect(isBehind(published, '2026-11-24T09:59:00Z', at('10:00:30'))).toBe(false)
  })

  it('does not appear on a site that has this document or a newer one', () => {
    expect(isBehind(published, published, at('11:00:00'))).toBe(false)
    expect(isBehind(published, '2026-11-24T10:05:00Z', at('11:00:00'))).toBe(false)
  })

  it('does not appear because Studio stamps a change a moment after the lake', () => {
    expect(isBehind('2026-11-24T10:00:00.700Z', published, at('11:00:00'))).toBe(false)
  })

  it('does not appear while the site cannot be reached', () => {
    expect(isBehind(published, undefined, at('11:00:00'))).toBe(false)
  })
})

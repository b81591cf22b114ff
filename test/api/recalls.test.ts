import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {fixtureWith, type LakeDoc} from '../fixtures/content.ts'
import {Publications} from './publications.ts'

/**
 * A recall that vanishes can hurt somebody on a site that nobody here sees: it stands for its time
 * whatever editors, backups and disks do afterwards.
 */

let publications: Publications
beforeEach(async () => {
  publications = await Publications.begin()
})
afterEach(() => publications.end())

const note = (date: string, kind: 'minor' | 'safety', text: string) => ({
  _key: `${date}-${text}`,
  _type: 'changeNote',
  date,
  kind,
  note: text,
})
const safety = note('2026-03-01', 'safety', 'Burning added.')

/** The answer as of a day, with notes. */
const hurt = (day: string, words: string, ...changeNotes: object[]) => ({
  'faq-hurt': {
    shortAnswer: `It may hurt a little, and the team can numb the spot first. ${words}`,
    _updatedAt: `${day}T00:00:00Z`,
    changeNotes,
  },
})
/** Time goes on by an edit of another document. */
const edited = (day: string) => ({'condition-sciatica': {_updatedAt: `${day}T00:00:00Z`}})
const publish = (...changes: Readonly<Record<string, Record<string, unknown> | null>>[]) =>
  publications.publish(fixtureWith(Object.assign({}, ...changes)))

const BEFORE = hurt('2026-02-20', '')
const AFTER = hurt('2026-03-01', 'Tell them when it burns.', safety)

test('a later minor note, and an edit without one, leave a recall and name every unsafe revision', async () => {
  const first = await publish(BEFORE)
  const second = await publish(hurt('2026-02-25', 'Breathe calmly.'))
  const recalled = await publish(AFTER)
  const minor = note('2026-03-02', 'minor', 'Comma.')
  const later = await publish(hurt('2026-03-02', 'Tell them, when it burns.', minor, safety))
  const last = await publish(hurt('2026-03-03', 'Tell them, if it burns.', minor, safety))
  for (const publication of [recalled, later, last]) {
    expect(publication.recall('faq-hurt')).toEqual({
      type: 'faq',
      id: 'faq-hurt',
      slug: 'does-it-hurt',
      locale: 'en',
      action: 'refresh',
      rev: publication.read('en/faqs/does-it-hurt.json').rev,
      unsafe: [
        {rev: first.item('faq-hurt')?.rev, until: '2026-02-25T00:00:00Z'},
        {rev: second.item('faq-hurt')?.rev, until: '2026-03-01T00:00:00Z'},
      ],
      reason: 'Burning added.',
      since: '2026-03-01T00:00:00Z',
      until: '2026-03-31',
      alternative: null,
    })
  }
})

test('it stands for 30 days of the content, and longer than anybody may keep a copy', async () => {
  const settings = (maxStaleDays: number) => ({
    'site-settings-en': {
      publicApi: {
        licence: 'CC BY 4.0',
        licenceUrl: 'https://creativecommons.org/licenses/by/4.0/',
        attribution: 'Example library',
        maxStaleDays,
      },
    },
  })
  await publish(BEFORE)
  await publish(AFTER)
  expect((await publish(AFTER, edited('2026-03-31'))).recall('faq-hurt')).toBeDefined()
  const long = await publish(AFTER, edited('2026-04-01'), settings(30))
  expect(long.recall('faq-hurt')?.until).toBe('2026-04-01')
  expect((await publish(AFTER, edited('2026-04-01'))).recall('faq-hurt')).toBeUndefined()
})

describe('what brings the unsafe words back', () => {
  test.each([
    ['a backup', '2026-02-20'],
    ['an older version, restored in Studio', '2026-03-02'],
  ])('%s: no revision is safe any more', async (_, day) => {
    const first = await publish(BEFORE)
    await publish(AFTER)
    const back = await publish(hurt(day, ''))
    expect(back.item('faq-hurt')?.rev).toBe(first.item('faq-hurt')?.rev)
    expect(back.recall('faq-hurt')).toMatchObject({
      action: 'takeDown',
      rev: null,
      unsafe: [{rev: first.item('faq-hurt')?.rev}],
      reason: 'Burning added.',
    })
    // Once there are other words, these are the ones to show.
    const mended = await publish(hurt('2026-03-05', 'Tell them at once.'))
    expect(mended.recall('faq-hurt')).toMatchObject({
      action: 'refresh',
      rev: mended.item('faq-hurt')?.rev,
      unsafe: [{rev: first.item('faq-hurt')?.rev}],
    })
  })

  test('editors who say so in a note', async () => {
    const first = await publish(BEFORE)
    await publish(AFTER)
    const said = note('2026-03-02', 'minor', 'The warning was a mistake.')
    const back = await publish(hurt('2026-03-02', '', said))
    expect(back.recall('faq-hurt')).toMatchObject({
      action: 'refresh',
      rev: back.item('faq-hurt')?.rev,
      unsafe: [{rev: first.item('faq-hurt')?.rev}],
    })
  })
})

describe('what is not published any more', () => {
  const withdrawn = {
    'faq-drive': {
      status: 'withdrawn',
      withdrawal: {reason: 'It was wrong.', date: '2026-03-01'},
      _updatedAt: '2026-03-01T00:00:00Z',
    },
  }

  test.each([
    ['deleted', {'faq-drive': null}, 'This page is no longer published.'],
    ['withdrawn', withdrawn, 'It was wrong.'],
  ])('%s: is recalled for as long as its tombstone stands', async (_, change, reason) => {
    const {rev} = (await publish({})).item('faq-drive') ?? {}
    const widget = 'en/widgets/procedures/test-shot.json'
    const late = edited('2027-12-31')
    for (const changes of [[change], [change, late], [change, late]]) {
      const {recall, read} = await publish(...changes)
      expect(read(widget)).toMatchObject({items: [{id: 'does-it-hurt'}], recalled: ['can-i-drive']})
      expect(recall('faq-drive')).toMatchObject({
        action: 'takeDown',
        rev: null,
        unsafe: [{rev}],
        reason,
        until: null,
      })
    }
    await publications.lose('changes/ledger.json')
    expect((await publish(change, late)).recall('faq-drive')).toMatchObject({action: 'takeDown'})
  })

  test('pages that showed the answer whole are recalled with it, those with its card are not', async () => {
    await publish({})
    const {changes, recall} = await publish(withdrawn)
    expect(changes.items.find(({id}) => id === 'procedure-shot')).toMatchObject({
      cause: 'linked',
      significance: 'safety',
      note: 'It was wrong.',
    })
    expect(recall('procedure-shot')).toMatchObject({action: 'refresh', reason: 'It was wrong.'})
    expect(recall('faq-hurt')).toBeUndefined()
  })

  test('one that editors bring back may be shown again', async () => {
    const {rev} = (await publish({})).item('faq-drive') ?? {}
    await publish(withdrawn)
    const back = await publish({})
    expect(back.recall('faq-drive')).toMatchObject({action: 'refresh', rev, unsafe: []})
  })

  test('an old address leads to nothing once its document is gone', async () => {
    const moved = {
      'faq-drive': {slug: {_type: 'slug', current: 'driving'}, slugHistory: ['can-i-drive']},
    }
    await publish({})
    await publish(moved)
    const {read, recall, redirects} = await publish({'faq-drive': null})
    expect(read('en/faqs/can-i-drive.json')).toMatchObject({status: 'gone', alternative: null})
    expect(redirects).toContain('/en/faqs/can-i-drive/ /en/faqs/can-i-drive/index.html 410')
    expect(recall('faq-drive')?.slug).toBe('driving')
  })
})

describe('what is lost', () => {
  test('the ledger: the feed still says which revisions are unsafe', async () => {
    const first = await publish(BEFORE)
    await publish(AFTER)
    await publications.lose('changes/ledger.json')
    const {recall, read} = await publish(AFTER, edited('2026-03-10'))
    expect(recall('faq-hurt')).toMatchObject({
      action: 'refresh',
      rev: read('en/faqs/does-it-hurt.json').rev,
      unsafe: [{rev: first.item('faq-hurt')?.rev}],
    })
  })

  test('the ledger, in the very publication that changes safety', async () => {
    const first = await publish(BEFORE)
    await publications.lose('changes/ledger.json')
    const {item, recall} = await publish(AFTER)
    expect(item('faq-hurt')).toMatchObject({operation: 'refresh', significance: 'safety'})
    expect(recall('faq-hurt')?.unsafe).toMatchObject([{rev: first.item('faq-hurt')?.rev}])
  })

  test('the feed: another one begins under another name, and no notice is lost', async () => {
    const first = await publish(BEFORE)
    await publish(AFTER, {'faq-drive': null})
    await publications.tear('changes/index.json')
    const next = await publish(AFTER, {'faq-drive': null}, edited('2026-03-10'))
    expect(next.changes.ledger.feedId).not.toBe(first.changes.ledger.feedId)
    expect(next.changes.items.map(({seq}) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(new Set(next.changes.items.map(({operation}) => operation))).toEqual(
      new Set(['refresh']),
    )
    expect(next.recall('faq-hurt')).toMatchObject({action: 'refresh', since: '2026-03-01'})
    expect(next.recall('faq-drive')).toMatchObject({action: 'takeDown'})
    expect(next.read('en/faqs/can-i-drive.json')).toMatchObject({status: 'gone'})
  })

  test('all: the notes and withdrawals of the documents still recall', async () => {
    await publications.end()
    const drafted: Readonly<Record<string, Partial<LakeDoc>>> = {
      'procedure-other': {
        status: 'withdrawn',
        withdrawal: {reason: 'Unsafe.', date: '2026-02-01'},
      },
    }
    const minor = note('2026-03-02', 'minor', 'Comma.')
    const {recall} = await publish(hurt('2026-03-02', '', minor, safety), drafted)
    expect(recall('faq-hurt')).toMatchObject({action: 'refresh', since: '2026-03-01'})
    expect(recall('procedure-other')).toMatchObject({action: 'takeDown', reason: 'Unsafe.'})
  })
})

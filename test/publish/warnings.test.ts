import {expect, test} from 'vitest'
import {NOTHING_PREVIOUS} from '../../site/publish/api/changes.ts'
import {warningsOf} from '../../site/publish/warnings.ts'
import {publishedAfter} from '../api/publications.ts'
import {fixtureWith} from '../fixtures/content.ts'

/** What is published all the same, but not without a word. */

const NOW = new Date('2026-03-02T00:00:00Z')
const publish = async (edits: Parameters<typeof fixtureWith>[0], last = NOTHING_PREVIOUS) => {
  const {content, changes} = await publishedAfter(fixtureWith(edits), last)
  return {warnings: warningsOf(content, changes, last, NOW), next: {...changes, isLost: false}}
}
const safety = {_key: 'n', _type: 'changeNote', date: '2026-03-01', kind: 'safety', note: 'Burns.'}
const warned = {
  'faq-hurt': {
    shortAnswer: 'It may hurt. Tell the team at once when it burns or goes numb.',
    changeNotes: [safety],
    _updatedAt: '2026-03-01T00:00:00Z',
  },
}

test('nothing is said of an ordinary publication', async () => {
  const first = await publish({})
  expect(first.warnings).toEqual([])
  expect((await publish(warned, first.next)).warnings).toEqual([])
})

test('words that were recalled and are published again are named, and what to do', async () => {
  const {next} = await publish(warned, (await publish({})).next)
  expect((await publish({}, next)).warnings).toContainEqual(
    expect.stringMatching(/^warning: faq-hurt \(en\): .*recalled on 2026-03-01.* — publish other/),
  )
})

test('a lost ledger and a time ahead of the clock are named', async () => {
  const {next} = await publish({})
  const late = {'faq-drive': {_updatedAt: '2099-01-01T00:00:00Z'}}
  expect((await publish(late, {...next, isLost: true})).warnings).toEqual([
    expect.stringMatching(/^warning: .*could not be read, so every document is announced anew/),
    expect.stringMatching(/^warning: the newest edit is of 2099-01-01/),
  ])
})

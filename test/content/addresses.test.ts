import {describe, expect, test} from 'vitest'
import {addressProblems} from '../../site/content/addresses.ts'
import {formatProblem} from '../../site/content/errors.ts'
import {changesAfter} from '../api/publications.ts'
import {fixtureDocuments, fixtureWith, ref, type LakeDoc} from '../fixtures/content.ts'
import {loaded, translationsOf} from './support.ts'

const redirect = (
  id: string,
  from: string,
  changes: Readonly<Record<string, unknown>>,
): LakeDoc => ({
  _id: id,
  _type: 'redirect',
  _rev: 'r1',
  _createdAt: '2026-01-01T00:00:00Z',
  _updatedAt: '2026-02-01T00:00:00Z',
  from,
  permanent: true,
  ...changes,
})
const toShot = {toDocument: ref('procedure-shot')}

describe('an address that was published', () => {
  const after = async (changes: Parameters<typeof fixtureWith>[0], added: readonly LakeDoc[]) => {
    const {ledger} = await changesAfter(fixtureWith(changes), null)
    return async (now: Parameters<typeof fixtureWith>[0]) => {
      const content = await loaded(fixtureWith(now, added))
      return addressProblems(content, {baseUrl: null, ledger}).map(formatProblem)
    }
  }

  test('is refused to another document, also as its former slug', async () => {
    const linesNow = await after({}, [])
    const drive = {slug: {_type: 'slug', current: 'can-i-drive'}}
    expect(await linesNow({'faq-drive': null, 'faq-hurt': drive})).toEqual([
      expect.stringMatching(/^faq-hurt slug.current: was the slug of faq-drive, .*can-i-drive/),
    ])
    expect(await linesNow({'faq-drive': null, 'faq-hurt': {slugHistory: ['can-i-drive']}})).toEqual(
      [expect.stringMatching(/^faq-hurt slugHistory\[0\]: was the slug of faq-drive/)],
    )
    expect(await linesNow({'faq-drive': {slug: {_type: 'slug', current: 'driving'}}})).toEqual([])
    expect(await linesNow({})).toEqual([])
  })

  test('is refused to a redirect: a deleted page says that it is gone', async () => {
    const linesNow = await after({}, [redirect('a', '/en/faqs/can-i-drive/', toShot)])
    expect(await linesNow({'faq-drive': null})).toEqual([
      expect.stringMatching(/^a from: was the address of faq-drive, .*no longer published/),
    ])
  })

  test('is no target of a redirect, nor is one that leads on, on whatever host the site is', async () => {
    const {ledger} = await changesAfter(fixtureDocuments(), null)
    const toUrl = (path: string) => ({toUrl: `https://www.pain.example.org${path}`})
    const added = [
      redirect('a', '/en/older/', toUrl('/en/faqs/can-i-drive')),
      redirect('b', '/en/old/', toUrl('/en/older/?x=1')),
      redirect('c', '/en/own/', toUrl('/EN/own/index.html')),
      redirect('d', '/en/fine/', toUrl('/en/faqs/does-it-hurt/')),
      redirect('e', '/en/away/', {toUrl: 'https://other.example.org/en/old/'}),
    ]
    // The organization has another address than this library.
    const changes = {
      'faq-drive': null,
      'site-settings-en': {organizationUrl: 'https://clinic.example.org'},
    }
    const content = await loaded(fixtureWith(changes, added))
    const site = {baseUrl: 'https://pain.example.org', ledger}
    expect(addressProblems(content, site).map(formatProblem)).toEqual([
      expect.stringMatching(/^a toUrl: leads to an address that faq-drive no longer has/),
      expect.stringMatching(/^b toUrl: leads to an address that a redirects again/),
      expect.stringMatching(/^c toUrl: leads back to itself/),
    ])
  })

  test('stays that of a document that becomes a translation, or ceases to be one', async () => {
    const linked = {translations: translationsOf({en: 'faq-hurt', es: 'faq-drive'})}
    const spanish = {'faq-drive': {language: 'es'}}
    const {ledger} = await changesAfter(fixtureDocuments(), null)
    const entry = ledger.documents.find(({id}) => id === 'faq-drive')
    if (entry === undefined) throw new Error('the fixture has no such question')
    const path = entry.path.replace('en/', 'es/')
    for (const [id, added] of [
      ['faq-drive', [linked.translations]],
      ['faq-hurt', []],
    ] as const) {
      const documents = [{...entry, id, path, locale: 'es'}]
      const content = await loaded(fixtureWith(spanish, added))
      expect(addressProblems(content, {baseUrl: null, ledger: {...ledger, documents}})).toEqual([])
    }
  })
})

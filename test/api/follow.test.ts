import {afterEach, beforeEach, expect, test} from 'vitest'
import {cite, fixtureWith, paragraph, ref} from '../fixtures/content.ts'
import {Publications} from './publications.ts'

/** Every address that belonged to a document goes where the document goes. */

let publications: Publications
beforeEach(async () => {
  publications = await Publications.begin()
})
afterEach(() => publications.end())
const publish = (changes: Parameters<typeof fixtureWith>[0]) =>
  publications.publish(fixtureWith(changes))
const slug = (current: string) => ({slug: {_type: 'slug', current}})

test('of a document that moved', async () => {
  await publish({})
  const {read, redirects, files} = await publish({
    'condition-back': slug('low-back-pain'),
    'procedure-shot': slug('test-jab'),
  })
  const moved = {status: 'moved', alternative: {slug: 'low-back-pain'}}
  for (const path of [
    'en/conditions/back-pain.json',
    'en/conditions/back-pain.pt.json',
    'en/by/condition/back-pain.json',
  ]) {
    const to = path.replace('back-pain', 'low-back-pain')
    expect(read(path), path).toMatchObject(moved)
    expect(redirects).toContain(`/api/v1/${path} /api/v1/${to} 301\n`)
    expect(files.has(`api/v1/${to}`), to).toBe(true)
  }
  for (const from of ['/en/conditions/back-pain/', '/en/conditions/back-pain']) {
    expect(redirects).toContain(`${from} /en/conditions/low-back-pain/ 301\n`)
  }
  // Pasted elements follow no redirect, so what they ask for has the content itself.
  const widget = 'en/widgets/procedures/test-shot.json'
  expect(read(widget)).toEqual(read(widget.replace('test-shot', 'test-jab')))
  expect(read('en/oembed/procedures/test-shot.json').title).toBe('Test injection')
  expect(redirects).not.toMatch(/^\S*(widgets|oembed|embed)\S* /m)
})

test('of a document that is gone', async () => {
  const treats = {use: 'sometimes', citations: [cite('source-a')]}
  const elsewhere = {treats: [{_key: 't', condition: ref('condition-sciatica'), ...treats}]}
  const unlinked = {
    'procedure-shot': {...elsewhere, overview: [paragraph('o', 'A doctor gives a shot.')]},
    'procedure-other': {...elsewhere, overview: [paragraph('o', 'A doctor gives a shot.')]},
    'condition-sciatica': {parent: undefined, relatedConditions: []},
  }
  await publish({})
  await publish(unlinked)
  const {read, redirects} = await publish({...unlinked, 'condition-back': null})
  for (const path of [
    'en/conditions/back-pain.json',
    'en/conditions/back-pain.pt.json',
    'en/by/condition/back-pain.json',
  ]) {
    expect(read(path), path).toMatchObject({status: 'gone', id: 'condition-back'})
    expect(redirects).toContain(`/api/v1/${path} /api/v1/${path} 410\n`)
  }
  const paths = read('tombstones.json').items.map(({path}: {path: string}) => path)
  expect(paths).toHaveLength(3)
})

test('of a list that nothing is on any more', async () => {
  const code = 'en/by/code/mesh/D007268.json'
  const before = (await publish({})).read(code)
  expect(before.total).toBe(2)
  const uncoded = {'procedure-shot': {codes: []}, 'procedure-other': {codes: []}}
  for (const publication of [await publish(uncoded), await publish(uncoded)]) {
    expect(publication.read(code)).toEqual({...before, total: 0, items: []})
    expect(JSON.stringify(publication.read('en/by/index.json'))).not.toContain('D007268')
  }
  expect((await publish({})).read(code)).toEqual(before)
})

test('of a widget document, also when the ledger is lost', async () => {
  const gone = {
    'procedure-shot': null,
    'redirect-ts': null,
    'faq-hurt': {about: [{_key: 'x', ...ref('technique-xray')}]},
    'faq-drive': {about: [{_key: 'x', ...ref('technique-xray')}]},
  }
  await publish({})
  await publications.lose('changes/ledger.json')
  for (const {read, files} of [await publish(gone), await publish(gone)]) {
    expect(read('en/widgets/procedures/test-shot.json')).toMatchObject({
      items: [],
      recalled: ['can-i-drive', 'does-it-hurt'],
    })
    expect(files.has('api/v1/en/oembed/procedures/test-shot.json')).toBe(true)
  }
})

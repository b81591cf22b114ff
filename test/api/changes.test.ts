import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import type {Changes} from '../../site/publish/api/changes.ts'
import {fixtureDocuments, fixtureWith, ref, type LakeDoc} from '../fixtures/content.ts'
import {Publications} from './publications.ts'

let publications: Publications
beforeEach(async () => {
  publications = await Publications.begin()
})
afterEach(() => publications.end())
const publish = (documents: readonly LakeDoc[]) => publications.publish(documents)

const summary = ({items}: Changes) =>
  items.map(({operation, cause, significance, id}) => `${operation} ${cause} ${significance} ${id}`)

describe('the change feed', () => {
  test('begins with every document and numbers them from 1', async () => {
    const {changes} = await publish(fixtureDocuments())
    expect(changes.items.map(({seq}) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(new Set(changes.items.map(({operation}) => operation))).toEqual(new Set(['create']))
  })

  test('an unchanged publication adds nothing and keeps every byte', async () => {
    const before = await publish(fixtureDocuments())
    const after = await publish(fixtureDocuments())
    expect(after.changes.items).toEqual([])
    expect(after.files).toEqual(before.files)
  })

  test('a new title is an own change, and linked ones where its card is shown', async () => {
    await publish(fixtureDocuments())
    const {changes} = await publish(
      fixtureWith({
        'technique-xray': {title: 'Moving X-ray', _updatedAt: '2026-03-01T00:00:00Z'},
      }),
    )
    expect(summary(changes)).toEqual([
      'update linked editorial condition-back',
      'update linked editorial faq-hurt',
      'update linked editorial procedure-other',
      'update linked editorial procedure-shot',
      'update own editorial technique-xray',
      'update linked editorial topic-pain',
    ])
    expect(changes.items.find(({cause}) => cause === 'own')?.sections).toEqual(['title'])
  })

  test('a safety note makes the change a matter of safety, for pages that show it too', async () => {
    await publish(fixtureDocuments())
    const {changes, recall} = await publish(
      fixtureWith({
        'faq-hurt': {
          shortAnswer: 'It may hurt. Tell the team at once when it burns or goes numb.',
          changeNotes: [
            {
              _key: 'n',
              _type: 'changeNote',
              date: '2026-03-01',
              note: 'Burning added.',
              kind: 'safety',
            },
          ],
        },
      }),
    )
    const byId = new Map(changes.items.map((item) => [item.id, item]))
    expect(byId.get('faq-hurt')).toMatchObject({
      operation: 'update',
      cause: 'own',
      significance: 'safety',
      note: 'Burning added.',
      sections: ['answer'],
    })
    expect(byId.get('procedure-shot')).toMatchObject({cause: 'linked', significance: 'safety'})
    // It shows only the card.
    expect(byId.get('faq-drive')).toMatchObject({cause: 'linked', significance: 'editorial'})
    expect(recall('faq-hurt')).toMatchObject({action: 'refresh', rev: byId.get('faq-hurt')?.rev})
    expect(recall('procedure-shot')).toMatchObject({action: 'refresh', reason: 'Burning added.'})
    expect(recall('faq-drive')).toBeUndefined()
  })

  test('a review alone is told apart from an edit', async () => {
    const reviewer: LakeDoc = {
      ...(fixtureDocuments().find(({_id}) => _id === 'contributor-a') as LakeDoc),
      _id: 'contributor-b',
      slug: {_type: 'slug', current: 'b'},
      role: 'clinician',
      credentials: 'MD',
    }
    await publish(fixtureWith({}, [reviewer]))
    const {changes} = await publish(
      fixtureWith(
        {
          'condition-sciatica': {
            review: {
              lastReviewed: '2026-02-01',
              reviewedBy: [{_key: 'r', _type: 'reference', _ref: 'contributor-b'}],
            },
          },
        },
        [reviewer],
      ),
    )
    expect(summary(changes)).toEqual(['review own editorial condition-sciatica'])
  })

  test('a new slug moves the document and leaves a notice at the old address', async () => {
    await publish(fixtureDocuments())
    const {changes, read, redirects} = await publish(
      fixtureWith({
        'faq-drive': {slug: {_type: 'slug', current: 'driving'}, slugHistory: ['can-i-drive']},
      }),
    )
    expect(changes.items.find(({id}) => id === 'faq-drive')).toMatchObject({
      operation: 'move',
      slug: 'driving',
      path: 'en/faqs/driving.json',
      from: 'en/faqs/can-i-drive.json',
    })
    expect(read('en/faqs/can-i-drive.json')).toMatchObject({
      status: 'moved',
      alternative: {slug: 'driving'},
    })
    expect(redirects).toContain('/en/faqs/can-i-drive/ /en/faqs/driving/ 301')
    expect(read('ids/faq-drive.json').locales.en).toMatchObject({
      slug: 'driving',
      status: 'published',
    })
  })

  test('a deleted document leaves a notice, also when the ledger alone remembers it', async () => {
    await publish(fixtureDocuments())
    const {changes} = await publish(fixtureWith({'faq-drive': null}))
    expect(changes.items.find(({id}) => id === 'faq-drive')).toMatchObject({
      operation: 'delete',
      significance: 'clinical',
      rev: null,
    })
    const {read, redirects} = await publish(fixtureWith({'faq-drive': null}))
    expect(read('en/faqs/can-i-drive.json')).toMatchObject({status: 'gone', id: 'faq-drive'})
    expect(redirects).toContain('/en/faqs/can-i-drive/ /en/faqs/can-i-drive/index.html 410')
  })

  test('a document that comes back takes its address back', async () => {
    await publish(fixtureDocuments())
    await publish(fixtureWith({'faq-drive': null}))
    const {changes, read} = await publish(fixtureDocuments())
    expect(changes.items.find(({id}) => id === 'faq-drive')?.operation).toBe('create')
    expect(read('en/faqs/can-i-drive.json').status).toBe('published')
  })

  test('an address where a widget once was answers: with recalls, or with the answers that moved', async () => {
    const path = 'en/widgets/procedures/test-shot.json'
    const elsewhere = {about: [{_key: 'sciatica', ...ref('condition-sciatica')}]}
    const unlinked = {'faq-hurt': elsewhere, 'faq-drive': elsewhere}
    await publish(fixtureDocuments())
    await publish(fixtureWith({'faq-drive': elsewhere}))
    const unpublished = {'faq-hurt': null, 'faq-drive': null}
    for (const change of [unlinked, unpublished, unpublished]) {
      const {files, read} = await publish(fixtureWith(change))
      expect(read(path)).toMatchObject({
        url: 'https://pain.example.org/en/procedures/test-shot/',
        items: [],
        recalled: ['can-i-drive', 'does-it-hurt'],
        review: {text: 'The answers that were here have been taken down.'},
      })
      expect(files.has('api/v1/en/oembed/procedures/test-shot.json')).toBe(true)
    }
    const {read} = await publish(fixtureDocuments())
    expect(read(path)).toMatchObject({items: [{id: 'can-i-drive'}, {id: 'does-it-hurt'}]})
    expect(read(path).recalled).toEqual([])
    const renamed = await publish(
      fixtureWith({'procedure-shot': {slug: {_type: 'slug', current: 'test-jab'}}}),
    )
    expect(renamed.read(path)).toEqual(renamed.read(path.replace('test-shot', 'test-jab')))
  })

  test('a lost ledger yields a refresh of every document, never silence', async () => {
    await publish(fixtureDocuments())
    await publications.tear('changes/ledger.json')
    const {changes} = await publish(fixtureDocuments())
    expect(new Set(changes.items.map(({operation}) => operation))).toEqual(new Set(['refresh']))
    expect(changes.items.map(({seq}) => seq)).toEqual([9, 10, 11, 12, 13, 14, 15, 16])
  })

  test('a lost ledger hides no deletion and takes no notice away', async () => {
    const loseLedger = () => publications.lose('changes/ledger.json')
    await publish(fixtureDocuments())
    await loseLedger()
    const deleted = await publish(fixtureWith({'faq-drive': null}))
    expect(deleted.changes.items.find(({id}) => id === 'faq-drive')).toMatchObject({
      operation: 'delete',
      rev: null,
    })
    expect(deleted.read('en/faqs/can-i-drive.json')).toMatchObject({
      status: 'gone',
      id: 'faq-drive',
    })
    await loseLedger()
    const later = await publish(fixtureWith({'faq-drive': null}))
    expect(later.changes.items.map(({id}) => id)).not.toContain('faq-drive')
    expect(later.read('en/faqs/can-i-drive.json')).toMatchObject({status: 'gone', id: 'faq-drive'})
  })

  test('every document whose bytes changed has exactly one item', async () => {
    const before = await publish(fixtureDocuments())
    const after = await publish(
      fixtureWith({
        'source-a': {
          ...fixtureDocuments().find(({_id}) => _id === 'source-a'),
          title: 'A corrected title',
        },
        'faq-drive': {question: 'May I drive home?'},
      }),
    )
    const isDocument = (path: string) =>
      /^api\/v1\/en\/(procedures|techniques|conditions|faqs|topics)\/(?!index)[a-z-]+\.json$/.test(
        path,
      )
    const changed = [...after.files]
      .filter(([path]) => isDocument(path))
      .filter(([path, bytes]) => !Buffer.from(bytes).equals(before.files.get(path) ?? Buffer.of()))
      .map(([path]) => path.slice('api/v1/'.length))
    expect(after.changes.items.map(({path}) => path).toSorted()).toEqual(changed.toSorted())
  })
})

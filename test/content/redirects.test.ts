import {describe, expect, test} from 'vitest'
import {formatProblem} from '../../site/content/errors.ts'
import {validateContent} from '../../site/content/validate.ts'
import {fixtureWith, ref, type LakeDoc} from '../fixtures/content.ts'
import {loaded} from './support.ts'

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
const toUrl = (url: string) => ({toUrl: url})
const toShot = {toDocument: ref('procedure-shot')}

async function linesOf(
  added: readonly LakeDoc[],
  changes: Parameters<typeof fixtureWith>[0] = {},
): Promise<string[]> {
  const content = await loaded(fixtureWith(changes, added))
  expect(content.problems).toEqual([])
  return validateContent(content).map(formatProblem)
}

const ours = {'site-settings-en': {organizationUrl: 'https://pain.example.org/'}}

describe('a redirect', () => {
  test('to a document or to another site is fine', async () => {
    expect(
      await linesOf(
        [
          redirect('a', '/en/old/', toShot),
          redirect('b', '/en/older/', toUrl('https://www.example.com/en/old/')),
        ],
        ours,
      ),
    ).toEqual([])
  })

  test('from an address in no language of this site is named', async () => {
    expect(await linesOf([redirect('a', '/xx/old/', toShot)])).toEqual([
      expect.stringMatching(/^a from: does not begin with a language of this site \(\/xx\/old\/\)/),
    ])
  })

  test.each([
    ['procedure-shot', '/en/procedures/test-shot/'],
    ['technique-xray', '/en/techniques/live-x-ray/'],
    ['condition-back', '/en/conditions/back-pain/'],
    ['faq-hurt', '/en/faqs/does-it-hurt/'],
    ['topic-pain', '/en/topics/pain-procedures/'],
  ])('from the page of %s is named', async (id, from) => {
    expect(await linesOf([redirect('a', from, toShot)])).toEqual([
      expect.stringMatching(new RegExp(`^a from: is the address of ${id} `)),
    ])
  })

  test('from the page of a withdrawn document is named: readers are told there why', async () => {
    const withdrawn = {
      status: 'withdrawn',
      withdrawal: {reason: 'It was wrong.', date: '2026-02-01'},
    }
    expect(
      await linesOf([redirect('a', '/en/faqs/does-it-hurt/', toShot)], {'faq-hurt': withdrawn}),
    ).toEqual([expect.stringMatching(/^a from: is the address of faq-hurt /)])
  })

  test('from a former address of a page is named: it leads there already', async () => {
    const moved = {'faq-hurt': {slugHistory: ['hurts']}}
    expect(await linesOf([redirect('a', '/en/faqs/hurts/', toShot)], moved)).toEqual([
      expect.stringMatching(/^a from: is a former address of faq-hurt /),
    ])
  })

  test('from an address that another redirects already is named once', async () => {
    expect(
      await linesOf([redirect('a', '/en/old/', toShot), redirect('b', '/en/old/', toShot)]),
    ).toEqual([expect.stringMatching(/^b from: is redirected by a already/)])
  })

  test('to its own address is named', async () => {
    expect(
      await linesOf([redirect('a', '/en/old/', toUrl('https://pain.example.org/en/old/'))], ours),
    ).toEqual([expect.stringMatching(/^a toUrl: leads back to itself/)])
  })

  test.each([
    'https://pain.example.org/en/old',
    'https://www.pain.example.org/EN//Old/',
    'https://pain.example.org/en/%6Fld/index.html',
    'https://pain.example.org/en/x/../old/?from=here#top',
  ])('to its own address as %s is named', async (url) => {
    expect(await linesOf([redirect('a', '/en/old/', toUrl(url))], ours)).toEqual([
      expect.stringMatching(/^a toUrl: leads back to itself/),
    ])
  })

  test('to a former address of a page is named', async () => {
    const chain = redirect('a', '/en/old/', toUrl('https://pain.example.org/en/faqs/hurts/'))
    expect(await linesOf([chain], {...ours, 'faq-hurt': {slugHistory: ['hurts']}})).toEqual([
      expect.stringMatching(/^a toUrl: leads to a former address of faq-hurt/),
    ])
  })

  test.each(['/en/', '/en/procedures/', '/en/about/', '/en/developers/feed/'])(
    'from %s, a page of the site itself, is named',
    async (from) => {
      expect(await linesOf([redirect('a', from, toShot)])).toEqual([
        expect.stringMatching(/^a from: is a page of the site itself/),
      ])
    },
  )

  test('to an address that is redirected again is named', async () => {
    const chain = [
      redirect('a', '/en/old/', toUrl('https://pain.example.org/en/older/')),
      redirect('b', '/en/older/', toShot),
    ]
    expect(await linesOf(chain, ours)).toEqual([
      expect.stringMatching(/^a toUrl: leads to an address that b redirects again/),
    ])
    // Nobody has said which site this is, so the address may be ours.
    expect(await linesOf(chain)).toHaveLength(1)
  })

  test('with all faults is named with all of them', async () => {
    const lines = await linesOf(
      [
        redirect('a', '/xx/old/', toUrl('https://pain.example.org/xx/old/')),
        redirect('b', '/xx/old/', toShot),
      ],
      ours,
    )
    expect(lines).toHaveLength(4)
  })
})

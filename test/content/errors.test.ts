import {writeFile} from 'node:fs/promises'
import {describe, expect, test} from 'vitest'
import {ContentError, formatProblem, ndjsonClient, readContent} from '../../site/content/index.ts'
import {
  fixtureDocuments,
  fixtureWith,
  paragraph,
  ref,
  toNdjson,
  writeNdjson,
  type LakeDoc,
} from '../fixtures/content.ts'

const BASE_URL = 'https://pain.example.org'

async function problemLines(documents: readonly LakeDoc[] | string): Promise<string[]> {
  const file = await writeNdjson(typeof documents === 'string' ? [] : documents)
  if (typeof documents === 'string') await writeFile(file, documents)
  try {
    await readContent(await ndjsonClient(file), BASE_URL)
    return []
  } catch (error) {
    if (error instanceof ContentError) return error.problems.map(formatProblem)
    throw error
  }
}

const linkTo = (href: string) => [
  paragraph('x', 'See ', [{text: 'this', mark: {_key: 'm', _type: 'link', href}}]),
]

describe('content that cannot be published', () => {
  test('a valid corpus has no problem', async () => {
    expect(await problemLines(fixtureDocuments())).toEqual([])
  })

  test('a broken reference, a twin slug and a script link are three errors in one go', async () => {
    const lines = await problemLines(
      fixtureWith({
        'procedure-shot': {parent: ref('procedure-nowhere')},
        'procedure-other': {slug: {_type: 'slug', current: 'test-shot'}},
        'faq-drive': {answer: linkTo('javascript:alert(1)')},
      }),
    )
    expect(lines).toHaveLength(3)
    expect(lines.find((line) => line.startsWith('procedure-shot parent:'))).toContain(
      'procedure-nowhere',
    )
    const twin = lines.find((line) => line.includes('slug'))
    expect(twin).toContain('procedure-shot')
    expect(twin).toContain('procedure-other')
    expect(lines.find((line) => line.startsWith('faq-drive answer'))).toContain('javascript:')
    for (const line of lines) expect(line).toMatch(/^\S+ \S+: .+ \(.+\) — .+$/)
  })

  const cases: [name: string, documents: LakeDoc[] | string, expected: RegExp][] = [
    [
      'a slug with a path in it',
      fixtureWith({'faq-hurt': {slug: {_type: 'slug', current: '../../escape'}}}),
      /^faq-hurt slug\.current: .*\.\.\/\.\.\/escape/,
    ],
    [
      'a slug that the API uses itself',
      fixtureWith({'faq-hurt': {slug: {_type: 'slug', current: 'index'}}}),
      /^faq-hurt slug\.current: .*uses itself \(index\)/,
    ],
    [
      'slugs that differ in case only',
      fixtureWith({'procedure-other': {slug: {_type: 'slug', current: 'Test-Shot'}}}),
      /is also the slug of procedure-other|is also the slug of procedure-shot/,
    ],
    [
      'a reference to a document of the wrong type',
      fixtureWith({'faq-hurt': {about: [{_key: 'a', ...ref('source-a')}]}}),
      /^faq-hurt about\[0\]: points at a document of type source/,
    ],
    [
      'a draft-only target',
      fixtureWith({'condition-back': null}, [
        {
          ...(fixtureDocuments().find(({_id}) => _id === 'condition-back') as LakeDoc),
          _id: 'drafts.condition-back',
        },
      ]),
      /points at a document that is not published \(condition-back\)/,
    ],
    [
      'parents that go round in a circle',
      fixtureWith({'condition-back': {parent: ref('condition-sciatica')}}),
      /^condition-back parent: goes round in a circle/,
    ],
    [
      'stages that go round in a circle',
      fixtureWith({
        'procedure-shot': {stages: [{_key: 's', ...ref('procedure-other')}]},
        'procedure-other': {stages: [{_key: 's', ...ref('procedure-shot')}]},
      }),
      /^procedure-other stages: goes round in a circle: procedure-other → procedure-shot → procedure-other/,
    ],
    [
      'a list that links a document twice',
      fixtureWith({
        'faq-hurt': {
          about: [
            {_key: 'a', ...ref('procedure-shot')},
            {_key: 'b', ...ref('procedure-shot')},
          ],
        },
      }),
      /^faq-hurt about\[1\]: is linked twice \(procedure-shot\)/,
    ],
    [
      'a needle that nothing guides',
      fixtureWith({'technique-xray': {kind: 'other'}}),
      /^procedure-shot guidedBy\[0\]\.technique: is not a technique that guides a needle/,
    ],
    [
      'a document that is its own parent',
      fixtureWith({'condition-back': {parent: ref('condition-back')}}),
      /^condition-back parent: points at its own document/,
    ],
    [
      'a type that nobody publishes',
      fixtureWith({}, [{_id: 'x-1', _type: 'recipe'}]),
      /^x-1 _type: is a type that this package does not publish \(recipe\)/,
    ],
    [
      'a block type without a public form',
      fixtureWith({'faq-hurt': {answer: [{_key: 'v', _type: 'video', url: 'x'}]}}),
      /^faq-hurt answer\[0\].*\(video\)/,
    ],
    [
      'a mark without a public form',
      fixtureWith({
        'faq-hurt': {
          answer: [
            {
              _key: 'b',
              _type: 'block',
              style: 'normal',
              markDefs: [],
              children: [{_key: 's', _type: 'span', text: 'x', marks: ['underline']}],
            },
          ],
        },
      }),
      /^faq-hurt answer\[0\]\.children\[0\]\.marks: .*underline/,
    ],
    [
      'contested evidence without the other side',
      fixtureWith({
        'procedure-shot': {
          evidence: [
            {
              _key: 'e',
              _type: 'evidenceStatement',
              outcome: 'o',
              population: 'p',
              finding: 'f',
              certainty: 'contested',
              favours: 'mixed',
              citations: [{_key: 'c', _type: 'citation', source: ref('source-a')}],
            },
          ],
        },
      }),
      /^procedure-shot evidence\[0\]\.dissent: is missing/,
    ],
    [
      'a finding for another treatment that is not named',
      fixtureWith({
        'procedure-shot': {
          evidence: [
            {
              _key: 'e',
              _type: 'evidenceStatement',
              outcome: 'o',
              population: 'p',
              finding: 'f',
              certainty: 'low',
              favours: 'comparison',
              citations: [{_key: 'c', _type: 'citation', source: ref('source-a')}],
            },
          ],
        },
      }),
      /^procedure-shot evidence\[0\]\.comparison: is missing/,
    ],
    [
      'a missing required text',
      fixtureWith({'procedure-shot': {withoutTreatment: null}}),
      /^procedure-shot withoutTreatment: is missing/,
    ],
    [
      'no site settings',
      fixtureWith({'site-settings-en': null}),
      /^siteSettings \(en\) language: there are no site settings/,
    ],
    [
      'an unknown language',
      fixtureWith({'faq-hurt': {language: 'xx'}}),
      /^faq-hurt language: is not a language of this site \(xx\)/,
    ],
    [
      'a former slug that is in use',
      fixtureWith({'procedure-other': {slugHistory: ['test-shot']}}),
      /^procedure-other slugHistory\[0\]: is a slug of procedure-shot/,
    ],
    [
      'a withdrawal without a reason',
      fixtureWith({'faq-hurt': {status: 'withdrawn'}}),
      /^faq-hurt withdrawal: is missing on a withdrawn document/,
    ],
    [
      'a redirect from an address that a page has',
      fixtureWith({'redirect-ts': {from: '/en/procedures/test-shot/'}}),
      /^redirect-ts from: is the address of procedure-shot/,
    ],
    [
      'a guide that guides nothing',
      fixtureWith({'technique-xray': {kind: 'therapeuticModality', modality: 'light'}}),
      /^procedure-shot guidedBy\[0\]\.technique: is not a technique that guides/,
    ],
    [
      'an unreviewed document where the clinic asks for review',
      fixtureWith({
        'site-settings-en': {
          ...fixtureDocuments().find(({_id}) => _id === 'site-settings-en'),
          requireClinicalReview: true,
        },
      }),
      /^procedure-shot review\.lastReviewed: is missing, and this site publishes reviewed/,
    ],
    [
      'a document without a revision',
      fixtureWith({'faq-hurt': {_rev: undefined}}),
      /^faq-hurt _rev: is missing/,
    ],
    [
      'a torn last line',
      `${toNdjson(fixtureDocuments())}{"_id":"x","_ty`,
      /^line 15: is not a whole JSON document/,
    ],
    [
      'the same id twice',
      `${toNdjson(fixtureDocuments())}${toNdjson(fixtureDocuments().slice(0, 1))}`,
      /^line 15: repeats the _id of line 1/,
    ],
  ]
  test.each(cases)('%s is named with its field', async (_, documents, expected) => {
    const lines = await problemLines(documents)
    expect(
      lines.some((line) => expected.test(line)),
      lines.join('\n'),
    ).toBe(true)
  })

  /** The fixture with the line of one document changed, and the number of that line. */
  function withLine(id: string, change: (line: string) => string): [text: string, line: number] {
    const lines = fixtureDocuments().map((document) => toNdjson([document]))
    const index = fixtureDocuments().findIndex(({_id}) => _id === id)
    return [lines.with(index, `${change(lines[index] ?? '').trim()}\n`).join(''), index + 1]
  }

  test('a torn line is one error that names its document, beside all other errors', async () => {
    const [text, line] = withLine('source-a', (whole) => whole.slice(0, 60))
    const problems = await problemLines(
      text.replace(
        '"slug":{"_type":"slug","current":"test-shot"}',
        '"slug":{"_type":"slug","current":"index"}',
      ),
    )
    expect(problems).toHaveLength(2)
    expect(problems[0]).toMatch(
      new RegExp(
        `^line ${line}: is not a whole JSON document: .+; _id on it: source-a \\(.+ — mend`,
      ),
    )
    expect(problems[0]).not.toContain('line 1 ')
    expect(problems[1]).toMatch(
      /^procedure-shot slug\.current: is a name that the site uses itself/,
    )
  })

  test.each([
    ['torn off before its _id', (whole: string) => whole.slice(60)],
    ['without an _id', (whole: string) => whole.replace(/"_id":"[^"]+",/, '')],
  ])('with a line %s, what points at nothing says to mend that line first', async (_, change) => {
    const [text, line] = withLine('condition-back', change)
    const [first, ...others] = await problemLines(text)
    expect(first).toMatch(new RegExp(`^line ${line}: `))
    expect(others.length).toBeGreaterThan(1)
    for (const other of others) {
      expect(other).toMatch(
        new RegExp(`: points at .+ \\(condition-back\\) — mend line ${line} first`),
      )
    }
  })

  test('a lost line of settings or of the reviewer accuses nobody else', async () => {
    const reviewed = fixtureWith({
      'site-settings-en': {requireClinicalReview: true},
      'contributor-a': {role: 'clinician', credentials: 'MD'},
    }).map((document) =>
      ['procedure', 'technique', 'condition', 'faq', 'topic'].includes(document._type)
        ? {
            ...document,
            review: {
              lastReviewed: '2026-01-01',
              nextReviewDue: '2027-01-01',
              reviewedBy: [{_key: 'r', ...ref('contributor-a')}],
            },
          }
        : document,
    )
    expect(await problemLines(reviewed)).toEqual([])
    const tear = (id: string) =>
      toNdjson(reviewed).replace(new RegExp(`(?<=^\\{"_id":"${id}").*$`, 'm'), '')
    expect(await problemLines(tear('contributor-a'))).toHaveLength(1)
    const [, ...others] = await problemLines(tear('site-settings-en'))
    expect(others).toEqual([
      expect.stringMatching(/there are no site settings \(en\) — mend line \d+ first/),
    ])
  })

  test.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://x/y',
    '//evil.example/x',
    'http://plain.example/',
    'https://x.example/" onclick="x',
    '',
  ])('the link %j does not publish', async (href) => {
    const lines = await problemLines(fixtureWith({'faq-hurt': {answer: linkTo(href)}}))
    expect(lines.some((line) => line.startsWith('faq-hurt answer[0].markDefs[0].href:'))).toBe(true)
  })

  test('an error stays on one line, whatever the value holds', async () => {
    const [line] = await problemLines(fixtureWith({'faq-hurt': {language: 'a\nb\u2028c\u0007'}}))
    expect(line).not.toMatch(/[\n\u2028\u0007]/)
  })
})

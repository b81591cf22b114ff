import {expect, test} from 'vitest'
import {PortableText} from '../../schemas/objects/portable-text.query.ts'
import {toWidgetNodes, type WidgetResolve} from '../../schemas/projection/widget-nodes.ts'
import {WidgetNodeV1} from '../../schemas/api/v1/widget.ts'

const resolve: WidgetResolve = {
  page: (id) => (id === 'gone' ? null : `https://content.example/en/${id}/`),
  citation: ({source, locator}) => ({
    href: `https://content.example/en/sources/#${source}`,
    text: locator ?? '1',
  }),
  callout: (kind) => kind.toUpperCase(),
  figure: (figure) =>
    figure.decorative === true
      ? null
      : {href: 'https://content.example/en/faqs/a/', text: figure.alt ?? ''},
}

interface Span {
  readonly text: string
  readonly marks?: string[]
}
function block(spans: Span[], more: Record<string, unknown> = {}) {
  return {
    _key: 'b',
    _type: 'block',
    style: 'normal',
    listItem: null,
    level: null,
    markDefs: [],
    children: spans.map((span, index) => ({
      _key: `s${index}`,
      _type: 'span',
      text: span.text,
      marks: span.marks ?? [],
    })),
    ...more,
  }
}
const nodesOf = (blocks: unknown[]) => {
  const nodes = toWidgetNodes(PortableText.parse(blocks), resolve)
  for (const node of nodes) WidgetNodeV1.parse(node)
  return nodes
}

test('a paragraph keeps its text, its decorators and its line breaks', () => {
  expect(
    nodesOf([
      block([{text: 'Call '}, {text: 'now', marks: ['strong', 'em']}, {text: '\nor wait.'}]),
    ]),
  ).toEqual([['p', ['Call ', ['strong', [['em', ['now']]]], ['br', []], 'or wait.']]])
})

test('a sub-heading becomes the h node', () => {
  expect(nodesOf([block([{text: 'After'}], {style: 'h3'})])).toEqual([['h', ['After']]])
})

test('links, references, glossary terms and citations become links with absolute addresses', () => {
  const markDefs = [
    {_key: 'l', _type: 'link', href: 'tel:911'},
    {_key: 'i', _type: 'internalLink', reference: 'nerve-block'},
    {_key: 'g', _type: 'glossaryMark', term: 'gone'},
    {_key: 'c', _type: 'citation', source: 'fda-2014', locator: null},
  ]
  expect(
    nodesOf([
      block(
        [
          {text: 'Call', marks: ['l']},
          {text: ' about a '},
          {text: 'nerve block', marks: ['i']},
          {text: ' or '},
          {text: 'ganglion', marks: ['g']},
          {text: ' risk', marks: ['c']},
        ],
        {markDefs},
      ),
    ]),
  ).toEqual([
    [
      'p',
      [
        ['a', ['Call'], 'tel:911'],
        ' about a ',
        ['a', ['nerve block'], 'https://content.example/en/nerve-block/'],
        ' or ',
        'ganglion',
        ' risk',
        '\u202f',
        ['sup', [['a', ['1'], 'https://content.example/en/sources/#fda-2014']]],
      ],
    ],
  ])
})

const item = (text: string, level: number, listItem = 'bullet') =>
  block([{text}], {listItem, level})

test('lists nest by level', () => {
  expect(nodesOf([item('one', 1), item('deep', 2, 'number'), item('two', 1)])).toEqual([
    [
      'ul',
      [
        ['li', ['one', ['ol', [['li', ['deep']]]]]],
        ['li', ['two']],
      ],
    ],
  ])
})

test('a callout keeps its kind as a word and its sources', () => {
  expect(
    nodesOf([
      {
        _key: 'c',
        _type: 'callout',
        kind: 'warning',
        text: 'Not for children.',
        citations: [{_key: 's', source: 'fda-2014', locator: 'p. 3'}],
      },
    ]),
  ).toEqual([
    [
      'div',
      [
        ['p', [['strong', ['WARNING:']]]],
        [
          'p',
          [
            'Not for children.',
            '\u202f',
            ['sup', [['a', ['p. 3'], 'https://content.example/en/sources/#fda-2014']]],
          ],
        ],
      ],
    ],
  ])
})

test.each([
  ['an unknown block', {_key: 'x', _type: 'marquee'}, /^0\._type: /],
  ['an unknown style', block([{text: 'x'}], {style: 'h9'}), /^0\.style: /],
  ['an unknown mark', block([{text: 'x', marks: ['blink']}]), /^0\.children\.0\.marks: /],
  [
    'a script address',
    block([{text: 'x', marks: ['l']}], {
      markDefs: [{_key: 'l', _type: 'link', href: 'javascript:alert(1)'}],
    }),
    /^0\.markDefs\.0\.href: /,
  ],
])('%s is an error that names its place', (_what, bad, message) => {
  // The cast stands for a caller that skipped the query schema.
  expect(() => toWidgetNodes([bad] as unknown as PortableText, resolve)).toThrow(message)
})

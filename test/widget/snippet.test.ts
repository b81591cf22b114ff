import {parse, parseFragment, type DefaultTreeAdapterTypes} from 'parse5'
import {expect, test} from 'vitest'
import {renderEmbedPage} from '../../site/widget/embed-page.ts'
import {renderDeclarative, renderStatic} from '../../site/widget/snapshot.ts'
import {
  choicesOf,
  htmlSnippet,
  iframeSnippet,
  oembed,
  oembedLink,
  reactSnippet,
  snippets,
  type Fallback,
  type SnippetChoice,
  type SnippetKind,
  type SnippetOptions,
} from '../../site/widget/snippet.ts'
import {STYLE} from '../../site/widget/style.ts'
import {PAYLOADS, richDocument, sampleDocument} from './fixtures/documents.ts'

type Element = DefaultTreeAdapterTypes.Element
type ParentNode = DefaultTreeAdapterTypes.ParentNode

function elementsOf(parent: ParentNode): Element[] {
  return parent.childNodes.flatMap((node) =>
    'tagName' in node
      ? [node, ...elementsOf(node), ...('content' in node ? elementsOf(node.content) : [])]
      : [],
  )
}
const elements = (html: string) => elementsOf(parseFragment(html))
const attribute = (element: Element | undefined, name: string) =>
  element?.attrs.find((one) => one.name === name)?.value

const ORIGIN = 'https://content.example'
const options: SnippetOptions = {
  content: sampleDocument(),
  documentUrl: `${ORIGIN}/api/v1/en/widgets/procedures/nerve-block.json`,
  script: {url: `${ORIGIN}/widget/faq.1.0.0.js`, integrity: `sha384-${'A'.repeat(64)}`},
}
const embedUrl = `${ORIGIN}/embed/en/procedures/nerve-block/`

test('the script is pinned by its hash and tells nobody who embeds it', () => {
  const script = elements(htmlSnippet(options)).find(({tagName}) => tagName === 'script')
  expect(attribute(script, 'src')).toBe(options.script.url)
  expect(attribute(script, 'integrity')).toBe(options.script.integrity)
  expect(attribute(script, 'crossorigin')).toBe('anonymous')
  expect(attribute(script, 'referrerpolicy')).toBe('no-referrer')
})

test('the floating script has no hash, because its bytes change', () => {
  const html = htmlSnippet({...options, script: {url: `${ORIGIN}/widget/v1/faq.js`}})
  expect(html).not.toContain('integrity')
})

test('a preload asks in the same way as the script will', () => {
  const link = elements(htmlSnippet({...options, preload: true})).find(
    ({tagName}) => tagName === 'link',
  )
  expect(link?.attrs.map(({name, value}) => [name, value])).toEqual([
    ['rel', 'preload'],
    ['as', 'fetch'],
    ['href', options.documentUrl],
    ['crossorigin', 'anonymous'],
    ['referrerpolicy', 'no-referrer'],
  ])
})

test('without further choices the element has its source and a link', () => {
  expect(htmlSnippet(options).split('\n').slice(1)).toEqual([
    `<foramen-faq src="${options.documentUrl}">`,
    `<a href="${options.content.url}" lang="en" rel="noreferrer">Nerve blocks</a>`,
    '</foramen-faq>',
  ])
})

test('the link to the source says nothing of the page it stands in, in every snippet', () => {
  const {iframe, ...others} = snippets({...options, embedUrl})
  expect(iframe).toContain('referrerpolicy="no-referrer"')
  for (const code of [...Object.values(others), reactSnippet({...options, light: true})]) {
    expect(code).toMatch(/rel=(\\)?"noreferrer/)
  }
})

test('a pasted shadow tree has the link behind it, for where the template stays one', () => {
  const [, element] = elements(htmlSnippet({...options, fallback: 'shadow'}))
  const children = element?.childNodes.flatMap((node) => ('tagName' in node ? [node] : []))
  expect(children?.map(({tagName}) => tagName)).toEqual(['template', 'a'])
  expect(attribute(children?.[1], 'href')).toBe(options.content.url)
})

const CHOICES: Record<SnippetChoice, Partial<SnippetOptions>> = {
  script: {script: {url: `${ORIGIN}/widget/v1/faq.js`}},
  fallback: {fallback: 'details'},
  headingLevel: {headingLevel: 2},
  open: {open: 'first'},
  single: {single: true},
  light: {light: true},
  withStyle: {withStyle: true},
  preload: {preload: true},
}
const KINDS: readonly SnippetKind[] = ['html', 'wordpress', 'react', 'vue', 'astro', 'iframe']
const FALLBACKS: readonly Fallback[] = ['link', 'details', 'shadow']
test.each(KINDS.flatMap((kind) => FALLBACKS.map((fallback) => [kind, fallback] as const)))(
  'a form for %s with the fallback %s offers the choices that change the snippet and no others',
  (kind, fallback) => {
    const base = {...options, fallback, embedUrl}
    const plain = snippets(base)[kind]
    const offered = choicesOf(kind, fallback)
    for (const [choice, made] of Object.entries(CHOICES)) {
      // The attribute is written, but a shadow tree that is there already makes nothing of it.
      if (choice === 'light' && fallback === 'shadow') continue
      const other = choice === 'fallback' && fallback === 'details' ? {fallback: 'link'} : made
      const changed = snippets({...base, ...other} as typeof base)[kind]
      expect([choice, changed !== plain]).toEqual([choice, offered.some((one) => one === choice)])
    }
  },
)

test('every choice becomes its attribute', () => {
  const element = elements(
    htmlSnippet({
      ...options,
      light: true,
      single: true,
      open: 'first',
      headingLevel: 2,
      timeout: 5000,
      fallback: 'details',
    }),
  ).find(({tagName}) => tagName === 'foramen-faq')
  expect(Object.fromEntries(element?.attrs.map(({name, value}) => [name, value]) ?? [])).toEqual({
    src: options.documentUrl,
    light: '',
    single: '',
    open: 'first',
    'heading-level': '2',
    rev: options.content.rev,
    timeout: '5000',
  })
})

test('a snapshot holds every question and answer, readable without script', () => {
  const all = elements(renderStatic(options.content, {open: 'first', headingLevel: 4}))
  const items = all.filter(({tagName}) => tagName === 'details')
  expect(items.map((item) => attribute(item, 'id'))).toEqual(
    options.content.items.map(({id}) => id),
  )
  expect(items.filter((item) => attribute(item, 'open') !== undefined)).toHaveLength(1)
  expect(all.filter(({tagName}) => tagName === 'h4')).toHaveLength(10)
  expect(renderStatic(options.content, {withStyle: true})).toMatch(/^<style>/)
})

test('a declarative snapshot stands in a shadow root', () => {
  const [template] = elements(renderDeclarative(options.content))
  expect(template?.tagName).toBe('template')
  expect(attribute(template, 'shadowrootmode')).toBe('open')
})

test.each(PAYLOADS)('a snapshot of %j holds no element or address of it', (payload) => {
  const base = sampleDocument()
  const content = {
    ...base,
    title: payload,
    items: base.items.map((item) => ({
      ...item,
      question: payload,
      answer: [['p', [payload, ['a', [payload], payload]]]] as typeof item.answer,
    })),
  }
  const all = elements(renderStatic(content))
  const allowed = /^(div|p|details|summary|h3|a)$/
  expect(all.map(({tagName}) => tagName).filter((tag) => !allowed.test(tag))).toEqual([])
  for (const link of all.filter(({tagName}) => tagName === 'a')) {
    expect(attribute(link, 'href') ?? 'https://').toMatch(/^(https?|mailto|tel):/)
  }
})

test('the WordPress snippet is one line and leaves the comments to the Custom HTML block', () => {
  const html = snippets({...options, fallback: 'details', withStyle: true, embedUrl}).wordpress
  expect(html).not.toMatch(/\n|<!--/)
  expect(html).toMatch(/^<script .*<\/foramen-faq>$/)
})

test('the React snippet is JSX that a text cannot break out of', () => {
  const code = reactSnippet({...options, content: {...options.content, title: '</a>{alert(1)}"'}})
  expect(code).toContain('{"\\u003c/a>{alert(1)}\\""}')
  expect(code).toContain('crossOrigin="anonymous"')
})

test('with light the React snippet gives its link as one string that React never takes apart', () => {
  const title = '</a>`${alert(1)}`"\\'
  const code = reactSnippet({...options, light: true, content: {...options.content, title}})
  const literal = /^const fallback = \{__html: (".*")\}$/m.exec(code)?.[1] ?? ''
  expect(literal).not.toContain('<')
  expect(JSON.parse(literal)).toBe(
    `<a href="${options.content.url}" lang="en" rel="noreferrer">&lt;/a&gt;\`\${alert(1)}\`&quot;\\</a>`,
  )
  expect(code).toContain('light suppressHydrationWarning dangerouslySetInnerHTML={fallback} />')
  expect(code).not.toContain('</foramen-faq>')
})

test('Vue reads no title as an expression, and only the link is kept from it', () => {
  const content = {...options.content, title: '{{ alert(1) }}'}
  const code = snippets({...options, content, embedUrl}).vue
  const held = elements(code).filter((one) => attribute(one, 'v-pre') !== undefined)
  expect(held.map(({tagName}) => tagName)).toEqual(['a'])
  expect(held[0]?.childNodes).toMatchObject([{value: '{{ alert(1) }}'}])
  expect(code.split('{{')).toHaveLength(2)
})

test('the frame may run its script and open links, and nothing else', () => {
  const answer = oembed({
    content: options.content,
    embedUrl,
    provider: {name: 'Foramen', url: ORIGIN},
  })
  for (const html of [iframeSnippet({content: options.content, embedUrl}), answer.html]) {
    const rights = attribute(elements(html)[0], 'sandbox')?.split(' ')
    expect(rights).toEqual(['allow-scripts', 'allow-popups', 'allow-popups-to-escape-sandbox'])
  }
})

test('Astro keeps the script and the style sheet as they are and reads no text as an expression', () => {
  const content = {...options.content, title: '{alert(1)}'}
  const code = snippets({...options, content, fallback: 'shadow', withStyle: true, embedUrl}).astro
  expect(code).toContain('<script is:inline src=')
  expect(code).toContain(`<style is:inline>${STYLE}</style>`)
  expect(code.replace(STYLE, '')).not.toMatch(/[{}]/)
  const about = elements(code).find((one) => attribute(one, 'part') === 'source')
  expect(about?.childNodes).toMatchObject([{value: '{alert(1)}'}])
})

test('the iframe has a title, sends no referrer and needs no style', () => {
  const [frame] = elements(iframeSnippet({content: options.content, embedUrl}))
  expect(attribute(frame, 'style')).toBeUndefined()
  expect(attribute(frame, 'frameborder')).toBe('0')
  expect(attribute(frame, 'title')).toBe('Nerve blocks')
  expect(attribute(frame, 'referrerpolicy')).toBe('no-referrer')
})

test('the oEmbed answer has the fields of type rich and no script', () => {
  const answer = oembed({
    content: options.content,
    embedUrl,
    provider: {name: 'Foramen', url: ORIGIN},
  })
  expect(answer).toMatchObject({
    version: '1.0',
    type: 'rich',
    title: 'Nerve blocks',
    provider_name: 'Foramen',
    width: 640,
    height: 640,
  })
  expect(elements(answer.html).map(({tagName}) => tagName)).toEqual(['iframe'])
  expect(oembedLink(`${ORIGIN}/x.json`, 'A "title"')).toContain('title="A &quot;title&quot;"')
})

test('the embed page is readable without script and closed to everything else', () => {
  const html = renderEmbedPage({
    content: richDocument(),
    documentUrl: options.documentUrl,
    script: options.script,
    oembedUrl: `${ORIGIN}/api/v1/en/oembed/procedures/nerve-block.json`,
  })
  const all = elementsOf(parse(html))
  const policy = attribute(
    all.find((one) => attribute(one, 'http-equiv') === 'Content-Security-Policy'),
    'content',
  )
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('unsafe')
  expect(all.filter(({tagName}) => tagName === 'details')).toHaveLength(10)
  expect(all.filter(({tagName}) => tagName === 'h1')).toHaveLength(1)
  expect(html).toContain('<meta name="robots" content="noindex">')
})

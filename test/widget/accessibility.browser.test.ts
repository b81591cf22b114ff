import {readFile} from 'node:fs/promises'
import {createRequire} from 'node:module'
import type {AxeResults} from 'axe-core'
import type {Browser, CDPSession, Page} from 'playwright-core'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {renderEmbedPage} from '../../site/widget/embed-page.ts'
import {renderStatic} from '../../site/widget/snapshot.ts'
import {QUESTION_TEXTS, richDocument, sampleDocument} from './fixtures/documents.ts'
import {launchChromium, tabOf} from './harness/chromium.ts'
import {element} from './harness/stage.ts'
import {settled, startWorld, type World} from './harness/world.ts'

const axeSource = await readFile(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
)

let world: World
let browser: Browser
beforeAll(async () => {
  world = await startWorld()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await world.close()
})

async function withPage(
  body: string,
  use: (page: Page) => Promise<void>,
  options: Parameters<Browser['newPage']>[0] = {},
  head = '',
): Promise<void> {
  const page = await browser.newPage(options)
  try {
    await page.goto(world.page({body, head}))
    await settled(tabOf(page))
    await use(page)
  } finally {
    await page.close()
  }
}

const say = (list: AxeResults['violations']) =>
  list.flatMap(({id, nodes}) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`))

async function axe(page: Page): Promise<{violations: string[]; incomplete: string[]}> {
  await page.evaluate(axeSource)
  const results: AxeResults = await page.evaluate('axe.run()')
  return {violations: say(results.violations), incomplete: say(results.incomplete)}
}

const clean = {violations: [], incomplete: []}

test.each([
  ['a pasted snapshot', () => renderStatic(sampleDocument(), {open: 'all'})],
  ['a snapshot with its style sheet', () => renderStatic(richDocument(), {withStyle: true})],
])('axe finds nothing wrong in %s', async (_what, inside) => {
  const page = await browser.newPage()
  await page.goto(world.page({body: element('', inside()), hasScript: false}))
  expect(await axe(page)).toEqual(clean)
  await page.close()
})

test('axe finds nothing wrong in the embed page, which breaks no policy of its own', async () => {
  const content = sampleDocument(world.content.origin)
  const url = world.content.serve('/embed/en/procedures/nerve-block/', {
    headers: {'content-type': 'text/html; charset=utf-8'},
    body: renderEmbedPage({
      content,
      documentUrl: world.document({...content, rev: 'another-revision'}),
      script: world.script,
      oembedUrl: `${world.content.origin}/oembed.json`,
    }),
  })
  const page = await browser.newPage()
  const messages: string[] = []
  page.on('console', (message) => messages.push(message.text()))
  await page.goto(url)
  await page.waitForFunction('document.querySelector("foramen-faq").matches(":state(ready)")')
  expect(messages.filter((text) => !text.includes('favicon'))).toEqual([])
  expect(await page.locator('summary').count()).toBe(10)
  // axe itself needs eval, which the page's own policy rightly refuses.
  const copy = await browser.newPage({bypassCSP: true})
  await copy.goto(url)
  expect(await axe(copy)).toEqual(clean)
  await Promise.all([page.close(), copy.close()])
})

interface AxNode {
  readonly role?: {value: string}
  readonly name?: {value: string}
  readonly properties?: {name: string; value: {value: unknown}}[]
}
async function axTree(page: Page): Promise<AxNode[]> {
  const session: CDPSession = await page.context().newCDPSession(page)
  const {nodes} = await session.send('Accessibility.getFullAXTree')
  return nodes as AxNode[]
}

const propertyOf = (node: AxNode, name: string) =>
  node.properties?.find((one) => one.name === name)?.value.value

test('assistive technology gets ten headings of the asked level and ten things that expand', async () => {
  const src = world.document(sampleDocument(world.content.origin))
  await withPage(element(`src="${src}" heading-level="4"`), async (page) => {
    const nodes = await axTree(page)
    const headings = nodes.filter(
      (node) => node.role?.value === 'heading' && propertyOf(node, 'level') === 4,
    )
    expect(headings.map((node) => node.name?.value)).toEqual(QUESTION_TEXTS)
    const triangles = nodes.filter((node) => node.role?.value === 'DisclosureTriangle')
    expect(triangles.map((node) => node.name?.value)).toEqual(QUESTION_TEXTS)
    expect(triangles.map((node) => propertyOf(node, 'expanded'))).toEqual(
      QUESTION_TEXTS.map(() => false),
    )
  })
})

test('forced colours keep the lines and signs visible', async () => {
  const src = world.document(sampleDocument(world.content.origin))
  await withPage(
    element(`src="${src}"`),
    async (page) => {
      const colours = await page
        .locator('details')
        .first()
        .evaluate((item) => {
          const summary = item.querySelector('summary')
          document.body.style.background = 'Canvas'
          if (!summary) throw new Error('no summary')
          return {
            line: getComputedStyle(item).borderTopColor,
            sign: getComputedStyle(summary, '::after').color,
            canvas: getComputedStyle(document.body).backgroundColor,
          }
        })
      expect(colours.line).not.toBe(colours.canvas)
      expect(colours.sign).not.toBe(colours.canvas)
    },
    {forcedColors: 'active'},
  )
})

test('nothing moves by itself, with or without reduced motion', async () => {
  const src = world.document(sampleDocument(world.content.origin))
  for (const reducedMotion of ['reduce', 'no-preference'] as const) {
    await withPage(
      element(`src="${src}"`),
      async (page) => {
        await page.locator('summary').first().click()
        const running = await page.evaluate(
          () =>
            document
              .querySelector('foramen-faq')
              ?.shadowRoot?.querySelector('[part=list]')
              ?.getAnimations({subtree: true}).length,
        )
        expect(running).toBe(0)
      },
      {reducedMotion},
    )
  }
})

test.each([
  ['at 320 CSS pixels', 320, ''],
  ['with text twice as large', 640, '<style>html{font-size:200%}</style>'],
])('nothing is cut off or scrolls sideways %s', async (_what, width, head) => {
  const content = sampleDocument(world.content.origin)
  const [first, ...others] = content.items
  if (!first) throw new Error('the sample has no items')
  const long = {...first, question: `${'Radiofrequenzthermokoagulation'.repeat(2)}?`}
  const src = world.document({...content, items: [long, ...others]})
  await withPage(
    element(`src="${src}" open="all"`),
    async (page) => {
      const overflow = await page.evaluate(() => {
        const root = document.documentElement
        return root.scrollWidth - root.clientWidth
      })
      expect(overflow).toBe(0)
    },
    {viewport: {width, height: 800}},
    head,
  )
})

test('questions are targets of at least 24 CSS pixels', async () => {
  const src = world.document(sampleDocument(world.content.origin))
  await withPage(element(`src="${src}"`), async (page) => {
    for (const target of await page.locator('summary, button').all()) {
      const box = await target.boundingBox()
      expect(box?.height).toBeGreaterThanOrEqual(24)
    }
  })
})

test('a text fragment opens the answer that holds the text', async () => {
  const src = world.document(sampleDocument(world.content.origin))
  const page = await browser.newPage()
  await page.goto(`${world.page({body: element(`src="${src}"`)})}#:~:text=Infection,%20bleeding`)
  await settled(tabOf(page))
  await page.waitForFunction(
    'document.querySelector("foramen-faq").shadowRoot.getElementById("what-are-the-risks").open',
  )
  await page.close()
})

test('print shows every closed answer', async () => {
  const src = world.document(sampleDocument(world.content.origin))
  await withPage(element(`src="${src}"`), async (page) => {
    const height = () =>
      page.evaluate(
        () => document.querySelector('foramen-faq')?.getBoundingClientRect().height ?? 0,
      )
    const onScreen = await height()
    await page.emulateMedia({media: 'print'})
    expect(await height()).toBeGreaterThan(onScreen * 1.5)
  })
})

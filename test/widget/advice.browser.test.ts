import type {Browser, Page} from 'playwright-core'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {API_MAX_AGE} from '../../site/publish/delivery.ts'
import {LAYER_RECIPE, RELOAD_RECIPE} from '../../site/widget/reference.ts'
import {renderStatic} from '../../site/widget/snapshot.ts'
import {sampleDocument} from './fixtures/documents.ts'
import {launchChromium, tabOf} from './harness/chromium.ts'
import {element} from './harness/stage.ts'
import {settled, startWorld, type World} from './harness/world.ts'

/** What the guide tells authors of pages to do beside other tools, each advice seen to hold. */

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
  options: Parameters<World['page']>[0],
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const page = await browser.newPage()
  try {
    await page.goto(world.page(options))
    await use(page)
  } finally {
    await page.close()
  }
}

const RECALLED = 'when-will-it-help'
const RECALLED_TEXT = 'When will I notice a change?'

/** A document, and the same after a recall. */
function beforeAndAfter() {
  const before = sampleDocument(world.content.origin)
  const items = before.items.filter(({id}) => id !== RECALLED)
  return {before, after: {...before, rev: 'after-the-recall', items, recalled: [RECALLED]}}
}

test('a page that stays open obeys a recall without being loaded again', async () => {
  const {before, after} = beforeAndAfter()
  // A browser's cache would not heed the page's false clock.
  const headers = {'cache-control': 'no-store'}
  const src = world.document(before, {headers})
  const page = await browser.newPage()
  await page.clock.install()
  const url = world.page({
    body: element(`src="${src}"`),
    head: `<script>${RELOAD_RECIPE}</script>`,
  })
  await page.goto(url)
  await settled(tabOf(page))
  const question = page.getByText(RECALLED_TEXT)
  expect(await question.isVisible()).toBe(true)
  world.content.serve(new URL(src).pathname, {
    headers: {'access-control-allow-origin': '*', ...headers},
    body: JSON.stringify(after),
  })
  await page.clock.runFor(API_MAX_AGE * 1000)
  await question.waitFor({state: 'detached'})
  expect(await page.locator('foramen-faq details').count()).toBe(9)
  await page.close()
})

test.each([
  ['come back in the page itself', 'light', true],
  ['stay away in a shadow tree', '', false],
])('recalled answers that a morph restores %s', async (_what, mode, isBack) => {
  const {before, after} = beforeAndAfter()
  const pasted = renderStatic(before)
  const body = element(`src="${world.document(after)}" rev="${before.rev}" ${mode}`, pasted)
  await withPage({body}, async (page) => {
    await settled(tabOf(page))
    const question = page.getByText(RECALLED_TEXT)
    expect(await question.count()).toBe(0)
    // The children as the server sent them, which is what a morph ends with.
    await page.evaluate(
      `document.querySelector('foramen-faq').innerHTML = ${JSON.stringify(pasted)}`,
    )
    expect(await question.first().isVisible()).toBe(isBack)
  })
})

test('when another subject cannot be had, the answers of the old one stay', async () => {
  const src = world.document(sampleDocument(world.content.origin))
  await withPage({body: element(`src="${src}"`)}, async (page) => {
    await settled(tabOf(page))
    await page.evaluate(
      `document.querySelector('foramen-faq').setAttribute('src', '${world.content.origin}/none.json')`,
    )
    const log = await settled(tabOf(page), 2)
    expect(log.events.map(({type}) => type)).toEqual(['faq-load', 'faq-error'])
    expect(await page.getByText(RECALLED_TEXT).isVisible()).toBe(true)
  })
})

test('a router that pushes its address opens an answer by show()', async () => {
  const src = world.document(sampleDocument(world.content.origin))
  await withPage({body: element(`src="${src}"`)}, async (page) => {
    await settled(tabOf(page))
    const open = page.locator('foramen-faq details[open]')
    await page.evaluate(`history.pushState(null, '', '#${RECALLED}')`)
    expect(await open.count()).toBe(0)
    await page.evaluate(`document.querySelector('foramen-faq').show('${RECALLED}')`)
    expect(await open.getAttribute('id')).toBe(RECALLED)
  })
})

const paddingOf = (page: Page): Promise<string> =>
  page
    .locator('foramen-faq summary')
    .first()
    .evaluate((summary) => getComputedStyle(summary).paddingTop)

/** Above an answer that the script has drawn, or that was pasted with its sheet and left. */
test.each(['drawn', 'pasted'])(
  'in light mode rules of the page win over %s answers, in layers when `faq` is named first',
  async (how) => {
    const content = sampleDocument(world.content.origin)
    const src = world.document(content)
    const body =
      how === 'drawn'
        ? element(`light src="${src}"`)
        : element(
            `light src="${src}" rev="${content.rev}"`,
            renderStatic(content, {withStyle: true}),
          )
    const rule = '[part=question]{padding-top:24px}'
    const cases: readonly (readonly [css: string, isWinning: boolean])[] = [
      [LAYER_RECIPE, true],
      // Without the first line the widget's layer is the last one.
      [LAYER_RECIPE.replace('@layer faq;', ''), false],
      [rule, true],
      ['foramen-faq::part(question){padding-top:24px}', false],
    ]
    for (const [css, isWinning] of cases) {
      await withPage({body, head: `<style>${css}</style>`}, async (page) => {
        await settled(tabOf(page))
        expect([css, (await paddingOf(page)) === '24px']).toEqual([css, isWinning])
      })
    }
  },
)

test('in a shadow tree ::part() reaches the parts', async () => {
  const src = world.document(sampleDocument(world.content.origin))
  const head = '<style>foramen-faq::part(question){padding-top:24px}</style>'
  await withPage({body: element(`src="${src}"`), head}, async (page) => {
    await settled(tabOf(page))
    expect(await paddingOf(page)).toBe('24px')
  })
})

import {createHash} from 'node:crypto'
import type {Browser, Page} from 'playwright-core'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {STYLE} from '../../site/widget/style.ts'
import {buildSite, type BuiltSite} from '../site/harness/built-site.ts'
import {attribute, elementsOf, tagged, textOf} from '../site/harness/html.ts'
import {bundled} from './harness/bundle.ts'
import {launchChromium} from './harness/chromium.ts'
import {startServers, type Servers} from './harness/servers.ts'

/** The guide's examples and the embed pages of a real publication, on a clinic's page. */

const GUIDE = '/en/developers/widget/'

let site: BuiltSite
let clinic: Servers
let browser: Browser
/** Label of an example in the guide → its code. */
let examples: ReadonlyMap<string, string>

beforeAll(async () => {
  site = await buildSite()
  clinic = await startServers()
  browser = await launchChromium()
  const guide = elementsOf(site.pages.find(({path}) => path === GUIDE)?.html ?? '')
  examples = new Map(
    tagged(guide, 'figure').flatMap((figure) => {
      const inside = figure.childNodes.flatMap((node) => ('tagName' in node ? [node] : []))
      const [caption, pre] = inside
      if (!caption || !pre || attribute(pre, 'data-example') === undefined) return []
      const code = pre.childNodes
        .flatMap((node) => ('tagName' in node ? node.childNodes : []))
        .map((node) => ('value' in node ? node.value : ''))
      return [[textOf(caption), code.join('')] as const]
    }),
  )
})
afterAll(async () => {
  await browser.close()
  await clinic.close()
  await site.close()
})

function example(label: string): string {
  const code = examples.get(label)
  if (code === undefined) throw new Error(`the guide has no example "${label}"`)
  return code
}

interface Visit {
  readonly page: Page
  /** What the page wrote to its console, threw or was refused. */
  readonly complaints: string[]
}

async function withPage(
  html: string,
  use: (visit: Visit) => Promise<void>,
  policy?: string,
): Promise<void> {
  const url = clinic.host.serve('/clinic.html', {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      ...(policy === undefined ? {} : {'content-security-policy': policy}),
    },
    body: `<!doctype html><html lang="en"><title>Clinic</title><link rel="icon" href="data:,"><main>${html}</main>`,
  })
  const page = await browser.newPage()
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  try {
    await page.goto(url)
    await use({page, complaints})
  } finally {
    await page.close()
  }
}

/** Waits for the questions of the published document, then opens the first one. */
async function expectQuestions({page, complaints}: Visit): Promise<void> {
  const first = page.locator('foramen-faq details').first()
  await first.locator('summary').click()
  await first.locator('[part=answer]').waitFor({state: 'visible'})
  await expect.poll(() => page.locator('foramen-faq:state(ready)').count()).toBe(1)
  expect(await page.locator('foramen-faq details').count()).toBeGreaterThan(5)
  expect(complaints).toEqual([])
}

describe("the guide's examples, pasted from the publication", () => {
  test.each(['Snippet for HTML', 'Snippet for WordPress', 'Snippet for Astro'])(
    '%s shows the questions',
    async (label) => withPage(example(label), expectQuestions),
  )

  test('Snippet for Vue shows the questions with its script in the page', async () => {
    // What Vue makes of a template without bindings is the template.
    const code = example('Snippet for Vue').replaceAll(/<\/?template>/g, '')
    await withPage(code, expectQuestions)
  })

  test('Snippet for React shows the questions', async () => {
    const script = await bundled(
      `import {createElement} from 'react'
       import {createRoot} from 'react-dom/client'
       ${example('Snippet for React')}
       createRoot(document.getElementById('app')).render(createElement(Faq))`,
    )
    clinic.host.serve('/app.js', {headers: {'content-type': 'text/javascript'}, body: script})
    await withPage('<div id="app"></div><script src="/app.js"></script>', expectQuestions)
  })

  test('the class registers in a bundle under the package’s own name', async () => {
    const script = await bundled(example('Registration in a bundle'))
    clinic.host.serve('/app.js', {headers: {'content-type': 'text/javascript'}, body: script})
    const src = `${site.url}/api/v1/en/widgets/procedures/nerve-block.json`
    await withPage(
      `<foramen-faq src="${src}"></foramen-faq><script src="/app.js"></script>`,
      expectQuestions,
      `default-src 'none'; img-src data:; script-src 'self'; ${example('With the class in your own bundle')}`,
    )
  })

  test('Snippet with a frame shows the questions without a script of the clinic', async () => {
    await withPage(example('Snippet with a frame'), async ({page, complaints}) => {
      const first = page.frameLocator('iframe').locator('details').first()
      await first.locator('summary').click()
      await first.locator('[part=answer]').waitFor({state: 'visible'})
      await page.frameLocator('iframe').locator('foramen-faq:state(ready)').waitFor()
      expect(complaints).toEqual([])
    })
  })

  test.each([
    ['With the script', 'Snippet for HTML'],
    ['With the script', 'Snippet for WordPress'],
    ['With a frame', 'Snippet with a frame'],
  ])('the policy “%s” is all that %s needs', async (policy, label) => {
    await withPage(
      example(label),
      async (visit) => {
        if (policy === 'With the script') return expectQuestions(visit)
        await visit.page.frameLocator('iframe').locator('foramen-faq:state(ready)').waitFor()
        expect(visit.complaints).toEqual([])
      },
      // The page's own icon.
      `default-src 'none'; img-src data:; ${example(policy)}`,
    )
  })

  test('the policy for pasted answers names the style sheet that the configurator pastes', () => {
    const form = 'With the script and pasted answers that bring their style sheet'
    const hash = createHash('sha256').update(STYLE).digest('base64')
    expect(example(form)).toContain(`style-src 'sha256-${hash}'`)
  })

  test('links in the frame dial, or open their page beside the clinic’s with all its own rights', async () => {
    await withPage(example('Snippet with a frame'), async ({page, complaints}) => {
      const frame = page.frameLocator('iframe')
      await frame.locator('foramen-faq:state(ready)').waitFor()
      // A frame that may not dial says so in the console.
      await frame.locator('[part=emergency] a[href^="tel:"]').click()
      const link = frame.locator('[part=source]')
      const [opened] = await Promise.all([page.waitForEvent('popup'), link.click()])
      await opened.waitForLoadState()
      expect(opened.url()).toBe(await link.getAttribute('href'))
      // Its own, because a page that stays in the sandbox has none.
      expect(await opened.evaluate('origin')).toBe(site.url)
      expect(await opened.evaluate('opener')).toBe(null)
      expect(page.url()).toBe(`${clinic.host.origin}/clinic.html`)
      expect(complaints).toEqual([])
      await opened.close()
    })
  })
})

describe('every subject with questions', () => {
  test('leads from its page over oEmbed to an embed page that follows its document', async () => {
    const page = await browser.newPage()
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    let count = 0
    for (const {path, html} of site.pages) {
      const discovery = tagged(elementsOf(html), 'link').find(
        (link) => attribute(link, 'type') === 'application/json+oembed',
      )
      if (discovery === undefined) continue
      const answer: {type: string; html: string} = await (
        await fetch(attribute(discovery, 'href') ?? '')
      ).json()
      const [frame] = tagged(elementsOf(answer.html), 'iframe')
      expect([path, answer.type, frame !== undefined]).toEqual([path, 'rich', true])
      await page.goto((frame && attribute(frame, 'src')) ?? '')
      await page.locator('foramen-faq:state(ready)').waitFor()
      // Opens all answers, where there are several.
      const questions = await page.locator('foramen-faq details').count()
      const button = page.locator('foramen-faq [part=toggle-all]')
      expect([path, await button.count()]).toEqual([path, questions > 1 ? 1 : 0])
      if (questions > 1) {
        await button.click()
        expect(await page.locator('foramen-faq details[open]').count()).toBe(questions)
      }
      count += 1
    }
    await page.close()
    expect(count).toBeGreaterThan(10)
    expect(complaints).toEqual([])
  })
})

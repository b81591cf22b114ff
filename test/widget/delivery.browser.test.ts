import type {Browser, Page} from 'playwright-core'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {languageById} from '../../schemas/languages/index.ts'
import {buildWidget} from '../../site/widget/build.ts'
import {CONFIGURATOR_PATH} from '../../site/widget/files.ts'
import {policyRecipes, type PolicyRecipe} from '../../site/widget/policy.ts'
import {renderStatic} from '../../site/widget/snapshot.ts'
import {
  htmlSnippet,
  iframeSnippet,
  reactSnippet,
  snippets,
  type SnippetOptions,
} from '../../site/widget/snippet.ts'
import {sampleDocument} from './fixtures/documents.ts'
import {bundled} from './harness/bundle.ts'
import {launchChromium, tabOf} from './harness/chromium.ts'
import {element} from './harness/stage.ts'
import {settled, startWorld, type World} from './harness/world.ts'

/** What is pasted and what is published, in a browser. */

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

const snippetOptions = (): SnippetOptions => {
  const content = sampleDocument(world.content.origin)
  return {content, documentUrl: world.document(content), script: world.script}
}

/** The sheet of the widget makes it `flex`. */
const summaryDisplay = (page: Page): Promise<string> =>
  page
    .locator('summary')
    .first()
    .evaluate((summary) => getComputedStyle(summary).display)

test.each([
  ['a link', {}],
  ['a snapshot', {fallback: 'details'}],
  ['a shielded snapshot', {fallback: 'shadow', withStyle: true}],
  ['preload and every option', {preload: true, single: true, open: 'first', light: true}],
] satisfies [string, Partial<SnippetOptions>][])(
  'the HTML snippet with %s works as pasted',
  async (_what, choices) => {
    const page = await browser.newPage()
    const html = htmlSnippet({...snippetOptions(), ...choices})
    await page.goto(world.page({body: html, hasScript: false}))
    const log = await settled(tabOf(page))
    expect(log.errors).toEqual([])
    expect(log.events.filter(({type}) => type !== 'faq-toggle')).toMatchObject([
      {type: 'faq-load', detail: {count: 10}},
    ])
    await page.close()
  },
)

/** A host's policy that allows what a recipe names, and the recorder of this test. */
function policyWith(form: string): string {
  const recipe = policyRecipes(world.content.origin).find((one) => one.form === form)
  if (recipe === undefined) throw new Error(`no recipe "${form}"`)
  const {'script-src': script = '', ...others}: PolicyRecipe['directives'] = recipe.directives
  return [
    "default-src 'none'",
    `script-src ${world.host.origin} ${script}`,
    ...Object.entries(others).map(([name, sources]) => `${name} ${sources}`),
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
}

const FORMS = (['html', 'wordpress', 'astro'] as const).flatMap((kind) =>
  (['details', 'shadow'] as const).map((fallback) => [kind, fallback] as const),
)
test.each(FORMS)(
  'the policy for pasted answers lets %s with %s have its style before the script and breaks nothing',
  async (kind, fallback) => {
    const embedUrl = `${world.content.origin}/embed/`
    const choices = {...snippetOptions(), embedUrl, fallback, withStyle: true, preload: true}
    // What Astro makes of its template is the template without its directives.
    const body = snippets(choices)[kind].replaceAll(' is:inline', '')
    const policy = policyWith('With the script and pasted answers that bring their style sheet')
    const page = await browser.newPage()
    await page.goto(
      world.page({body: body.replace(/<script.*?<\/script>/, ''), hasScript: false, policy}),
    )
    expect(await summaryDisplay(page)).toBe('flex')
    expect(await page.evaluate('__log.violations')).toEqual([])
    await page.goto(world.page({body, hasScript: false, policy}))
    const log = await settled(tabOf(page))
    expect(await summaryDisplay(page)).toBe('flex')
    expect(log.violations).toEqual([])
    expect(log.errors).toEqual([])
    expect(log.events).toMatchObject([{type: 'faq-load', detail: {count: 10}}])
    await page.close()
  },
)

test('the policy for the script alone is enough where nothing is pasted', async () => {
  const page = await browser.newPage()
  const body = htmlSnippet({...snippetOptions(), preload: true})
  await page.goto(world.page({body, hasScript: false, policy: policyWith('With the script')}))
  const log = await settled(tabOf(page))
  expect([log.violations, log.errors]).toEqual([[], []])
  expect(await summaryDisplay(page)).toBe('flex')
  await page.close()
})

test('a frame shows no border and breaks no policy that allows frames of this site', async () => {
  const {content} = snippetOptions()
  const embedUrl = world.content.serve('/embed/en/procedures/frame/', {
    headers: {'content-type': 'text/html; charset=utf-8'},
    body: '<!doctype html><title>Embed</title><p>Answers</p>',
  })
  const page = await browser.newPage()
  await page.goto(
    world.page({
      body: iframeSnippet({content, embedUrl}),
      hasScript: false,
      policy: policyWith('With a frame'),
    }),
  )
  await page.frameLocator('iframe').getByText('Answers').waitFor()
  expect(await page.evaluate('__log.violations')).toEqual([])
  expect(
    await page.evaluate("getComputedStyle(document.querySelector('iframe')).borderTopWidth"),
  ).toBe('0px')
  await page.close()
})

describe('a pasted shadow tree that came by innerHTML, where its template stays a template', () => {
  async function inserted(options: SnippetOptions) {
    const page = await browser.newPage()
    await page.goto(world.page({body: '<div id="place"></div>'}))
    const html = htmlSnippet({...options, fallback: 'shadow', withStyle: true})
    await page.evaluate(`document.getElementById('place').innerHTML = ${JSON.stringify(html)}`)
    const log = await settled(tabOf(page))
    return {page, log, link: page.locator('foramen-faq > a')}
  }

  test('shows the answers instead of the link', async () => {
    const {page, log, link} = await inserted(snippetOptions())
    expect(log.events).toMatchObject([{type: 'faq-load', detail: {count: 10}}])
    expect(await page.getByText('What are the risks?').isVisible()).toBe(true)
    expect(await link.isVisible()).toBe(false)
    await page.close()
  })

  test('keeps the link when the document cannot be had', async () => {
    const documentUrl = `${world.content.origin}/api/v1/en/widgets/procedures/none.json`
    const {page, log, link} = await inserted({...snippetOptions(), documentUrl})
    expect(log.events).toMatchObject([{type: 'faq-error'}])
    expect(await link.isVisible()).toBe(true)
    await page.close()
  })
})

test('the link behind a pasted shadow tree is not seen where the tree is one', async () => {
  const page = await browser.newPage()
  const body = htmlSnippet({...snippetOptions(), fallback: 'shadow'})
  await page.goto(world.page({body: body.replace(/<script.*?<\/script>/, ''), hasScript: false}))
  expect(await page.getByText('What are the risks?').isVisible()).toBe(true)
  expect(await page.locator('foramen-faq > a').isVisible()).toBe(false)
  await page.close()
})

test('a script that is not the published one does not run', async () => {
  const page = await browser.newPage()
  const script = {url: world.script.url, integrity: `sha384-${'A'.repeat(64)}`}
  await page.goto(world.page({body: htmlSnippet({...snippetOptions(), script}), hasScript: false}))
  expect(await page.evaluate("customElements.get('foramen-faq') === undefined")).toBe(true)
  expect(await page.getByRole('link', {name: 'Nerve blocks'}).isVisible()).toBe(true)
  await page.close()
})

test('without JavaScript a snapshot is complete and opens', async () => {
  const context = await browser.newContext({javaScriptEnabled: false})
  const page = await context.newPage()
  await page.goto(
    world.page({body: htmlSnippet({...snippetOptions(), fallback: 'details'}), hasScript: false}),
  )
  await page.getByText('What are the risks?').click()
  expect(await page.getByText('Infection, bleeding').isVisible()).toBe(true)
  await context.close()
})

test('a pasted snapshot of the same revision does not move when the script comes', async () => {
  const page = await browser.newPage()
  const options = snippetOptions()
  await page.goto(
    world.page({
      head: `<script nonce="n1">window.__shift = 0; window.__count = (entries) => { for (const entry of entries) window.__shift += entry.value }; window.__observer = new PerformanceObserver((list) => __count(list.getEntries())); __observer.observe({type: 'layout-shift', buffered: true})</script>`,
      body: element(
        `src="${options.documentUrl}" rev="${options.content.rev}"`,
        renderStatic(options.content, {withStyle: true}),
      ),
    }),
  )
  await settled(tabOf(page))
  const shift = await page.evaluate(`new Promise((resolve) => {
    // A frame is measured when it has been laid out, so by the next one.
    requestAnimationFrame(() => requestAnimationFrame(() => {
      __count(__observer.takeRecords())
      resolve(__shift)
    }))
  })`)
  expect(shift).toBeLessThanOrEqual(0.002)
  await page.close()
})

test.each([
  ['a shadow tree', {}],
  ['the page', {light: true}],
] satisfies [string, Partial<SnippetOptions>][])(
  'React hydrates, renders again and removes the answers in %s and leaves the rest of its page alone',
  async (_where, choices) => {
    const app = await bundled(`
      import {Fragment, createElement as h, useState} from 'react'
      import {hydrateRoot} from 'react-dom/client'
      import {renderToString} from 'react-dom/server.browser'
      ${reactSnippet({...snippetOptions(), ...choices})}
      function App() {
        const [count, setCount] = useState(0)
        return h(Fragment, null,
          h('input', {'aria-label': 'Name'}),
          h('button', {onClick: () => setCount(count + 1)}, 'Clicked ' + count),
          count < 2 ? h(Faq) : null)
      }
      window.markup = () => renderToString(h(App))
      window.hydrate = () => hydrateRoot(document.getElementById('app'), h(App), {
        onRecoverableError: (error) => __log.errors.push(String(error)),
      })`)
    const src = world.host.serve('/app.js', {
      headers: {'content-type': 'text/javascript'},
      body: app,
    })
    const head = `<script defer src="${src}"></script>`
    const page = await browser.newPage()
    await page.goto(world.page({body: '', head, hasScript: false}))
    const markup = await page.evaluate<string>('markup()')
    expect(markup).toContain('>Nerve blocks</a>')

    await page.goto(world.page({body: `<div id="app">${markup}</div>`, head, hasScript: false}))
    await settled(tabOf(page))
    await page.getByLabel('Name').fill('Ada')
    await page.evaluate("window.first = document.querySelector('foramen-faq'); hydrate()")
    const question = page.getByText('What are the risks?')
    await question.click()
    await page.getByRole('button', {name: 'Clicked 0'}).click()
    await page.getByRole('button', {name: 'Clicked 1'}).waitFor()
    expect(await page.evaluate("document.querySelector('foramen-faq') === first")).toBe(true)
    expect(await page.getByText('Infection, bleeding').isVisible()).toBe(true)

    await page.getByRole('button', {name: 'Clicked 1'}).click()
    await page.getByRole('button', {name: 'Clicked 2'}).waitFor()
    expect(await page.locator('foramen-faq').count()).toBe(0)
    expect(await page.getByLabel('Name').inputValue()).toBe('Ada')
    expect(await page.evaluate('__log.errors')).toEqual([])
    await page.close()
  },
)

test('an offline reader keeps the fallback', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.route('**/*.json', (route) => route.abort('internetdisconnected'))
  await page.goto(world.page({body: element(`src="${snippetOptions().documentUrl}"`)}))
  const log = await settled(tabOf(page))
  expect(log.events).toMatchObject([{type: 'faq-error', detail: {why: 'network'}}])
  expect(await page.locator('#fallback').isVisible()).toBe(true)
  await context.close()
})

test('the configurator shows the widget live and a snippet that follows every choice', async () => {
  const configurator = (await buildWidget()).get(CONFIGURATOR_PATH)
  if (!configurator) throw new Error('the build has no configurator')
  const script = world.content.serve('/widget/configurator.js', {
    headers: {'content-type': 'text/javascript'},
    body: configurator,
  })
  const {content, documentUrl} = snippetOptions()
  const embedUrl = `${world.content.origin}/embed/en/procedures/nerve-block/`
  const data = {
    documents: [{title: content.title, documentUrl, embedUrl}],
    immutable: world.script,
    floating: {url: world.script.url},
    strings: {...languageById('en').strings.configurator, copy: 'Copiar'},
  }
  const page = await browser.newPage()
  await page.goto(
    world.page({
      body: `<div id="faq-configurator"></div><script type="application/json" id="faq-configurator-data">${JSON.stringify(data)}</script>`,
      head: `<script defer src="${script}"></script>`,
    }),
  )
  await settled(tabOf(page))
  const snippet = page.getByRole('region', {name: 'Snippet'})
  expect(await snippet.textContent()).toBe(
    htmlSnippet({content, documentUrl, script: world.script}),
  )
  expect(await page.getByRole('button', {name: 'Copiar'}).isVisible()).toBe(true)
  await page.getByLabel('Heading level').selectOption('2')
  await page.getByLabel('One answer open at a time').check()
  await page.getByLabel('Until the script has run').selectOption('details')
  await expect
    .poll(() => snippet.textContent())
    .toContain(`single heading-level="2" rev="${content.rev}"`)
  expect(await snippet.textContent()).toContain('<style>')
  await expect.poll(() => page.locator('foramen-faq h2').count()).toBe(10)
  const disabled = () =>
    page
      .locator('form :disabled')
      .evaluateAll((fields) => fields.flatMap((field) => field.getAttribute('name') ?? []))
  expect(await disabled()).toEqual([])
  await page.getByLabel('Snippet for').selectOption('vue')
  await expect.poll(disabled).toEqual(['fallback', 'withStyle', 'preload'])
  await page.getByLabel('Snippet for').selectOption('iframe')
  await expect.poll(() => snippet.textContent()).toContain(`<iframe src="${embedUrl}"`)
  expect(await disabled()).toHaveLength(8)
  // What was chosen before is not forgotten, and not counted where it has no place.
  await expect.poll(() => page.locator('foramen-faq h3').count()).toBe(10)
  await page.getByLabel('Snippet for').selectOption('html')
  await expect.poll(() => page.locator('foramen-faq h2').count()).toBe(10)
  await page.close()
})

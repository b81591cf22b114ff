import {existsSync} from 'node:fs'
import {createRequire} from 'node:module'
import {fileURLToPath} from 'node:url'
import {brotliCompressSync} from 'node:zlib'
import {chromium, type Browser} from 'playwright-core'
import {build} from 'rolldown'
import type {WidgetDocumentV1} from '../../schemas/api/v1/widget.ts'
import {ndjsonClient, readContent} from '../../site/content/index.ts'
import {buildWidget, FLOATING_PATH} from '../../site/widget/build.ts'
import {median, type BenchRow} from './row.ts'

/**
 * The widget beside what a page would use instead: a loop that makes native `<details>` with
 * the same content, React with the questions alone (the floor of every React accordion) and, where it is installed, Web Awesome. All
 * ask for the same document; rounds are interleaved, so that a busy machine slows all alike.
 */

const QUESTIONS = 10
const ROUNDS = 9
const CPU_SLOWDOWN = 4
const ORIGIN = 'http://bench.test'
const CHROMIUMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const WEB_AWESOME = '@awesome.me/webawesome/dist/components/details/details.js'

type Contender = {name: string; script: Uint8Array; body: string}

/** Widget document of ten questions, each with an answer of 32 words. */
function sampleDocument(): WidgetDocumentV1 {
  const sentence = 'The care team tells you before the visit what to expect and what to bring.'
  return {
    $schema: `${ORIGIN}/api/v1/schemas/widget.json`,
    v: 1,
    rev: 'bench-revision-1',
    lang: 'en',
    dir: 'ltr',
    title: 'Nerve blocks',
    url: `${ORIGIN}/en/procedures/nerve-block/`,
    review: {state: 'notReviewed', date: null, text: 'Not yet reviewed by a clinician.'},
    notices: {
      emergency: ['In an emergency call ', ['a', ['911'], 'tel:911'], '.'],
      example: ['Example content.'],
      disclaimer: ['General information.'],
    },
    ui: {expand: 'Show all answers', collapse: 'Hide all answers', more: 'More', source: 'Source:'},
    items: Array.from({length: QUESTIONS}, (_, index) => ({
      id: `question-${index}`,
      question: `What is question ${index} about?`,
      answer: [['p', [`${sentence} ${sentence} Part ${index}.`]]],
      url: `${ORIGIN}/en/faqs/question-${index}/`,
    })),
    recalled: [],
  }
}

/** The same texts and links, without any of the widget's features or checks. */
const NATIVE = `
const make = (tag, ...children) => {
  const element = document.createElement(tag)
  element.append(...children)
  return element
}
const link = (href, text) => Object.assign(make('a', text), {href})
const {items, notices, ui, title, url, review} = await (await fetch('/document.json')).json()
document.querySelector('main').append(
  make('p', notices.emergency[0], link('tel:911', '911')),
  make('p', notices.example[0]),
  ...items.map((item) =>
    make(
      'details',
      make('summary', make('h3', item.question)),
      make('p', item.answer[0][1][0]),
      make('p', link(item.url, ui.more)),
    ),
  ),
  make('p', ui.source, link(url, title)),
  make('p', review.text),
  make('p', notices.disclaimer[0]),
)
window.done('')`

const REACT = `
import {createElement as h} from 'react'
import {createRoot} from 'react-dom/client'
const {items} = await (await fetch('/document.json')).json()
createRoot(document.querySelector('main')).render(items.map(({id, question, answer}) =>
  h('details', {key: id, ref: () => window.done('')}, h('summary', null, h('h3', null, question)), h('p', null, answer[0][1][0]))))`

const webAwesome = (path: string) => `
import ${JSON.stringify(path)}
const {items} = await (await fetch('/document.json')).json()
for (const {question, answer} of items) {
  const item = document.createElement('wa-details')
  item.summary = question
  item.append(answer[0][1][0])
  document.querySelector('main').append(item)
}
await document.querySelector('wa-details').updateComplete
window.done('')`

async function bundle(code: string): Promise<Uint8Array> {
  const name = 'virtual:contender'
  const {output} = await build({
    input: name,
    // Found from the root of the project, as an import in one of its files would be.
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    plugins: [
      {
        name: 'contender',
        resolveId: (id) =>
          id === name ? fileURLToPath(new URL('contender.js', import.meta.url)) : null,
        load: (id) => (id.endsWith('contender.js') ? code : null),
      },
    ],
    transform: {target: 'es2022', define: {'process.env.NODE_ENV': '"production"'}},
    platform: 'browser',
    output: {format: 'esm', minify: true, codeSplitting: false},
    write: false,
    logLevel: 'silent',
  })
  return new TextEncoder().encode(output[0].code)
}

async function contenders(): Promise<Contender[]> {
  const widget = (await buildWidget()).get(FLOATING_PATH)
  if (!widget) throw new Error(`the build has no ${FLOATING_PATH}`)
  const list: Contender[] = [
    {
      name: 'foramen-faq',
      script: widget,
      body: `<foramen-faq src="/document.json"></foramen-faq><script>addEventListener('faq-load', () => window.done(''))</script>`,
    },
    {name: 'native details loop', script: await bundle(NATIVE), body: ''},
    {name: 'React 19 details loop', script: await bundle(REACT), body: ''},
  ]
  try {
    const path = createRequire(import.meta.url).resolve(WEB_AWESOME)
    list.push({name: 'Web Awesome details', script: await bundle(webAwesome(path)), body: ''})
  } catch {
    process.stderr.write('Web Awesome is not installed; its rows are left out\n')
  }
  return list
}

/** Milliseconds of script in the page until the questions are there. */
async function scriptMs(browser: Browser, {script, body}: Contender, content: string) {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.route('**/*', (route) => {
    const {pathname} = new URL(route.request().url())
    if (pathname === '/script.js') {
      return route.fulfill({contentType: 'text/javascript', body: Buffer.from(script)})
    }
    if (pathname === '/document.json') {
      return route.fulfill({contentType: 'application/json', body: content})
    }
    return route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>Bench</title><main>${body}</main><script type="module" src="/script.js"></script>`,
    })
  })
  const session = await context.newCDPSession(page)
  await session.send('Performance.enable', {timeDomain: 'threadTicks'})
  await session.send('Emulation.setCPUThrottlingRate', {rate: CPU_SLOWDOWN})
  // A binding, because polling the page would run script in it.
  await session.send('Runtime.enable')
  await session.send('Runtime.addBinding', {name: 'done'})
  const done = new Promise((resolve) => session.once('Runtime.bindingCalled', resolve))
  await page.goto(ORIGIN)
  await done
  const {metrics} = await session.send('Performance.getMetrics')
  await context.close()
  const seconds = metrics.find(({name}) => name === 'ScriptDuration')?.value
  if (seconds === undefined) throw new Error('Chromium gives no ScriptDuration')
  return seconds * 1000
}

/** Ten questions as the example content publishes them, with long answers, links and citations. */
async function publishedDocument(): Promise<WidgetDocumentV1> {
  const seed = fileURLToPath(new URL('../../studio/seed/production.ndjson', import.meta.url))
  const {locales} = await readContent(await ndjsonClient(seed), ORIGIN)
  const found = locales
    .flatMap(({widgets}) => widgets)
    .find(({document}) => document.items.length >= QUESTIONS)
  if (!found) throw new Error(`${seed} has no subject with ${QUESTIONS} questions`)
  return {...found.document, items: found.document.items.slice(0, QUESTIONS)}
}

const brotli = (bytes: Uint8Array) => brotliCompressSync(bytes).length

/** Rows of the widget: bytes and script time. */
export async function benchWidget(): Promise<BenchRow[]> {
  const executablePath = CHROMIUMS.find((path) => existsSync(path))
  if (executablePath === undefined) throw new Error('no Chromium found — install one')
  const content = JSON.stringify(sampleDocument())
  const published = JSON.stringify(await publishedDocument())
  const list = await contenders()
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  })
  const times = new Map<string, number[]>(list.map(({name}) => [name, []]))
  try {
    // The first round warms the browser up and is not counted.
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const contender of list) {
        const ms = await scriptMs(browser, contender, content)
        if (round > 0) times.get(contender.name)?.push(ms)
      }
    }
  } finally {
    await browser.close()
  }
  const msOf = (name: string) => median(times.get(name) ?? [])
  const own = list[0]
  if (!own) throw new Error('nothing to compare')
  const ownBytes = brotli(own.script)
  return [
    {
      what: 'widget: code and 10 answers of 32 words, brotli',
      documents: QUESTIONS,
      value: ownBytes + brotli(Buffer.from(content)),
      unit: 'B',
      target: 'at most 3,072 B',
    },
    {
      what: 'widget: code and 10 answers of the example content, brotli',
      documents: QUESTIONS,
      value: ownBytes + brotli(Buffer.from(published)),
      unit: 'B',
    },
    ...list.map(({name, script}): BenchRow => ({
      what: `widget: code of ${name}, brotli`,
      documents: QUESTIONS,
      value: brotli(script),
      unit: 'B',
      ratio: brotli(script) / ownBytes,
      versus: own.name,
      ...(name === own.name ? {target: 'at most 2,048 B'} : {}),
    })),
    ...list.map(({name}): BenchRow => ({
      what: `widget: script time of ${name}`,
      documents: QUESTIONS,
      value: msOf(name),
      unit: 'ms',
      ratio: msOf(name) / msOf('native details loop'),
      versus: 'native details loop',
      ...(name === own.name ? {target: 'at most 1.5 times the native loop'} : {}),
    })),
  ]
}

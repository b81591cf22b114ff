import {spawnSync} from 'node:child_process'
import {existsSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {brotliCompressSync} from 'node:zlib'
import {chromium, type Browser} from 'playwright-core'
import {build} from 'rolldown'
import type {WidgetDocumentV1} from '../../schemas/api/v1/widget.ts'
import {ndjsonClient, readContent} from '../../site/content/index.ts'
import {buildWidget} from '../../site/widget/build.ts'
import {FLOATING_PATH} from '../../site/widget/files.ts'
import {median, type BenchRow} from './row.ts'

/**
 * The widget beside what a page would use instead: a hand-written loop that makes the same elements
 * of native `<details>`, the same loop inside a bare custom element (what any element must cost),
 * React making the same elements, and Web Awesome's details. All ask for the same document and show
 * all of it; only the widget checks it, styles it and has the behaviour of its guide. Pages differ in
 * nothing but the script and its element. Rounds are interleaved, so that a busy machine slows all
 * alike, each in an order drawn by lot, because who comes after a heavy page pays for its end.
 */

const QUESTIONS = 10
/** As many because 25 left the ratio uncertain by 0.14. */
const ROUNDS = 75
/** Those whose ratio has no target take part in every fifth round. */
const OTHERS_EVERY = 5
const ORIGIN = 'http://bench.test'
const SCRIPT_PATH = '/script.js'
const CHROMIUMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const WEB_AWESOME = '@awesome.me/webawesome@3.14.0'
const INSTALL_TIMEOUT_MS = 120_000

interface Contender {
  readonly name: string
  readonly script: Uint8Array
  readonly body: string
}

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

/** What all hand-written contenders share: the elements of the widget, with classes for parts. */
const LOOP = `
const make = (tag, className, ...children) => {
  const element = document.createElement(tag)
  if (className) element.className = className
  element.append(...children)
  return element
}
const link = (className, href, ...children) =>
  Object.assign(make('a', className, ...children), {href, rel: 'noreferrer'})
const nodes = (list) => list.map((node) => {
  if (typeof node === 'string') return node
  const [tag, children, href] = node
  return href ? link('link', href, ...nodes(children)) : make(tag === 'h' ? 'h4' : tag, '', ...nodes(children))
})
const list = ({items, notices, ui, title, url, review, lang, dir}, itemOf) =>
  Object.assign(make('div', 'list',
    make('p', 'emergency', ...nodes(notices.emergency)),
    make('p', 'example', ...nodes(notices.example)),
    ...items.map((item) => itemOf(item,
      make('div', 'answer', ...nodes(item.answer), make('p', '', link('more', item.url, ui.more))))),
    make('div', 'about',
      make('p', '', ui.source, ' ', link('source', url, title)),
      make('p', '', review.text),
      make('p', 'disclaimer', ...nodes(notices.disclaimer)))), {lang, dir})
const details = ({id, question}, answer) => Object.assign(
  make('details', 'item', make('summary', 'question', make('h3', 'heading', question)), answer), {id})
const ask = async () => (await fetch('/document.json')).json()
const ready = () => dispatchEvent(new Event('faq-load'))
`

const NATIVE = `${LOOP}
ask().then((content) => {
  document.querySelector('main').append(list(content, details))
  ready()
})`

const BARE_ELEMENT = `${LOOP}
customElements.define('bare-faq', class extends HTMLElement {
  async connectedCallback() {
    this.attachShadow({mode: 'open'}).append(list(await ask(), details))
    ready()
  }
})`

const REACT = `
import {createElement as h} from 'react'
import {createRoot} from 'react-dom/client'
const link = (className, href, ...children) => h('a', {className, href, rel: 'noreferrer'}, ...children)
const nodes = (list) => list.map((node) => {
  if (typeof node === 'string') return node
  const [tag, children, href] = node
  return href ? link('link', href, ...nodes(children)) : h(tag === 'h' ? 'h4' : tag, null, ...(tag === 'br' ? [] : nodes(children)))
})
fetch('/document.json').then((response) => response.json()).then(({items, notices, ui, title, url, review, lang, dir}) =>
  createRoot(document.querySelector('main')).render(
    h('div', {className: 'list', lang, dir, ref: () => dispatchEvent(new Event('faq-load'))},
      h('p', {className: 'emergency'}, ...nodes(notices.emergency)),
      h('p', {className: 'example'}, ...nodes(notices.example)),
      items.map(({id, question, answer, url: more}) =>
        h('details', {key: id, id, className: 'item'},
          h('summary', {className: 'question'}, h('h3', {className: 'heading'}, question)),
          h('div', {className: 'answer'}, ...nodes(answer), h('p', null, link('more', more, ui.more))))),
      h('div', {className: 'about'},
        h('p', null, ui.source, ' ', link('source', url, title)),
        h('p', null, review.text),
        h('p', {className: 'disclaimer'}, ...nodes(notices.disclaimer))))))`

const webAwesome = (path: string) => `
import ${JSON.stringify(path)}
${LOOP}
ask().then(async (content) => {
  document.querySelector('main').append(list(content, ({id, question}, answer) =>
    Object.assign(make('wa-details', 'item', answer), {id, summary: question})))
  await Promise.all(Array.from(document.querySelectorAll('wa-details'), (item) => item.updateComplete))
  ready()
})`

/**
 * Installs a package of others into a folder, without its scripts: no dependency of the project,
 * and nobody but the bench asks for it.
 * @returns whether it worked.
 */
function install(name: string, folder: string): boolean {
  const {status} = spawnSync(
    'npm',
    ['install', name, '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund'],
    {cwd: folder, stdio: 'ignore', timeout: INSTALL_TIMEOUT_MS},
  )
  return status === 0
}

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
    output: {format: 'iife', minify: true, codeSplitting: false},
    write: false,
    logLevel: 'silent',
  })
  return new TextEncoder().encode(output[0].code)
}

/** The widget and the native loop first. */
async function contenders(): Promise<Contender[]> {
  const widget = (await buildWidget()).get(FLOATING_PATH)
  if (!widget) throw new Error(`the build has no ${FLOATING_PATH}`)
  const list: Contender[] = [
    {
      name: 'foramen-faq',
      script: widget,
      body: '<foramen-faq src="/document.json"></foramen-faq>',
    },
    {name: 'native details loop', script: await bundle(NATIVE), body: ''},
    {
      name: 'the loop in a bare custom element',
      script: await bundle(BARE_ELEMENT),
      body: '<bare-faq></bare-faq>',
    },
    {name: 'React 19 details', script: await bundle(REACT), body: ''},
  ]
  const folder = mkdtempSync(join(tmpdir(), 'foramen-bench-'))
  try {
    if (install(WEB_AWESOME, folder)) {
      const path = join(
        folder,
        'node_modules/@awesome.me/webawesome/dist/components/details/details.js',
      )
      list.push({name: 'Web Awesome details', script: await bundle(webAwesome(path)), body: ''})
    } else {
      process.stderr.write(
        `${WEB_AWESOME} could not be installed (no network?); its rows are left out\n`,
      )
    }
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
  return list
}

/** An event of Chromium's trace; times in microseconds, `tdur` on the thread's own clock. */
interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur?: number
  readonly tdur?: number
  readonly args?: {readonly data?: {readonly url?: string}}
}

/**
 * Whatever runs script. The continuation of a `fetch` is a microtask, which the metric
 * `ScriptDuration` leaves out, and in a loop that is where all the elements are made.
 */
const SCRIPT = new Set(['v8.compile', 'EvaluateScript', 'FunctionCall', 'RunMicrotasks'])
/**
 * While requests are traced, each has V8 parse all functions of its call stack again, to name their
 * lines. No reader's browser does that.
 */
const TRACING = 'V8.CollectSourcePositions'
const CATEGORIES = ['devtools.timeline', 'v8', 'v8.execute', 'disabled-by-default-v8.compile']

/** Milliseconds of script on the page's thread until the questions are there, this bench's left out. */
async function scriptMs(browser: Browser, {script, body}: Contender, content: string) {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.route('**/*', (route) => {
    const {pathname} = new URL(route.request().url())
    if (pathname === SCRIPT_PATH) {
      return route.fulfill({contentType: 'text/javascript', body: Buffer.from(script)})
    }
    if (pathname === '/document.json') {
      return route.fulfill({contentType: 'application/json', body: content})
    }
    return route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>Bench</title><script>addEventListener('faq-load', () => setTimeout(() => window.done('')))</script><main>${body}</main><script defer src="${SCRIPT_PATH}"></script>`,
    })
  })
  const session = await context.newCDPSession(page)
  // A binding, because polling the page would run script in it; called in a task of its own, because
  // a trace leaves out what has not ended.
  await session.send('Runtime.enable')
  await session.send('Runtime.addBinding', {name: 'done'})
  const done = new Promise((resolve) => session.once('Runtime.bindingCalled', resolve))
  await browser.startTracing(page, {categories: CATEGORIES})
  await page.goto(ORIGIN)
  await done
  const trace = await browser.stopTracing()
  await context.close()
  const {traceEvents}: {traceEvents: readonly TraceEvent[]} = JSON.parse(trace.toString())
  return scriptMsOf(traceEvents)
}

function scriptMsOf(events: readonly TraceEvent[]): number {
  const urlOf = ({args}: TraceEvent) => args?.data?.url
  const own = events.find(
    (event) => event.name === 'EvaluateScript' && urlOf(event) === ORIGIN + SCRIPT_PATH,
  )
  if (!own) throw new Error('Chromium traced no script')
  const runs = events
    .filter(
      ({name, ph, pid, tid}) =>
        (SCRIPT.has(name) || name === TRACING) && ph === 'X' && pid === own.pid && tid === own.tid,
    )
    .toSorted((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))
  let end = 0
  let isCounted = false
  let microseconds = 0
  for (const event of runs) {
    if (event.name === TRACING) {
      if (event.ts < end && isCounted) microseconds -= event.tdur ?? 0
      continue
    }
    // One inside another is already counted.
    if (event.ts < end) continue
    end = event.ts + (event.dur ?? 0)
    isCounted = urlOf(event) !== `${ORIGIN}/`
    if (isCounted) microseconds += event.tdur ?? 0
  }
  return microseconds / 1000
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

function shuffled<T>(list: readonly T[]): T[] {
  return list
    .map((item) => ({item, lot: Math.random()}))
    .toSorted((a, b) => a.lot - b.lot)
    .map(({item}) => item)
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
  const contents = [
    {what: '10 short answers', content},
    {what: '10 answers of the example content', content: published},
  ]
  const times = new Map<string, number[]>()
  const key = (what: string, name: string) => `script time with ${what}: ${name}`
  try {
    // The first round warms the browser up and is not counted.
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const {what, content: asked} of contents) {
        const others = round % OTHERS_EVERY === 0 ? list.slice(2) : []
        for (const contender of shuffled([...list.slice(0, 2), ...others])) {
          const ms = await scriptMs(browser, contender, asked)
          const known = times.get(key(what, contender.name)) ?? []
          if (round > 0) times.set(key(what, contender.name), [...known, ms])
        }
      }
    }
  } finally {
    await browser.close()
  }
  const msOf = (what: string, name: string) => median(times.get(key(what, name)) ?? [])
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
    ...contents.flatMap(({what}) =>
      list.map(({name}): BenchRow => ({
        what: `widget: ${key(what, name)}`,
        documents: QUESTIONS,
        value: msOf(what, name),
        unit: 'ms',
        ratio: msOf(what, name) / msOf(what, 'native details loop'),
        versus: 'native details loop',
        ...(name === own.name ? {target: 'at most 1.5 times the native loop'} : {}),
      })),
    ),
  ]
}

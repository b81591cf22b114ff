import {buildWidget} from '../../../site/widget/build.ts'
import {FLOATING_PATH, integrityOf} from '../../../site/widget/files.ts'
import type {WidgetDocumentV1} from '../../../schemas/api/v1/widget.ts'
import {startServers, type Reply, type Servers} from './servers.ts'
import type {Tab} from './tab.ts'

/** What the recorder in every host page has noticed. */
export interface Log {
  readonly events: {type: string; detail: Record<string, unknown>; at: string}[]
  readonly violations: string[]
  readonly errors: string[]
}

declare global {
  interface Window {
    __log: Log
    /** Resolves when `count` elements have answered, by load or by error, and been heard. */
    __answered(count: number): Promise<void>
    /** Resolves when every item that was opened or closed before has told so. */
    __toggled(): Promise<void>
    /** Resolves with the next event of a type; listeners that were there before have had it by then. */
    __next(type: string): Promise<Event>
    __pwned?: unknown
  }
}

const RECORDER = `
window.__log = {events: [], violations: [], errors: []}
addEventListener('securitypolicyviolation', (event) => {
  if (!/favicon/.test(event.blockedURI)) __log.violations.push(event.effectiveDirective + ' ' + event.blockedURI)
})
for (const type of ['faq-load', 'faq-toggle', 'faq-error'])
  addEventListener(type, (event) => __log.events.push({type, detail: event.detail, at: event.target.id}))
addEventListener('error', (event) => __log.errors.push(String(event.message)))
addEventListener('unhandledrejection', (event) => __log.errors.push(String(event.reason)))
window.__next = (type) => new Promise((resolve) => {
  const heard = (event) => {
    removeEventListener(type, heard, true)
    setTimeout(() => resolve(event))
  }
  addEventListener(type, heard, true)
})
// Events of items are queued and come in order, so this one comes after them.
const last = document.createElement('details')
const toggleLast = last.toggleAttribute.bind(last, 'open')
window.__toggled = () => new Promise((resolve) => {
  last.ontoggle = () => resolve()
  toggleLast()
})
window.__answered = async (count) => {
  while (__log.events.filter(({type}) => type !== 'faq-toggle').length < count)
    await new Promise((resolve) => {
      for (const type of ['faq-load', 'faq-error']) addEventListener(type, () => resolve())
    })
  await __toggled()
}
`

// A lifetime, because Chromium uses a preload for a request without credentials only from its cache.
const CORS = {'access-control-allow-origin': '*', 'cache-control': 'max-age=60'}

export interface PageOptions {
  readonly body: string
  readonly head?: string
  /** Value of the Content-Security-Policy header; see `strictPolicy`. */
  readonly policy?: string
  /** Whether the page loads the widget's script; it does unless told. */
  readonly hasScript?: boolean
  /** Attributes of the script tag. */
  readonly scriptAttributes?: string
}

export type World = Servers & {
  script: {url: string; integrity: string; bytes: Uint8Array}
  /** Serves a widget document; returns its address. */
  document(content: WidgetDocumentV1 | string, reply?: Partial<Reply>): string
  /** Serves a page of the clinic; returns its address. */
  page(options: PageOptions): string
  /** The strictest policy of a clinic: no styles, no images, Trusted Types with no policy at all. */
  strictPolicy: string
}

export async function startWorld(): Promise<World> {
  const servers = await startServers()
  const {host, content} = servers
  const bytes = (await buildWidget()).get(FLOATING_PATH)
  if (!bytes) throw new Error(`the build has no ${FLOATING_PATH}`)
  const url = content.serve('/widget/v1/faq.js', {
    headers: {...CORS, 'content-type': 'text/javascript'},
    body: bytes,
  })
  host.serve('/record.js', {headers: {'content-type': 'text/javascript'}, body: RECORDER})
  let count = 0
  return {
    ...servers,
    script: {url, integrity: integrityOf(bytes), bytes},
    strictPolicy: [
      "default-src 'none'",
      `script-src ${host.origin}/record.js ${url}`,
      `connect-src ${content.origin}`,
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join('; '),
    document(document, reply = {}) {
      return content.serve(`/api/v1/en/widgets/procedures/d${(count += 1)}.json`, {
        headers: {...CORS, 'content-type': 'application/json', ...reply.headers},
        body: typeof document === 'string' ? document : JSON.stringify(document),
        ...(reply.status === undefined ? {} : {status: reply.status}),
        ...(reply.body === undefined ? {} : {body: reply.body}),
      })
    },
    page({body, head = '', policy, hasScript = true, scriptAttributes = 'defer'}) {
      const script = hasScript
        ? `<script ${scriptAttributes} src="${url}" crossorigin="anonymous" referrerpolicy="no-referrer"></script>`
        : ''
      return host.serve(`/page${(count += 1)}.html`, {
        headers: {
          'content-type': 'text/html; charset=utf-8',
          ...(policy === undefined ? {} : {'content-security-policy': policy}),
        },
        body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Clinic</title><meta name="viewport" content="width=device-width, initial-scale=1"><script nonce="n1" src="/record.js"></script>${script}${head}</head><body><main><h1>Clinic</h1><h2>Questions</h2>${body}</main></body></html>`,
      })
    },
  }
}

/** Longer than any element waits for its host. */
const ANSWERS_WITHIN_MS = 30_000

/** Waits until the page's elements have answered `count` times, by load or by error. */
export async function settled(tab: Tab, count = 1): Promise<Log> {
  return tab.run(
    async ([wanted, limit]) => {
      await Promise.race([
        window.__answered(wanted),
        new Promise((_, reject) => {
          setTimeout(() => reject(new Error(`not all ${wanted} elements answered`)), limit)
        }),
      ])
      return window.__log
    },
    [count, ANSWERS_WITHIN_MS] as const,
  )
}

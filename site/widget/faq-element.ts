import type {WidgetDocumentV1} from '../../schemas/api/v1/widget.ts'
import {makeElement} from './dom.ts'
import {STYLE} from './style.ts'
import {viewOf} from './view.ts'

/** Why no document could be shown. What the page's author put into the element stays visible. */
export type FaqErrorReason = 'network' | 'timeout' | 'http' | 'data'

export type FaqEvents = {
  'faq-load': CustomEvent<{url: string; reviewed: string | null; count: number}>
  'faq-toggle': CustomEvent<{id: string; open: boolean}>
  'faq-error': CustomEvent<{why: FaqErrorReason}>
}

/** A larger document is refused: ten questions have about 6 kB. */
const MAX_CHARS = 1e6
const DEFAULT_TIMEOUT_MS = 1e4
const MAX_TIMEOUT_MS = 1e9
const DEFAULT_LEVEL = 3

/** Constructed once a page: a constructed sheet needs no `style-src`. */
let sheet: CSSStyleSheet | undefined

/** Servers have no `HTMLElement`; there the class can be imported, for its type, but not used. */
const Base = globalThis.document ? HTMLElement : (Object as unknown as typeof HTMLElement)

/**
 * `<foramen-faq>`: shows the questions of one widget document. Attributes, events, parts and custom
 * properties are described in reference.ts. Stores nothing, sends nothing but the one request for
 * its `src`, and parses no HTML.
 */
export class FaqElement extends Base {
  static readonly observedAttributes = ['src']

  readonly #internals = this.attachInternals()
  /** Limit of the last request, by which it knows that it is still the last; none after removal. */
  #request: AbortSignal | null | undefined
  /** Where the answers on show came from, and their revision. */
  #src: string | null = null
  #rev: string | undefined
  /** Makes the button say what it will do. */
  #label: (() => void) | undefined

  connectedCallback(): void {
    addEventListener('hashchange', this)
    this.#listen()
    // Once: a reader who closed the item must not find it opened by a move.
    if (this.#request !== null) this.#followAddress()
    // Moving the element is no reason to ask again.
    if (this.#src !== this.getAttribute('src')) void this.load()
  }

  disconnectedCallback(): void {
    removeEventListener('hashchange', this)
    this.#request = null
  }

  attributeChangedCallback(): void {
    // Before connection there was no request, and connection makes one.
    if (this.isConnected && this.#request !== undefined) void this.load()
  }

  /** `hashchange` of the page, and `toggle` inside the element. */
  handleEvent({type, target}: Event & {target: HTMLDetailsElement}): void {
    if (type === 'hashchange') this.#followAddress()
    else {
      // Only `<details>` send the event that is left.
      this.#emit('faq-toggle', {id: target.id, open: target.open})
      this.#label?.()
    }
  }

  /**
   * Opens an item, focuses its question and scrolls to it; only opens it while the focus is in a
   * field, in editable text or in a frame. False when there is no such item.
   */
  show(id: string): boolean {
    const item = id && this.#items.find((candidate) => candidate.id === id)
    if (item) {
      item.open = true
      // Answers may come while a reader already types elsewhere on the page.
      if (!document.activeElement?.matches('input,iframe,:read-write')) {
        // In this order: focusing would end a smooth scroll half-way.
        item.querySelector('summary')?.focus()
        item.scrollIntoView()
      }
    }
    return !!item
  }

  /** Asks for the document again and shows it if it changed. Never rejects: see `faq-error`. */
  async load(): Promise<void> {
    const src = this.getAttribute('src')
    const timeout = Number(this.getAttribute('timeout'))
    const signal = (this.#request = AbortSignal.timeout(
      timeout > 0 && timeout < MAX_TIMEOUT_MS ? timeout : DEFAULT_TIMEOUT_MS,
    ))
    // Without `src` the element only serves the snapshot that a server has put into it.
    if (!src) return
    let why: FaqErrorReason = 'network'
    this.#state('loading')
    try {
      const response = await fetch(src, {
        // A page may have added members to every object.
        __proto__: null,
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        // A redirect could lead to another host than the one the page's author chose.
        redirect: 'error',
        signal,
      } as RequestInit)
      if (!response.ok) throw (why = 'http')
      const text = await response.text()
      why = 'data'
      if (text.length > MAX_CHARS) throw why
      // Replaced by a later request, or removed from the page: nobody's answer.
      if (signal !== this.#request) return
      // Checked where it is used: a document that breaks the contract throws.
      this.#show(src, JSON.parse(text) as WidgetDocumentV1)
    } catch {
      if (signal !== this.#request) return
      this.#state('error')
      this.#emit('faq-error', {why: signal.aborted ? 'timeout' : why})
    }
  }

  get #tree(): ShadowRoot | this {
    // Also where a page has made every shadow tree a closed one.
    return this.#internals.shadowRoot ?? this
  }

  get #items(): HTMLDetailsElement[] {
    return [...this.#tree.querySelectorAll('details')]
  }

  /** Hearing twice is harmless: the same listener is only added once. */
  #listen(): void {
    // `toggle` does not bubble.
    this.#tree.addEventListener('toggle', this, true)
  }

  #followAddress(): void {
    // Decodes percent signs as the URL standard does: a malformed one stands for itself. Not without
    // need, because the first such object of a page costs it half a millisecond.
    if (location.hash)
      // What begins with `=` has a first parameter, and its name is empty.
      this.show(new URLSearchParams(location.hash.replace('#', '=')).get('') as string)
  }

  /** @throws when the document is of another version or lacks a field of the contract. */
  #show(src: string, content: WidgetDocumentV1): void {
    const {v, rev, items, recalled, ui, url, review} = content
    if (v !== 1 || (!items.length && !recalled.length)) throw v
    // Also from the pasted snapshot, which a shadow tree only hides.
    for (const item of [...this.querySelectorAll('details'), ...this.#items])
      if (recalled.includes(item.id)) item.remove()

    // Made before anything is replaced: a page that has broken style sheets keeps what it shows.
    if (!sheet) {
      sheet = new CSSStyleSheet()
      sheet.replaceSync(STYLE)
    }
    const before = this.#items
    if ((this.#rev ?? this.getAttribute('rev')) !== rev || !before.length) {
      const isSingle = this.hasAttribute('single')
      const open = this.getAttribute('open')
      // Drawn by lot, because in `light` mode other elements share the tree.
      const name = Math.random()
      const focused = before.find((item) => item.matches(':focus-within'))
      const level = Number(this.getAttribute('heading-level')) | 0
      const button = makeElement('button', 'toggle-all', [ui.expand], {type: 'button'})
      const isAllOpen = () => this.#items.every((item) => item.open)
      button.addEventListener('click', () => {
        const isOpening = !isAllOpen()
        for (const item of this.#items) item.open = isOpening
      })
      this.#label = () => {
        button.textContent = ui[isAllOpen() ? 'collapse' : 'expand']
      }
      const view = viewOf(
        content,
        makeElement,
        level > 0 && level < 6 ? level : DEFAULT_LEVEL,
        (id, index) => ({
          id,
          ...(isSingle && {name}),
          open:
            open === 'all' ||
            (!index && open === 'first') ||
            before.find((item) => item.id === id)?.open,
        }),
        isSingle || items.length < 2 ? [] : [button],
      )
      // Attached only now, filled at once: until then a reader sees the author's own content.
      // A shadow tree that is there already hides the light one.
      const tree =
        this.#internals.shadowRoot ??
        (this.hasAttribute('light') ? this : this.attachShadow({mode: 'open'}))
      tree.replaceChildren(view)
      this.#dress(sheet)
      if (!focused && !this.#rev) this.#followAddress()
      for (const item of this.#items)
        if (item.id === focused?.id) item.querySelector('summary')?.focus()
    } else this.#dress(sheet)
    this.#rev = rev
    this.#src = src
    this.#state('ready')
    this.#emit('faq-load', {url, reviewed: review.date, count: this.#items.length})
  }

  /** Styles and hears what is on show. Also pasted answers: a policy may refuse their own style. */
  #dress(styles: CSSStyleSheet): void {
    const {adoptedStyleSheets} = this.#tree.getRootNode() as Document | ShadowRoot
    if (!adoptedStyleSheets.includes(styles)) adoptedStyleSheets.push(styles)
    this.#listen()
  }

  #state(state: 'loading' | 'ready' | 'error'): void {
    this.#internals.states.clear()
    this.#internals.states.add(state)
  }

  #emit<T extends keyof FaqEvents>(type: T, detail: FaqEvents[T]['detail']): void {
    this.dispatchEvent(new CustomEvent(type, {detail, bubbles: true, composed: true}))
  }
}

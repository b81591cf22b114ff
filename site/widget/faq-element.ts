import type {WidgetDocumentV1} from '../../schemas/api/v1/widget.ts'
import {makeElement} from './dom.ts'
import {STYLE} from './style.ts'
import {viewOf} from './view.ts'

/** Why no document could be shown. What the page's author put into the element stays visible. */
export type FaqErrorReason = 'network' | 'timeout' | 'http' | 'data'

export interface FaqEvents {
  readonly 'faq-load': CustomEvent<{url: string; reviewed: string | null; count: number}>
  readonly 'faq-toggle': CustomEvent<{id: string; open: boolean}>
  readonly 'faq-error': CustomEvent<{why: FaqErrorReason}>
}

/** A larger document is refused: ten questions have about 6 kB. */
const MAX_CHARS = 1e6
const DEFAULT_TIMEOUT_MS = 1e4
const MAX_TIMEOUT_MS = 1e9
const DEFAULT_LEVEL = 3

/** Constructed once a page: a constructed sheet needs no `style-src`. */
let sheet: CSSStyleSheet | undefined

const itemsOf = (tree: ParentNode) => [...tree.querySelectorAll('details')]

const areOpen = (items: HTMLDetailsElement[]) => items.every((item) => item.open)

const find = (items: HTMLDetailsElement[], id: string) => items.find((item) => item.id === id)

/**
 * `<foramen-faq>`: shows the questions of one widget document. Attributes, events, parts and custom
 * properties are described in reference.ts. Stores nothing, sends nothing but the one request for
 * its `src`, and parses no HTML.
 *
 * Size counts here: parameters, members and properties stand in an order that compresses well.
 * Private names stay `#`: libraries keep one-letter properties of their own on elements.
 * Servers have no `HTMLElement`; there the class can be imported, for its type, but not used.
 */
export class FaqElement extends (globalThis.document
  ? HTMLElement
  : (Object as unknown as typeof HTMLElement)) {
  static readonly observedAttributes = ['src']

  readonly #internals = this.attachInternals()
  /** Limit of the last request, by which it knows that it is still the last; none after removal. */
  #request: AbortSignal | null | undefined
  /** Where the answers on show came from, and their revision. */
  #src: string | null | undefined
  #rev: string | undefined
  /** Makes the button say what it will do, after an item was opened or closed. */
  #label: ((isOpen: boolean) => void) | undefined

  connectedCallback(): void {
    // `toggle` does not bubble.
    this.#tree().addEventListener('toggle', this.#toggled, true)
    addEventListener('hashchange', this.#followAddress)
    // Once: a reader who closed the item must not find it opened by a move.
    if (this.#request !== null) this.#followAddress()
    // Moving the element is no reason to ask again; for a `src` that stood there when the script
    // came the browser has called attributeChangedCallback() before.
    if (!this.#request && this.#src !== this.getAttribute('src')) void this.load()
  }

  disconnectedCallback(): void {
    removeEventListener('hashchange', this.#followAddress)
    this.#request = null
  }

  attributeChangedCallback(): void {
    // Connection makes the request of an element that is in no page yet.
    if (this.isConnected) void this.load()
  }

  /**
   * Opens an item, focuses its question and scrolls to it; only opens it while the focus is in a
   * field, in editable text or in a frame. False when there is no such item.
   */
  show(id: string): boolean {
    const item = id && find(itemsOf(this.#tree()), id)
    if (item) {
      // The page's own `<details>` around this element.
      for (const around of itemsOf(this.getRootNode() as Document))
        if (around.contains(this)) around.open = true
      item.open = true
      // Answers may come while a reader already types elsewhere on the page.
      if (!document.activeElement?.matches('input,select,iframe,:read-write')) {
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
    const signal = (this.#request = AbortSignal.timeout(
      this.#number('timeout', MAX_TIMEOUT_MS, DEFAULT_TIMEOUT_MS),
    ))
    // Without `src` the element only serves the snapshot that a server has put into it.
    if (!src) return
    let why: FaqErrorReason = 'network'
    this.#state('loading')
    try {
      const response = await fetch(src, {
        // A redirect could lead to another host than the one the page's author chose.
        redirect: 'error',
        credentials: 'omit',
        // A page may have added members to every object.
        __proto__: null,
        referrerPolicy: 'no-referrer',
        signal,
      } as RequestInit)
      if (!response.ok) throw (why = 'http')
      const text = await response.text()
      why = 'data'
      // Replaced by a later request, or removed from the page: nobody's answer.
      if (signal !== this.#request) throw why
      // Checked where it is used: a document that breaks the contract throws. Of a text that is too
      // long one character is read, which is no document.
      this.#show(JSON.parse(text[MAX_CHARS] ?? text) as WidgetDocumentV1, src)
    } catch {
      if (signal !== this.#request) return
      this.#state('error')
      this.#emit('faq-error', {why: signal.aborted ? 'timeout' : why})
    }
  }

  readonly #toggled = ({target}: Event): void => {
    // Only `<details>` send it.
    const {id, open} = target as HTMLDetailsElement
    this.#emit('faq-toggle', {id, open})
    this.#label?.(open)
  }

  readonly #followAddress = (): void => {
    // Decodes percent signs as the URL standard does: a malformed one stands for itself. Not without
    // need, because the first such object of a page costs it half a millisecond.
    if (location.hash)
      // What begins with `=` has a first parameter, and its name is empty.
      this.show(new URLSearchParams(location.hash.replace('#', '=')).get('') as string)
  }

  #emit<T extends keyof FaqEvents>(type: T, detail: FaqEvents[T]['detail']): void {
    this.dispatchEvent(new CustomEvent(type, {bubbles: true, detail, composed: true}))
  }

  /** @throws {string} the address, when the document is of another version or lacks a field of the contract. */
  #show(content: WidgetDocumentV1, src: string): void {
    if (content.v !== 1 || !(content.items[0] || content.recalled[0])) throw src
    // Also from the pasted snapshot, which a shadow tree only hides.
    for (const item of [...itemsOf(this), ...itemsOf(this.#tree())])
      if (content.recalled.includes(item.id)) item.remove()

    // Made before anything is replaced: a page that has broken style sheets keeps what it shows.
    if (!sheet) {
      sheet = new CSSStyleSheet()
      sheet.replaceSync(STYLE)
    }
    const before = itemsOf(this.#tree())
    const isNew = (this.#rev ?? this.getAttribute('rev')) !== content.rev || !before[0]
    let focused: Element | null | undefined
    if (isNew) {
      const open = this.getAttribute('open')
      // Drawn by lot, because in `light` mode other elements share the tree.
      const group = this.hasAttribute('single') && {name: Math.random()}
      const button = makeElement('button', 'toggle-all', content.ui.expand, {type: 'button'})
      let isAllOpen = false
      focused = this.#tree().querySelector('details:focus-within')
      this.#label = (isOpen) => {
        // Of all that the button opens, only the first asks all: opening 500 stays quick.
        if (isOpen !== isAllOpen) {
          isAllOpen = areOpen(itemsOf(this.#tree()))
          button.textContent = content.ui[isAllOpen ? 'collapse' : 'expand']
        }
      }
      button.addEventListener('click', () => {
        // Asked of the items: a page may have removed some, or kept their events from this element.
        const isOpening = !areOpen(itemsOf(this.#tree()))
        for (const item of itemsOf(this.#tree())) item.open = isOpening
      })
      const view = viewOf(
        group || !content.items[1] ? [] : button,
        content,
        (id, index) => ({
          id,
          open: open === 'all' || (!index && open === 'first') || find(before, id)?.open,
          ...group,
        }),
        this.#number('heading-level', 6, DEFAULT_LEVEL),
        makeElement,
      )
      // Attached only now, filled at once: until then a reader sees the author's own content.
      // A shadow tree that is there already hides the light one.
      if (!(this.#internals.shadowRoot || this.hasAttribute('light')))
        this.attachShadow({mode: 'open'})
      this.#tree().replaceChildren(view)
    }
    // Also pasted answers are styled, because a policy may refuse their own style, and heard: twice
    // is harmless, for the same listener is only added once.
    const {adoptedStyleSheets} = this.#tree().getRootNode() as Document | ShadowRoot
    if (!adoptedStyleSheets.includes(sheet)) adoptedStyleSheets.push(sheet)
    this.#tree().addEventListener('toggle', this.#toggled, true)
    if (focused) find(itemsOf(this.#tree()), focused.id)?.querySelector('summary')?.focus()
    else if (isNew && !this.#rev) this.#followAddress()
    this.#rev = content.rev
    this.#src = src
    this.#state('ready')
    this.#emit('faq-load', {
      reviewed: content.review.date,
      url: content.url,
      count: itemsOf(this.#tree()).length,
    })
  }

  #tree(): ShadowRoot | this {
    // Also where a page has made every shadow tree a closed one.
    return this.#internals.shadowRoot ?? this
  }

  #state(state: 'loading' | 'ready' | 'error'): void {
    this.#internals.states.clear()
    this.#internals.states.add(state)
  }

  /** The whole number above 0 and below `limit` that an attribute holds, or else `other`. */
  #number(name: string, limit: number, other: number): number {
    // `|` makes a whole number of any text, and 0 of none.
    const value = (this.getAttribute(name) as unknown as number) | 0
    return value < 1 || value >= limit ? other : value
  }
}

// Made by jsxTypes() in reference.ts; a test compares.
import type {FaqElement} from './generated/faq-element.js'

/** Attributes of `<foramen-faq>`. */
export interface FaqAttributes {
  /** Address of a widget document. Without it the element makes no request and only serves the answers a server put into it. */
  src?: string
  /** Renders into the page itself instead of a shadow tree, so that the page's own CSS applies. */
  light?: boolean
  /** Opening an answer closes the one that was open. */
  single?: boolean
  /** Which answers start open; none unless told. Read when answers are drawn: a later change takes effect with the next changed document. */
  open?: 'first' | 'all'
  /** Level of the questions’ headings: one below the heading above the element. Read when answers are drawn: a later change takes effect with the next changed document. */
  'heading-level'?: 1 | 2 | 3 | 4 | 5
  /** Revision of the answers pasted into the element. They are replaced only when the document has another one. */
  rev?: string
  /** Milliseconds to wait for the document before giving up. */
  timeout?: number
}

/** Listeners as React 19 passes them to a custom element. */
export interface FaqListeners {
  /** The answers are shown and current: address of their source page, day of its last clinical review, number of questions. */
  'onfaq-load'?: (event: CustomEvent<{url: string; reviewed: string | null; count: number}>) => void
  /** An answer was opened or closed, by a reader or by the page. */
  'onfaq-toggle'?: (event: CustomEvent<{id: string; open: boolean}>) => void
  /** The document could not be shown; what stands in the element stays visible. `network` also stands for a missing CORS header, a redirect and a blocked `connect-src`; `data` for anything but a document of version 1. */
  'onfaq-error'?: (event: CustomEvent<{why: 'network' | 'timeout' | 'http' | 'data'}>) => void
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'foramen-faq': React.DetailedHTMLProps<React.HTMLAttributes<FaqElement>, FaqElement> &
        FaqAttributes &
        FaqListeners
    }
  }
}

declare global {
  namespace astroHTML.JSX {
    // Astro's own, where there is Astro.
    interface HTMLAttributes {}
    interface IntrinsicElements {
      'foramen-faq': HTMLAttributes & FaqAttributes
    }
  }
}

import {FaqElement, type FaqEvents} from './faq-element.ts'

declare global {
  interface HTMLElementTagNameMap {
    'foramen-faq': FaqElement
  }
  interface HTMLElementEventMap extends FaqEvents {}
}

// A page may hold the script twice, even in two versions: the first one stays.
if (!customElements.get('foramen-faq')) customElements.define('foramen-faq', FaqElement)

import type {Make} from './view.ts'

/**
 * Elements of a view. No string is ever parsed as HTML, so nothing in a document can become script.
 * `createElement` comes from the prototype because a page with `<img name=createElement>` has
 * another one on its document.
 */
export const makeElement: Make<HTMLElement> = (tag, part, children, attributes) => {
  const element: HTMLElement = HTMLDocument.prototype.createElement.call(document, tag)
  if (part) element.setAttribute('part', part)
  Object.assign(element, attributes).append(...children)
  return element
}

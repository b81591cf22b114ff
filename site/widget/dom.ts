import type {Content, Make} from './view.ts'

/**
 * Elements of a view. No string is ever parsed as HTML, so nothing in a document can become script.
 * `createElement` comes from the prototype because a page with `<img name=createElement>` has
 * another one on its document.
 */
export const makeElement: Make<HTMLElement> = (tag, part, content, attributes) => {
  const element: HTMLElement = HTMLDocument.prototype.createElement.call(document, tag)
  if (part) element.setAttribute('part', part)
  // One by one, because pages replace `flat()`, and libraries an `append()` that takes more.
  const fill = (one: Content<HTMLElement>): void => {
    if (Array.isArray(one)) for (const inner of one) fill(inner)
    else element.append(one)
  }
  fill(content)
  return Object.assign(element, attributes)
}

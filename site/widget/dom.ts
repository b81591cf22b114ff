import type {Make} from './view.ts'

/**
 * Elements of a view. No string is ever parsed as HTML, so nothing in a document can become script.
 * `createElement` comes from the prototype because a page with `<img name=createElement>` has
 * another one on its document.
 */
export const makeElement: Make<HTMLElement> = (tag, part, content, attributes) => {
  const element: HTMLElement = HTMLDocument.prototype.createElement.call(document, tag)
  // Lists in a content are at most three deep: see viewOf().
  Object.assign(element, part && {part}, attributes).append(
    ...([content].flat(9) as (HTMLElement | string)[]),
  )
  return element
}

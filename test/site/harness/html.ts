import {parse, type DefaultTreeAdapterTypes} from 'parse5'

export type Element = DefaultTreeAdapterTypes.Element
type Node = DefaultTreeAdapterTypes.Node

/** Every element of a page in document order, as a browser would read it. */
export function elementsOf(html: string): Element[] {
  const found: Element[] = []
  const visit = (node: Node) => {
    if ('tagName' in node) found.push(node)
    if ('childNodes' in node) node.childNodes.forEach(visit)
    if ('content' in node) visit(node.content)
  }
  visit(parse(html))
  return found
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((candidate) => candidate.name === name)?.value
}

/** Text inside an element, white space collapsed. */
export function textOf(element: Element): string {
  const parts: string[] = []
  const visit = (node: Node) => {
    if ('value' in node) parts.push(node.value)
    if ('childNodes' in node) node.childNodes.forEach(visit)
  }
  visit(element)
  return parts.join('').replaceAll(/\s+/g, ' ').trim()
}

export const tagged = (elements: readonly Element[], ...names: string[]) =>
  elements.filter(({tagName}) => names.includes(tagName))

/** Number of comments in a page. */
export function commentsIn(html: string): number {
  let count = 0
  const visit = (node: Node) => {
    if (node.nodeName === '#comment') count += 1
    if ('childNodes' in node) node.childNodes.forEach(visit)
    if ('content' in node) visit(node.content)
  }
  visit(parse(html))
  return count
}

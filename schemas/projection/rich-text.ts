import {escapeHtml} from '../lib/escape-html.ts'

/**
 * A small tree from which a section's HTML and plain text are both written, so that the two can
 * never say different words. The set of elements and attributes is closed: what is not in these
 * types cannot reach a page.
 */

export type Tag =
  | 'p'
  | 'h3'
  | 'h4'
  | 'ul'
  | 'ol'
  | 'li'
  | 'dl'
  | 'div'
  | 'dt'
  | 'dd'
  | 'strong'
  | 'em'
  | 'span'
  | 'sup'
  | 'dfn'
  | 'a'
  | 'br'
  | 'figure'
  | 'figcaption'
  | 'img'

export interface Attributes {
  readonly class?: string
  readonly id?: string
  /** Only through `link()`, which checks the scheme. */
  readonly href?: string
  /** Root-relative. */
  readonly src?: string
  readonly alt?: string
  readonly width?: number
  readonly height?: number
  readonly loading?: 'lazy'
  readonly lang?: string
  readonly 'aria-label'?: string
  readonly 'data-level'?: string
  readonly 'data-certainty'?: string
  readonly 'data-use'?: string
  readonly 'data-kind'?: string
}

interface TreeElement<Node> {
  readonly tag: Tag
  readonly attributes: Attributes
  readonly children: readonly Node[]
  /** What plain text says in its place. */
  readonly inText?: string
}

/** Where a statement names its source. The number comes later, when the whole page is written. */
export interface CitationMark {
  readonly tag: 'citation'
  /** Id of the source. */
  readonly source: string
  readonly locator: string | null
}

/** A medical word that the page explains. */
export interface TermMark {
  readonly tag: 'term'
  /** Id of the glossary term. */
  readonly term: string
  readonly children: readonly RichNode[]
}

/** What a projection writes: a tree that knows which sources it names, and none of their numbers. */
export type RichNode = string | RichElement | CitationMark | TermMark
export type RichElement = TreeElement<RichNode>

/** The same tree as a page has it, each mark turned into the link that a reader sees. */
export type NumberedNode = string | NumberedElement
export type NumberedElement = TreeElement<NumberedNode>

/** A child to `element`; `null` and empty lists leave nothing behind. */
export type RichChild = RichNode | readonly RichChild[] | null

export function element(tag: Tag, attributes: Attributes, ...children: RichChild[]): RichElement {
  return {tag, attributes, children: children.flatMap(flatten)}
}

export function flatten(child: RichChild): RichNode[] {
  if (child === null) return []
  if (typeof child === 'string') return child === '' ? [] : [child]
  return isList(child) ? child.flatMap(flatten) : [child]
}

function isList(
  child: Exclude<RichNode, string> | readonly RichChild[],
): child is readonly RichChild[] {
  return Array.isArray(child)
}

/** A tree knows no host: pages of this site are linked from the root. */
const SAFE_HREF = /^(https:\/\/|mailto:|tel:|\/(?!\/))[^\s<>"'\\]*$/

/**
 * A link.
 * @throws {RangeError} for an address that is not https:, mailto:, tel: or root-relative.
 */
export function link(
  href: string,
  attributes: Omit<Attributes, 'href'>,
  ...children: RichChild[]
): RichElement {
  if (!SAFE_HREF.test(href)) throw new RangeError(`unsafe link address "${href}"`)
  return element('a', {...attributes, href}, ...children)
}

const VOID: ReadonlySet<Tag> = new Set(['br', 'img'])
/** An address of a tree as it leads there from any page. @param site address without a slash. */
export function absoluteAddress(address: string, site: string): string {
  return address.startsWith('/') ? site + address : address
}

/**
 * HTML of a tree, complete on anybody's page: every address is absolute. Attributes stand in the
 * order in which they were given.
 * @param site absolute address of the site without a trailing slash.
 */
export function toHtml(nodes: readonly NumberedNode[], site: string): string {
  let html = ''
  for (const node of nodes) {
    if (typeof node === 'string') {
      html += escapeHtml(node)
      continue
    }
    html += `<${node.tag}`
    for (const [name, value] of Object.entries(node.attributes)) {
      if (value === undefined) continue
      const text = String(value)
      const isAddress = name === 'href' || name === 'src'
      html += ` ${name}="${escapeHtml(isAddress ? absoluteAddress(text, site) : text)}"`
    }
    html += VOID.has(node.tag) ? '>' : `>${toHtml(node.children, site)}</${node.tag}>`
  }
  return html
}

const BLOCKS: ReadonlySet<Tag> = new Set([
  'p',
  'h3',
  'h4',
  'ul',
  'ol',
  'dl',
  'div',
  'figure',
  'figcaption',
])

/** The same words as plain text: blocks are separated by a blank line, list items by a line. */
export function toText(nodes: readonly NumberedNode[]): string {
  return blocksOf(nodes).join('\n\n')
}

/** Plain text that stands alone: without pictures and without numbers of sources. */
export function toProse(nodes: readonly RichNode[]): string {
  return toText(proseOf(nodes))
}

function proseOf(nodes: readonly RichNode[]): NumberedNode[] {
  return nodes.flatMap((node): NumberedNode[] => {
    if (typeof node === 'string') return [node]
    switch (node.tag) {
      case 'citation':
      case 'figure':
        return []
      case 'term':
        return proseOf(node.children)
      default:
        return [{...node, children: proseOf(node.children)}]
    }
  })
}

function blocksOf(nodes: readonly NumberedNode[]): string[] {
  const blocks: string[] = []
  let line = ''
  const endLine = () => {
    if (line.trim() !== '') blocks.push(line.trim())
    line = ''
  }
  for (const node of nodes) {
    if (typeof node === 'string' || !BLOCKS.has(node.tag)) {
      line += inlineText(node)
      continue
    }
    endLine()
    if (node.tag === 'ul' || node.tag === 'ol') blocks.push(listText(node))
    else if (node.tag === 'dl') blocks.push(termsText(node.children))
    else blocks.push(...blocksOf(node.children))
  }
  endLine()
  return blocks
}

function inlineText(node: NumberedNode): string {
  if (typeof node === 'string') return node
  switch (node.tag) {
    case 'br':
      return '\n'
    case 'img':
      return node.inText ?? ''
    case 'sup':
      return ` [${inlineChildren(node)}]`
    default:
      return inlineChildren(node)
  }
}

function inlineChildren(node: NumberedElement): string {
  return node.children.map(inlineText).join('')
}

function listText(list: NumberedElement): string {
  return list.children
    .map((item, index) => {
      const mark = list.tag === 'ol' ? `${index + 1}. ` : '- '
      const text = typeof item === 'string' ? item : blocksOf(item.children).join('\n')
      return mark + text.replaceAll('\n', `\n${' '.repeat(mark.length)}`)
    })
    .join('\n')
}

/** `dt` and `dd`, alone or in a `div`, as "term: description". */
function termsText(children: readonly NumberedNode[]): string {
  const lines: string[] = []
  for (const child of children) {
    if (typeof child === 'string') continue
    if (child.tag === 'div') lines.push(termsText(child.children))
    else if (child.tag === 'dt') lines.push(`${blocksOf(child.children).join(' ')}:`)
    else lines.push(`${lines.pop() ?? ''} ${blocksOf(child.children).join('\n')}`)
  }
  return lines.join('\n')
}

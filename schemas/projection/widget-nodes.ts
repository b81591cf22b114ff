import {
  buildMarksTree,
  isPortableTextToolkitList,
  isPortableTextToolkitSpan,
  isPortableTextToolkitTextNode,
  nestLists,
  type ToolkitPortableTextHtmlList,
} from '@portabletext/toolkit'
import {
  MarkDef,
  PortableTextBlock,
  type Callout,
  type FigureBlock,
  type PortableText,
  type TextBlock,
} from '../objects/portable-text.query.ts'
import type {WidgetNode} from '../api/v1/widget.ts'

/** A link with its visible text. */
export interface WidgetLink {
  readonly href: string
  readonly text: string
}

/**
 * Where the conversion looks up what Portable Text only points at. Each function throws when its
 * target does not exist; one that answers `null` leaves the text without a link.
 */
export interface WidgetResolve {
  /** Absolute address of the public page of a document (an article or a glossary term). */
  readonly page: (documentId: string) => string | null
  /** Mark of a citation (for example "1") and the address where its source is described. */
  readonly citation: (citation: {source: string; locator: string | null}) => WidgetLink | null
  /** Word that opens a callout, in the language of the document (for example "Warning"). */
  readonly callout: (kind: Callout['kind']) => string
  /** Text that stands for a picture, and the page that shows it: the widget loads no images. */
  readonly figure: (figure: FigureBlock) => WidgetLink | null
}

/** The toolkit takes any `listItem` attribute, `null` too, for a list. */
type ListableBlock = Omit<TextBlock, 'listItem' | 'level'> & {listItem?: string; level?: number}
type Nested = ListableBlock | Callout | FigureBlock | ToolkitPortableTextHtmlList

/**
 * Portable Text (`simpleText`) as widget nodes. Nothing is dropped in silence.
 * @param blocks what `PortableText` of the query schemas accepted.
 * @throws {Error} with path, type and value of a block, style or mark that has no node form.
 */
export function toWidgetNodes(blocks: PortableText, resolve: WidgetResolve): WidgetNode[] {
  const listable = blocks.map((block, index): ListableBlock | Callout | FigureBlock => {
    const checked = PortableTextBlock.safeParse(block)
    if (!checked.success) {
      const [issue] = checked.error.issues
      const path = [index, ...(issue?.path ?? [])].join('.')
      throw new Error(`${path}: ${issue?.message} (${JSON.stringify(block).slice(0, 120)})`)
    }
    if (block._type !== 'block') return block
    const {listItem, level, ...text} = block
    return listItem === null ? text : {...text, listItem, level: level ?? 1}
  })
  const nested: Nested[] = nestLists<ListableBlock | Callout | FigureBlock>(listable, 'html')
  return nested.flatMap((block) => blockNodes(block, resolve))
}

function blockNodes(block: Nested, resolve: WidgetResolve): WidgetNode[] {
  switch (block._type) {
    case 'block':
      return [[block.style === 'h3' ? 'h' : 'p', inlineNodes(block, resolve)]]
    case '@list':
      return [listNode(block, resolve)]
    case 'callout':
      return [
        [
          'div',
          [
            ['p', [['strong', [`${resolve.callout(block.kind)}:`]]]],
            [
              'p',
              [
                ...textNodes(block.text),
                ...block.citations.flatMap((citation) => citationNodes(citation, resolve)),
              ],
            ],
          ],
        ],
      ]
    case 'figure': {
      const link = resolve.figure(block)
      return link === null ? [] : [['p', [['a', [link.text], link.href]]]]
    }
  }
}

function listNode(list: ToolkitPortableTextHtmlList, resolve: WidgetResolve): WidgetNode {
  const items = list.children.map((item): WidgetNode => ['li', inlineNodes(item, resolve)])
  return [list.listItem === 'number' ? 'ol' : 'ul', items]
}

type MarkedBlock = Parameters<typeof buildMarksTree>[0]

function inlineNodes(block: MarkedBlock, resolve: WidgetResolve): WidgetNode[] {
  return buildMarksTree(block).flatMap((node) => inlineNode(node, resolve))
}

function inlineNode(
  node: ReturnType<typeof buildMarksTree>[number],
  resolve: WidgetResolve,
): WidgetNode[] {
  if (isPortableTextToolkitTextNode(node)) return textNodes(node.text)
  // A deeper list stands among the children of its list item.
  if (isPortableTextToolkitList(node) && node.mode === 'html') return [listNode(node, resolve)]
  if (!isPortableTextToolkitSpan(node)) throw new Error(`no node form for "${node._type}"`)
  const children = node.children.flatMap((child) => inlineNode(child, resolve))
  if (node.markDef === undefined) {
    if (node.markType === 'strong' || node.markType === 'em') return [[node.markType, children]]
    throw new Error(`no node form for the mark "${node.markType}"`)
  }
  const mark = MarkDef.parse(node.markDef)
  switch (mark._type) {
    case 'link':
      return [['a', children, mark.href]]
    case 'internalLink':
      return linked(resolve.page(mark.reference), children)
    case 'glossaryMark':
      return linked(resolve.page(mark.term), children)
    case 'citation':
      return [...children, ...citationNodes(mark, resolve)]
  }
}

function linked(href: string | null, children: WidgetNode[]): WidgetNode[] {
  return href === null ? children : [['a', children, href]]
}

/** Keeps a mark on the line of its words, and apart from the mark before it: 1 2, not 12. */
const NARROW_NO_BREAK_SPACE = '\u202f'

/** The mark of a source, which leads to it. */
export function citationNodes(
  citation: {source: string; locator: string | null},
  resolve: WidgetResolve,
): WidgetNode[] {
  const link = resolve.citation(citation)
  return link === null ? [] : [NARROW_NO_BREAK_SPACE, ['sup', [['a', [link.text], link.href]]]]
}

function textNodes(text: string): WidgetNode[] {
  return text.split('\n').flatMap((line, index): WidgetNode[] => {
    const nodes: WidgetNode[] = line === '' ? [] : [line]
    return index === 0 ? nodes : [['br', []], ...nodes]
  })
}

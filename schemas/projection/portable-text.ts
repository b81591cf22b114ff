import {
  buildMarksTree,
  isPortableTextToolkitList,
  isPortableTextToolkitSpan,
  isPortableTextToolkitTextNode,
  nestLists,
  type ToolkitPortableTextHtmlList,
} from '@portabletext/toolkit'
import {imagePath} from '../api/v1/links.ts'
import {fill} from '../languages/index.ts'
import {pathOf} from './addresses.ts'
import type {ProjectionContext} from './context.ts'
import {element, link, type RichNode} from './rich-text.ts'
import type {Figure} from '../objects/figure.query.ts'
import {marks} from './notes.ts'
import {
  MarkDef,
  type Callout,
  type FigureBlock,
  type PortableTextBlock,
  type TextBlock,
} from '../objects/portable-text.query.ts'

/** The toolkit takes any `listItem` attribute, `null` too, for a list. */
type ListableBlock = Omit<TextBlock, 'listItem' | 'level'> & {listItem?: string; level?: number}
type Nested = ListableBlock | Callout | FigureBlock | ToolkitPortableTextHtmlList

/**
 * Portable Text as a rich-text tree, from which HTML, plain text and public Portable Text are
 * written.
 * @throws {Error} for a block or mark that has no form here: nothing is dropped in silence.
 */
export function richText(
  blocks: readonly PortableTextBlock[],
  context: ProjectionContext,
): RichNode[] {
  const listable = blocks.map((block): ListableBlock | Callout | FigureBlock => {
    if (block._type !== 'block') return block
    const {listItem, level, ...text} = block
    return listItem === null ? text : {...text, listItem, level: level ?? 1}
  })
  const nested: Nested[] = nestLists<ListableBlock | Callout | FigureBlock>(listable, 'html')
  return nested.map((block) => blockNode(block, context))
}

function blockNode(block: Nested, context: ProjectionContext): RichNode {
  switch (block._type) {
    case 'block':
      return element(block.style === 'h3' ? 'h3' : 'p', {}, inlineNodes(block, context))
    case '@list':
      return listNode(block, context)
    case 'callout':
      return calloutNode(block, context)
    case 'figure':
      return figureNode(block, context)
  }
}

export function calloutNode(
  {kind, text, citations}: Pick<Callout, 'kind' | 'text' | 'citations'>,
  {strings}: ProjectionContext,
): RichNode {
  return element(
    'div',
    {class: 'callout', 'data-kind': kind},
    element('p', {class: 'callout-label'}, element('strong', {}, `${strings.calloutKinds[kind]}:`)),
    element('p', {}, lines(text), marks(citations)),
  )
}

/** Pictures keep their size, so that the page does not jump when they load. */
function figureNode(figure: Figure, {strings}: ProjectionContext): RichNode {
  const {asset, caption, credit, licence} = figure
  const alt = figure.decorative === true ? '' : (figure.alt ?? '')
  const below = [caption, credit, licence].filter((part) => part !== null)
  return element(
    'figure',
    {},
    {
      ...element('img', {
        src: imagePath(asset.sha1hash, asset.extension),
        alt,
        width: asset.width,
        height: asset.height,
        loading: 'lazy',
      }),
      // Unmarked, the description of a picture would read as a statement of the text.
      inText: alt === '' ? '' : fill(strings.widget.picture, {alt}),
    },
    below.length === 0 ? null : element('figcaption', {}, below.join(' · ')),
  )
}

function listNode(list: ToolkitPortableTextHtmlList, context: ProjectionContext): RichNode {
  const items = list.children.map((item) => element('li', {}, inlineNodes(item, context)))
  return element(list.listItem === 'number' ? 'ol' : 'ul', {}, items)
}

type MarkedBlock = Parameters<typeof buildMarksTree>[0]

function inlineNodes(block: MarkedBlock, context: ProjectionContext): RichNode[] {
  return buildMarksTree(block).flatMap((node) => inlineNode(node, context))
}

function inlineNode(
  node: ReturnType<typeof buildMarksTree>[number],
  context: ProjectionContext,
): RichNode[] {
  if (isPortableTextToolkitTextNode(node)) return lines(node.text)
  // A deeper list stands among the children of its list item.
  if (isPortableTextToolkitList(node) && node.mode === 'html') {
    return [listNode(node, context)]
  }
  if (!isPortableTextToolkitSpan(node)) throw new Error(`no public form for "${node._type}"`)
  const children = node.children.flatMap((child) => inlineNode(child, context))
  if (node.markDef === undefined) {
    if (node.markType === 'strong' || node.markType === 'em') {
      return [element(node.markType, {}, children)]
    }
    throw new Error(`no public form for the mark "${node.markType}"`)
  }
  const mark = MarkDef.parse(node.markDef)
  switch (mark._type) {
    case 'link':
      return [link(mark.href, {}, children)]
    case 'internalLink': {
      const page = context.graph.document(mark.reference)
      const lang = page.language === context.locale ? {} : {lang: page.language}
      return [link(pathOf(page), lang, children)]
    }
    case 'glossaryMark':
      return [{tag: 'term', term: mark.term, children}]
    case 'citation':
      return [...children, ...marks([mark])]
  }
}

/** A text with its line breaks. */
export function lines(text: string): RichNode[] {
  return text
    .split('\n')
    .flatMap((line, index) => (index === 0 ? [line] : [element('br', {}), line]))
    .filter((node) => node !== '')
}

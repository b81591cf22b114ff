import {absoluteAddress, type NumberedElement, type NumberedNode} from './rich-text.ts'

/**
 * Public Portable Text, written from the same tree as HTML and text. Every word stands in a
 * standard `block`, so that a client that knows no custom type still shows every sentence; only
 * the picture itself is an object of its own (`figure`).
 * @see https://github.com/portabletext/portabletext
 */

export interface PublicSpan {
  readonly _key: string
  readonly _type: 'span'
  readonly text: string
  readonly marks: string[]
}
export type PublicMarkDef =
  | {_key: string; _type: 'link'; href: string}
  | {_key: string; _type: 'citation'; number: number; href: string}
export interface PublicTextBlock {
  readonly _key: string
  readonly _type: 'block'
  readonly style: 'normal' | 'h3' | 'h4'
  readonly listItem?: 'bullet' | 'number'
  readonly level?: number
  readonly children: PublicSpan[]
  readonly markDefs: PublicMarkDef[]
}
export interface PublicFigure {
  readonly _key: string
  readonly _type: 'figure'
  readonly src: string
  readonly alt: string
  readonly width: number
  readonly height: number
}
export type PublicBlock = PublicTextBlock | PublicFigure

/**
 * Keys count up within a section: the same content gives the same bytes.
 * @param site absolute address of the site without a trailing slash.
 */
export function toBlocks(nodes: readonly NumberedNode[], site: string): PublicBlock[] {
  const writer = new BlockWriter(site)
  writer.blocks(nodes, {style: 'normal'})
  return writer.written
}

type BlockShape = Pick<PublicTextBlock, 'style' | 'listItem' | 'level'>

class BlockWriter {
  readonly written: PublicBlock[] = []
  readonly #site: string
  #open: PublicTextBlock | null = null

  constructor(site: string) {
    this.#site = site
  }

  blocks(nodes: readonly NumberedNode[], shape: BlockShape): void {
    for (const node of nodes) {
      if (typeof node === 'string') {
        this.#inline([node], [], shape)
        continue
      }
      switch (node.tag) {
        case 'p':
        case 'figcaption':
        case 'dt':
          this.#close()
          this.blocks(node.children, shape)
          if (node.tag !== 'dt') this.#close()
          break
        case 'h3':
        case 'h4':
          this.#close()
          this.blocks(node.children, {style: node.tag})
          this.#close()
          break
        case 'ul':
        case 'ol':
          this.#list(node, shape)
          break
        case 'dl':
          this.#terms(node.children, shape)
          break
        case 'div':
        case 'figure':
          this.#close()
          this.blocks(node.children, shape)
          this.#close()
          break
        case 'img':
          this.#figure(node)
          break
        default:
          this.#inline([node], [], shape)
      }
    }
  }

  #list(list: NumberedElement, shape: BlockShape): void {
    const listItem = list.tag === 'ol' ? 'number' : 'bullet'
    const level = (shape.level ?? 0) + 1
    this.#close()
    for (const item of list.children) {
      this.blocks([item].flatMap(childrenOf), {style: 'normal', listItem, level})
      this.#close()
    }
  }

  /** "**term:** description", one block a pair. */
  #terms(children: readonly NumberedNode[], shape: BlockShape): void {
    for (const child of children) {
      if (typeof child === 'string') continue
      if (child.tag === 'div') this.#terms(child.children, shape)
      else if (child.tag === 'dt') {
        this.#close()
        this.#inline([...child.children, ': '], ['strong'], shape)
      } else {
        const first = child.children.at(0)
        const isParagraph = typeof first === 'object' && first.tag === 'p'
        // The first paragraph runs on after its term.
        this.blocks(
          isParagraph ? [...first.children, ...child.children.slice(1)] : child.children,
          shape,
        )
        this.#close()
      }
    }
  }

  #figure({attributes}: NumberedElement): void {
    this.#close()
    const {alt = '', width = 0, height = 0} = attributes
    const src = absoluteAddress(attributes.src ?? '', this.#site)
    this.written.push({_key: `b${this.written.length}`, _type: 'figure', src, alt, width, height})
  }

  #inline(nodes: readonly NumberedNode[], marks: readonly string[], shape: BlockShape): void {
    for (const node of nodes) {
      if (typeof node === 'string') this.#span(node, marks, shape)
      else if (node.tag === 'br') this.#span('\n', marks, shape)
      else if (node.tag === 'strong' || node.tag === 'em') {
        this.#inline(node.children, [...marks, node.tag], shape)
      } else if (node.tag === 'sup') this.#citation(node, marks, shape)
      else if (node.tag === 'a') {
        const block = this.#block(shape)
        const key = `m${block.markDefs.length}`
        block.markDefs.push({_key: key, _type: 'link', href: this.#href(node)})
        this.#inline(node.children, [...marks, key], shape)
      } else if (node.tag === 'ul' || node.tag === 'ol') this.#list(node, shape)
      else this.#inline(node.children, marks, shape)
    }
  }

  #citation(node: NumberedElement, marks: readonly string[], shape: BlockShape): void {
    const [anchor] = node.children
    if (typeof anchor !== 'object') throw new Error('a citation without a link to its source')
    const number = anchor.children.join('')
    const block = this.#block(shape)
    const key = `m${block.markDefs.length}`
    const href = this.#href(anchor)
    block.markDefs.push({_key: key, _type: 'citation', number: Number(number), href})
    this.#span(` [${number}]`, [...marks, key], shape)
  }

  #href({attributes}: NumberedElement): string {
    return absoluteAddress(attributes.href ?? '', this.#site)
  }

  #span(text: string, marks: readonly string[], shape: BlockShape): void {
    const block = this.#block(shape)
    block.children.push({
      _key: `s${block.children.length}`,
      _type: 'span',
      text,
      marks: [...marks],
    })
  }

  #block(shape: BlockShape): PublicTextBlock {
    if (this.#open !== null) return this.#open
    this.#open = {
      _key: `b${this.written.length}`,
      _type: 'block',
      ...shape,
      children: [],
      markDefs: [],
    }
    this.written.push(this.#open)
    return this.#open
  }

  #close(): void {
    this.#open = null
  }
}

function childrenOf(node: NumberedNode): readonly NumberedNode[] {
  return typeof node === 'string' ? [node] : node.children
}

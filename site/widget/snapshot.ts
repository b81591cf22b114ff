import type {WidgetDocumentV1} from '../../schemas/api/v1/widget.ts'
import {escapeHtml} from '../../schemas/lib/escape-html.ts'
import {STYLE} from './style.ts'
import {viewOf, type Content, type Make} from './view.ts'

/**
 * The answers as HTML: for pages that want them in their source, readable without script and by
 * search engines. `<foramen-faq rev>` replaces them only when the source has changed.
 */

export interface SnapshotOptions {
  /** Level of the questions' headings, 1 to 5; 3 unless told. */
  readonly headingLevel?: number
  readonly open?: 'first' | 'all'
  /** Only one answer open at a time. */
  readonly single?: boolean
  /** Prepends the style sheet; a strict policy has to name its hash: see policy.ts. */
  readonly withStyle?: boolean
}

/** HTML of an element, told apart from a text by its type. */
interface Html {
  readonly html: string
}

/** `name="value"` for each attribute that has a value, in the given order, each after a space. */
export function attributesHtml(
  attributes: Record<string, string | number | boolean | undefined>,
): string {
  return Object.entries(attributes)
    .map(([name, value]) => {
      if (value === undefined || value === false) return ''
      return value === true ? ` ${name}` : ` ${name}="${escapeHtml(`${value}`)}"`
    })
    .join('')
}

const htmlOf = (content: Content<Html>): string => {
  if (Array.isArray(content)) return content.map(htmlOf).join('')
  return typeof content === 'string' ? escapeHtml(content) : content.html
}

const makeHtml: Make<Html> = (tag, part, content, attributes) => {
  const start = `<${tag}${attributesHtml({part: part || undefined, ...attributes})}>`
  return {html: tag === 'br' ? start : `${start}${htmlOf(content)}</${tag}>`}
}

/**
 * Static HTML of a widget document, to stand inside `<foramen-faq>`, the same elements that the
 * script would make (but for the button that opens all).
 * @param content a document that fulfils `WidgetDocumentV1`.
 */
export function renderStatic(content: WidgetDocumentV1, options: SnapshotOptions = {}): string {
  const {headingLevel = 3, open, single = false, withStyle = false} = options
  const view = viewOf(
    [],
    content,
    (id, index) => ({
      id,
      open: open === 'all' || (open === 'first' && index === 0),
      ...(single ? {name: `faq-${content.rev}`} : {}),
    }),
    headingLevel,
    makeHtml,
  )
  return `${withStyle ? `<style>${STYLE}</style>` : ''}${view.html}`
}

/**
 * The same in a declarative shadow root: the page's own CSS does not reach it, as with the script.
 * @see https://html.spec.whatwg.org/multipage/scripting.html#attr-template-shadowrootmode
 */
export function renderDeclarative(content: WidgetDocumentV1, options?: SnapshotOptions): string {
  return `<template shadowrootmode="open">${renderStatic(content, options)}</template>`
}

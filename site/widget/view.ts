import type {WidgetDocumentV1, WidgetNode} from '../../schemas/api/v1/widget.ts'

/** Attributes of the view's elements, by the names they have as properties too. */
export interface ViewAttributes {
  readonly lang?: string
  readonly dir?: string
  readonly id?: string
  readonly name?: string | number
  readonly open?: boolean | undefined
  readonly href?: string
  readonly rel?: 'noreferrer'
  readonly type?: 'button'
}

/** An element, a text, whatever it holds, or a list of them, empty for nothing. */
export type Content<T> = T | string | Content<T>[]

/** Makes an element of kind `T`. */
export type Make<T> = (
  tag: string,
  /** Name for `::part()`; empty for none. */
  part: string,
  content: Content<T>,
  attributes?: ViewAttributes | false,
) => T

// Lists instead of patterns, because the first pattern of a page costs it half a millisecond.
const TAGS = ['em', 'br', 'sup', 'ul', 'li', 'ol', 'strong', 'p', 'div']
const SCHEMES = ['https:', 'http:', 'mailto:', 'tel:']

/**
 * The view of a widget document: notices, questions, provenance. Written once: the script makes DOM
 * elements of it (dom.ts) and the build HTML for pasted snapshots (snapshot.ts), so that the two
 * cannot differ.
 * @param button what opens all answers, where there is a script to do it.
 * @param attributesOf `name` and `open` of an item; it answers `id` as well.
 * @param level level of the questions' headings, 1 to 5.
 * @throws {TypeError} when the document lacks a field of the contract.
 */
export const viewOf = <T>(
  button: Content<T>,
  content: WidgetDocumentV1,
  attributesOf: (id: string, index: number) => ViewAttributes,
  level: number,
  make: Make<T>,
): T => {
  /**
   * An element that this version does not know gives its children without it; what is neither a
   * text nor an element is left out.
   */
  const nodes = (list: readonly WidgetNode[]): Content<T> =>
    list.map((node) => {
      if (!Array.isArray(node)) return typeof node === 'string' ? node : []
      const [tag, children, href] = node
      return href
        ? link('link', href, nodes(children))
        : make(
            TAGS.includes(tag) ? tag : tag === 'h' ? `h${level + 1}` : 'span',
            '',
            nodes(children),
          )
    })

  const link = (part: string, href: string, text: Content<T>): T =>
    make(
      'a',
      part,
      text,
      SCHEMES.some((scheme) => `${href}`.startsWith(scheme)) && {rel: 'noreferrer', href},
    )

  const notice = (part: keyof WidgetDocumentV1['notices']): Content<T> =>
    content.notices[part].length ? make('p', part, nodes(content.notices[part])) : []

  return make(
    'div',
    'list',
    [
      notice('emergency'),
      notice('example'),
      button,
      content.items.map((item, index) =>
        content.recalled.includes(item.id)
          ? []
          : make(
              'details',
              'item',
              [
                make('summary', 'question', make(`h${level}`, 'heading', item.question)),
                make('div', 'answer', [
                  nodes(item.answer),
                  make('p', '', link('more', item.url, content.ui.more)),
                ]),
              ],
              attributesOf(item.id, index),
            ),
      ),
      make('div', 'about', [
        make('p', '', [content.ui.source, ' ', link('source', content.url, content.title)]),
        make('p', '', content.review.text),
        notice('disclaimer'),
      ]),
    ],
    {dir: content.dir, lang: content.lang},
  )
}

import type {WidgetDocumentV1, WidgetNode} from '../../schemas/api/v1/widget.ts'

/** Attributes of the view's elements, by the names they have as properties too. */
export type ViewAttributes = {
  lang?: string
  dir?: string
  id?: string
  name?: string | number
  open?: boolean | undefined
  href?: string
  rel?: 'noreferrer'
  type?: 'button'
}

/** Makes an element of kind `T`; a string among its children is text, whatever it holds. */
export type Make<T> = (
  tag: string,
  /** Name for `::part()`; empty for none. */
  part: string,
  children: (T | string)[],
  attributes?: ViewAttributes,
) => T

// Lists instead of patterns, because the first pattern of a page costs it half a millisecond.
const SCHEMES = ['https:', 'http:', 'mailto:', 'tel:']
const TAGS = ['p', 'ul', 'ol', 'li', 'strong', 'em', 'sup', 'br', 'div']

/**
 * The view of a widget document: notices, questions, provenance. Written once: the script makes DOM
 * elements of it (dom.ts) and the build HTML for pasted snapshots (snapshot.ts), so that the two
 * cannot differ.
 * @param level level of the questions' headings, 1 to 5.
 * @param attributesOf `name` and `open` of an item; it answers `id` as well.
 * @param button what opens all answers, where there is a script to do it.
 * @throws TypeError when the document lacks a field of the contract.
 */
export function viewOf<T>(
  {title, url, lang, dir, items, recalled, review, notices, ui}: WidgetDocumentV1,
  make: Make<T>,
  level: number,
  attributesOf: (id: string, index: number) => ViewAttributes,
  button: T[],
): T {
  const link = (part: string, href: string, children: (T | string)[]): T =>
    make(
      'a',
      part,
      children,
      SCHEMES.some((scheme) => `${href}`.startsWith(scheme)) ? {href, rel: 'noreferrer'} : {},
    )

  /**
   * An element that this version does not know gives its children without it; what is neither a
   * text nor an element is left out.
   */
  const nodes = (list: readonly WidgetNode[]): (T | string)[] =>
    list.flatMap((node): (T | string) | (T | string)[] => {
      if (!Array.isArray(node)) return typeof node === 'string' ? node : []
      const [tag, children, href] = node
      return href
        ? link('link', href, nodes(children))
        : make(
            tag === 'h' ? `h${level + 1}` : TAGS.includes(tag) ? tag : 'span',
            '',
            nodes(children),
          )
    })

  const notice = (part: keyof typeof notices): T[] =>
    notices[part].length ? [make('p', part, nodes(notices[part]))] : []

  return make(
    'div',
    'list',
    [
      ...notice('emergency'),
      ...notice('example'),
      ...button,
      ...items
        .filter((item) => !recalled.includes(item.id))
        .map((item, index) =>
          make(
            'details',
            'item',
            [
              make('summary', 'question', [make(`h${level}`, 'heading', [item.question])]),
              make('div', 'answer', [
                ...nodes(item.answer),
                make('p', '', [link('more', item.url, [ui.more])]),
              ]),
            ],
            attributesOf(item.id, index),
          ),
        ),
      make('div', 'about', [
        make('p', '', [ui.source, ' ', link('source', url, [title])]),
        make('p', '', [review.text]),
        ...notice('disclaimer'),
      ]),
    ],
    {lang, dir},
  )
}

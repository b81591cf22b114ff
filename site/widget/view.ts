import type {WidgetDocumentV1, WidgetNode} from '../../schemas/api/v1/widget.ts'

/** Attributes of the view's elements, by the names they have as properties too. */
export type ViewAttributes = {
  part?: string
  lang?: string
  dir?: string
  id?: string
  name?: string
  open?: boolean
  type?: 'button'
  href?: string
  rel?: 'noreferrer'
}

/** Makes an element of kind `T`; a string among its children is text, whatever it holds. */
export type Make<T> = (tag: string, attributes: ViewAttributes, children: (T | string)[]) => T

export type ViewOptions = {
  /** Level of the questions' headings, 1 to 5. */
  level: number
  /** `name` that makes the items exclusive; none when several may be open. */
  name?: string
  isOpen: (id: string, index: number) => boolean
  /** Whether a script stands ready to answer a button that opens all. */
  hasButton: boolean
}

/**
 * The view of a widget document: notices, questions, provenance. Written once: the script makes DOM
 * elements of it (dom.ts) and the build HTML for pasted snapshots (snapshot.ts), so that the two
 * cannot differ.
 * @throws TypeError when the document lacks a field of the contract.
 */
export function viewOf<T>(
  {title, url, lang, dir, items, recalled, review, notices, ui}: WidgetDocumentV1,
  {level, name, isOpen, hasButton}: ViewOptions,
  make: Make<T>,
): T {
  const link = (part: string, href: string, children: (T | string)[]): T =>
    make(
      'a',
      /^(https?|mailto|tel):/.test(href) ? {part, href, rel: 'noreferrer'} : {part},
      children,
    )

  /**
   * An element that this version does not know gives its children without it; what is neither a
   * text nor an element is left out.
   */
  const nodes = (list: readonly WidgetNode[]): (T | string)[] =>
    list.flatMap((node): (T | string) | (T | string)[] => {
      if (typeof node === 'string') return node
      if (!Array.isArray(node)) return []
      const [tag, children, href] = node
      return href
        ? link('link', href, nodes(children))
        : make(
            tag === 'h'
              ? `h${level + 1}`
              : /^(p|[uo]l|li|strong|em|sup|br|div)$/.test(tag)
                ? tag
                : 'span',
            {},
            nodes(children),
          )
    })

  const notice = (part: keyof typeof notices): T[] =>
    notices[part].length ? [make('p', {part}, nodes(notices[part]))] : []

  return make('div', {part: 'list', lang, dir}, [
    ...notice('emergency'),
    ...notice('example'),
    ...(hasButton ? [make('button', {part: 'toggle-all', type: 'button'}, [ui.expand])] : []),
    ...items
      .filter(({id}) => !recalled.includes(id))
      .map((item, index) =>
        make(
          'details',
          {part: 'item', id: item.id, open: isOpen(item.id, index), ...(name && {name})},
          [
            make('summary', {part: 'question'}, [
              make(`h${level}`, {part: 'heading'}, [item.question]),
            ]),
            make('div', {part: 'answer'}, [
              ...nodes(item.answer),
              make('p', {}, [link('more', item.url, [ui.more])]),
            ]),
          ],
        ),
      ),
    make('div', {part: 'about'}, [
      make('p', {}, [ui.source, ' ', link('source', url, [title])]),
      make('p', {}, [review.text]),
      ...notice('disclaimer'),
    ]),
  ])
}

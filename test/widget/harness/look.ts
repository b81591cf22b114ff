/** What one element shows, read from its shadow tree or from itself. */
export interface Shown {
  readonly questions: string[]
  readonly headings: string[]
  readonly open: string[]
  readonly names: string[]
  readonly text: string
  readonly focus: string
}

/** In the page: what the first element shows. */
export const look = (): Shown => {
  const element = document.querySelector('foramen-faq')
  if (!element) throw new Error('the page has no foramen-faq')
  const tree = element.shadowRoot ?? element
  const items = [...tree.querySelectorAll('details')]
  const active = (element.shadowRoot ?? document).activeElement
  return {
    questions: items.map((item) => item.querySelector('summary')?.textContent?.trim() ?? ''),
    headings: items.map((item) => item.querySelector('summary > *')?.localName ?? ''),
    open: items.filter((item) => item.open).map((item) => item.id),
    names: items.map((item) => item.name),
    text: tree.textContent ?? '',
    focus: `${active?.localName} ${active?.parentElement?.id}`,
  }
}

/** In the page: whether the author's own content is still laid out. */
export const isFallbackVisible = (): boolean =>
  (document.getElementById('fallback')?.getClientRects().length ?? 0) > 0

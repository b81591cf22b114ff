import type {LedgerV1} from '../../../schemas/api/v1/ledger.ts'
import {
  recalling,
  type LocaleContent,
  type PublishedContent,
  type PublishedWidget,
} from '../../content/index.ts'
import type {Changes} from './changes.ts'

type LedgerWidget = LedgerV1['widgets'][number]

const keyOf = ({locale, collection, slug}: Pick<LedgerWidget, 'locale' | 'collection' | 'slug'>) =>
  `${locale}/${collection}/${slug}`

/** Every widget document that is or was published, with all answers that copies of it may hold. */
export function ledgerWidgets(
  content: PublishedContent,
  previous: readonly LedgerWidget[],
): LedgerWidget[] {
  const known = new Map(previous.map((widget) => [keyOf(widget), widget]))
  for (const {site, widgets} of content.locales) {
    for (const {collection, slug, document} of widgets) {
      const {title, items, recalled} = document
      const now = {locale: site.locale, collection, slug, title}
      const former = known.get(keyOf(now))?.answers ?? []
      const answers = new Set([...former, ...recalled, ...items.map(({id}) => id)])
      known.set(keyOf(now), {...now, answers: [...answers].toSorted()})
    }
  }
  return [...known.values()].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

/**
 * Widget documents of a locale. Wherever one once was, there is the one of the same subject under
 * its new slug or else a closed one. Answers that recalls.json has taken down are taken off pasted
 * copies too.
 */
export function publishedWidgets(
  {site, widgets, closedWidget}: LocaleContent,
  {ledger, tombstones}: Changes,
): PublishedWidget[] {
  const removed = new Set(
    tombstones
      .filter(({locale, body}) => locale === site.locale && body.status !== 'moved')
      .filter(({collection}) => collection === 'faqs')
      .map(({body}) => body.slug),
  )
  const everShown = new Map(ledger.widgets.map((widget) => [keyOf(widget), widget.answers]))
  const current = widgets.map((widget) => {
    const shown = everShown.get(keyOf({...widget, locale: site.locale})) ?? []
    return recalling(
      widget,
      shown.filter((answer) => removed.has(answer)),
    )
  })
  const open = new Map(current.map((widget) => [`${widget.collection}/${widget.slug}`, widget]))
  const moves = new Map(
    tombstones
      .filter(({locale, body}) => locale === site.locale && body.status === 'moved')
      .map(({collection, body}) => [
        `${collection}/${body.slug}`,
        `${collection}/${body.alternative?.slug}`,
      ]),
  )
  const former = ledger.widgets
    .filter(({locale, collection, slug}) => {
      return locale === site.locale && !open.has(`${collection}/${slug}`)
    })
    .map(({answers, ...widget}) => {
      const moved = open.get(moves.get(`${widget.collection}/${widget.slug}`) ?? '')
      return moved === undefined
        ? closedWidget({...widget, recalled: answers})
        : {...moved, slug: widget.slug}
    })
  return [...current, ...former]
}

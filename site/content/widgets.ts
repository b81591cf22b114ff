import {
  COLLECTION_OF_TYPE,
  pagePath,
  WIDGET_COLLECTIONS,
  type WidgetCollection,
} from '../../schemas/api/v1/links.ts'
import {WidgetDocumentV1, type WidgetNode} from '../../schemas/api/v1/widget.ts'
import {fill, type Language} from '../../schemas/languages/index.ts'
import type {ProjectionContext} from '../../schemas/projection/context.ts'
import {absolute, pathOf} from '../../schemas/projection/addresses.ts'
import {siteNotices} from '../../schemas/projection/envelope.ts'
import {byUrgency} from '../../schemas/projection/facts.ts'
import {Notes} from '../../schemas/projection/notes.ts'
import {answerOf} from '../../schemas/projection/questions.ts'
import {
  citationNodes,
  toWidgetNodes,
  type WidgetResolve,
} from '../../schemas/projection/widget-nodes.ts'
import {termAnchor} from '../../schemas/lib/term-anchor.ts'
import {dateText, sentence} from '../../schemas/lib/wording.ts'
import {ContentError} from './errors.ts'
import {headOf} from './head.ts'
import {problemsOf} from './issues.ts'
import {revisionOf} from './json.ts'
import type {LinkedLocale} from './link.ts'
import type {PageSource, SourceOf} from './load.ts'
import type {LocaleGraph} from './locale-graph.ts'

export interface PublishedWidget {
  readonly collection: WidgetCollection
  readonly slug: string
  readonly document: WidgetDocumentV1
}

/**
 * Widget documents of a locale. A subject that was withdrawn keeps one that recalls every answer,
 * because pasted copies of them would otherwise stay on clinics' pages.
 */
export function widgetDocuments(
  {language, graph}: LinkedLocale,
  context: ProjectionContext,
): PublishedWidget[] {
  return graph.own().flatMap((source): PublishedWidget[] => {
    const collection = WIDGET_COLLECTIONS.find(
      (candidate) => candidate === COLLECTION_OF_TYPE[source._type],
    )
    if (collection === undefined || source._type === 'faq') return []
    const document = widgetDocument(source, collection, graph, language, context)
    if (document === null) return []
    // Pasted elements keep the address they were pasted with, and follow no redirect.
    return [source.slug, ...source.slugHistory].map((slug) => ({collection, slug, document}))
  })
}

function widgetDocument(
  source: Exclude<PageSource, SourceOf<'faq'>>,
  collection: WidgetCollection,
  graph: LocaleGraph,
  language: Language,
  context: ProjectionContext,
): WidgetDocumentV1 | null {
  const isWithdrawn = source.status === 'withdrawn'
  // Another language inside a widget would be read out wrongly, so only translated FAQs are shown.
  const faqs = graph.faqsAbout(source._id).filter((faq) => faq.language === language.id)
  const items = isWithdrawn ? [] : faqs.map((faq) => widgetItem(faq, graph, context))
  // Copies may be older than the slug.
  const recalled = [...graph.withdrawnFaqsAbout(source._id), ...(isWithdrawn ? faqs : [])]
    .flatMap((faq) => [faq.slug, ...faq.slugHistory])
    .toSorted()
  if (items.length === 0 && recalled.length === 0) return null

  const reviewed = source.review?.lastReviewed ?? null
  const isReviewed = reviewed !== null && (source.review?.reviewedBy.length ?? 0) > 0
  return widgetOf(
    {
      id: source._id,
      collection,
      slug: source.slug,
      title: source.title,
      review: {
        state: isReviewed ? 'reviewed' : 'notReviewed',
        date: isReviewed ? reviewed : null,
        text: reviewText(source, isReviewed ? reviewed : null, language),
      },
      isExample: source.isExample === true,
      items,
      recalled,
    },
    language,
    context,
  )
}

/** A widget document once shown, of which no answer is left. */
export interface FormerWidget {
  readonly collection: WidgetCollection
  readonly slug: string
  readonly title: string
  /** Ids of all answers that copies of it may hold. */
  readonly recalled: readonly string[]
}

/**
 * What stands where a widget document was once published: pasted copies still ask for it, and a 404
 * would leave them with the answers they have.
 */
export function closedWidget(
  {collection, slug, title, recalled}: FormerWidget,
  language: Language,
  context: ProjectionContext,
): PublishedWidget {
  const review = {
    state: 'notReviewed' as const,
    date: null,
    text: context.strings.widget.closed,
  }
  const document = widgetOf(
    {
      id: `${collection}/${slug}`,
      collection,
      slug,
      title,
      review,
      isExample: false,
      items: [],
      recalled: [...recalled],
    },
    language,
    context,
  )
  return {collection, slug, document}
}

/** The same document, which has more answers taken off pasted copies. */
export function recalling(widget: PublishedWidget, answers: readonly string[]): PublishedWidget {
  if (answers.length === 0) return widget
  const {rev: _rev, ...body} = widget.document
  const recalled = [...new Set([...body.recalled, ...answers])].toSorted()
  return {...widget, document: {...body, recalled, rev: revisionOf({...body, recalled})}}
}

type WidgetParts = Pick<WidgetDocumentV1, 'title' | 'review' | 'items' | 'recalled'> & {
  /** Named in errors. */
  id: string
  collection: WidgetCollection
  slug: string
  isExample: boolean
}

function widgetOf(
  {id, collection, slug, title, review, isExample, items, recalled}: WidgetParts,
  language: Language,
  context: ProjectionContext,
): WidgetDocumentV1 {
  const {strings, settings} = context
  const {phone} = settings.emergencyNotice
  const body = {
    ...headOf('widget', context.baseUrl),
    v: 1 as const,
    lang: language.id,
    dir: language.direction,
    title,
    url: absolute(context, pagePath(language.id, collection, slug)),
    review,
    notices: {
      // As the pages have it: a tap calls.
      emergency: [...noticeNodes('emergency', context), ' ', ['a', [phone], `tel:${phone}`]],
      example: isExample ? [settings.exampleNotice] : [],
      disclaimer: noticeNodes('disclaimer', context),
    },
    ui: {
      expand: strings.widget.expand,
      collapse: strings.widget.collapse,
      more: strings.widget.more,
      source: strings.widget.source,
    },
    items,
    recalled,
  }
  const stamped = {...body, rev: revisionOf(body)}
  const parsed = WidgetDocumentV1.safeParse(stamped)
  if (!parsed.success) throw new ContentError(problemsOf(id, stamped, parsed.error))
  return parsed.data
}

/** One sentence about the review; of a withdrawn page, that it was taken back and why. */
function reviewText(
  {status, withdrawal}: PageSource,
  reviewed: string | null,
  {strings, id}: Language,
): string {
  if (status === 'withdrawn' && withdrawal !== null) {
    return `${sentence(strings.pages.noticeWithdrawn)} ${sentence(withdrawal.reason)}`
  }
  return reviewed === null
    ? strings.notices.notReviewed
    : fill(strings.notices.reviewed, {date: dateText(reviewed, id)})
}

function noticeNodes(kind: 'emergency' | 'disclaimer', context: ProjectionContext): WidgetNode[] {
  return siteNotices(context)
    .filter((notice) => notice.kind === kind)
    .map((notice) => notice.text)
}

/** The complete answer: short, long, and what should make a reader call for help. */
function widgetItem(faq: SourceOf<'faq'>, graph: LocaleGraph, context: ProjectionContext) {
  const url = absolute(context, pathOf(faq))
  // Sources have the numbers that they have on the FAQ's own page.
  const notes = new Notes(context, pathOf(faq))
  notes.number(answerOf(faq, context))
  const citation: WidgetResolve['citation'] = ({source}) => {
    const number = notes.numberOf(source)
    return {text: String(number), href: `${url}#source-${number}`}
  }
  const resolve: WidgetResolve = {
    page: (id) => absolute(context, pageOf(id, graph, context)),
    citation,
    callout: (kind) => context.strings.calloutKinds[kind],
    figure: ({alt, decorative}) =>
      decorative === true
        ? null
        : {text: fill(context.strings.widget.picture, {alt: alt ?? ''}), href: url},
  }
  const marks = (citations: readonly {source: string; locator: string | null}[]): WidgetNode[] =>
    citations.flatMap((one) => citationNodes(one, resolve))
  const cards = (): WidgetNode[] =>
    byUrgency(faq.careCards).map(({heading, items, after, citations}) => [
      'div',
      [
        ['p', [['strong', [heading]]]],
        ['ul', items.map((item): WidgetNode => ['li', [item]])],
        ...(after === null && citations.length === 0
          ? []
          : [['p', [after ?? '', ...marks(citations)]] as WidgetNode]),
      ],
    ])
  const answer: WidgetNode[] = [['p', [faq.shortAnswer, ...marks(faq.citations)]]]
  answer.push(...toWidgetNodes(faq.answer, resolve))
  answer.push(...cards())
  return {id: faq.slug, question: faq.question, answer, url}
}

function pageOf(id: string, graph: LocaleGraph, context: ProjectionContext): string {
  return graph.isTerm(id)
    ? `/${context.locale}/glossary/#${termAnchor(graph.term(id))}`
    : pathOf(graph.document(id))
}

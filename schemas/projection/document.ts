import {
  documentPath,
  embedPath,
  pagePath,
  portableTextPath,
  widgetDocumentPath,
  COLLECTION_OF_TYPE,
  WIDGET_COLLECTIONS,
  type PublicType,
} from '../api/v1/links.ts'
import type {AttributionV1, ReviewV1} from '../api/v1/envelope.ts'
import type {FaqSource} from '../documents/faq/faq.query.ts'
import {fill} from '../languages/index.ts'
import type {ContentGraph, ProjectionContext, PublicSource} from './context.ts'
import {element, escapeHtml, toHtml, toText} from './rich-text.ts'
import {imagePath} from '../api/v1/links.ts'
import {byUrgency} from './facts.ts'
import type {Figure} from '../objects/figure.query.ts'
import type {Notes} from './notes.ts'
import {sourceFacts} from './notes.ts'
import {lines} from './portable-text.ts'
import {SectionWriter, type SectionBlocks} from './sections.ts'
import type {CardV1, FaqItemV1, FigureV1, NoticeV1, PersonV1} from '../objects/shared.v1.ts'
import {addMonths, sentence} from '../lib/wording.ts'

/** A v1 document before the publisher stamps version, schema address and revision on it. */
export type Unstamped<V> = Omit<V, '$schema' | 'apiVersion' | 'rev'>

/** What a projection gives: the document and its sections as Portable Text. */
export interface Projected<V> {
  readonly document: Unstamped<V>
  readonly sections: SectionBlocks[]
}

/** Months until the next review where the document sets no interval of its own. */
export const DEFAULT_REVIEW_MONTHS = 36
/** A safety notice of a regulator means that things move: look again within a year. */
export const SAFETY_REVIEW_MONTHS = 12

export function absolute(context: ProjectionContext, path: string): string {
  return `${context.baseUrl}${path}`
}

/** Fields of the envelope that come from the document and the settings. */
export function envelope<const T extends PublicType>(
  type: T,
  source: PublicSource,
  page: {title: string; notes: Notes; texts: readonly string[]; furtherReading?: readonly string[]},
  context: ProjectionContext,
) {
  const {settings, graph, locale} = context
  const collection = COLLECTION_OF_TYPE[type]
  const html = absolute(context, pagePath(locale, collection, source.slug))
  const review = reviewOf(source, page, context)
  const widget = WIDGET_COLLECTIONS.find((candidate) => candidate === collection)
  const hasWidget = widget !== undefined && graph.faqsAbout(source._id).length > 0
  const newest = source.changeNotes
    .filter((note) => note.kind !== 'minor')
    .map((note) => note.date)
    .toSorted()
    .at(-1)
  return {
    type,
    id: graph.stableId(source._id),
    slug: source.slug,
    locale,
    status: 'published' as const,
    dates: {
      firstPublished: source._createdAt,
      contentModified: newest ?? null,
      modified: source._updatedAt,
    },
    review,
    attribution: attributionOf(page.title, html, context),
    usage: {maxStaleDays: settings.publicApi.maxStaleDays},
    notices: noticesOf(source, review.status, page.texts, context),
    translations: graph.translations(source._id).map((translation) => ({
      locale: translation.locale,
      self: absolute(context, documentPath(translation.locale, collection, translation.slug)),
      html: absolute(context, pagePath(translation.locale, collection, translation.slug)),
    })),
    links: {
      self: absolute(context, documentPath(locale, collection, source.slug)),
      html,
      portableText: absolute(context, portableTextPath(locale, collection, source.slug)),
      widget: hasWidget ? absolute(context, widgetDocumentPath(locale, widget, source.slug)) : null,
      embed: hasWidget ? absolute(context, embedPath(locale, widget, source.slug)) : null,
    },
  }
}

function reviewOf(
  source: PublicSource,
  {notes, furtherReading = []}: {notes: Notes; furtherReading?: readonly string[]},
  context: ProjectionContext,
): ReviewV1 {
  const {graph} = context
  const {review} = source
  const lastReviewed = review?.lastReviewed ?? null
  const isReviewed = review !== null && lastReviewed !== null && review.reviewedBy.length > 0
  const hasSafetyNotice = 'safetyNotices' in source && source.safetyNotices.length > 0
  const months =
    review?.intervalMonths ?? (hasSafetyNotice ? SAFETY_REVIEW_MONTHS : DEFAULT_REVIEW_MONTHS)
  const cited = notes.sources()
  const citedIds = new Set(cited.map((entry) => entry.id))
  return {
    status: isReviewed ? 'reviewed' : 'notReviewed',
    lastReviewed: isReviewed ? lastReviewed : null,
    nextReview: isReviewed && lastReviewed !== null ? addMonths(lastReviewed, months) : null,
    reviewedBy: isReviewed ? review.reviewedBy.map((id) => person(id, graph)) : [],
    authors: source.authors.map((id) => person(id, graph)),
    sources: cited,
    furtherReading: furtherReading
      .filter((id) => !citedIds.has(id))
      .map((id) => sourceFacts(graph.source(id))),
    changes: source.changeNotes
      .map(({date, kind, note}) => ({date, kind, note}))
      .toSorted((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0)),
    conflicts: source.conflicts,
  }
}

function person(id: string, graph: ContentGraph): PersonV1 {
  const {name, credentials, role, url, disclosures} = graph.contributor(id)
  return {id, name, credentials, role, url, disclosures}
}

function attributionOf(title: string, url: string, context: ProjectionContext): AttributionV1 {
  const {licence, licenceUrl, attribution} = context.settings.publicApi
  const template = context.strings.notices.attribution
  const words = {attribution: sentence(attribution), title}
  const anchor = `<a href="${escapeHtml(url)}">${escapeHtml(url)}</a>`
  return {
    licence,
    licenceUrl,
    text: fill(template, {...words, url}),
    html: fill(escapeHtml(template), {
      attribution: escapeHtml(words.attribution),
      title: escapeHtml(title),
      url: anchor,
    }),
    canonical: url,
  }
}

/** Notices that hold for the whole site: what to do in an emergency, and what this is not. */
export function siteNotices({settings, strings}: ProjectionContext): NoticeV1[] {
  const {heading, text} = settings.emergencyNotice
  return [
    {
      kind: 'emergency',
      text: fill(strings.notices.emergency, {heading: sentence(heading), text}),
      url: null,
    },
    {kind: 'disclaimer', text: settings.disclaimer, url: null},
  ]
}

function noticesOf(
  source: PublicSource,
  status: ReviewV1['status'],
  texts: readonly string[],
  context: ProjectionContext,
): NoticeV1[] {
  const {settings, strings} = context
  const notices: NoticeV1[] = []
  if (source.isExample === true) {
    notices.push({kind: 'example', text: settings.exampleNotice, url: null})
  }
  if (status === 'notReviewed') {
    notices.push({kind: 'notReviewed', text: strings.notices.notReviewed, url: null})
  }
  notices.push(...siteNotices(context))
  // "opioid", "opioids", "opioide": one stem in the languages of this edition.
  if (settings.opioidHelp !== null && texts.some((text) => /\bopioid/i.test(text))) {
    notices.push({kind: 'opioidHelp', ...settings.opioidHelp})
  }
  return notices
}

/** Cards of documents, each once, without those that were withdrawn. */
export function cardsOf(ids: readonly string[], {graph}: ProjectionContext): CardV1[] {
  return [...new Set(ids.map((id) => graph.stableId(id)))]
    .map((id) => graph.card(id))
    .filter((card) => card !== null)
}

/**
 * A complete FAQ as a part of another page: its sources and medical words join those of the page.
 */
export function faqItem(faq: FaqSource, notes: Notes, context: ProjectionContext): FaqItemV1 {
  const writer = new SectionWriter(context, notes)
  const nodes = faqNodes(faq, writer)
  const fallback = faq.language === context.locale ? null : faq.language
  return {
    type: 'faq',
    id: context.graph.stableId(faq._id),
    slug: faq.slug,
    question: faq.question,
    shortAnswer: faq.shortAnswer,
    html: toHtml(nodes, context.baseUrl),
    text: toText(nodes),
    languageFallback: fallback,
    links: {
      self: absolute(context, documentPath(faq.language, 'faqs', faq.slug)),
      html: absolute(context, pagePath(faq.language, 'faqs', faq.slug)),
    },
  }
}

/** Short answer, long answer and what should make a reader call for help. */
export function faqNodes(faq: FaqSource, writer: SectionWriter) {
  return [
    element('p', {}, lines(faq.shortAnswer), writer.notes.marks(faq.citations)),
    ...writer.text(faq.answer),
    ...writer.careCards(byUrgency(faq.careCards)),
  ]
}

/** FAQs of a page; written after the sections so that the numbers of sources run on. */
export function faqItems(id: string, notes: Notes, context: ProjectionContext): FaqItemV1[] {
  return context.graph.faqsAbout(id).map((faq) => faqItem(faq, notes, context))
}

export function figureV1(figure: Figure | null, context: ProjectionContext): FigureV1 | null {
  if (figure === null) return null
  const {asset, alt, decorative, caption, credit, licence} = figure
  return {
    url: absolute(context, imagePath(asset.sha1hash, asset.extension)),
    width: asset.width,
    height: asset.height,
    mimeType: asset.mimeType,
    alt: decorative === true ? '' : (alt ?? ''),
    caption,
    credit,
    licence,
  }
}

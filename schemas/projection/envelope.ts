import {
  COLLECTION_OF_TYPE,
  documentPath,
  embedPath,
  pagePath,
  portableTextPath,
  WIDGET_COLLECTIONS,
  widgetDocumentPath,
} from '../api/v1/links.ts'
import type {AttributionV1, ReviewV1} from '../api/v1/envelope.ts'
import {fill} from '../languages/index.ts'
import {escapeHtml} from '../lib/escape-html.ts'
import {nextReview} from '../lib/review-interval.ts'
import {sentence} from '../lib/wording.ts'
import type {NoticeV1, PersonV1} from '../objects/shared.v1.ts'
import {absolute, pathOf} from './addresses.ts'
import {titleOf} from './cards.ts'
import type {ContentGraph, ProjectionContext, PublicSource} from './context.ts'
import {sourceFacts, type Notes} from './notes.ts'

/** Fields of the envelope that come from the document and the settings. */
export function envelope(
  source: PublicSource,
  page: {readonly notes: Notes; readonly texts: readonly string[]},
  context: ProjectionContext,
) {
  const {settings, graph, locale} = context
  const type = source._type
  const collection = COLLECTION_OF_TYPE[type]
  const html = absolute(context, pathOf(source))
  const review = reviewOf(source, page.notes, context)
  const widget = WIDGET_COLLECTIONS.find((candidate) => candidate === collection)
  const hasWidget = widget !== undefined && graph.faqsAbout(source._id).length > 0
  return {
    type,
    id: graph.stableId(source._id),
    slug: source.slug,
    locale,
    status: 'published' as const,
    dates: context.datesOf(source),
    review,
    attribution: attributionOf(titleOf(source), html, context),
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

function reviewOf(source: PublicSource, notes: Notes, context: ProjectionContext): ReviewV1 {
  const {graph} = context
  const {review} = source
  const lastReviewed = review?.lastReviewed ?? null
  const isReviewed = review !== null && lastReviewed !== null && review.reviewedBy.length > 0
  const {safetyNotices = [], furtherReading = []} = source._type === 'faq' ? {} : source
  const hasSafetyNotice = safetyNotices.length > 0
  const cited = notes.sources()
  const citedIds = new Set(cited.map((entry) => entry.id))
  return {
    status: isReviewed ? 'reviewed' : 'notReviewed',
    lastReviewed: isReviewed ? lastReviewed : null,
    nextReview: isReviewed
      ? nextReview(lastReviewed, {intervalMonths: review.intervalMonths, hasSafetyNotice})
      : null,
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

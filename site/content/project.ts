import {publicDocuments} from '../../schemas/documents/index.ts'
import {pathOf} from '../../schemas/projection/addresses.ts'
import type {ProjectionContext} from '../../schemas/projection/context.ts'
import {projectDocument, type AnyProjection} from '../../schemas/projection/project-document.ts'
import {ContentError} from './errors.ts'
import {headOf} from './head.ts'
import {imagesOf} from './images.ts'
import {problemsOf} from './issues.ts'
import {revisionOf, stableJson} from './json.ts'
import type {LinkedContent, LinkedLocale} from './link.ts'
import type {PageSource} from './load.ts'
import {siteContent} from './project-site.ts'
import type {LocaleContent, PublishedContent, PublishedDocument} from './published-content.ts'
import {tombstonesOf} from './tombstones.ts'
import {closedWidget, widgetDocuments} from './widgets.ts'

/**
 * Projects linked content to API v1, locale by locale. Every document is parsed by its contract, so
 * what the contract does not name cannot leave the house.
 * @param baseUrl absolute address of the site without a trailing slash.
 * @throws {ContentError} when a projection does not fit its contract.
 */
export function projectContent(content: LinkedContent, baseUrl: string): PublishedContent {
  const corpusTime = content.sources.reduce(
    (latest, source) => (source._updatedAt > latest ? source._updatedAt : latest),
    '',
  )
  return {
    baseUrl,
    locales: content.locales.map((locale) => projectLocale(locale, baseUrl)),
    redirects: content.redirects
      .map(({to, ...redirect}) => ({...redirect, to: typeof to === 'string' ? to : pathOf(to)}))
      .toSorted((a, b) => (a.from < b.from ? -1 : 1)),
    images: imagesOf(content.sources),
    corpusTime,
  }
}

/** Pages of a locale in one language, before anything is rendered. */
function projectLocale(locale: LinkedLocale, baseUrl: string): LocaleContent {
  const {language, settings, graph} = locale
  const context = {locale: language.id, strings: language.strings, baseUrl, settings, graph}
  const documents = publicDocuments.flatMap((type) =>
    graph
      .shown(type.type)
      .filter((source) => source.language === language.id)
      .map((source) => publishedDocument(type, source, context)),
  )
  const widgets = widgetDocuments(locale, context)
  return {
    site: siteContent(locale, documents, widgets, context),
    documents,
    widgets,
    closedWidget: (former) => closedWidget(former, language, context),
    tombstones: tombstonesOf(graph.own(), context),
  }
}

function publishedDocument(
  type: (typeof publicDocuments)[number],
  source: PageSource,
  context: ProjectionContext,
): PublishedDocument {
  // Each projection takes the sources of its own type, which `_type` says.
  const project = type.project as (source: PageSource, context: ProjectionContext) => AnyProjection
  const {document, sections} = projectDocument(source, project(source, context), context)
  const {dates, ...body} = document
  const stamped = {
    ...headOf(type.type, context.baseUrl),
    ...body,
    dates,
    rev: revisionOf(body),
  }
  const parsed = type.V1.safeParse(stamped)
  if (!parsed.success) throw new ContentError(problemsOf(source._id, stamped, parsed.error))
  const {_rev, _createdAt, _updatedAt, ...words} = source
  return {
    collection: type.collection,
    document: parsed.data,
    json: stableJson(parsed.data),
    sections,
    sourceDigest: revisionOf(words),
    updatedAt: _updatedAt,
  }
}

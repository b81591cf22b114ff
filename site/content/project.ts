import type {LedgerV1, WordsV1} from '../../schemas/api/v1/ledger.ts'
import {publicDocuments} from '../../schemas/documents/index.ts'
import {pathOf} from '../../schemas/projection/addresses.ts'
import type {ProjectionContext} from '../../schemas/projection/context.ts'
import {projectDocument, type AnyProjection} from '../../schemas/projection/project-document.ts'
import {ContentError} from './errors.ts'
import {headOf} from './head.ts'
import {historyOf, type History} from './history.ts'
import {imagesOf} from './images.ts'
import {problemsOf} from './issues.ts'
import {revisionOf, stableJson} from './json.ts'
import type {LinkedContent, LinkedLocale} from './link.ts'
import {isOfPageType, type PageSource} from './load.ts'
import {siteContent} from './project-site.ts'
import {idsShown} from './shown.ts'
import type {LocaleContent, PublishedContent, PublishedDocument} from './published-content.ts'
import {tombstonesOf} from './tombstones.ts'
import {closedWidget, widgetDocuments} from './widgets.ts'
import {isWeighed, wordsOf} from './words.ts'

/**
 * Projects linked content to API v1, locale by locale. Every document is parsed by its contract, so
 * what the contract does not name cannot leave the house.
 * @param baseUrl absolute address of the site without a trailing slash.
 * @param ledger of the last publication; `null`: there was none.
 * @throws {ContentError} when a projection does not fit its contract.
 */
export function projectContent(
  content: LinkedContent,
  baseUrl: string,
  ledger: LedgerV1 | null = null,
): PublishedContent {
  const corpusTime = content.sources.reduce(
    (latest, source) => (source._updatedAt > latest ? source._updatedAt : latest),
    '',
  )
  const words = new Map(
    content.sources.filter(isWeighed).map((source) => [source._id, wordsOf(source)]),
  )
  const history = historyOf(ledger, corpusTime)
  const ids = new Set(content.sources.map(({_id}) => _id))
  const publication = {baseUrl, words, history, isDocument: (id: string) => ids.has(id)}
  const parts = content.sources.filter(isWeighed).filter((source) => !isOfPageType(source))
  return {
    baseUrl,
    locales: content.locales.map((locale) => projectLocale(locale, publication)),
    redirects: content.redirects
      .map(({to, ...redirect}) => ({...redirect, to: typeof to === 'string' ? to : pathOf(to)}))
      .toSorted((a, b) => (a.from < b.from ? -1 : 1)),
    images: imagesOf(content.sources),
    parts: parts.map(({_id}) => ({id: _id, words: known(words, _id)})),
    corpusTime,
    time: history.time,
  }
}

/** What the documents of all locales are projected with. */
interface Publication {
  readonly baseUrl: string
  readonly isDocument: (id: string) => boolean
  readonly words: ReadonlyMap<string, WordsV1>
  readonly history: History
}

/** Pages of a locale in one language, before anything is rendered. */
function projectLocale(locale: LinkedLocale, publication: Publication): LocaleContent {
  const {language, settings, graph} = locale
  const {baseUrl, words, history} = publication
  const dates = new Map(
    graph.own().map((source) => {
      const id = graph.stableId(source._id)
      return [source._id, history.datesOf(source, id, words.get(source._id))]
    }),
  )
  const context: ProjectionContext = {
    locale: language.id,
    strings: language.strings,
    baseUrl,
    settings,
    graph,
    datesOf: ({_id}) => known(dates, _id),
  }
  const documents = publicDocuments.flatMap((type) =>
    graph
      .shown(type.type)
      .filter((source) => source.language === language.id)
      .map((source) => {
        const published = publishedDocument(type, source, context)
        const shows = idsShown(source, published.document, locale, publication.isDocument)
        return {...published, words: known(words, source._id), shows}
      }),
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
): Omit<PublishedDocument, 'words' | 'shows'> {
  // Each projection takes the sources of its own type, which `_type` says.
  const project = type.project as (source: PageSource, context: ProjectionContext) => AnyProjection
  const {document, sections} = projectDocument(source, project(source, context), context)
  const {dates, jsonLd, ...body} = document
  const stamped = {
    ...headOf(type.type, context.baseUrl),
    ...body,
    dates,
    jsonLd,
    // Of what a reader sees: a date in the description for machines makes no other words.
    rev: revisionOf(body),
  }
  const parsed = type.V1.safeParse(stamped)
  if (!parsed.success) throw new ContentError(problemsOf(source._id, stamped, parsed.error))
  return {
    collection: type.collection,
    document: parsed.data,
    json: stableJson(parsed.data),
    sections,
    updatedAt: source._updatedAt,
  }
}

/** What was made of every document; one that is missing is a mistake of ours. */
function known<T>(values: ReadonlyMap<string, T>, id: string): T {
  const value = values.get(id)
  if (value === undefined) throw new Error(`[content] nothing is known of "${id}"`)
  return value
}

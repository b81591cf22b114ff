import {
  aboutPath,
  COLLECTIONS,
  TYPE_OF_COLLECTION,
  type Collection,
} from '../../schemas/api/v1/links.ts'
import type {TombstoneV1} from '../../schemas/api/v1/envelope.ts'
import {publicDocuments} from '../../schemas/documents/index.ts'
import {languages, type Language} from '../../schemas/languages/index.ts'
import type {ProjectionContext, PublicSource} from '../../schemas/projection/context.ts'
import {toHtml, toText} from '../../schemas/projection/rich-text.ts'
import {faqItem, siteNotices} from '../../schemas/projection/document.ts'
import {Notes, termAnchor} from '../../schemas/projection/notes.ts'
import type {ImageAsset} from '../../schemas/objects/figure.query.ts'
import {richText} from '../../schemas/projection/portable-text.ts'
import type {SectionBlocks} from '../../schemas/projection/sections.ts'
import type {CardV1} from '../../schemas/objects/shared.v1.ts'
import {ContentError} from './errors.ts'
import {headOf} from './head.ts'
import {imagesOf} from './images.ts'
import {problemsOf} from './issues.ts'
import {revisionOf, stableJson} from './json.ts'
import {ContentIndex, LocaleGraph} from './link.ts'
import {ofType, type LoadedContent, type SourceOf} from './load.ts'
import type {DocumentOf, SiteContent, SiteSettingsV1} from './site-content.ts'
import {withdrawnDocuments} from './tombstones.ts'
import {closedWidget, widgetDocuments, type FormerWidget, type PublishedWidget} from './widgets.ts'

/** A public document ready to be written. */
export interface PublishedDocument {
  readonly collection: Collection
  readonly document: DocumentOf[Collection]
  /** The document as its file has it. */
  readonly json: string
  readonly sections: readonly SectionBlocks[]
  /** Digest of the document as editors wrote it: tells an own change from that of a linked one. */
  readonly sourceDigest: string
  readonly updatedAt: string
}

/** Everything of one locale. */
export interface LocaleContent {
  readonly site: SiteContent
  readonly documents: readonly PublishedDocument[]
  readonly widgets: readonly PublishedWidget[]
  /** What stands at the address of a widget document that has no answer left. */
  closedWidget(former: FormerWidget): PublishedWidget
  readonly tombstones: readonly {readonly collection: Collection; readonly body: TombstoneV1}[]
}

/** A whole publication, frozen. */
export interface PublishedContent {
  readonly baseUrl: string
  readonly locales: readonly LocaleContent[]
  readonly redirects: readonly {
    readonly from: string
    readonly to: string
    readonly permanent: boolean
  }[]
  /** By public path. */
  readonly images: ReadonlyMap<string, ImageAsset>
  /** Greatest `_updatedAt`: the only "now" that files may speak of. */
  readonly corpusTime: string
}

/**
 * Projects loaded content to API v1, locale by locale. Every document is parsed by its contract, so
 * what the contract does not name cannot leave the house.
 * @param baseUrl absolute address of the site without a trailing slash.
 * @throws {ContentError} when a projection does not fit its contract.
 */
export function projectContent(content: LoadedContent, baseUrl: string): PublishedContent {
  const index = new ContentIndex(content)
  const locales = languages.flatMap((language) => {
    const settings = ofType(content.sources, 'siteSettings').find(
      (candidate) => candidate.language === language.id,
    )
    return settings === undefined ? [] : [projectLocale(index, language, settings, baseUrl)]
  })
  const corpusTime = content.sources.reduce(
    (latest, source) => (source._updatedAt > latest ? source._updatedAt : latest),
    '',
  )
  return {
    baseUrl,
    locales,
    redirects: redirectsOf(index, content, baseUrl),
    images: imagesOf(content.sources),
    corpusTime,
  }
}

/** Pages of a locale in one language, before anything is rendered. */
function projectLocale(
  index: ContentIndex,
  language: Language,
  settings: SourceOf<'siteSettings'>,
  baseUrl: string,
): LocaleContent {
  const graph = new LocaleGraph(index, language.id, baseUrl)
  const {strings} = language
  const context: ProjectionContext = {locale: language.id, strings, baseUrl, settings, graph}
  const documents = publicDocuments.flatMap((type) =>
    graph
      .shown(type.type)
      .filter((source) => source.language === language.id)
      .map((source) => projectDocument(type, source, context)),
  )
  const widgets = widgetDocuments(index, graph, language, context)
  const tombstones = withdrawnDocuments(index, context)
  const site = siteContent({documents, widgets, graph, language, context})
  return {
    site,
    documents,
    widgets,
    closedWidget: (former) => closedWidget(former, language, context),
    tombstones,
  }
}

function projectDocument(
  type: (typeof publicDocuments)[number],
  source: PublicSource,
  context: ProjectionContext,
): PublishedDocument {
  // Each projection takes the sources of its own type, which `_type` says.
  const project = type.project as (
    source: PublicSource,
    context: ProjectionContext,
  ) => ReturnType<(typeof type)['project']>
  const {document, sections} = project(source, context)
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

function siteContent({
  documents,
  widgets,
  graph,
  language,
  context,
}: {
  documents: readonly PublishedDocument[]
  widgets: LocaleContent['widgets']
  graph: LocaleGraph
  language: Language
  context: ProjectionContext
}): SiteContent {
  const byCollection = Map.groupBy(documents, (document) => document.collection)
  const bySlug = new Map(
    documents.map((entry) => [`${entry.collection}/${entry.document.slug}`, entry.document]),
  )
  const widgetsBySlug = new Map(
    widgets.map((entry) => [`${entry.collection}/${entry.slug}`, entry.document]),
  )
  const lists = new Map<Collection, readonly CardV1[]>(
    COLLECTIONS.map((collection) => [
      collection,
      graph.shown(TYPE_OF_COLLECTION[collection]).map((source) => graph.cardOf(source)),
    ]),
  )
  const ordered = new Map(
    COLLECTIONS.map((collection) => [
      collection,
      inListOrder(byCollection.get(collection) ?? [], lists.get(collection) ?? []),
    ]),
  )
  const featured = graph
    .shown('faq')
    .filter((faq) => faq._type === 'faq')
    .filter((faq) => faq.featured === true)
  return {
    locale: language.id,
    direction: language.direction,
    strings: language.strings,
    languages: languages.map(({id, title, direction}) => ({id, title, direction})),
    baseUrl: context.baseUrl,
    settings: settingsV1(context),
    hasExamples: documents.some(({document}) =>
      document.notices.some((notice) => notice.kind === 'example'),
    ),
    notices: siteNotices(context),
    // A slug of a collection belongs to a document of that collection's type.
    document: <C extends Collection>(collection: C, slug: string) =>
      bySlug.get(`${collection}/${slug}`) as DocumentOf[C] | undefined,
    documents: <C extends Collection>(collection: C) =>
      (ordered.get(collection) ??
        []) as readonly DocumentOf[Collection][] as readonly DocumentOf[C][],
    list: (collection) => lists.get(collection) ?? [],
    featuredFaqs: featured.map((faq) => {
      const notes = new Notes(context, graph.address(faq._id).path, {isElsewhere: true})
      return faqItem(faq, notes, context)
    }),
    glossary: graph
      .terms()
      .map(({_id, term, plainTerm, definition, aka}) => ({
        id: _id,
        anchor: termAnchor({term}),
        term,
        plainTerm,
        definition,
        aka,
      }))
      .toSorted((a, b) => a.term.localeCompare(b.term, language.id)),
    widget: (collection, slug) => widgetsBySlug.get(`${collection}/${slug}`),
  }
}

function inListOrder(
  documents: readonly PublishedDocument[],
  cards: readonly CardV1[],
): DocumentOf[Collection][] {
  const byId = new Map(documents.map(({document}) => [document.id, document]))
  return cards.map((card) => byId.get(card.id)).filter((document) => document !== undefined)
}

function settingsV1(context: ProjectionContext): SiteSettingsV1 {
  const {settings} = context
  const {publicApi} = settings
  const notes = new Notes(context, aboutPath(context.locale))
  const nodes = richText(settings.editorialPolicy, notes, context)
  return {
    organizationName: settings.organizationName,
    organizationUrl: settings.organizationUrl,
    tagline: settings.tagline,
    disclaimer: settings.disclaimer,
    exampleNotice: settings.exampleNotice,
    emergencyNotice: settings.emergencyNotice,
    opioidHelp: settings.opioidHelp,
    requireClinicalReview: settings.requireClinicalReview,
    publicApi: {
      licence: publicApi.licence,
      licenceUrl: publicApi.licenceUrl,
      attribution: publicApi.attribution,
      contact: publicApi.contact,
      maxStaleDays: publicApi.maxStaleDays,
    },
    feedbackUrl: settings.feedbackUrl,
    editorialPolicy: {
      html: toHtml(nodes, context.baseUrl),
      text: toText(nodes),
      sources: notes.sources(),
    },
  }
}

function redirectsOf(
  index: ContentIndex,
  content: LoadedContent,
  baseUrl: string,
): PublishedContent['redirects'] {
  return ofType(content.sources, 'redirect')
    .map(({from, toDocument, toUrl, permanent}) => {
      const locale = from.split('/')[1] ?? ''
      const to =
        toDocument === null
          ? (toUrl ?? '')
          : new LocaleGraph(index, locale, baseUrl).address(toDocument).path
      return {from, to, permanent}
    })
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
}

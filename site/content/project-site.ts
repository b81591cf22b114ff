import {
  aboutPath,
  COLLECTIONS,
  TYPE_OF_COLLECTION,
  type Collection,
} from '../../schemas/api/v1/links.ts'
import {folderOf} from '../../schemas/documents/index.ts'
import {byCollection, PAGE_TYPES} from '../../schemas/documents/type-lists.ts'
import {languages} from '../../schemas/languages/index.ts'
import {termAnchor} from '../../schemas/lib/term-anchor.ts'
import type {CardV1} from '../../schemas/objects/shared.v1.ts'
import {pathOf} from '../../schemas/projection/addresses.ts'
import {cardOf} from '../../schemas/projection/cards.ts'
import type {ProjectionContext} from '../../schemas/projection/context.ts'
import {siteNotices} from '../../schemas/projection/envelope.ts'
import {Notes} from '../../schemas/projection/notes.ts'
import {richText} from '../../schemas/projection/portable-text.ts'
import {faqItem} from '../../schemas/projection/questions.ts'
import {toHtml, toText} from '../../schemas/projection/rich-text.ts'
import type {LinkedLocale} from './link.ts'
import type {PublishedDocument} from './published-content.ts'
import type {DocumentOf, SiteContent, SiteSettingsV1} from './site-content.ts'
import type {PublishedWidget} from './widgets.ts'

/** What the pages of a locale are given. */
export function siteContent(
  {language, graph}: LinkedLocale,
  documents: readonly PublishedDocument[],
  widgets: readonly PublishedWidget[],
  context: ProjectionContext,
): SiteContent {
  const documentsBy = Map.groupBy(documents, (document) => document.collection)
  const bySlug = new Map(
    documents.map((entry) => [`${entry.collection}/${entry.document.slug}`, entry.document]),
  )
  const widgetsBySlug = new Map(
    widgets.map((entry) => [`${entry.collection}/${entry.slug}`, entry.document]),
  )
  const lists = new Map<Collection, readonly CardV1[]>(
    COLLECTIONS.map((collection) => [
      collection,
      graph.shown(TYPE_OF_COLLECTION[collection]).map((source) => cardOf(source, context)),
    ]),
  )
  const ordered = new Map(
    COLLECTIONS.map((collection) => [
      collection,
      inListOrder(documentsBy.get(collection) ?? [], lists.get(collection) ?? []),
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
    collections: byCollection(PAGE_TYPES, (type) => folderOf(type).words[language.id]),
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
      const notes = new Notes(context, pathOf(faq), {isElsewhere: true})
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
  const nodes = notes.number(richText(settings.editorialPolicy, context))
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

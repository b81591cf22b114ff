import {
  COLLECTION_OF_TYPE,
  documentPath,
  listPath,
  pagePath,
  WIDGET_COLLECTIONS,
  widgetDocumentPath,
} from '../../schemas/api/v1/links.ts'
import {isPageType} from '../../schemas/documents/type-lists.ts'

/** A page as the lake knows it. */
export interface Place {
  readonly type: string
  readonly title: string
  readonly slug: string
  readonly language: string
}

/** An address at which a document, or a part of it, is shown or served. */
export interface Appearance {
  readonly title: string
  /** Path below the site's origin. */
  readonly path: string
  /** `page` and `document` can be seen as drafts would make them; the others only when published. */
  readonly kind: 'page' | 'document' | 'file' | 'widget'
}

const widgetCollection = (collection: string) =>
  WIDGET_COLLECTIONS.find((candidate) => candidate === collection)

/** Where readers, partners and clinics meet a page: its own addresses first. */
export function ownAppearances({type, title, slug, language}: Place): Appearance[] {
  if (!isPageType(type)) return []
  const collection = COLLECTION_OF_TYPE[type]
  const widget = widgetCollection(collection)
  return [
    {title, path: pagePath(language, collection, slug), kind: 'page'},
    {title: 'API: document', path: documentPath(language, collection, slug), kind: 'document'},
    {title: 'API: list', path: listPath(language, collection), kind: 'file'},
    ...(widget === undefined
      ? []
      : [
          {
            title: 'Widget data',
            path: widgetDocumentPath(language, widget, slug),
            kind: 'widget' as const,
          },
        ]),
  ]
}

/** Where a page shows another one that is linked to it, from either side. */
export function linkedAppearances(place: Place, shown: string): Appearance[] {
  if (!isPageType(place.type)) return []
  const collection = COLLECTION_OF_TYPE[place.type]
  const widget = widgetCollection(collection)
  return [
    {
      title: `On “${place.title}”`,
      path: pagePath(place.language, collection, place.slug),
      kind: 'page',
    },
    ...(shown === 'faq' && widget !== undefined
      ? [
          {
            title: `Widget of “${place.title}”`,
            path: widgetDocumentPath(place.language, widget, place.slug),
            kind: 'widget' as const,
          },
        ]
      : []),
  ]
}

import {CodeBlockIcon} from '@sanity/icons/CodeBlock'
import {DocumentTextIcon} from '@sanity/icons/DocumentText'
import {PlugIcon} from '@sanity/icons/Plug'
import {combineLatest, map, type Observable} from 'rxjs'
import {
  defineDocuments,
  type DocumentLocationResolver,
  type DocumentLocationsState,
  presentationTool,
} from 'sanity/presentation'
import {aboutPath, homePath, TYPE_OF_COLLECTION} from '../../schemas/api/v1/links.ts'
import {BASE_LANGUAGE} from '../../schemas/languages/index.ts'
import {isPageType, PAGE_TYPES} from '../../schemas/documents/type-lists.ts'
import {SANITY_API_VERSION} from '../../schemas/lib/sanity-api.ts'
import {environment} from '../environment.ts'
import {groqPath, pageLinkFields} from '../../schemas/rules/links.ts'
import {PREVIEW_ROOT, previewUrl, publishedUrl} from '../preview-addresses.ts'
import {type Appearance, linkedAppearances, ownAppearances, type Place} from './places.ts'
import {publishedId} from '../../schemas/lib/document-id.ts'

const PLACE = `"type": _type, "title": coalesce(title, question), "slug": slug.current, language`

/** Ids of the pages that a document's fields lead to. */
const LINKED_IDS = pageLinkFields
  .map((field) => `${field.isList ? '...' : ''}${groqPath(field)}`)
  .join(', ')

/** The document, the pages it links to and the pages that link to it. */
const APPEARANCES_QUERY = `{
  "own": *[_id == $id][0]{${PLACE}},
  "linked": *[_type in $pageTypes && defined(slug.current) && _id != $id && (
    references($id) || _id in array::compact(
      *[_id == $id][0]{"ids": [${LINKED_IDS}]}.ids)
  )]|order(_type asc){${PLACE}}
}`

interface Answer {
  readonly own: Place | null
  readonly linked: readonly Place[]
}

const ICONS = {
  page: DocumentTextIcon,
  document: CodeBlockIcon,
  file: CodeBlockIcon,
  widget: PlugIcon,
}

function location({title, path, kind}: Appearance) {
  const url = isPreviewed({kind}) ? previewUrl : publishedUrl
  return {title, href: url(path), icon: ICONS[kind], showHref: true}
}

/** Whether the site shows it as drafts would make it. */
function isPreviewed({kind}: Pick<Appearance, 'kind'>) {
  return kind === 'page' || kind === 'document'
}

/** Lists every page, API path and widget that shows the open document. */
const locations: DocumentLocationResolver = ({id, type}, {documentStore}) => {
  if (type === 'siteSettings') return settingsLocations()
  if (!isPageType(type)) return null
  const answers: Observable<Answer> = documentStore.listenQuery(
    {fetch: APPEARANCES_QUERY, listen: '*[_type in $pageTypes]'},
    {id: publishedId(id), pageTypes: [...PAGE_TYPES]},
    {apiVersion: SANITY_API_VERSION, perspective: 'drafts', tag: 'presentation.locations'},
  )
  // Under the perspective of drafts, a draft hides whether it was ever published.
  const isPublished: Observable<boolean> = documentStore.listenQuery(
    {fetch: 'defined(*[_id == $id][0]._id)', listen: '*[_id == $id]'},
    {id: publishedId(id)},
    {apiVersion: SANITY_API_VERSION, perspective: 'published', tag: 'presentation.published'},
  )
  return combineLatest([answers, isPublished]).pipe(
    map(([{own, linked}, published]) => placesState(own, linked, published)),
  )
}

function placesState(
  own: Place | null,
  linked: readonly Place[],
  published: boolean,
): DocumentLocationsState {
  if (own === null || !own.slug)
    return {message: 'Give the page an address to see where it appears.', tone: 'caution'}
  if (!published) {
    const previews = ownAppearances(own).filter(isPreviewed)
    return {message: 'Not published yet: see it as readers will', locations: previews.map(location)}
  }
  const appearances = [
    ...ownAppearances(own),
    ...linked.flatMap((place) => linkedAppearances(place, own.type)),
  ]
  return {message: countOf(appearances), locations: appearances.map(location)}
}

/** Studio would count every address as a page. */
function countOf(appearances: readonly Appearance[]) {
  const pages = appearances.filter(({kind}) => kind === 'page').length
  const files = appearances.length - pages
  const pageCount = pages === 1 ? '1 page' : `${pages} pages`
  const fileCount = files === 1 ? '1 data file' : `${files} data files`
  return `On ${pageCount} and in ${fileCount}`
}

function settingsLocations(): DocumentLocationsState {
  return {
    locations: [
      {title: 'Home', href: previewUrl(homePath(BASE_LANGUAGE))},
      {title: 'About and editorial policy', href: previewUrl(aboutPath(BASE_LANGUAGE))},
    ],
    message: 'Its notices stand on every page and in every API answer.',
  }
}

/** Which document a preview address shows. */
const mainDocuments = defineDocuments(
  Object.entries(TYPE_OF_COLLECTION).map(([collection, type]) => ({
    route: `${PREVIEW_ROOT}/:locale/${collection}/:slug`,
    filter: `_type == "${type}" && slug.current == $slug && language == $locale`,
    params: ({params}) => ({slug: params['slug'] ?? '', locale: params['locale'] ?? ''}),
  })),
)

/** The draft on the real page, rendered by the site as readers will get it. */
export const preview = presentationTool({
  title: 'Preview',
  previewUrl: {initial: previewUrl(homePath(BASE_LANGUAGE))},
  allowOrigins: [environment.siteUrl],
  resolve: {mainDocuments, locations},
})

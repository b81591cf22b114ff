import {ClipboardIcon} from '@sanity/icons/Clipboard'
import {HomeIcon} from '@sanity/icons/Home'
import {MarkerIcon} from '@sanity/icons/Marker'
import {TagsIcon} from '@sanity/icons/Tags'
import type {DocumentDefinition} from '@sanity/types'
import type {DefaultDocumentNodeResolver, StructureBuilder} from 'sanity/structure'
import {BASE_LANGUAGE, languageById, languages} from '../../schemas/languages/index.ts'
import {BODY_REGIONS} from '../../schemas/lib/body-regions.ts'
import {isPageType, PAGE_TYPES} from '../../schemas/documents/type-lists.ts'
import {siteSettings} from '../../schemas/documents/site-settings/index.ts'
import {ApiPane} from '../components/api-pane.tsx'
import {Welcome} from '../components/welcome.tsx'
import {SANITY_API_VERSION} from '../../schemas/lib/sanity-api.ts'
import {documentSchemas, pluralOf} from '../registry.ts'
import {today} from '../review-state.ts'
import {translationLists, type WorkList, workLists} from './work-lists.ts'
import {workListIcons} from './work-list-icons.ts'

export const SETTINGS_TYPE = siteSettings.type

/** Id of the one settings document of a language. */
export const settingsId = (language: string) => `site-settings-${language}`

/** A list begins in the first order that its type offers: by last edit, nothing is where it was. */
function typeList(S: StructureBuilder, {name, orderings}: DocumentDefinition) {
  const title = pluralOf(name)
  return S.documentTypeListItem(name)
    .title(title)
    .child(
      S.documentTypeList(name)
        .title(title)
        .defaultOrdering(orderings?.[0]?.by ?? []),
    )
}

function filteredList(
  S: StructureBuilder,
  id: string,
  title: string,
  filter: string,
  params: Record<string, unknown>,
) {
  return S.documentList()
    .id(id)
    .title(title)
    .apiVersion(SANITY_API_VERSION)
    .filter(filter)
    .params(params)
    .defaultOrdering([{field: '_updatedAt', direction: 'desc'}])
}

function workListItem(S: StructureBuilder, list: WorkList) {
  return S.listItem()
    .id(list.id)
    .title(list.title)
    .icon(workListIcons[list.id] ?? ClipboardIcon)
    .child(
      S.documentList()
        .id(list.id)
        .title(list.title)
        .apiVersion(SANITY_API_VERSION)
        .filter(list.filter)
        .params({...list.params})
        .defaultOrdering([{...list.ordering}]),
    )
}

function workItem(S: StructureBuilder) {
  return S.listItem()
    .id('work')
    .title('To do')
    .icon(ClipboardIcon)
    .child(() =>
      S.list()
        .id('work')
        .title('To do')
        .items(
          [
            ...workLists(documentSchemas, today()),
            ...translationLists(
              BASE_LANGUAGE,
              languages.filter((language) => language.id !== BASE_LANGUAGE),
            ),
          ].map((list) => workListItem(S, list)),
        ),
    )
}

function byTopicItem(S: StructureBuilder) {
  return S.listItem()
    .id('by-topic')
    .title('By topic')
    .icon(TagsIcon)
    .child(
      S.documentTypeList('topic')
        .id('by-topic')
        .title('By topic')
        .child((topicId) =>
          filteredList(
            S,
            'topic-pages',
            'Pages of this topic',
            `_type in $types && ($topic in topics[]._ref || $topic in about[]._ref)`,
            {types: PAGE_TYPES, topic: topicId},
          ),
        ),
    )
}

function byBodyRegionItem(S: StructureBuilder) {
  const names = languageById(BASE_LANGUAGE).strings.bodyRegions
  return S.listItem()
    .id('by-body-region')
    .title('By body region')
    .icon(MarkerIcon)
    .child(
      S.list()
        .id('by-body-region')
        .title('By body region')
        .items(
          BODY_REGIONS.map((region) =>
            S.listItem()
              .id(region)
              .title(names[region])
              .icon(MarkerIcon)
              .child(
                filteredList(
                  S,
                  region,
                  names[region],
                  `_type in $types && $region in bodyRegions`,
                  {
                    types: PAGE_TYPES,
                    region,
                  },
                ),
              ),
          ),
        ),
    )
}

function settingsItem(S: StructureBuilder) {
  const editor = (language: string) =>
    S.document()
      .schemaType(SETTINGS_TYPE)
      .documentId(settingsId(language))
      .title(siteSettings.plural)
  const {plural, schema} = siteSettings
  const item = S.listItem().id('settings').title(plural).icon(schema.icon)
  if (languages.length === 1) return item.child(editor(BASE_LANGUAGE))
  return item.child(
    S.list()
      .id('settings')
      .title(plural)
      .items(
        languages.map(({id, title}) =>
          S.listItem().id(id).title(title).icon(schema.icon).child(editor(id)),
        ),
      ),
  )
}

/**
 * The desk. Lists of types follow the registry, so a new type appears by itself: page types above,
 * everything else that is not a page, a helper or the settings below.
 */
export function structure(S: StructureBuilder) {
  const pageTypes = documentSchemas.filter((type) => isPageType(type.name))
  const otherTypes = documentSchemas.filter(
    (type) => !isPageType(type.name) && type.name !== SETTINGS_TYPE,
  )
  return S.list()
    .id('root')
    .title('Content')
    .items([
      S.listItem()
        .id('welcome')
        .title('Start here')
        .icon(HomeIcon)
        .child(S.component(Welcome).id('welcome').title('Start here')),
      workItem(S),
      S.divider(),
      ...pageTypes.map((type) => typeList(S, type)),
      S.divider(),
      byTopicItem(S),
      byBodyRegionItem(S),
      S.divider(),
      ...otherTypes.map((type) => typeList(S, type)),
      settingsItem(S),
    ])
}

/** Every page type gets a second view beside its form: the JSON that partners fetch. */
export const defaultDocumentNode: DefaultDocumentNodeResolver = (S, {schemaType}) =>
  isPageType(schemaType)
    ? S.document().views([S.view.form().title('Edit'), S.view.component(ApiPane).title('API')])
    : S.document().views([S.view.form()])

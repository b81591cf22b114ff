import {documentInternationalization} from '@sanity/document-internationalization'
import {visionTool} from '@sanity/vision'
import {defineConfig, defineLocaleResourceBundle} from 'sanity'
import {structureTool} from 'sanity/structure'
import {languages} from '../schemas/languages/index.ts'
import {objectSchemas} from '../schemas/objects/index.ts'
import {pageActions, singletonActions} from './actions/index.ts'
import {commonBadges, pageBadges} from './badges/index.ts'
import {CountedInput} from './components/counted-input.tsx'
import {withComponents} from './components/with-components.tsx'
import {SANITY_API_VERSION} from '../schemas/lib/sanity-api.ts'
import {environment} from './environment.ts'
import {lakeClientFactory} from './lake-client.ts'
import {preview} from './presentation/index.ts'
import {isPageType} from '../schemas/documents/type-lists.ts'
import {documentSchemas} from './registry.ts'
import {defaultDocumentNode, SETTINGS_TYPE, structure} from './structure/index.ts'
import {LINKED_TEMPLATES} from './template-ids.ts'
import {templates} from './templates.ts'

const {projectId, dataset, lakeUrl} = environment

/** Types whose documents are written once per language. */
const translatedTypes = documentSchemas
  .filter((type) => type.fields.some((field) => field.name === 'language'))
  .map((type) => type.name)

/** Translations cost an editor nothing until the edition has a second language. */
const translation =
  languages.length === 1
    ? []
    : [
        documentInternationalization({
          supportedLanguages: languages.map(({id, title}) => ({id, title})),
          schemaTypes: translatedTypes,
          languageField: 'language',
        }),
      ]

/** An empty working list is good news, which Studio's own words do not say. */
const words = defineLocaleResourceBundle({
  locale: 'en-US',
  namespace: 'structure',
  resources: {
    'panes.document-list-pane.no-matching-documents.text':
      'Nothing here: no document is in this list, or none matches what you searched for.',
  },
})

export default defineConfig({
  name: 'foramen',
  title: 'Foramen',
  projectId,
  dataset,
  ...(lakeUrl === undefined
    ? {}
    : {apiHost: lakeUrl, unstable_clientFactory: lakeClientFactory(lakeUrl)}),
  plugins: [
    structureTool({title: 'Content', structure, defaultDocumentNode}),
    preview,
    ...translation,
    visionTool({title: 'Query', defaultApiVersion: SANITY_API_VERSION, defaultDataset: dataset}),
  ],
  schema: {
    types: withComponents([...documentSchemas, ...objectSchemas]),
    templates: (known) => [...known, ...templates],
  },
  i18n: {bundles: [words]},
  form: {components: {input: CountedInput}},
  document: {
    actions: (actions, {schemaType}) => {
      if (schemaType === SETTINGS_TYPE) return singletonActions(actions)
      return isPageType(schemaType) ? pageActions(actions) : actions
    },
    badges: (badges, {schemaType}) => [
      ...badges,
      ...(isPageType(schemaType) ? pageBadges : commonBadges),
    ],
    newDocumentOptions: (items, {creationContext}) =>
      items.filter(
        ({templateId}) =>
          templateId !== SETTINGS_TYPE &&
          (!LINKED_TEMPLATES.has(templateId) || creationContext.type === 'document'),
      ),
    comments: {enabled: false},
  },
  // Hosted features that the lake does not have and this model does not need.
  releases: {enabled: false},
  scheduledPublishing: {enabled: false},
  scheduledDrafts: {enabled: false},
  tasks: {enabled: false},
  mediaLibrary: {enabled: false},
  announcements: {enabled: false},
  search: {strategy: 'groqLegacy'},
})

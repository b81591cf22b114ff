import {visionTool} from '@sanity/vision'
import {defineConfig} from 'sanity'
import {structureTool} from 'sanity/structure'
import {objectSchemas} from '../schemas/objects/index.ts'
import {environment, API_VERSION} from './environment.ts'
import {lakeClientFactory} from './lake-client.ts'
import {documentSchemas} from './registry.ts'
import {defaultDocumentNode, structure} from './structure/index.ts'
import {withComponents} from './components/with-components.tsx'

const {projectId, dataset, lakeUrl} = environment

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
    visionTool({defaultApiVersion: API_VERSION, defaultDataset: dataset}),
  ],
  schema: {types: withComponents([...documentSchemas, ...objectSchemas])},
  // Paid or hosted features that the lake does not have and this model does not need.
  releases: {enabled: false},
  scheduledPublishing: {enabled: false},
  scheduledDrafts: {enabled: false},
  tasks: {enabled: false},
  mediaLibrary: {enabled: false},
  announcements: {enabled: false},
  document: {comments: {enabled: false}},
  search: {strategy: 'groqLegacy'},
})

import {defineCliConfig} from 'sanity/cli'

/** Read by `sanity build`, `dev`, `deploy`, `schema extract` and `typegen generate`. */
export default defineCliConfig({
  api: {
    projectId: process.env['SANITY_STUDIO_PROJECT_ID'] ?? 'foramen',
    dataset: process.env['SANITY_STUDIO_DATASET'] ?? 'production',
  },
  deployment: {autoUpdates: false},
  typegen: {
    path: '../schemas/documents/*/*.query.ts',
    schema: '../schemas/generated/sanity.schema.json',
    generates: '../schemas/generated/sanity.types.ts',
  },
})

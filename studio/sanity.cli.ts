import {defineCliConfig} from 'sanity/cli'

/** Folder of generated files, seen from here; scripts/generate.ts stages them elsewhere first. */
const generated = process.env['FORAMEN_GENERATED'] ?? '../schemas/generated'

/** Read by `sanity build`, `dev`, `deploy`, `schema extract` and `typegen generate`. */
export default defineCliConfig({
  api: {
    projectId: process.env['SANITY_STUDIO_PROJECT_ID'] ?? 'foramen',
    dataset: process.env['SANITY_STUDIO_DATASET'] ?? 'production',
  },
  deployment: {autoUpdates: false},
  typegen: {
    path: '../schemas/documents/*/*.query.ts',
    schema: `${generated}/sanity.schema.json`,
    generates: `${generated}/sanity.types.ts`,
  },
})

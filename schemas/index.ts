/** The model for other people's Studios and builds: Sanity types, queries and checked shapes. */
export {documents, publicDocuments} from './documents/index.ts'
export {BASE_LANGUAGE, languageById, languages} from './languages/index.ts'
export {objectSchemas} from './objects/index.ts'
export {checkDataset, checkDocument, rules} from './rules/index.ts'
export {documentSchemas} from './rules/sanity.ts'

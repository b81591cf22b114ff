/** The contract of API v1: every resource with its zod schema, its address and its version. */
export {endpoints} from './endpoints.ts'
export * from './envelope.ts'
export * from './links.ts'
export {ManifestV1} from './manifest.ts'
export {RecallsV1} from './recalls.ts'
export {CONTRACT_VERSION} from './version.ts'
export {WidgetDocumentV1} from './widget.ts'
export {contractOf, type DocumentOf} from '../../documents/index.ts'

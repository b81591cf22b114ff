export {createForamenClient} from './client.ts'
export type {CallOptions, ForamenClient, ForamenClientOptions} from './client.ts'
export {isStale, reviewOverdueDays} from './freshness.ts'
export {
  AbortError,
  ForamenError,
  GoneError,
  IntegrityError,
  MissingDocumentsError,
  NetworkError,
  OutdatedFileError,
  RecalledError,
  RollbackError,
  SignatureError,
  StoreError,
  TimeoutError,
  UnavailableError,
  UnexpectedAnswerError,
} from './errors.ts'
export {recallOf} from './recalls.ts'
export {emptySnapshot} from './snapshot.ts'
export type {
  Freshness,
  Include,
  ListedFile,
  Recall,
  RemovedDocument,
  Snapshot,
  SnapshotFile,
  StoredFile,
  SyncOptions,
  SyncProgress,
  SyncResult,
} from './snapshot.ts'
export type {DocumentOf} from './types.ts'

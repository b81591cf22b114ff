import {
  AbortError,
  type ForamenError,
  IntegrityError,
  MissingDocumentsError,
  NetworkError,
  OutdatedFileError,
  RollbackError,
  SignatureError,
  StoreError,
  TimeoutError,
  UnavailableError,
  UnexpectedAnswerError,
} from './errors.ts'

/** From the gravest on. */
const GRAVITY = [
  AbortError,
  StoreError,
  SignatureError,
  RollbackError,
  MissingDocumentsError,
  IntegrityError,
  OutdatedFileError,
  UnexpectedAnswerError,
  UnavailableError,
  TimeoutError,
  NetworkError,
]

/** Place among failures; the gravest, which is thrown, is 0. */
export const gravityOf = (error: ForamenError): number => {
  const place = GRAVITY.findIndex((kind) => error instanceof kind)
  return place === -1 ? GRAVITY.length : place
}

/** The host or the way to it failed, whatever is published there. */
export const isOfHost = (error: ForamenError): boolean =>
  [UnavailableError, TimeoutError, NetworkError].some((kind) => error instanceof kind)

/** The caller's own doing: nothing else is asked for. */
export const isOfCaller = (error: ForamenError): boolean =>
  error instanceof AbortError || error instanceof StoreError

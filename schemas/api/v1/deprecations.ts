import type {DeprecationsV1} from './service.ts'

/**
 * What will go away in the next major version, with at least 12 months' notice. An entry here also
 * marks the field as `deprecated` in its schema; one for a whole file (pointer "") marks its
 * operation in OpenAPI and adds the headers of RFC 9745 and 8594 to its answers.
 */
export const deprecations: DeprecationsV1['items'] = []

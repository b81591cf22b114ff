import type {DeprecationsV1} from './service.ts'

/**
 * Fields that will go away in the next major version, with at least 12 months' notice. An entry
 * here also marks the field `deprecated` in its schema and adds the headers of RFC 9745 and 8594.
 */
export const deprecations: DeprecationsV1['items'] = []

import type {Collection} from '../../schemas/api/v1/links.ts'
import type {DocumentOf} from '../../schemas/documents/index.ts'

export type {DocumentOf}
export type AnyDocument = DocumentOf[Collection]

import type {Collection} from '../../schemas/api/v1/links.ts'
import type {ConditionV1} from '../../schemas/documents/condition/condition.v1.ts'
import type {FaqV1} from '../../schemas/documents/faq/faq.v1.ts'
import type {ProcedureV1} from '../../schemas/documents/procedure/procedure.v1.ts'
import type {TechniqueV1} from '../../schemas/documents/technique/technique.v1.ts'
import type {TopicV1} from '../../schemas/documents/topic/topic.v1.ts'

/** The document of each collection. */
export interface DocumentOf {
  procedures: ProcedureV1
  techniques: TechniqueV1
  conditions: ConditionV1
  faqs: FaqV1
  topics: TopicV1
}

export type AnyDocument = DocumentOf[Collection]

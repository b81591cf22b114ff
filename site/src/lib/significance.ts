import {documents} from '../../../schemas/documents/index.ts'
import {SIGNIFICANCE} from '../../../schemas/documents/significance.ts'
import type {Weight} from '../../../schemas/documents/weights.ts'

/** Fields of a document type by what a change of them weighs at least, named as editors see them. */
interface WeighedFields {
  readonly title: string
  readonly fields: Readonly<Record<Weight, readonly string[]>>
}

/** The table of fields, in the order of the forms; fields that no form has are left out. */
export function weighedFields(): WeighedFields[] {
  return documents.flatMap(({type, schema}) => {
    const weights = SIGNIFICANCE[type]
    if (weights === undefined) return []
    const fields = 'fields' in schema && Array.isArray(schema.fields) ? schema.fields : []
    const of = (weight: Weight) =>
      fields.filter(({name}) => weights[name] === weight).map(({name, title}) => title ?? name)
    return [
      {
        title: schema.title ?? type,
        fields: {
          safety: of('safety'),
          clinical: of('clinical'),
          text: of('text'),
          editorial: of('editorial'),
        },
      },
    ]
  })
}

import type {Reference, ValidationContext} from '@sanity/types'
import {askLake, IS_PUBLISHED, NAMED, nameAtStart, type Named} from './ask-lake.ts'
import {publishedId} from '../lib/document-id.ts'

/** Whether the chosen technique guides a needle; its kind may have changed since it was chosen. */
export async function guidesNeedles(
  technique: Reference | undefined,
  context: ValidationContext,
): Promise<true | string> {
  if (technique?._ref === undefined) return true
  const other = await askLake<Named | null>(
    context,
    `*[_type == "technique" && _id == $id && kind != "imagingGuidance"][0]{${NAMED}}`,
    {id: publishedId(technique._ref)},
    'guidance.technique',
  )
  return (
    other === null || `${nameAtStart(other)} does not guide a needle. Choose an imaging technique.`
  )
}

/** Whether a technique can stop being imaging guidance: not while procedures are guided by it. */
export async function stillGuides(
  kind: string | undefined,
  context: ValidationContext,
): Promise<true | string> {
  if (kind === undefined || kind === 'imagingGuidance') return true
  const procedure = await askLake<Named | null>(
    context,
    `*[_type == "procedure" && $id in guidedBy[].technique._ref && ${IS_PUBLISHED}][0]{${NAMED}}`,
    {id: publishedId(context.document?._id ?? '')},
    'guidance.kind',
  )
  return (
    procedure === null ||
    `${nameAtStart(procedure)} is guided by this technique. Remove it there first, or leave the kind as it was.`
  )
}

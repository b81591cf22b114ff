import type {ValidationContext} from '@sanity/types'
import {askLake, IS_PUBLISHED, NAMED, nameAtStart, type Named} from './ask-lake.ts'
import {publishedId} from '../lib/document-id.ts'
import type {LinkCondition} from './link-field.ts'

/** Only imaging shows where a needle is: laser light cannot guide one. */
export const GUIDES_NEEDLES = {
  field: 'kind',
  is: 'imagingGuidance',
  as: 'a technique that guides a needle',
} as const satisfies LinkCondition

/** Whether a technique can stop being imaging guidance: not while procedures are guided by it. */
export async function stillGuides(
  kind: string | undefined,
  context: ValidationContext,
): Promise<true | string> {
  if (kind === undefined || kind === GUIDES_NEEDLES.is) return true
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

import {TYPES_WITH} from '../../generated/types-with.ts'
import type {Dataset} from '../dataset.ts'
import {defineRule} from '../rule.ts'
import type {ObjectFields} from '../shapes.ts'
import {array, members, object, refOf, text} from '../value.ts'

export const r22 = defineRule({
  id: 'R22',
  severity: 'error',
  title: 'Off-label use and safety notices are shown with their source',
  source: {
    name: 'FDA Drug Safety Communication on epidural corticosteroid injections, 23 April 2014',
    url: 'https://www.fda.gov/drugs/drug-safety-and-availability/fda-drug-safety-communication-fda-requires-label-changes-warn-rare-serious-neurologic-problems-after',
  },
  types: TYPES_WITH.regulatoryStatus,
  needs: 'document',
  *check(document) {
    const status = object(document.regulatoryStatus)
    if (status?.status === 'offLabel') {
      if (text(status.note) === undefined) {
        yield {
          path: ['regulatoryStatus', 'note'],
          message: 'does not explain an off-label use',
          hint: 'Say what the regulator has and has not approved.',
        }
      }
      if (array(status.citations).length === 0) {
        yield {
          path: ['regulatoryStatus', 'citations'],
          message: 'names an off-label use without a source',
          hint: 'Add the label or the notice of the regulator.',
        }
      }
    }
    for (const {segment, value} of members(document.safetyNotices)) {
      if (array(value.citations).length > 0) continue
      yield {
        path: ['safetyNotices', segment, 'citations'],
        message: 'repeats a safety notice without its source',
        hint: 'Add the notice as a source.',
      }
    }
  },
})

export const r23 = defineRule({
  id: 'R23',
  severity: 'error',
  title: 'Contested evidence shows both sides, from two organizations',
  source: {
    name: 'NHS website content policy',
    url: 'https://www.nhs.uk/our-policies/content-policy/',
  },
  types: TYPES_WITH.evidence,
  needs: 'dataset',
  *check(document, {dataset}) {
    for (const {segment, value} of members(document.evidence)) {
      if (value.certainty !== 'contested') continue
      const path = ['evidence', segment, 'dissent']
      const dissent = object(value.dissent)
      if (dissent === undefined || text(dissent.text) === undefined) {
        yield {
          path,
          message: 'is missing, though the evidence is contested',
          hint: 'Say what the other side says, with its own source.',
        }
        continue
      }
      if (array(dissent.citations).length === 0) {
        yield {
          path: [...path, 'citations'],
          message: 'gives the other side without a source',
          hint: 'Add the source of the dissent.',
        }
        continue
      }
      const organizations = new Set([
        ...publishers(value, dataset),
        ...publishers(dissent, dataset),
      ])
      if (organizations.size >= 2) continue
      yield {
        path: [...path, 'citations'],
        value: [...organizations].join(', '),
        message: 'rests on sources of one organization only',
        hint: 'Cite another organization for the other side, or call the evidence uncertain.',
      }
    }
  },
})

/** Who stands behind the citations; an unknown source counts as an organization of its own. */
function publishers(
  {citations}: Pick<ObjectFields<'evidenceStatement'>, 'citations'>,
  dataset: Dataset,
): string[] {
  return members(citations).flatMap(({value}) => {
    const ref = refOf(value.source)
    if (ref === undefined) return []
    const source = dataset.byId.get(ref)
    const publisher = source?._type === 'source' ? text(source.publisher) : undefined
    return publisher?.trim().toLowerCase() ?? ref
  })
}

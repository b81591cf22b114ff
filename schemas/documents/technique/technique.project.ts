import type {ImagingTest, MedicalTherapy} from 'schema-dts'
import type {ProjectionContext} from '../../projection/context.ts'
import {
  benefitsV1,
  byUrgency,
  careCardsV1,
  codesV1,
  evidenceV1,
  label,
  regulatoryStatusV1,
  risksV1,
  safetyNoticesV1,
  sourcedV1,
  subjectV1,
  treatedConditions,
  treatsV1,
} from '../../projection/facts.ts'
import {subjectEntity, type Subject} from '../../projection/json-ld.ts'
import type {Projection} from '../../projection/project-document.ts'
import {SectionWriter} from '../../projection/sections.ts'
import type {TechniqueSource} from './technique.query.ts'
import type {TechniqueV1} from './technique.v1.ts'

/** A technique as the public sees it, with the procedures that it guides. */
export function projectTechnique(
  source: TechniqueSource,
  context: ProjectionContext,
): Projection<TechniqueV1> {
  const {graph, strings} = context
  const {body} = strings
  const write = new SectionWriter(context)
  const treats = treatedConditions(source, context)
  return {
    sections: [
      write.section('overview', 'Overview', write.text(source.overview)),
      write.section('how-it-works', 'HowItWorks', write.text(source.howItWorks)),
      write.section('what-it-shows', null, write.text(source.whatItShows)),
      write.section('what-it-may-help', 'MayTreat', write.treatLinks(treats)),
      write.section('preparation', 'HowOrWhere', write.instructions(source.preparation)),
      write.section('benefits', 'Benefits', write.benefits(source.benefits)),
      write.section('evidence', 'Effectiveness', write.evidence(source.evidence)),
      write.section(
        'risks',
        'RisksOrComplications',
        write.safetyNotices(source.safetyNotices),
        write.risks(source.risks),
        write.below(body.radiation, write.sourced(source.radiationNote)),
        write.below(body.contrast, write.sourced(source.contrastNote)),
        write.regulatoryStatus(source.regulatoryStatus),
      ),
      write.section('limits', null, write.text(source.limits)),
      write.section('when-to-get-help', 'SeeDoctor', write.careCards(byUrgency(source.careCards))),
    ],
    data: (cite) => ({
      ...subjectV1(source, context),
      codes: codesV1(source.codes, context),
      kind: label(source.kind, strings.techniqueKinds),
      modality: label(source.modality, strings.modalities),
      ionizingRadiation: source.ionizingRadiation,
      radiationNote: source.radiationNote && sourcedV1(source.radiationNote, cite),
      contrastUsed: source.contrastUsed,
      contrastNote: source.contrastNote && sourcedV1(source.contrastNote, cite),
      regulatoryStatus:
        source.regulatoryStatus && regulatoryStatusV1(source.regulatoryStatus, cite, context),
      treats: treatsV1(treats, cite, context),
      careCards: careCardsV1(source.careCards, cite),
      benefits: benefitsV1(source.benefits, cite),
      risks: risksV1(source.risks, cite, context),
      safetyNotices: safetyNoticesV1(source.safetyNotices, cite),
      evidence: evidenceV1(source.evidence, cite, context),
    }),
    related: {
      procedures: graph.guidedBy(source._id),
      conditions: source.treats.map(({condition}) => condition),
      topics: source.topics,
    },
    mainEntity: mainEntity(source, context),
  }
}

/** schema.org has no fluoroscopy: live X-ray is X-ray there. Light is no imaging technique. */
const IMAGING_TECHNIQUES: Record<TechniqueSource['modality'], string | null> = {
  xray: 'https://schema.org/XRay',
  fluoroscopy: 'https://schema.org/XRay',
  ultrasound: 'https://schema.org/Ultrasound',
  ct: 'https://schema.org/CT',
  mri: 'https://schema.org/MRI',
  light: null,
  other: null,
}

function mainEntity(source: TechniqueSource, context: ProjectionContext): Subject['mainEntity'] {
  const shared = subjectEntity(source, context)
  if (source.kind === 'therapeuticModality') {
    const therapy: MedicalTherapy = {
      '@type': 'MedicalTherapy',
      ...shared,
      seriousAdverseOutcome: source.risks
        .filter((risk) => risk.seriousness === 'serious')
        .map((risk) => ({'@type': 'MedicalEntity', name: risk.outcome})),
    }
    return therapy
  }
  const imaging = IMAGING_TECHNIQUES[source.modality]
  const test = {
    '@type': 'ImagingTest' as const,
    ...shared,
    ...(imaging === null ? {} : {imagingTechnique: imaging}),
  }
  // The enumeration's members are written as their full addresses, which schema-dts lists.
  return test as ImagingTest
}

import type {ImagingTest, MedicalTherapy, MedicalWebPage} from 'schema-dts'
import type {ProjectionContext} from '../../projection/context.ts'
import {
  absolute,
  cardsOf,
  envelope,
  faqItems,
  figureV1,
  type Projected,
} from '../../projection/document.ts'
import {
  benefitsV1,
  byUrgency,
  careCardsV1,
  codesV1,
  evidenceV1,
  label,
  linkedEdges,
  regulatoryStatusV1,
  risksV1,
  safetyNoticesV1,
  sourcedV1,
  treatsV1,
} from '../../projection/facts.ts'
import {alternateNames, medicalCodes, medicalWebPage} from '../../projection/json-ld.ts'
import {Notes} from '../../projection/notes.ts'
import {SectionWriter} from '../../projection/sections.ts'
import type {TechniqueSource} from './technique.query.ts'
import type {TechniqueV1} from './technique.v1.ts'

/** A technique as the public sees it, with the procedures that it guides. */
export function toTechniqueV1(
  source: TechniqueSource,
  context: ProjectionContext,
): Projected<TechniqueV1> {
  const {graph, strings} = context
  const notes = new Notes(context, graph.address(source._id).path)
  const writer = writeSections(source, new SectionWriter(context, notes))

  const data = {
    title: source.title,
    abbreviation: source.abbreviation,
    aka: source.aka,
    summary: source.summary,
    audience: label(source.audience, strings.audiences),
    codes: codesV1(source.codes, context),
    heroImage: figureV1(source.heroImage, context),
    kind: label(source.kind, strings.techniqueKinds),
    modality: label(source.modality, strings.modalities),
    ionizingRadiation: source.ionizingRadiation,
    radiationNote: source.radiationNote && sourcedV1(source.radiationNote, notes),
    contrastUsed: source.contrastUsed,
    contrastNote: source.contrastNote && sourcedV1(source.contrastNote, notes),
    regulatoryStatus:
      source.regulatoryStatus && regulatoryStatusV1(source.regulatoryStatus, notes, context),
    treats: treatsV1(edges(source, context), notes, context),
    careCards: careCardsV1(source.careCards, notes),
    benefits: benefitsV1(source.benefits, notes),
    risks: risksV1(source.risks, notes, context),
    safetyNotices: safetyNoticesV1(source.safetyNotices, notes),
    evidence: evidenceV1(source.evidence, notes, context),
  }
  const faqs = faqItems(source._id, notes, context)
  writer.addWords()
  const sections = writer.sections()
  const head = envelope(
    'technique',
    source,
    {
      title: source.title,
      notes,
      texts: [...sections, ...faqs].map(({text}) => text),
      furtherReading: source.furtherReading,
    },
    context,
  )
  return {
    document: {
      ...head,
      data: {...data, sections},
      related: {
        procedures: cardsOf(graph.guidedBy(source._id), context),
        conditions: cardsOf(
          source.treats.map((treats) => treats.condition),
          context,
        ),
        topics: cardsOf(source.topics, context),
        faqs,
      },
      jsonLd: medicalWebPage(
        head,
        {
          title: source.title,
          summary: source.summary,
          audience: source.audience,
          sections,
          mainEntity: mainEntity(source, data.codes, context),
        },
        context,
      ),
    },
    sections: writer.blocks(),
  }
}

function edges(source: TechniqueSource, context: ProjectionContext) {
  return linkedEdges(
    source.treats.map(({condition, use, note, citations}) => ({
      id: condition,
      use,
      note,
      citations,
    })),
    context,
  )
}

/** Order of content-model §1.5. */
function writeSections(source: TechniqueSource, writer: SectionWriter): SectionWriter {
  const {context} = writer
  const {body} = context.strings
  writer.add('overview', 'Overview', writer.text(source.overview))
  writer.add('how-it-works', 'HowItWorks', writer.text(source.howItWorks))
  writer.add('what-it-shows', null, writer.text(source.whatItShows))
  writer.add('what-it-may-help', 'MayTreat', writer.treatLinks(edges(source, context)))
  writer.add('preparation', 'HowOrWhere', writer.instructions(source.preparation))
  writer.add('benefits', 'Benefits', writer.benefits(source.benefits))
  writer.add('evidence', 'Effectiveness', writer.evidence(source.evidence))
  writer.add(
    'risks',
    'RisksOrComplications',
    writer.safetyNotices(source.safetyNotices),
    writer.risks(source.risks),
    writer.below(body.radiation, writer.sourced(source.radiationNote)),
    writer.below(body.contrast, writer.sourced(source.contrastNote)),
    writer.regulatoryStatus(source.regulatoryStatus),
  )
  writer.add('limits', null, writer.text(source.limits))
  writer.add('when-to-get-help', 'SeeDoctor', writer.careCards(byUrgency(source.careCards)))
  return writer
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

function mainEntity(
  source: TechniqueSource,
  codes: ReturnType<typeof codesV1>,
  context: ProjectionContext,
): MedicalWebPage['mainEntity' & keyof MedicalWebPage] {
  const imaging = IMAGING_TECHNIQUES[source.modality]
  const shared = {
    '@id': `${absolute(context, context.graph.address(source._id).path)}#technique`,
    name: source.title,
    description: source.summary,
    ...alternateNames([source.abbreviation, ...source.aka]),
    ...medicalCodes(codes),
  }
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
  const test = {
    '@type': 'ImagingTest' as const,
    ...shared,
    ...(imaging === null ? {} : {imagingTechnique: imaging}),
  }
  // The enumeration's members are written as their full addresses, which schema-dts lists.
  return test as ImagingTest
}

import type {MedicalCondition, MedicalTherapy} from 'schema-dts'
import type {ProjectionContext} from '../../projection/context.ts'
import type {RichNode} from '../../projection/rich-text.ts'
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
  contraindicationsV1,
  evidenceV1,
  label,
  labels,
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
import type {ProcedureSource} from './procedure.query.ts'
import type {ProcedureV1} from './procedure.v1.ts'

/**
 * A procedure as the public sees it: sections in the order in which a patient asks, every relation
 * resolved, inverse relations computed.
 */
export function toProcedureV1(
  source: ProcedureSource,
  context: ProjectionContext,
): Projected<ProcedureV1> {
  const {graph, strings} = context
  const notes = new Notes(context, graph.address(source._id).path)
  const writer = writeSections(source, new SectionWriter(context, notes))
  const kinds = graph.childrenOf(source._id)

  const data = {
    title: source.title,
    abbreviation: source.abbreviation,
    aka: source.aka,
    summary: source.summary,
    audience: label(source.audience, strings.audiences),
    bodyRegions: labels(source.bodyRegions, strings.bodyRegions),
    codes: codesV1(source.codes, context),
    heroImage: figureV1(source.heroImage, context),
    kind: label(source.kind, strings.procedureKinds),
    invasiveness: label(source.invasiveness, strings.invasiveness),
    intent: labels(source.intent, strings.intents),
    anesthesia: labels(source.anesthesia, strings.anesthesia),
    settings: labels(source.settings, strings.settings),
    durationMinutes: source.durationMinutes,
    performedBy: labels(source.performedBy, strings.specialties),
    clinicianNote: source.clinicianNote,
    guidance: source.guidedBy
      .filter((guide) => graph.card(guide.technique) !== null)
      .map((guide) => ({
        id: graph.stableId(guide.technique),
        title: graph.address(guide.technique).title,
        use: label(guide.use, strings.guidanceUses),
      })),
    regulatoryStatus: regulatoryStatusV1(source.regulatoryStatus, notes, context),
    treats: treatsV1(edges(source, context), notes, context),
    careCards: careCardsV1(source.careCards, notes),
    contraindications: contraindicationsV1(source.contraindications, notes, context),
    benefits: benefitsV1(source.benefits, notes),
    risks: risksV1(source.risks, notes, context),
    safetyNotices: safetyNoticesV1(source.safetyNotices, notes),
    evidence: evidenceV1(source.evidence, notes, context),
    effectDuration: source.effectDuration && sourcedV1(source.effectDuration, notes),
    recovery: {
      returnToDriving: source.recovery.returnToDriving,
      returnToWork: source.recovery.returnToWork,
    },
    questionsToAsk: source.questionsToAsk,
  }
  const faqs = faqItems(source._id, notes, context)
  writer.addWords()
  const sections = writer.sections()

  const alternatives = source.alternatives.flatMap((alternative) =>
    alternative._type === 'alternativeProcedure' ? [alternative.procedure] : [],
  )
  const head = envelope(
    'procedure',
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
        conditions: cardsOf(
          source.treats.map((treats) => treats.condition),
          context,
        ),
        techniques: cardsOf(
          source.guidedBy.map((guide) => guide.technique),
          context,
        ),
        parents: cardsOf(source.parent === null ? [] : [source.parent], context),
        kinds: cardsOf(kinds, context),
        stages: cardsOf(source.stages, context),
        alternatives: cardsOf(alternatives, context),
        procedures: cardsOf(graph.sharingConditions(source._id), context),
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
          about: treatedConditions(source, context),
          mainEntity: therapy(source, data.codes, writer, context),
        },
        context,
      ),
    },
    sections: writer.blocks(),
  }
}

/** Order of content-model §1.4; what is dangerous stands before what comes after the procedure. */
function writeSections(source: ProcedureSource, writer: SectionWriter): SectionWriter {
  const {context} = writer
  const {graph, strings} = context
  const {body} = strings
  const isLinked = (id: string) => graph.card(id) !== null
  const kinds = graph.childrenOf(source._id).filter(isLinked)

  writer.add(
    'overview',
    'Overview',
    writer.text(source.overview),
    writer.below(body.kinds, pageLinks(kinds, writer)),
  )
  writer.add('how-it-works', 'HowItWorks', writer.text(source.howItWorks))
  writer.add('what-it-may-help', 'MayTreat', writer.treatLinks(edges(source, context)))
  writer.add(
    'who-it-may-suit',
    'GettingAccess',
    writer.text(source.candidates),
    writer.below(body.contraindications, writer.contraindications(source.contraindications)),
  )
  writer.add('preparation', 'HowOrWhere', writer.instructions(source.preparation))
  writer.add(
    'what-happens',
    'HowOrWhere',
    writer.steps(source.steps),
    writer.below(body.stages, pageLinks(source.stages.filter(isLinked), writer)),
  )
  writer.add(
    'who-does-it',
    null,
    writer.list(
      'ul',
      undefined,
      source.performedBy.map((specialty) => strings.specialties[specialty]),
    ),
    writer.plain(source.clinicianNote),
  )
  writer.add('benefits', 'Benefits', writer.benefits(source.benefits))
  writer.add(
    'evidence',
    'Effectiveness',
    writer.evidence(source.evidence),
    writer.below(body.effectDuration, writer.sourced(source.effectDuration)),
  )
  writer.add(
    'risks',
    'RisksOrComplications',
    writer.safetyNotices(source.safetyNotices),
    writer.risks(source.risks),
    writer.regulatoryStatus(source.regulatoryStatus),
  )
  writer.add(
    'aftercare',
    'SelfCare',
    writer.instructions(source.aftercare),
    writer.below(body.recovery, recoveryNodes(source, writer)),
    writer.below(body.repeatLimits, writer.text(source.repeatLimits)),
  )
  writer.add('when-to-get-help', 'SeeDoctor', writer.careCards(byUrgency(source.careCards)))
  writer.add('without-treatment', 'Prognosis', writer.text(source.withoutTreatment))
  writer.add(
    'alternatives',
    'Treatments',
    source.alternatives.flatMap((alternative) =>
      alternative._type === 'alternativeCare'
        ? writer.below(alternative.title, writer.plain(alternative.text, alternative.citations))
        : [],
    ),
    writer.below(
      body.otherProcedures,
      writer.list(
        'ul',
        undefined,
        source.alternatives.flatMap((alternative) =>
          alternative._type === 'alternativeProcedure' && isLinked(alternative.procedure)
            ? [
                [
                  writer.pageLink(alternative.procedure),
                  alternative.note === null ? null : `: ${alternative.note}`,
                ],
              ]
            : [],
        ),
      ),
    ),
  )
  writer.add('questions-to-ask', null, writer.list('ul', 'questions', source.questionsToAsk))
  writer.add('cost', null, writer.text(source.costNote))
  return writer
}

function edges(source: ProcedureSource, context: ProjectionContext) {
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

function pageLinks(ids: readonly string[], writer: SectionWriter): RichNode[] {
  return writer.list(
    'ul',
    undefined,
    ids.map((id) => writer.pageLink(id)),
  )
}

function recoveryNodes({recovery}: ProcedureSource, writer: SectionWriter): RichNode[] {
  const {returnToDriving, returnToWork} = writer.context.strings.body
  const facts = writer.facts([
    [returnToDriving, recovery.returnToDriving],
    [returnToWork, recovery.returnToWork],
  ])
  const hasFacts = recovery.returnToDriving !== null || recovery.returnToWork !== null
  return [
    ...writer.text(recovery.text),
    ...(hasFacts ? [facts] : []),
    ...writer.sourceLine(recovery.citations),
  ]
}

/** schema.org says "treats" only from the condition's side, so the conditions point back. */
function treatedConditions(source: ProcedureSource, context: ProjectionContext) {
  const procedure = `${absolute(context, context.graph.address(source._id).path)}#procedure`
  return edges(source, context)
    .filter((edge) => edge.use !== 'notRecommended')
    .map((edge): MedicalCondition => {
      const {path, title} = context.graph.address(edge.id)
      return {
        '@type': 'MedicalCondition',
        name: title,
        url: absolute(context, path),
        possibleTreatment: {'@id': procedure},
      }
    })
}

function therapy(
  source: ProcedureSource,
  codes: ReturnType<typeof codesV1>,
  writer: SectionWriter,
  context: ProjectionContext,
): MedicalTherapy {
  const {graph} = context
  const isSurgical = source.invasiveness === 'surgical'
  const names = (seriousness: 'minor' | 'serious') =>
    source.risks
      .filter((risk) => risk.seriousness === seriousness)
      .map((risk) => ({'@type': 'MedicalEntity' as const, name: risk.outcome}))
  const node = {
    // A treating procedure is a MedicalTherapy; an operation is a SurgicalProcedure besides.
    '@type': isSurgical ? ['MedicalTherapy', 'SurgicalProcedure'] : 'MedicalTherapy',
    '@id': `${absolute(context, graph.address(source._id).path)}#procedure`,
    name: source.title,
    description: source.summary,
    ...alternateNames([source.abbreviation, ...source.aka]),
    ...medicalCodes(codes),
    bodyLocation: source.bodyRegions.map((region) => context.strings.bodyRegions[region]),
    ...(isSurgical
      ? {}
      : {
          procedureType:
            source.invasiveness === 'noninvasive'
              ? 'https://schema.org/NoninvasiveProcedure'
              : 'https://schema.org/PercutaneousProcedure',
        }),
    preparation: writer.prose('preparation'),
    howPerformed: writer.prose('what-happens'),
    followup: writer.prose('aftercare'),
    contraindication: source.contraindications.map((item) => item.text),
    adverseOutcome: names('minor'),
    seriousAdverseOutcome: names('serious'),
  }
  // schema-dts allows one type a node; JSON-LD allows several.
  return node as unknown as MedicalTherapy
}

import type {MedicalCondition, MedicalTherapy} from 'schema-dts'
import {absolute, pathOf} from '../../projection/addresses.ts'
import {titleOf} from '../../projection/cards.ts'
import type {ProjectionContext} from '../../projection/context.ts'
import {
  benefitsV1,
  byUrgency,
  careCardsV1,
  codesV1,
  contraindicationsV1,
  evidenceV1,
  label,
  labels,
  regulatoryStatusV1,
  risksV1,
  safetyNoticesV1,
  sourcedV1,
  subjectV1,
  treatedConditions,
  treatsV1,
} from '../../projection/facts.ts'
import {entityId, subjectEntity} from '../../projection/json-ld.ts'
import type {Projection} from '../../projection/project-document.ts'
import type {RichNode} from '../../projection/rich-text.ts'
import {proseOf, SectionWriter, type Section} from '../../projection/sections.ts'
import type {ProcedureSource} from './procedure.query.ts'
import type {ProcedureV1} from './procedure.v1.ts'

/**
 * A procedure as the public sees it: sections in the order in which a patient asks, every relation
 * resolved, inverse relations computed.
 */
export function projectProcedure(
  source: ProcedureSource,
  context: ProjectionContext,
): Projection<ProcedureV1> {
  const {graph, strings} = context
  const sections = sectionsOf(source, context)
  return {
    sections,
    data: (cite) => ({
      ...subjectV1(source, context),
      bodyRegions: labels(source.bodyRegions, strings.bodyRegions),
      codes: codesV1(source.codes, context),
      kind: label(source.kind, strings.procedureKinds),
      invasiveness: label(source.invasiveness, strings.invasiveness),
      intent: labels(source.intent, strings.intents),
      anesthesia: labels(source.anesthesia, strings.anesthesia),
      settings: labels(source.settings, strings.settings),
      durationMinutes: source.durationMinutes,
      performedBy: labels(source.performedBy, strings.specialties),
      clinicianNote: source.clinicianNote,
      guidance: source.guidedBy
        .filter(({technique}) => graph.isShown(technique))
        .map(({technique, use}) => ({
          id: graph.stableId(technique),
          title: titleOf(graph.document(technique)),
          use: label(use, strings.guidanceUses),
        })),
      regulatoryStatus: regulatoryStatusV1(source.regulatoryStatus, cite, context),
      treats: treatsV1(treatedConditions(source, context), cite, context),
      careCards: careCardsV1(source.careCards, cite),
      contraindications: contraindicationsV1(source.contraindications, cite, context),
      benefits: benefitsV1(source.benefits, cite),
      risks: risksV1(source.risks, cite, context),
      safetyNotices: safetyNoticesV1(source.safetyNotices, cite),
      evidence: evidenceV1(source.evidence, cite, context),
      effectDuration: source.effectDuration && sourcedV1(source.effectDuration, cite),
      recovery: {
        returnToDriving: source.recovery.returnToDriving,
        returnToWork: source.recovery.returnToWork,
      },
      questionsToAsk: source.questionsToAsk,
    }),
    related: {
      conditions: source.treats.map(({condition}) => condition),
      techniques: source.guidedBy.map(({technique}) => technique),
      parents: source.parent === null ? [] : [source.parent],
      kinds: graph.childrenOf(source._id),
      stages: source.stages,
      alternatives: otherProcedures(source).map(({procedure}) => procedure),
      procedures: graph.sharingConditions(source._id),
      topics: source.topics,
    },
    about: pointingBack(source, context),
    mainEntity: therapy(source, sections, context),
  }
}

/** What is dangerous stands before what comes after the procedure. */
function sectionsOf(source: ProcedureSource, context: ProjectionContext): Section[] {
  const {graph, strings} = context
  const {body} = strings
  const write = new SectionWriter(context)
  const shown = (ids: readonly string[]) => ids.filter((id) => graph.isShown(id))
  return [
    write.section(
      'overview',
      'Overview',
      write.text(source.overview),
      write.below(body.kinds, write.pageLinks(shown(graph.childrenOf(source._id)))),
    ),
    write.section('how-it-works', 'HowItWorks', write.text(source.howItWorks)),
    write.section(
      'what-it-may-help',
      'MayTreat',
      write.treatLinks(treatedConditions(source, context)),
    ),
    write.section(
      'who-it-may-suit',
      'GettingAccess',
      write.text(source.candidates),
      write.below(body.contraindications, write.contraindications(source.contraindications)),
    ),
    write.section('preparation', 'HowOrWhere', write.instructions(source.preparation)),
    write.section(
      'what-happens',
      'HowOrWhere',
      write.steps(source.steps),
      write.below(body.stages, write.pageLinks(shown(source.stages))),
    ),
    write.section(
      'who-does-it',
      null,
      write.list(
        'ul',
        undefined,
        source.performedBy.map((specialty) => strings.specialties[specialty]),
      ),
      write.plain(source.clinicianNote),
    ),
    write.section('benefits', 'Benefits', write.benefits(source.benefits)),
    write.section(
      'evidence',
      'Effectiveness',
      write.evidence(source.evidence),
      write.below(body.effectDuration, write.sourced(source.effectDuration)),
    ),
    write.section(
      'risks',
      'RisksOrComplications',
      write.safetyNotices(source.safetyNotices),
      write.risks(source.risks),
      write.regulatoryStatus(source.regulatoryStatus),
    ),
    write.section(
      'aftercare',
      'SelfCare',
      write.instructions(source.aftercare),
      write.below(body.recovery, recoveryNodes(source, write)),
      write.below(body.repeatLimits, write.text(source.repeatLimits)),
    ),
    write.section('when-to-get-help', 'SeeDoctor', write.careCards(byUrgency(source.careCards))),
    write.section('without-treatment', 'Prognosis', write.text(source.withoutTreatment)),
    write.section(
      'alternatives',
      'Treatments',
      source.alternatives.flatMap((alternative) =>
        alternative._type === 'alternativeCare'
          ? write.below(alternative.title, write.plain(alternative.text, alternative.citations))
          : [],
      ),
      write.below(
        body.otherProcedures,
        write.list(
          'ul',
          undefined,
          otherProcedures(source)
            .filter(({procedure}) => graph.isShown(procedure))
            .map(({procedure, note}) => [
              write.pageLink(procedure),
              note === null ? null : `: ${note}`,
            ]),
        ),
      ),
    ),
    write.section('questions-to-ask', null, write.list('ul', 'questions', source.questionsToAsk)),
    write.section('cost', null, write.text(source.costNote)),
  ]
}

function otherProcedures({alternatives}: ProcedureSource) {
  return alternatives.filter((alternative) => alternative._type === 'alternativeProcedure')
}

function recoveryNodes({recovery}: ProcedureSource, write: SectionWriter): RichNode[] {
  const {returnToDriving, returnToWork} = write.context.strings.body
  const facts = write.facts([
    [returnToDriving, recovery.returnToDriving],
    [returnToWork, recovery.returnToWork],
  ])
  const hasFacts = recovery.returnToDriving !== null || recovery.returnToWork !== null
  return [
    ...write.text(recovery.text),
    ...(hasFacts ? [facts] : []),
    ...write.sourceLine(recovery.citations),
  ]
}

/** schema.org says "treats" only from the condition's side, so the conditions point back. */
function pointingBack(source: ProcedureSource, context: ProjectionContext) {
  return treatedConditions(source, context)
    .filter((edge) => edge.use !== 'notRecommended')
    .map(({id}): MedicalCondition => {
      const condition = context.graph.document(id)
      return {
        '@type': 'MedicalCondition',
        name: titleOf(condition),
        url: absolute(context, pathOf(condition)),
        possibleTreatment: {'@id': entityId(source, context)},
      }
    })
}

function therapy(
  source: ProcedureSource,
  sections: readonly Section[],
  context: ProjectionContext,
): MedicalTherapy {
  const isSurgical = source.invasiveness === 'surgical'
  const names = (seriousness: 'minor' | 'serious') =>
    source.risks
      .filter((risk) => risk.seriousness === seriousness)
      .map((risk) => ({'@type': 'MedicalEntity' as const, name: risk.outcome}))
  const node = {
    // A treating procedure is a MedicalTherapy; an operation is a SurgicalProcedure besides.
    '@type': isSurgical ? ['MedicalTherapy', 'SurgicalProcedure'] : 'MedicalTherapy',
    ...subjectEntity(source, context),
    bodyLocation: source.bodyRegions.map((region) => context.strings.bodyRegions[region]),
    ...(isSurgical
      ? {}
      : {
          procedureType:
            source.invasiveness === 'noninvasive'
              ? 'https://schema.org/NoninvasiveProcedure'
              : 'https://schema.org/PercutaneousProcedure',
        }),
    preparation: proseOf(sections, 'preparation'),
    howPerformed: proseOf(sections, 'what-happens'),
    followup: proseOf(sections, 'aftercare'),
    contraindication: source.contraindications.map((item) => item.text),
    adverseOutcome: names('minor'),
    seriousAdverseOutcome: names('serious'),
  }
  // schema-dts allows one type a node; JSON-LD allows several.
  return node as unknown as MedicalTherapy
}

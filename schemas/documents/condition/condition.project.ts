import type {MedicalCondition, MedicalTherapy} from 'schema-dts'
import {absolute, pathOf} from '../../projection/addresses.ts'
import {titleOf} from '../../projection/cards.ts'
import type {ProjectionContext} from '../../projection/context.ts'
import {
  byUrgency,
  careCardsV1,
  codesV1,
  evidenceV1,
  labels,
  shownEdges,
  sourcedV1,
  subjectV1,
  treatsV1,
} from '../../projection/facts.ts'
import {subjectEntity} from '../../projection/json-ld.ts'
import type {Projection} from '../../projection/project-document.ts'
import {proseOf, SectionWriter, type Section} from '../../projection/sections.ts'
import {byCollection, TREATING_TYPES, type TreatingType} from '../type-lists.ts'
import type {ConditionSource} from './condition.query.ts'
import type {ConditionV1} from './condition.v1.ts'

/** A condition as the public sees it, with the treatments that name it from their side. */
export function projectCondition(
  source: ConditionSource,
  context: ProjectionContext,
): Projection<ConditionV1> {
  const {graph, strings} = context
  const {body} = strings
  const write = new SectionWriter(context)
  const treatedBy = treatments(source, context)
  // What must not be missed stands right after the symptoms.
  const sections = [
    write.section(
      'overview',
      'Overview',
      write.text(source.overview),
      write.below(body.prevalence, write.sourced(source.prevalence)),
    ),
    write.section('symptoms', 'Symptoms', write.sourcedList(source.symptoms)),
    write.section('when-to-get-help', 'SeeDoctor', write.careCards(byUrgency(source.careCards))),
    write.section(
      'causes',
      'Causes',
      write.text(source.causes),
      write.below(body.riskFactors, write.sourcedList(source.riskFactors)),
    ),
    write.section('diagnosis', 'Screening', write.text(source.diagnosis)),
    write.section('self-care', 'SelfCare', write.text(source.selfCare)),
    write.section('care-without-procedures', 'Treatments', write.text(source.nonProcedureCare)),
    write.section('procedures-that-may-help', 'Treatments', write.treatLinks(treatedBy)),
    write.section('what-is-known', 'Effectiveness', write.evidence(source.evidence)),
    write.section('outlook', 'Prognosis', write.text(source.outlook)),
    write.section('prevention', 'Prevention', write.text(source.prevention)),
    write.section('questions-to-ask', null, write.list('ul', 'questions', source.questionsToAsk)),
  ]
  return {
    sections,
    data: (cite) => ({
      ...subjectV1(source, context),
      bodyRegions: labels(source.bodyRegions, strings.bodyRegions),
      codes: codesV1(source.codes, context),
      careCards: careCardsV1(source.careCards, cite),
      symptoms: source.symptoms.map((symptom) => sourcedV1(symptom, cite)),
      riskFactors: source.riskFactors.map((factor) => sourcedV1(factor, cite)),
      prevalence: source.prevalence && sourcedV1(source.prevalence, cite),
      evidence: evidenceV1(source.evidence, cite, context),
      treatedBy: treatsV1(treatedBy, cite, context),
      questionsToAsk: source.questionsToAsk,
    }),
    related: {
      ...byCollection(TREATING_TYPES, (type) => treatmentIds(type, source, context)),
      techniques: [
        ...treatmentIds('technique', source, context),
        ...treatmentIds('procedure', source, context).flatMap((id) => graph.guidesOf(id)),
      ],
      parents: source.parent === null ? [] : [source.parent],
      kinds: graph.childrenOf(source._id),
      conditions: graph.relatedConditions(source._id),
      topics: source.topics,
    },
    mainEntity: medicalCondition(source, sections, context),
  }
}

function treatments(source: ConditionSource, context: ProjectionContext) {
  return shownEdges(
    context.graph.treatedBy(source._id).map(({treatment, link}) => ({
      id: treatment._id,
      use: link.use,
      note: link.note,
      citations: link.citations,
    })),
    context,
  )
}

function treatmentIds(
  type: TreatingType,
  source: ConditionSource,
  {graph}: ProjectionContext,
): string[] {
  return graph
    .treatedBy(source._id)
    .filter(({treatment}) => treatment._type === type)
    .map(({treatment}) => treatment._id)
}

function medicalCondition(
  source: ConditionSource,
  sections: readonly Section[],
  context: ProjectionContext,
): MedicalCondition {
  const possible = treatments(source, context)
    .filter((edge) => edge.use !== 'notRecommended')
    .map(({id}): MedicalTherapy => {
      const treatment = context.graph.document(id)
      return {
        '@type': 'MedicalTherapy',
        name: titleOf(treatment),
        url: absolute(context, pathOf(treatment)),
      }
    })
  const epidemiology = source.prevalence?.text
  const prognosis = proseOf(sections, 'outlook')
  return {
    '@type': 'MedicalCondition',
    ...subjectEntity(source, context),
    signOrSymptom: source.symptoms.map(({text}) => ({'@type': 'MedicalSymptom', name: text})),
    riskFactor: source.riskFactors.map(({text}) => ({'@type': 'MedicalRiskFactor', name: text})),
    ...(epidemiology === undefined ? {} : {epidemiology}),
    ...(prognosis === undefined ? {} : {expectedPrognosis: prognosis}),
    possibleTreatment: possible,
  }
}

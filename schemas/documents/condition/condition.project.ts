import type {MedicalCondition, MedicalTherapy} from 'schema-dts'
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
  byUrgency,
  careCardsV1,
  codesV1,
  evidenceV1,
  label,
  labels,
  linkedEdges,
  sourcedV1,
  treatsV1,
} from '../../projection/facts.ts'
import {alternateNames, medicalCodes, medicalWebPage} from '../../projection/json-ld.ts'
import {Notes} from '../../projection/notes.ts'
import {SectionWriter} from '../../projection/sections.ts'
import type {ConditionSource} from './condition.query.ts'
import type {ConditionV1} from './condition.v1.ts'

/** A condition as the public sees it, with the treatments that name it from their side. */
export function toConditionV1(
  source: ConditionSource,
  context: ProjectionContext,
): Projected<ConditionV1> {
  const {graph, strings} = context
  const notes = new Notes(context, graph.address(source._id).path)
  const treatedBy = treatments(source, context)
  const writer = writeSections(source, treatedBy, new SectionWriter(context, notes))

  const data = {
    title: source.title,
    abbreviation: source.abbreviation,
    aka: source.aka,
    summary: source.summary,
    audience: label(source.audience, strings.audiences),
    bodyRegions: labels(source.bodyRegions, strings.bodyRegions),
    codes: codesV1(source.codes, context),
    heroImage: figureV1(source.heroImage, context),
    careCards: careCardsV1(source.careCards, notes),
    symptoms: source.symptoms.map((symptom) => sourcedV1(symptom, notes)),
    riskFactors: source.riskFactors.map((factor) => sourcedV1(factor, notes)),
    prevalence: source.prevalence && sourcedV1(source.prevalence, notes),
    evidence: evidenceV1(source.evidence, notes, context),
    treatedBy: treatsV1(treatedBy, notes, context),
    questionsToAsk: source.questionsToAsk,
  }
  const faqs = faqItems(source._id, notes, context)
  writer.addWords()
  const sections = writer.sections()
  const head = envelope(
    'condition',
    source,
    {
      title: source.title,
      notes,
      texts: [...sections, ...faqs].map(({text}) => text),
      furtherReading: source.furtherReading,
    },
    context,
  )
  const procedures = idsOf('procedure', source, context)
  const guides = procedures.flatMap((id) => {
    const procedure = graph.document(id)
    return procedure._type === 'procedure' ? procedure.guidedBy.map((guide) => guide.technique) : []
  })
  return {
    document: {
      ...head,
      data: {...data, sections},
      related: {
        procedures: cardsOf(procedures, context),
        techniques: cardsOf([...idsOf('technique', source, context), ...guides], context),
        parents: cardsOf(source.parent === null ? [] : [source.parent], context),
        kinds: cardsOf(graph.childrenOf(source._id), context),
        conditions: cardsOf(graph.relatedConditions(source._id), context),
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
          mainEntity: medicalCondition(source, data.codes, writer, context),
        },
        context,
      ),
    },
    sections: writer.blocks(),
  }
}

function treatments(source: ConditionSource, context: ProjectionContext) {
  return linkedEdges(
    context.graph.treatedBy(source._id).map(({treatment, link}) => ({
      id: treatment._id,
      use: link.use,
      note: link.note,
      citations: link.citations,
    })),
    context,
  )
}

function idsOf(
  type: 'procedure' | 'technique',
  source: ConditionSource,
  {graph}: ProjectionContext,
): string[] {
  return graph
    .treatedBy(source._id)
    .filter(({treatment}) => treatment._type === type)
    .map(({treatment}) => treatment._id)
}

/** Order of content-model §1.6: what must not be missed stands right after the symptoms. */
function writeSections(
  source: ConditionSource,
  treatedBy: ReturnType<typeof treatments>,
  writer: SectionWriter,
): SectionWriter {
  const {body} = writer.context.strings
  writer.add(
    'overview',
    'Overview',
    writer.text(source.overview),
    writer.below(body.prevalence, writer.sourced(source.prevalence)),
  )
  writer.add('symptoms', 'Symptoms', writer.sourcedList(source.symptoms))
  writer.add('when-to-get-help', 'SeeDoctor', writer.careCards(byUrgency(source.careCards)))
  writer.add(
    'causes',
    'Causes',
    writer.text(source.causes),
    writer.below(body.riskFactors, writer.sourcedList(source.riskFactors)),
  )
  writer.add('diagnosis', 'Screening', writer.text(source.diagnosis))
  writer.add('self-care', 'SelfCare', writer.text(source.selfCare))
  writer.add('care-without-procedures', 'Treatments', writer.text(source.nonProcedureCare))
  writer.add('procedures-that-may-help', 'Treatments', writer.treatLinks(treatedBy))
  writer.add('what-is-known', 'Effectiveness', writer.evidence(source.evidence))
  writer.add('outlook', 'Prognosis', writer.text(source.outlook))
  writer.add('prevention', 'Prevention', writer.text(source.prevention))
  writer.add('questions-to-ask', null, writer.list('ul', 'questions', source.questionsToAsk))
  return writer
}

function medicalCondition(
  source: ConditionSource,
  codes: ReturnType<typeof codesV1>,
  writer: SectionWriter,
  context: ProjectionContext,
): MedicalCondition {
  const possible = treatments(source, context)
    .filter((edge) => edge.use !== 'notRecommended')
    .map((edge): MedicalTherapy => {
      const {path, title} = context.graph.address(edge.id)
      return {'@type': 'MedicalTherapy', name: title, url: absolute(context, path)}
    })
  const epidemiology = source.prevalence?.text
  const prognosis = writer.prose('outlook')
  return {
    '@type': 'MedicalCondition',
    '@id': `${absolute(context, context.graph.address(source._id).path)}#condition`,
    name: source.title,
    description: source.summary,
    ...alternateNames([source.abbreviation, ...source.aka]),
    ...medicalCodes(codes),
    signOrSymptom: source.symptoms.map(({text}) => ({'@type': 'MedicalSymptom', name: text})),
    riskFactor: source.riskFactors.map(({text}) => ({'@type': 'MedicalRiskFactor', name: text})),
    ...(epidemiology === undefined ? {} : {epidemiology}),
    ...(prognosis === undefined ? {} : {expectedPrognosis: prognosis}),
    possibleTreatment: possible,
  }
}

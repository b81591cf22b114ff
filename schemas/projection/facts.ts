import type {z} from 'zod'
import type {ProjectionContext} from './context.ts'
import type {CareCard} from '../objects/care-card.query.ts'
import type {Citation} from '../objects/citation.query.ts'
import type {Code} from '../objects/code.query.ts'
import type {
  Claim,
  Contraindication,
  EvidenceStatement,
  RegulatoryStatus,
  Risk,
  SafetyNotice,
} from '../objects/evidence.query.ts'
import type {Notes} from './notes.ts'
import type {
  BenefitV1,
  CareCardV1,
  CodeV1,
  ContraindicationV1,
  EvidenceV1,
  RegulatoryStatusV1,
  RiskV1,
  SafetyNoticeV1,
  SourcedTextV1,
  TreatmentLinkV1,
} from '../objects/shared.v1.ts'
import {frequencyText} from '../lib/wording.ts'

/** Facts as data: the same statements that sections show as HTML, with the same source numbers. */

export function label<const T extends string>(id: T, names: Readonly<Record<T, string>>) {
  return {id, label: names[id]}
}

export function labels<const T extends string>(
  ids: readonly T[],
  names: Readonly<Record<T, string>>,
) {
  return ids.map((id) => label(id, names))
}

/** Emergency first, whatever the order in the lake. */
export function byUrgency(cards: readonly CareCard[]): CareCard[] {
  const order = {emergency: 0, urgent: 1, nonUrgent: 2}
  return cards.toSorted((a, b) => order[a.level] - order[b.level])
}

/** SNOMED CT codes leave the house only where the clinic holds a licence. */
export function codesV1(codes: readonly Code[], {settings}: ProjectionContext): CodeV1[] {
  return codes
    .filter((code) => code.system !== 'snomed' || settings.snomedLicensed === true)
    .map(({system, code, display, version, match}) => ({system, code, display, version, match}))
}

export function careCardsV1(cards: readonly CareCard[], notes: Notes): CareCardV1[] {
  return byUrgency(cards).map(({level, heading, items, after, citations}) => ({
    level,
    heading,
    items,
    after,
    citations: notes.cite(citations),
  }))
}

export function sourcedV1(
  statement: {text: string; citations: readonly Citation[]},
  notes: Notes,
): z.output<typeof SourcedTextV1> {
  return {text: statement.text, citations: notes.cite(statement.citations)}
}

export function benefitsV1(claims: readonly Claim[], notes: Notes): z.output<typeof BenefitV1>[] {
  return claims.map(({text, hedge, citations}) => ({
    text,
    hedge,
    citations: notes.cite(citations),
  }))
}

export function risksV1(
  risks: readonly Risk[],
  notes: Notes,
  context: ProjectionContext,
): z.output<typeof RiskV1>[] {
  return risks.map(({outcome, seriousness, text, citations, frequency}) => ({
    outcome,
    seriousness: label(seriousness, context.strings.seriousness),
    text,
    citations: notes.cite(citations),
    frequency: frequency && {
      numerator: frequency.numerator,
      denominator: frequency.denominator,
      text: frequencyText(frequency, context),
      citations: notes.cite(frequency.citations),
    },
  }))
}

export function contraindicationsV1(
  items: readonly Contraindication[],
  notes: Notes,
  {strings}: ProjectionContext,
): z.output<typeof ContraindicationV1>[] {
  return items.map(({text, strength, citations}) => ({
    text,
    strength: label(strength, strings.contraindicationStrengths),
    citations: notes.cite(citations),
  }))
}

export function safetyNoticesV1(
  notices: readonly SafetyNotice[],
  notes: Notes,
): z.output<typeof SafetyNoticeV1>[] {
  return notices.map(({issuer, date, text, citations}) => ({
    issuer,
    date,
    text,
    citations: notes.cite(citations),
  }))
}

export function regulatoryStatusV1(
  {status, note, citations}: RegulatoryStatus,
  notes: Notes,
  {strings}: ProjectionContext,
): z.output<typeof RegulatoryStatusV1> {
  return {
    status: label(status, strings.regulatoryStatuses),
    note,
    citations: notes.cite(citations),
  }
}

export function evidenceV1(
  statements: readonly EvidenceStatement[],
  notes: Notes,
  {strings}: ProjectionContext,
): EvidenceV1[] {
  return statements.map(({certainty, favours, citations, dissent, ...statement}) => ({
    outcome: statement.outcome,
    population: statement.population,
    comparison: statement.comparison,
    finding: statement.finding,
    certainty: label(certainty, strings.certainties),
    favours: label(favours, strings.favours),
    effect: statement.effect,
    citations: notes.cite(citations),
    dissent: dissent && sourcedV1(dissent, notes),
  }))
}

/** A link between a treatment and a condition, seen from either end. */
export interface TreatsEdge {
  /** Id of the document at the other end. */
  readonly id: string
  readonly use: 'commonly' | 'sometimes' | 'notRecommended'
  readonly note: string | null
  readonly citations: readonly Citation[]
}

/** Edges to withdrawn documents are left out: nothing may recommend those any more. */
export function linkedEdges(
  edges: readonly TreatsEdge[],
  {graph}: ProjectionContext,
): TreatsEdge[] {
  return edges.filter((edge) => graph.card(edge.id) !== null)
}

export function treatsV1(
  edges: readonly TreatsEdge[],
  notes: Notes,
  {graph, strings}: ProjectionContext,
): z.output<typeof TreatmentLinkV1>[] {
  return edges.map(({id, use, note, citations}) => ({
    id: graph.stableId(id),
    title: graph.address(id).title,
    use: label(use, strings.treatsUses),
    note,
    citations: notes.cite(citations),
  }))
}

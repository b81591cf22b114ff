import type {z} from 'zod'
import {imagePath} from '../api/v1/links.ts'
import type {Figure} from '../objects/figure.query.ts'
import {absolute} from './addresses.ts'
import {titleOf} from './cards.ts'
import type {ProjectionContext, SubjectSource, TreatsLink} from './context.ts'
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
import type {Cite} from './notes.ts'
import type {
  BenefitV1,
  CareCardV1,
  CodeV1,
  ContraindicationV1,
  EvidenceV1,
  FigureV1,
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

/** Name, summary and picture of a subject. */
export function subjectV1(
  {title, abbreviation, aka, summary, heroImage}: SubjectSource,
  context: ProjectionContext,
) {
  return {title, abbreviation, aka, summary, heroImage: figureV1(heroImage, context)}
}

function figureV1(figure: Figure | null, context: ProjectionContext): FigureV1 | null {
  if (figure === null) return null
  const {asset, alt, decorative, caption, credit, licence} = figure
  return {
    url: absolute(context, imagePath(asset.sha1hash, asset.extension)),
    width: asset.width,
    height: asset.height,
    mimeType: asset.mimeType,
    alt: decorative === true ? '' : (alt ?? ''),
    caption,
    credit,
    licence,
  }
}

/** SNOMED CT codes leave the house only where the clinic holds a licence. */
export function codesV1(codes: readonly Code[], {settings}: ProjectionContext): CodeV1[] {
  return codes
    .filter((code) => code.system !== 'snomed' || settings.snomedLicensed === true)
    .map(({system, code, display, version, match}) => ({system, code, display, version, match}))
}

export function careCardsV1(cards: readonly CareCard[], cite: Cite): CareCardV1[] {
  return byUrgency(cards).map(({level, heading, items, after, citations}) => ({
    level,
    heading,
    items,
    after,
    citations: cite(citations),
  }))
}

export function sourcedV1(
  statement: {text: string; citations: readonly Citation[]},
  cite: Cite,
): z.output<typeof SourcedTextV1> {
  return {text: statement.text, citations: cite(statement.citations)}
}

export function benefitsV1(claims: readonly Claim[], cite: Cite): z.output<typeof BenefitV1>[] {
  return claims.map(({text, hedge, citations}) => ({
    text,
    hedge,
    citations: cite(citations),
  }))
}

export function risksV1(
  risks: readonly Risk[],
  cite: Cite,
  context: ProjectionContext,
): z.output<typeof RiskV1>[] {
  return risks.map(({outcome, seriousness, text, citations, frequency}) => ({
    outcome,
    seriousness: label(seriousness, context.strings.seriousness),
    text,
    citations: cite(citations),
    frequency: frequency && {
      numerator: frequency.numerator,
      denominator: frequency.denominator,
      text: frequencyText(frequency, context),
      citations: cite(frequency.citations),
    },
  }))
}

export function contraindicationsV1(
  items: readonly Contraindication[],
  cite: Cite,
  {strings}: ProjectionContext,
): z.output<typeof ContraindicationV1>[] {
  return items.map(({text, strength, citations}) => ({
    text,
    strength: label(strength, strings.contraindicationStrengths),
    citations: cite(citations),
  }))
}

export function safetyNoticesV1(
  notices: readonly SafetyNotice[],
  cite: Cite,
): z.output<typeof SafetyNoticeV1>[] {
  return notices.map(({issuer, date, text, citations}) => ({
    issuer,
    date,
    text,
    citations: cite(citations),
  }))
}

export function regulatoryStatusV1(
  {status, note, citations}: RegulatoryStatus,
  cite: Cite,
  {strings}: ProjectionContext,
): z.output<typeof RegulatoryStatusV1> {
  return {
    status: label(status, strings.regulatoryStatuses),
    note,
    citations: cite(citations),
  }
}

export function evidenceV1(
  statements: readonly EvidenceStatement[],
  cite: Cite,
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
    citations: cite(citations),
    dissent: dissent && sourcedV1(dissent, cite),
  }))
}

/** A link between a treatment and a condition, seen from either end. */
export interface TreatsEdge extends Omit<TreatsLink, 'condition'> {
  /** Id of the document at the other end. */
  readonly id: string
}

/** Edges to withdrawn documents are left out: nothing may recommend those any more. */
export function shownEdges(edges: readonly TreatsEdge[], {graph}: ProjectionContext): TreatsEdge[] {
  return edges.filter((edge) => graph.isShown(edge.id))
}

/** The conditions that a procedure or technique treats, as edges. */
export function treatedConditions(
  {treats}: {readonly treats: readonly TreatsLink[]},
  context: ProjectionContext,
): TreatsEdge[] {
  return shownEdges(
    treats.map(({condition, use, note, citations}) => ({id: condition, use, note, citations})),
    context,
  )
}

export function treatsV1(
  edges: readonly TreatsEdge[],
  cite: Cite,
  {graph, strings}: ProjectionContext,
): z.output<typeof TreatmentLinkV1>[] {
  return edges.map(({id, use, note, citations}) => ({
    id: graph.stableId(id),
    title: titleOf(graph.document(id)),
    use: label(use, strings.treatsUses),
    note,
    citations: cite(citations),
  }))
}

import type {MedicalWebPage, Organization, Patient, Person, WithContext} from 'schema-dts'
import type {ReviewV1} from '../api/v1/envelope.ts'
import {homePath} from '../api/v1/links.ts'
import {absolute, pathOf} from './addresses.ts'
import {summaryOf, titleOf} from './cards.ts'
import type {ProjectionContext, PublicSource, SubjectSource} from './context.ts'
import {codesV1} from './facts.ts'
import type {CodeV1, PersonV1, SectionV1, SourceV1} from '../objects/shared.v1.ts'

/**
 * schema.org description of a page. What may be said there was checked against release 30.0: there
 * is no `indication`, `possibleTreatment` takes a MedicalTherapy, and FAQPage earns no rich result.
 */

type JsonObject = Record<string, JsonValue>
type JsonValue = string | number | boolean | null | JsonValue[] | {[key: string]: JsonValue}

interface PageFacts {
  readonly links: {readonly html: string}
  readonly locale: string
  readonly review: ReviewV1
  readonly dates: {readonly firstPublished: string; readonly modified: string}
  readonly attribution: {readonly licenceUrl: string}
}

/** What a page is about, in schema.org's words. */
export interface Subject {
  readonly mainEntity: MedicalWebPage['mainEntity' & keyof MedicalWebPage]
  readonly about?: MedicalWebPage['about' & keyof MedicalWebPage]
}

/** The page itself; `mainEntity` is what it is about. */
export function medicalWebPage(
  facts: PageFacts,
  page: Subject & {source: PublicSource; sections: readonly SectionV1[]},
  context: ProjectionContext,
): JsonObject {
  const {html} = facts.links
  const {review} = facts
  const patient: Patient = {'@type': 'Patient'}
  const ld: WithContext<MedicalWebPage> = {
    '@context': 'https://schema.org',
    '@type': 'MedicalWebPage',
    '@id': html,
    url: html,
    name: titleOf(page.source),
    description: summaryOf(page.source),
    inLanguage: facts.locale,
    datePublished: facts.dates.firstPublished,
    dateModified: facts.dates.modified,
    license: facts.attribution.licenceUrl,
    publisher: organization(context),
    audience:
      page.source.audience === 'patient'
        ? patient
        : {'@type': 'MedicalAudience', audienceType: 'Clinician'},
    ...(review.lastReviewed === null ? {} : {lastReviewed: review.lastReviewed}),
    ...(review.reviewedBy.length === 0 ? {} : {reviewedBy: review.reviewedBy.map(agent)}),
    ...(review.authors.length === 0 ? {} : {author: review.authors.map(agent)}),
    ...(review.sources.length === 0 ? {} : {citation: review.sources.map(citation)}),
    hasPart: page.sections
      .filter((section) => section.aspect !== null)
      .map((section) => ({
        '@type': 'HealthTopicContent',
        name: section.heading,
        url: `${html}#${section.id}`,
        // The enumeration's members are written as their full addresses.
        hasHealthAspect: `https://schema.org/${section.aspect}HealthAspect`,
      })) as MedicalWebPage['hasPart' & keyof MedicalWebPage],
    ...(page.about === undefined ? {} : {about: page.about}),
    mainEntity: page.mainEntity,
  }
  return toJson(ld)
}

function organization({settings, baseUrl, locale}: ProjectionContext): Organization {
  return {
    '@type': 'Organization',
    name: settings.organizationName,
    url: settings.organizationUrl ?? `${baseUrl}${homePath(locale)}`,
  }
}

function agent({name, role, credentials, url}: PersonV1): Person | Organization {
  const link = url === null ? {} : {url}
  return role === 'organization'
    ? {'@type': 'Organization', name, ...link}
    : {'@type': 'Person', name, ...link, ...(credentials && {honorificSuffix: credentials})}
}

/** Address of a source, which says more to machines than words; the words stand on the page. */
function citation({doi, url, title, publisher, year, undated}: SourceV1): string {
  if (doi !== null) return `https://doi.org/${doi}`
  return url ?? `${title}. ${publisher}${undated ? '' : `, ${year}`}.`
}

const CODING_SYSTEMS: Record<CodeV1['system'], string> = {
  icd10cm: 'ICD-10-CM',
  mesh: 'MeSH',
  snomed: 'SNOMED-CT',
}

/** Address, name and codes of a subject as an entity of its page. */
export function subjectEntity(source: SubjectSource, context: ProjectionContext) {
  return {
    '@id': entityId(source, context),
    name: source.title,
    description: source.summary,
    ...alternateNames([source.abbreviation, ...source.aka]),
    ...medicalCodes(codesV1(source.codes ?? [], context)),
  }
}

/** Identifier of what a page is about, as opposed to that of the page. */
export function entityId(source: PublicSource, context: ProjectionContext): string {
  return `${absolute(context, pathOf(source))}#${source._type}`
}

/** Empty where there is no code: schema.org readers choke on empty ones. */
function medicalCodes(codes: readonly CodeV1[]) {
  return codes.length === 0
    ? {}
    : {
        code: codes.map(
          (code) =>
            ({
              '@type': 'MedicalCode',
              codeValue: code.code,
              codingSystem: CODING_SYSTEMS[code.system],
            }) as const,
        ),
      }
}

export function alternateNames(names: readonly (string | null)[]) {
  const known = names.filter((name) => name !== null)
  return known.length === 0 ? {} : {alternateName: known}
}

/** Plain JSON of a typed node: drops `undefined`. */
function toJson(node: object): JsonObject {
  const json: JsonObject = JSON.parse(JSON.stringify(node))
  return json
}

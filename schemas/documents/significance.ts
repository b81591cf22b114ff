import type {Significance} from '../api/v1/changes.ts'
import type {ConditionSource} from './condition/condition.query.ts'
import type {ContributorSource} from './contributor/contributor.query.ts'
import type {FaqSource} from './faq/faq.query.ts'
import type {GlossaryTermSource} from './glossary-term/glossary-term.query.ts'
import type {ProcedureSource} from './procedure/procedure.query.ts'
import type {SiteSettingsSource} from './site-settings/site-settings.query.ts'
import type {SourceSource} from './source/source.query.ts'
import type {TechniqueSource} from './technique/technique.query.ts'
import type {TopicSource} from './topic/topic.query.ts'

/**
 * The table of fields: what a change of each weighs at least, whatever its editors say of it. A
 * change note can raise it, never lower it. `safety` recalls every copy, so it is kept for the words
 * that tell people when not to have something done and when to get help. `text` is `editorial`, but
 * `clinical` where a sentence that has a medicine or a number in it is changed, added or removed.
 */

interface Sources {
  readonly procedure: ProcedureSource
  readonly technique: TechniqueSource
  readonly condition: ConditionSource
  readonly faq: FaqSource
  readonly topic: TopicSource
  readonly source: SourceSource
  readonly contributor: ContributorSource
  readonly glossaryTerm: GlossaryTermSource
  readonly siteSettings: SiteSettingsSource
}
/** Types of which others show something; of a redirect nobody does. */
export type WeighedType = keyof Sources

type SystemField = '_id' | '_type' | '_rev' | '_createdAt' | '_updatedAt'
export type Weight = Significance | 'text'
type Weights<Source> = {readonly [Field in Exclude<keyof Source, SystemField>]: Weight}

/** Of every page. */
const content = {
  language: 'editorial',
  slug: 'editorial',
  slugHistory: 'editorial',
  status: 'editorial',
  withdrawal: 'editorial',
  isExample: 'editorial',
  audience: 'editorial',
  authors: 'editorial',
  review: 'editorial',
  // Each new note weighs what it says itself.
  changeNotes: 'editorial',
  conflicts: 'editorial',
} as const

/** Of every page about a subject. */
const subject = {
  ...content,
  title: 'text',
  abbreviation: 'text',
  aka: 'text',
  summary: 'text',
  heroImage: 'text',
  furtherReading: 'editorial',
} as const

export const SIGNIFICANCE: {readonly [Type in WeighedType]: Weights<Sources[Type]>} = {
  procedure: {
    ...subject,
    careCards: 'safety',
    contraindications: 'safety',
    safetyNotices: 'safety',
    aftercare: 'clinical',
    alternatives: 'clinical',
    anesthesia: 'clinical',
    benefits: 'clinical',
    candidates: 'clinical',
    clinicianNote: 'clinical',
    codes: 'clinical',
    durationMinutes: 'clinical',
    effectDuration: 'clinical',
    evidence: 'clinical',
    guidedBy: 'clinical',
    intent: 'clinical',
    invasiveness: 'clinical',
    preparation: 'clinical',
    recovery: 'clinical',
    regulatoryStatus: 'clinical',
    repeatLimits: 'clinical',
    risks: 'clinical',
    steps: 'clinical',
    treats: 'clinical',
    withoutTreatment: 'clinical',
    bodyRegions: 'editorial',
    costNote: 'text',
    howItWorks: 'text',
    kind: 'editorial',
    overview: 'text',
    parent: 'editorial',
    performedBy: 'editorial',
    questionsToAsk: 'text',
    settings: 'editorial',
    stages: 'editorial',
    topics: 'editorial',
  },
  technique: {
    ...subject,
    careCards: 'safety',
    safetyNotices: 'safety',
    benefits: 'clinical',
    codes: 'clinical',
    contrastNote: 'clinical',
    contrastUsed: 'clinical',
    evidence: 'clinical',
    ionizingRadiation: 'clinical',
    limits: 'clinical',
    preparation: 'clinical',
    radiationNote: 'clinical',
    regulatoryStatus: 'clinical',
    risks: 'clinical',
    treats: 'clinical',
    whatItShows: 'clinical',
    howItWorks: 'text',
    kind: 'editorial',
    modality: 'editorial',
    overview: 'text',
    topics: 'editorial',
  },
  condition: {
    ...subject,
    careCards: 'safety',
    codes: 'clinical',
    diagnosis: 'clinical',
    evidence: 'clinical',
    nonProcedureCare: 'clinical',
    outlook: 'clinical',
    prevalence: 'clinical',
    prevention: 'clinical',
    riskFactors: 'clinical',
    selfCare: 'clinical',
    symptoms: 'clinical',
    bodyRegions: 'editorial',
    causes: 'text',
    overview: 'text',
    parent: 'editorial',
    questionsToAsk: 'text',
    relatedConditions: 'editorial',
    topics: 'editorial',
  },
  faq: {
    ...content,
    careCards: 'safety',
    answer: 'clinical',
    shortAnswer: 'clinical',
    about: 'editorial',
    alternatePhrasings: 'text',
    citations: 'editorial',
    featured: 'editorial',
    question: 'text',
    widgetOrder: 'editorial',
  },
  topic: {
    ...subject,
    intro: 'text',
    order: 'editorial',
    parent: 'editorial',
    sections: 'text',
  },
  source: {
    // A claim that leans on a withdrawn or disputed source no longer stands as it did.
    status: 'clinical',
    supersededBy: 'clinical',
    accessed: 'editorial',
    authors: 'editorial',
    doi: 'editorial',
    kind: 'editorial',
    note: 'editorial',
    pmid: 'editorial',
    publishedOn: 'editorial',
    publisher: 'editorial',
    title: 'editorial',
    undated: 'editorial',
    url: 'editorial',
    year: 'editorial',
  },
  contributor: {
    active: 'editorial',
    bio: 'editorial',
    credentials: 'editorial',
    disclosures: 'editorial',
    name: 'editorial',
    orcid: 'editorial',
    role: 'editorial',
    slug: 'editorial',
    url: 'editorial',
  },
  glossaryTerm: {
    definition: 'clinical',
    plainTerm: 'clinical',
    aka: 'editorial',
    language: 'editorial',
    term: 'editorial',
  },
  siteSettings: {
    emergencyNotice: 'safety',
    disclaimer: 'clinical',
    opioidHelp: 'clinical',
    brandNames: 'editorial',
    editorialPolicy: 'editorial',
    exampleNotice: 'editorial',
    feedbackUrl: 'editorial',
    language: 'editorial',
    organizationName: 'editorial',
    organizationUrl: 'editorial',
    publicApi: 'editorial',
    requireClinicalReview: 'editorial',
    snomedLicensed: 'editorial',
    tagline: 'editorial',
  },
}

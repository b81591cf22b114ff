import {z} from 'zod'
import {CARE_LEVELS} from './care-card.query.ts'
import {CODE_MATCHES, CODE_SYSTEMS} from './code.query.ts'
import {CHANGE_KINDS} from './content.query.ts'
import {
  CERTAINTIES,
  CONTRAINDICATION_STRENGTHS,
  FAVOURS,
  HEDGES,
  REGULATORY_STATUSES,
  SERIOUSNESS,
} from './evidence.query.ts'
import {PAGE_TYPES} from '../documents/type-lists.ts'
import {SOURCE_KINDS, SOURCE_STATUSES} from '../documents/source/source.query.ts'

/** Parts that several v1 documents share. Descriptions become the reference documentation. */

export const AbsoluteUrl = z
  .url({protocol: /^https?$/})
  .meta({description: 'Absolute http(s) address.'})
export const CalendarDateV1 = z.iso.date().meta({description: 'Calendar date, YYYY-MM-DD.'})
export const InstantV1 = z.iso
  .datetime({offset: true})
  .meta({description: 'Instant in ISO 8601 with a time zone.'})
export const HtmlV1 = z.string().meta({
  description:
    'Sanitised HTML of a fixed set of elements, without scripts, styles or event handlers. Every address in it is absolute; sources and medical words are fragments of the public page of the document.',
})
export const TextV1 = z.string().meta({
  description:
    'The same words as plain text; blocks are separated by a blank line, pictures are described.',
})

/** An id from a fixed list with its label in the document's language. */
export function labelled<const T extends readonly [string, ...string[]]>(ids: T) {
  return z.object({
    id: z.enum(ids).meta({description: 'Stable id. New ids may be added within a major version.'}),
    label: z.string().meta({description: "The id in the document's language."}),
  })
}

export const CitationV1 = z
  .object({
    number: z
      .int()
      .positive()
      .meta({description: 'Number of the source in review.sources, as printed in the text.'}),
    source: z.string().meta({description: 'Stable id of the source.'}),
    locator: z
      .string()
      .nullable()
      .meta({description: 'Where in the source: page, section, recommendation.'}),
  })
  .meta({id: 'Citation', description: 'A pointer from a statement to its source.'})
export type CitationV1 = z.output<typeof CitationV1>

const citations = z
  .array(CitationV1)
  .meta({description: 'Sources that carry this statement; empty where none is claimed.'})

export const SourceV1 = z
  .object({
    number: z.int().positive().meta({description: 'Order of first use in this document, from 1.'}),
    id: z.string().meta({description: 'Stable id.'}),
    title: z.string().meta({description: 'Title of the publication.'}),
    kind: z.enum(SOURCE_KINDS).meta({description: 'Kind of publication.'}),
    publisher: z.string().meta({description: 'Organization or journal.'}),
    year: z
      .int()
      .meta({description: 'Year of publication; of the reading where the source is undated.'}),
    undated: z.boolean().meta({description: 'True where the publication bears no date.'}),
    authors: z.array(z.string()).meta({description: 'Authors, as printed.'}),
    doi: z
      .string()
      .nullable()
      .meta({description: 'Digital object identifier, without a resolver.'}),
    pmid: z.string().nullable().meta({description: 'PubMed id.'}),
    url: AbsoluteUrl.nullable(),
    accessed: CalendarDateV1,
    status: z.enum(SOURCE_STATUSES).meta({description: 'Standing of the publication.'}),
  })
  .meta({id: 'Source', description: 'A public source of this document.'})
export type SourceV1 = z.output<typeof SourceV1>

export const PersonV1 = z
  .object({
    id: z.string().meta({description: 'Stable id.'}),
    name: z.string().meta({description: 'Name, as published.'}),
    credentials: z.string().nullable().meta({description: 'Degrees and certificates.'}),
    role: z
      .enum(['clinician', 'editor', 'patient', 'organization'])
      .meta({description: 'Part the contributor has.'}),
    url: AbsoluteUrl.nullable(),
    disclosures: z.string().nullable().meta({description: 'Declared interests.'}),
  })
  .meta({id: 'Person', description: 'An author or reviewer.'})
export type PersonV1 = z.output<typeof PersonV1>

export const LanguageFallbackV1 = z.string().nullable().meta({
  description: 'Language of this item where it has no translation into the locale, else null.',
})

export const CardV1 = z
  .object({
    type: z.enum(PAGE_TYPES).meta({
      description: 'Type of the document.',
    }),
    id: z.string().meta({description: 'Stable id; outlives slugs.'}),
    slug: z.string().meta({description: 'Name in addresses; unique per type and locale.'}),
    title: z.string().meta({description: 'Title, or the question of an FAQ.'}),
    summary: z.string().meta({description: 'One or two sentences; the short answer of an FAQ.'}),
    languageFallback: LanguageFallbackV1,
    links: z.object({
      self: AbsoluteUrl.meta({description: 'The full document.'}),
      html: AbsoluteUrl.meta({description: 'The public page.'}),
    }),
  })
  .meta({id: 'Card', description: 'What a list or a related link shows of a document.'})
export type CardV1 = z.output<typeof CardV1>

/** The members of schema.org's HealthAspectEnumeration that our sections use. */
export const HEALTH_ASPECTS = [
  'Overview',
  'HowItWorks',
  'HowOrWhere',
  'MayTreat',
  'GettingAccess',
  'Benefits',
  'Effectiveness',
  'RisksOrComplications',
  'Safety',
  'UsageOrSchedule',
  'SelfCare',
  'SeeDoctor',
  'Treatments',
  'Symptoms',
  'Causes',
  'Screening',
  'Prognosis',
  'Prevention',
  'LivingWith',
  'PatientExperience',
] as const

export const SectionV1 = z
  .object({
    id: z
      .string()
      .regex(/^[a-z0-9-]+$/)
      .meta({description: 'Stable English anchor of the section, the same in all locales.'}),
    aspect: z
      .enum(HEALTH_ASPECTS)
      .nullable()
      .meta({description: 'Member of schema.org HealthAspectEnumeration, without "HealthAspect".'}),
    heading: z.string().meta({description: "Heading in the document's language."}),
    html: HtmlV1,
    text: TextV1,
  })
  .meta({id: 'Section', description: 'A part of the page. All sections in order are the page.'})
export type SectionV1 = z.output<typeof SectionV1>

export const CareCardV1 = z
  .object({
    level: z.enum(CARE_LEVELS).meta({description: 'How urgent; most urgent first.'}),
    heading: z.string().meta({description: 'Ends with "if:".'}),
    items: z.array(z.string()).meta({description: 'Signs that call for this care.'}),
    after: z.string().nullable().meta({description: 'What else to know or do.'}),
    citations,
  })
  .meta({
    id: 'CareCard',
    description: 'When and where to get care. A client that shows the document must show these.',
  })
export type CareCardV1 = z.output<typeof CareCardV1>

export const FigureV1 = z
  .object({
    url: AbsoluteUrl,
    width: z.int().positive().meta({description: 'Width in pixels.'}),
    height: z.int().positive().meta({description: 'Height in pixels.'}),
    mimeType: z.string().meta({description: 'Media type of the file.'}),
    alt: z.string().meta({description: 'Text alternative; empty for a decorative picture.'}),
    caption: z.string().nullable().meta({description: 'Caption.'}),
    credit: z.string().nullable().meta({description: 'Who made it.'}),
    licence: z.string().nullable().meta({description: 'Terms of use.'}),
  })
  .meta({id: 'Figure', description: 'A picture.'})
export type FigureV1 = z.output<typeof FigureV1>

export const CodeV1 = z
  .object({
    system: z.enum(CODE_SYSTEMS).meta({description: 'Code system.'}),
    code: z.string().meta({description: 'The code.'}),
    display: z.string().meta({description: 'What the code stands for.'}),
    version: z.string().nullable().meta({description: 'Edition of the code system.'}),
    match: z.enum(CODE_MATCHES).meta({description: 'How closely the code fits.'}),
  })
  .meta({id: 'Code', description: 'A medical code.'})
export type CodeV1 = z.output<typeof CodeV1>

export const EvidenceV1 = z
  .object({
    outcome: z.string().meta({description: 'What was measured.'}),
    population: z.string().meta({description: 'In whom.'}),
    comparison: z.string().nullable().meta({description: 'Against what.'}),
    finding: z.string().meta({description: 'What was found, in plain words.'}),
    certainty: labelled(CERTAINTIES),
    favours: labelled(FAVOURS),
    effect: z
      .object({measure: z.string(), value: z.string().nullable(), text: z.string()})
      .nullable()
      .meta({description: 'Size of the effect.'}),
    citations,
    dissent: z
      .object({text: z.string(), citations})
      .nullable()
      .meta({description: 'The other side, always present where certainty is "contested".'}),
  })
  .meta({id: 'Evidence', description: 'What is known about one outcome and how sure anyone is.'})
export type EvidenceV1 = z.output<typeof EvidenceV1>

export const BenefitV1 = z
  .object({text: z.string(), hedge: z.enum(HEDGES), citations})
  .meta({id: 'Benefit', description: 'One possible benefit.'})
export const RiskV1 = z
  .object({
    outcome: z.string().meta({description: 'What may happen.'}),
    seriousness: labelled(SERIOUSNESS),
    text: z.string().meta({description: 'What it means for the person.'}),
    frequency: z
      .object({
        numerator: z.int().positive(),
        denominator: z.int().positive(),
        text: z.string().meta({description: 'For example "about 1 in 7 people".'}),
        citations,
      })
      .nullable()
      .meta({description: 'How often, where a source gives a true rate.'}),
    citations,
  })
  .meta({id: 'Risk', description: 'One risk or side effect.'})
export const SafetyNoticeV1 = z
  .object({issuer: z.string(), date: CalendarDateV1, text: z.string(), citations})
  .meta({id: 'SafetyNotice', description: 'A warning of a regulator.'})
export const ContraindicationV1 = z
  .object({text: z.string(), strength: labelled(CONTRAINDICATION_STRENGTHS), citations})
  .meta({id: 'Contraindication', description: 'A reason not to have it, or to take care.'})
export const RegulatoryStatusV1 = z
  .object({status: labelled(REGULATORY_STATUSES), note: z.string().nullable(), citations})
  .meta({id: 'RegulatoryStatus', description: 'Standing with the US regulator.'})
export const SourcedTextV1 = z
  .object({text: z.string(), citations})
  .meta({id: 'SourcedText', description: 'A statement with its sources.'})

/** A condition-treatment link with the strength of its use; the card is in `related`. */
export const TreatmentLinkV1 = z
  .object({
    id: z
      .string()
      .meta({description: 'Id of the document at the other end; its card is in related.'}),
    title: z.string().meta({description: 'Title of that document.'}),
    use: labelled(['commonly', 'sometimes', 'notRecommended']),
    note: z.string().nullable().meta({description: 'In which situation.'}),
    citations,
  })
  .meta({id: 'TreatmentLink', description: 'That a treatment is, or is not, used for a condition.'})

export const FaqItemV1 = z
  .object({
    type: z.literal('faq'),
    id: z.string().meta({description: 'Stable id.'}),
    slug: z.string().meta({description: 'Name in addresses; anchor on pages and in the widget.'}),
    question: z.string().meta({description: 'Ends with "?".'}),
    shortAnswer: z.string().meta({description: 'Plain text that stands alone.'}),
    html: HtmlV1.meta({description: 'The complete answer as HTML, the short answer first.'}),
    text: TextV1.meta({description: 'The complete answer as plain text.'}),
    languageFallback: LanguageFallbackV1,
    links: z.object({self: AbsoluteUrl, html: AbsoluteUrl}),
  })
  .meta({id: 'FaqItem', description: 'A complete question and answer.'})
export type FaqItemV1 = z.output<typeof FaqItemV1>

export const NOTICE_KINDS = [
  'example',
  'notReviewed',
  'disclaimer',
  'emergency',
  'opioidHelp',
  'reviewOverdue',
  'languageFallback',
] as const
export const NoticeV1 = z
  .object({
    kind: z.enum(NOTICE_KINDS).meta({description: 'What the notice is about.'}),
    text: z.string().meta({description: 'The notice, in the language of the document.'}),
    url: AbsoluteUrl.nullable(),
  })
  .meta({id: 'Notice', description: 'A notice that every client has to show with the document.'})
export type NoticeV1 = z.output<typeof NoticeV1>

export const ChangeV1 = z
  .object({
    date: CalendarDateV1,
    kind: z.enum(CHANGE_KINDS).meta({description: 'Weight of the change.'}),
    note: z.string().meta({description: 'What changed.'}),
  })
  .meta({id: 'Change', description: 'An entry of the change history.'})

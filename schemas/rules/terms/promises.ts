import type {TermList} from './matcher.ts'

const FTC = 'FTC, Health Products Compliance Guidance, December 2022'
const NHS = 'https://service-manual.nhs.uk/content/how-we-write'

/** R10: words that promise a result, or praise without a measure. */
export const promises: TermList = {
  language: 'en',
  terms: [
    {
      pattern: 'cur(?:e|es|ed|ing|ative)',
      useInstead: 'say what may get better, and for how long',
      source: FTC,
    },
    {
      pattern: 'guarante(?:e|es|ed|eing)',
      useInstead: 'say how often it helps, with a source',
      source: FTC,
    },
    {
      pattern: 'risk-free|without (?:any )?risks?|no risks?',
      useInstead: 'name the risks and how often they happen',
      source: FTC,
    },
    {
      pattern: 'pain-?less(?:ly)?|pain-free|free of pain|without (?:any )?pain',
      useInstead: 'say what people feel, and for how long',
      source: FTC,
    },
    {
      pattern: '100 ?(?:%|percent) (?:safe|effective|success(?:ful)?|relief)',
      useInstead: 'give the true figure, with a source',
      source: FTC,
    },
    {pattern: 'miracles?|miraculous(?:ly)?', useInstead: 'leave it out', source: FTC},
    {
      pattern: 'break-?throughs?',
      useInstead: 'say what is new about it',
      source: FTC,
      severity: 'warning',
    },
    {
      pattern:
        'the (?:very )?best (?:way|treatment|option|choice|possible|outcome|results?|care|available|procedure|method|technique|medicine|therapy)s?',
      useInstead: 'compare with a named alternative and a source',
      source: FTC,
      severity: 'warning',
    },
    {
      pattern: '(?:most|highly|extremely|very|remarkably) effective',
      useInstead: 'say what changed, by how much and for whom',
      source: FTC,
      severity: 'warning',
    },
    {
      pattern:
        '(?:permanent|lasting|long-?lasting|long-?term|significant|complete|total|dramatic|immediate|instant|excellent|powerful|great) (?:pain )?relief',
      useInstead: 'say how much relief and for how long, with a source',
      source: FTC,
      severity: 'warning',
    },
    {
      pattern:
        '(?:permanently|completely|totally|dramatically|instantly) (?:reliev|eas|remov|eliminat|end|stop|reduc)(?:e|es|ed|ing|s)?',
      useInstead: 'say how much and for how long, with a source',
      source: FTC,
      severity: 'warning',
    },
    {
      pattern: 'hop(?:e|es|eful)',
      useInstead: 'say what is known and what is not',
      source: NHS,
      severity: 'warning',
    },
    {
      pattern:
        'state-of-the-art|cutting-edge|revolutionary|world-class|game-?chang(?:er|ing)|ground-?breaking|amazing|life-?changing',
      useInstead: 'leave it out',
      source: NHS,
      severity: 'warning',
    },
    {
      pattern: 'get your life back|live your life again',
      useInstead: 'name the activity and the evidence',
      source: NHS,
      severity: 'warning',
    },
    {
      pattern: '(?:completely|totally|perfectly|entirely) safe',
      useInstead: 'name the risks and how often they happen',
      source: FTC,
    },
  ],
}

import type {DocumentTypeName} from '../../schemas/documents/type-lists.ts'
import type {LakeDocument} from '../../schemas/rules/index.ts'

/**
 * One small edition without a fault: a document or two of each type, as short as the rules allow.
 * The planted faults of `bad-documents.ts` are patches on top of it.
 */

const STAMP = '2026-11-01T00:00:00Z'
const system = {_rev: 'r1', _createdAt: STAMP, _updatedAt: STAMP}
const content = {
  ...system,
  language: 'en',
  status: 'active',
  audience: 'patient',
  isExample: true,
  authors: [{_key: 'a1', _type: 'reference', _ref: 'contributor-team'}],
}

export function cite(key: string, source = 'source-review') {
  return {_key: key, _type: 'citation', source: {_type: 'reference', _ref: source}}
}

/** A paragraph; with a source it carries the citation on its whole text. */
export function block(key: string, text: string, source?: string) {
  const marks = source === undefined ? [] : ['m1']
  return {
    _key: key,
    _type: 'block',
    style: 'normal',
    markDefs: source === undefined ? [] : [cite('m1', source)],
    children: [{_key: 's1', _type: 'span', text, marks}],
  }
}

const ref = (key: string, id: string) => ({_key: key, _type: 'reference', _ref: id})
const slug = (current: string) => ({_type: 'slug', current})

const emergencyCard = {
  _key: 'c1',
  _type: 'careCard',
  level: 'emergency',
  heading: 'Call 911 if:',
  items: ['you cannot move your legs', 'you cannot hold your pee'],
}
const urgentCard = {
  _key: 'c2',
  _type: 'careCard',
  level: 'urgent',
  heading: 'Call the clinic today if:',
  items: ['you have a fever'],
}

export const procedure: LakeDocument = {
  ...content,
  _id: 'procedure-nerve-block',
  _type: 'procedure',
  title: 'Nerve block',
  slug: slug('nerve-block'),
  summary: 'A shot of numbing medicine near a nerve, to find out where pain comes from.',
  aka: ['Nerve injection'],
  bodyRegions: ['lower-back'],
  topics: [ref('t1', 'topic-pain-procedures')],
  codes: [
    {
      _key: 'k1',
      _type: 'codedId',
      system: 'icd10cm',
      code: 'M54.50',
      display: 'Low back pain, unspecified',
      version: 'FY2027',
      match: 'broader',
    },
  ],
  kind: 'injection',
  invasiveness: 'percutaneous',
  intent: ['diagnostic'],
  overview: [
    block(
      'o1',
      'A nerve block is a shot of numbing medicine close to a nerve. It shows whether that nerve carries your pain.',
    ),
    block(
      'o2',
      'You go home the same day. The team looks at your pain before and after the shot. What you feel then helps you and your doctor to choose the next step.',
    ),
  ],
  howItWorks: [block('h1', 'The medicine blocks the signals of one nerve for a short time.')],
  treats: [
    {
      _key: 'e1',
      _type: 'treatsLink',
      condition: {_type: 'reference', _ref: 'condition-back-pain'},
      use: 'sometimes',
      citations: [cite('c1')],
    },
  ],
  candidates: [block('c1', 'Your doctor may offer it when tests do not show the cause.')],
  contraindications: [
    {_key: 'n1', _type: 'contraindication', text: 'You have an infection.', strength: 'absolute'},
  ],
  preparation: [
    {
      _key: 'p1',
      _type: 'instruction',
      text: [block('b1', 'Tell the team if you take a blood thinner. Do not stop it on your own.')],
    },
  ],
  steps: [
    {_key: 's1', _type: 'step', title: 'You lie down', text: [block('b1', 'You lie on a table.')]},
    {_key: 's2', _type: 'step', title: 'The shot', text: [block('b1', 'You may feel pressure.')]},
  ],
  anesthesia: ['local'],
  settings: ['office', 'outpatientClinic'],
  durationMinutes: {min: 15, max: 30},
  guidedBy: [
    {
      _key: 'g1',
      _type: 'guidanceLink',
      technique: {_type: 'reference', _ref: 'technique-ultrasound'},
      use: 'usual',
    },
  ],
  performedBy: ['painMedicine'],
  benefits: [
    {
      _key: 'b1',
      _type: 'claim',
      text: 'It may show which nerve hurts.',
      hedge: 'may',
      citations: [cite('c1')],
    },
  ],
  risks: [
    {
      _key: 'r1',
      _type: 'risk',
      outcome: 'Bruise',
      seriousness: 'minor',
      text: 'The skin may be sore for a day.',
      citations: [cite('c1')],
      frequency: {
        _type: 'frequency',
        numerator: 1,
        denominator: 10,
        citations: [cite('c1')],
      },
    },
    {
      _key: 'r2',
      _type: 'risk',
      outcome: 'Infection',
      seriousness: 'serious',
      text: 'Germs may get in through the skin.',
      citations: [cite('c1')],
    },
  ],
  safetyNotices: [
    {
      _key: 'n1',
      _type: 'safetyNotice',
      issuer: 'US FDA',
      date: '2014-04-23',
      text: 'The agency warned of rare harm after some shots near the spine.',
      citations: [cite('c1', 'source-agency')],
    },
  ],
  regulatoryStatus: {status: 'offLabel', note: 'Used off label.', citations: [cite('c1')]},
  aftercare: [{_key: 'a1', _type: 'instruction', text: [block('b1', 'Rest for the day.')]}],
  recovery: {text: [block('b1', 'You can go on as before.')], citations: []},
  effectDuration: {text: 'It wears off within a day.', citations: [cite('c1')]},
  repeatLimits: [block('l1', 'Your clinic tells you when it can be done again.')],
  withoutTreatment: [block('w1', 'The pain may stay as it is.')],
  alternatives: [
    {_key: 'v1', _type: 'alternativeCare', title: 'Exercise', text: 'Keep moving as you can.'},
  ],
  questionsToAsk: ['Why me?', 'What if I wait?', 'Who does it?'],
  costNote: [block('n1', 'Ask your insurer before the visit.')],
  careCards: [emergencyCard, urgentCard],
  evidence: [
    {
      _key: 'v1',
      _type: 'evidenceStatement',
      outcome: 'Pain',
      population: 'Adults with back pain',
      finding: 'Studies do not agree on how well it works.',
      certainty: 'contested',
      favours: 'mixed',
      citations: [cite('c1')],
      dissent: {text: 'An agency sees more use in it.', citations: [cite('c1', 'source-agency')]},
    },
  ],
  heroImage: {
    _type: 'figure',
    asset: {_type: 'reference', _ref: 'image-1'},
    alt: 'A needle beside a nerve in the lower back',
  },
}

export const technique: LakeDocument = {
  ...content,
  _id: 'technique-ultrasound',
  _type: 'technique',
  title: 'Ultrasound guidance',
  slug: slug('ultrasound-guidance'),
  summary: 'Sound waves draw a live picture that shows the doctor where the needle is.',
  kind: 'imagingGuidance',
  modality: 'ultrasound',
  ionizingRadiation: false,
  overview: [block('o1', 'A small probe on the skin sends out sound.')],
  howItWorks: [block('h1', 'The sound comes back and makes a picture.')],
  whatItShows: [block('s1', 'It shows muscles, vessels and nerves.')],
  limits: [block('l1', 'It cannot look through bone.')],
  benefits: [
    {
      _key: 'b1',
      _type: 'claim',
      text: 'The doctor can see the needle.',
      hedge: 'can',
      citations: [cite('c1')],
    },
  ],
  risks: [
    {
      _key: 'r1',
      _type: 'risk',
      outcome: 'Cold gel',
      seriousness: 'minor',
      text: 'The gel may feel cold.',
      citations: [cite('c1')],
    },
  ],
}

export const condition: LakeDocument = {
  ...content,
  _id: 'condition-back-pain',
  _type: 'condition',
  title: 'Back pain',
  slug: slug('back-pain'),
  summary: 'Pain in the lower part of the back that comes and goes, or stays for a long time.',
  aka: ['Low back pain', 'Lumbago'],
  bodyRegions: ['lower-back'],
  overview: [block('o1', 'Pain between the ribs and the hips.')],
  symptoms: [
    {_key: 's1', _type: 'symptom', text: 'A dull ache'},
    {_key: 's2', _type: 'symptom', text: 'A stiff back'},
  ],
  careCards: [emergencyCard],
  causes: [block('c1', 'Often nobody can find one cause.')],
  diagnosis: [block('d1', 'A doctor asks you about it and looks at your back.')],
  selfCare: [block('s1', 'Keep moving as you can.')],
  nonProcedureCare: [block('n1', 'Exercise comes first.')],
  outlook: [block('u1', 'It gets better for many people.', 'source-review')],
  prevalence: {text: 'About 1 in 13 people have it.', citations: [cite('c1')]},
  questionsToAsk: ['What can I do myself?'],
}

export const widerCondition: LakeDocument = {
  ...condition,
  _id: 'condition-spine-pain',
  title: 'Spine pain',
  slug: slug('spine-pain'),
  aka: [],
  relatedConditions: [ref('r1', 'condition-back-pain')],
}

export const faq: LakeDocument = {
  ...content,
  _id: 'faq-does-it-hurt',
  _type: 'faq',
  question: 'Does a nerve block hurt?',
  slug: slug('does-a-nerve-block-hurt'),
  shortAnswer:
    'You may feel a sting and some pressure when the needle goes in. The skin gets numbing medicine first.',
  answer: [block('a1', 'Tell the team if it hurts more than that.')],
  about: [ref('b1', 'procedure-nerve-block')],
  citations: [],
}

export const otherFaq: LakeDocument = {
  ...faq,
  _id: 'faq-drive-home',
  question: 'Can I drive home after the shot?',
  slug: slug('drive-home'),
  shortAnswer:
    'No, ask somebody to drive you home. Your leg may be numb for some hours after the shot.',
  answer: [],
}

export const topic: LakeDocument = {
  ...content,
  _id: 'topic-pain-procedures',
  _type: 'topic',
  title: 'Pain procedures',
  slug: slug('pain-procedures'),
  summary: 'What doctors can do with needles and small devices when pain does not go away.',
  intro: [block('i1', 'Here you find what these procedures are and what they are not.')],
  sections: [
    {
      _key: 's1',
      _type: 'topicSection',
      heading: 'Who does them',
      text: [block('b1', 'Pain doctors do them.')],
    },
  ],
}

export const review: LakeDocument = {
  ...system,
  _id: 'source-review',
  _type: 'source',
  title: 'A review of nerve blocks',
  kind: 'systematicReview',
  publisher: 'Cochrane',
  year: 2023,
  doi: '10.1002/14651858.CD000001',
  accessed: '2026-11-01',
  status: 'current',
}

export const agency: LakeDocument = {
  ...system,
  _id: 'source-agency',
  _type: 'source',
  title: 'A notice about shots',
  kind: 'regulator',
  publisher: 'US FDA',
  year: 2020,
  url: 'https://www.fda.gov/notice',
  accessed: '2026-11-01',
  status: 'current',
}

export const team: LakeDocument = {
  ...system,
  _id: 'contributor-team',
  _type: 'contributor',
  name: 'The team',
  slug: slug('the-team'),
  role: 'organization',
}

export const clinician: LakeDocument = {
  ...system,
  _id: 'contributor-clinician',
  _type: 'contributor',
  name: 'Example Clinician',
  slug: slug('example-clinician'),
  role: 'clinician',
  credentials: 'MD',
  orcid: '0000-0002-1825-0097',
}

export const glossaryTerm: LakeDocument = {
  ...system,
  _id: 'glossary-term-facet-joint',
  _type: 'glossaryTerm',
  language: 'en',
  term: 'facet joint',
  plainTerm: 'small joint of the spine',
  definition: 'One of the small joints that link the bones of the spine.',
}

export const redirect: LakeDocument = {
  ...system,
  _id: 'redirect-block',
  _type: 'redirect',
  from: '/en/procedures/block/',
  toDocument: {_type: 'reference', _ref: 'procedure-nerve-block'},
  permanent: true,
}

export const settings: LakeDocument = {
  ...system,
  _id: 'site-settings-en',
  _type: 'siteSettings',
  language: 'en',
  organizationName: 'Example content',
  disclaimer: 'This text does not replace a visit.',
  exampleNotice: 'This is example content.',
  emergencyNotice: {heading: 'In an emergency', text: 'Call 911.', phone: '911'},
  requireClinicalReview: false,
  publicApi: {
    licence: 'CC BY 4.0',
    licenceUrl: 'https://creativecommons.org/licenses/by/4.0/',
    attribution: 'Example content',
    maxStaleDays: 7,
  },
  brandNames: ['Novus Spine'],
  editorialPolicy: [block('p1', 'We name a source for each claim.')],
}

export const asset: LakeDocument = {
  ...system,
  _id: 'image-1',
  _type: 'sanity.imageAsset',
  url: 'https://cdn.sanity.io/images/x/y.png',
  path: 'images/x/y.png',
  mimeType: 'image/png',
  sha1hash: '0'.repeat(40),
  extension: 'png',
  size: 1,
  metadata: {dimensions: {width: 800, height: 500}},
}

export const validDocuments: readonly LakeDocument[] = [
  procedure,
  technique,
  condition,
  widerCondition,
  faq,
  otherFaq,
  topic,
  review,
  agency,
  team,
  clinician,
  glossaryTerm,
  redirect,
  settings,
  asset,
]

/** One of each type, for tests that hold for every type; each leads to documents above only. */
export const examples: Readonly<Record<DocumentTypeName, LakeDocument>> = {
  procedure,
  technique,
  condition,
  faq,
  topic,
  source: review,
  contributor: clinician,
  glossaryTerm,
  redirect,
  siteSettings: settings,
}

import type {LakeDocument} from '../../schemas/rules/index.ts'
import {
  block,
  cite,
  condition,
  faq,
  glossaryTerm,
  otherFaq,
  procedure,
  redirect,
  review,
} from './valid-documents.ts'

/** A fault planted in the valid edition, and every finding that it must cause. */
export interface PlantedFault {
  readonly name: string
  /** A patch in the form of Sanity's mutations. */
  readonly patch?: {
    readonly id: string
    readonly set?: Record<string, unknown>
    readonly unset?: string[]
    readonly insert?: {after: string; items: unknown[]}
  }
  /** More documents. */
  readonly add?: readonly LakeDocument[]
  /** Findings as `RULE documentId path`, in any order. */
  readonly expect: readonly string[]
}

const P = 'procedure-nerve-block'
const T = 'technique-ultrasound'
const C = 'condition-back-pain'
const F = 'faq-does-it-hurt'
const S = 'source-review'

const OVERVIEW = `${P} overview[_key=="o1"]`

/** A paragraph of the procedure's overview, in the place of the valid one. */
function overview(text: string, source?: string) {
  return {id: P, set: {'overview[_key=="o1"]': block('o1', text, source)}}
}

const LEAD = 'A nerve block is a shot of numbing medicine close to a nerve. '

/** Words of four syllables and more, in sentences that no reader wants. */
const HARD = Array.from({length: 12}, (_, index) =>
  block(
    `h${index}`,
    'Interventional radiological visualization necessarily presupposes comprehensive multidisciplinary organizational communication.',
  ),
)

const deep = (levels: number): unknown => (levels === 0 ? 'x' : {inner: deep(levels - 1)})

export const plantedFaults: readonly PlantedFault[] = [
  // Reading and wording
  {
    name: 'text that only professionals can read',
    patch: {id: P, set: {howItWorks: HARD}},
    expect: [`R01 ${P} `, `R02 ${P} `],
  },
  {
    name: 'a sentence of more than 30 words',
    patch: overview(
      `${LEAD}It shows whether that one nerve carries your pain, and you and your doctor can then talk about what you both want to do next and about what to leave out for now.`,
    ),
    expect: [`R04 ${OVERVIEW}`],
  },
  {
    name: 'a paragraph of five sentences',
    patch: overview(`${LEAD}It is small. It is quick. It is done by day. You go home.`),
    expect: [`R05 ${OVERVIEW}`],
  },
  {
    name: 'a long word where a plain one exists',
    patch: overview(`${LEAD}Doctors utilize a thin needle for it.`),
    expect: [`R06 ${OVERVIEW}`],
  },
  {
    name: 'a glossary term at first use without an explanation',
    patch: overview(`${LEAD}It may be near a facet joint.`),
    expect: [`R07 ${OVERVIEW}`],
  },
  {
    name: '"chronic" without its meaning',
    patch: overview(`${LEAD}It is for chronic pain.`),
    expect: [`R08 ${OVERVIEW}`],
  },
  {
    name: 'a medicine to be stopped without the prescriber',
    patch: overview(`${LEAD}Stop your blood thinner before it.`),
    expect: [`R40 ${OVERVIEW}`],
  },
  {
    name: 'an alarm sign that is waved away',
    patch: overview(`${LEAD}If your legs go numb, rest at home.`),
    expect: [`R41 ${OVERVIEW}`],
  },
  {
    name: 'how often, in words, without a source',
    patch: overview(`${LEAD}Infection is very rare.`),
    expect: [`R42 ${OVERVIEW}`],
  },
  {
    name: 'a note to the writer',
    patch: overview(`${LEAD}TODO: say more.`),
    expect: [`R43 ${OVERVIEW}`],
  },
  {
    name: 'a paragraph in another language',
    patch: overview('Die Spritze wird in den Arm gegeben und ist nicht groß.'),
    expect: [`R44 ${OVERVIEW}`],
  },
  {
    name: 'a promise to cure',
    patch: overview(`${LEAD}It can cure your pain.`),
    expect: [`R10 ${OVERVIEW}`],
  },
  {
    name: 'a guarantee in a summary',
    patch: {
      id: P,
      set: {summary: 'A shot of numbing medicine near a nerve. We guarantee that it is quick.'},
    },
    expect: [`R10 ${P} summary`],
  },
  {
    name: 'a painless step',
    patch: {id: P, set: {'steps[_key=="s2"].title': 'The painless shot'}},
    expect: [`R10 ${P} steps[_key=="s2"].title`],
  },
  {
    name: 'a stigmatizing word',
    patch: overview(`${LEAD}It is not for addicts.`),
    expect: [`R15 ${OVERVIEW}`],
  },
  {
    name: 'people named by their condition',
    patch: overview(`${LEAD}It is for those who suffer from back pain.`),
    expect: [`R16 ${OVERVIEW}`],
  },
  {
    name: 'blame for non-compliance',
    patch: overview(`${LEAD}It is not for non-compliant people.`),
    expect: [`R17 ${OVERVIEW}`],
  },
  {
    name: 'medicines called drugs',
    patch: overview(`${LEAD}The drug wears off soon.`),
    expect: [`R18 ${OVERVIEW}`],
  },
  {
    name: 'a misspelled X-ray',
    patch: overview(`${LEAD}There may be an x-ray first.`),
    expect: [`R18 ${OVERVIEW}`],
  },
  // Claims and their sources
  {
    name: 'a benefit without a source',
    patch: {id: P, set: {'benefits[_key=="b1"].citations': []}},
    expect: [`R11 ${P} benefits[_key=="b1"].citations`],
  },
  {
    name: 'a comparison without a source',
    patch: overview(`${LEAD}It is safer than an operation.`),
    expect: [`R11 ${OVERVIEW}`],
  },
  {
    name: 'a duration of effect without a source',
    patch: {id: P, set: {'effectDuration.citations': []}},
    expect: [`R11 ${P} effectDuration.citations`],
  },
  {
    name: 'a share of people without a source',
    patch: overview(`${LEAD}It helps 3 in 10 people.`),
    expect: [`R12 ${OVERVIEW}`],
  },
  {
    name: 'a frequency of harm without a source',
    patch: {id: P, set: {'risks[_key=="r1"].frequency.citations': []}},
    expect: [`R12 ${P} risks[_key=="r1"].frequency.citations`],
  },
  {
    name: 'words that replace a frequency of harm without naming it',
    patch: {id: P, set: {'risks[_key=="r1"].frequency.text': 'within a week'}},
    expect: [`S19 ${P} risks[_key=="r1"].frequency.text`],
  },
  {
    name: 'a limit without a source',
    patch: {id: P, set: {repeatLimits: [block('l1', 'You can have it three times in a year.')]}},
    expect: [`R12 ${P} repeatLimits[_key=="l1"]`],
  },
  {
    name: 'a share with a decimal',
    patch: overview(`${LEAD}It helps 14.3% of them.`, 'source-review'),
    expect: [`R13 ${OVERVIEW}`],
  },
  {
    name: 'a statement about opioids without a source',
    patch: overview(`${LEAD}You may then need no opioids.`),
    expect: [`R14 ${OVERVIEW}`],
  },
  {
    name: 'an FAQ with a number and no source',
    patch: {
      id: F,
      set: {
        shortAnswer:
          'You may feel a sting when the needle goes in. About 1 in 10 people feel sore for a day.',
      },
    },
    expect: [`R12 ${F} shortAnswer`],
  },
  // Balance and safety
  {
    name: 'no serious risk',
    patch: {id: P, unset: ['risks[_key=="r2"]']},
    expect: [`R19 ${P} risks`],
  },
  {name: 'no risks at all', patch: {id: P, unset: ['risks']}, expect: [`R19 ${P} risks`]},
  {
    name: 'no alternative that is not a procedure',
    patch: {id: P, set: {alternatives: []}},
    expect: [`R19 ${P} alternatives`],
  },
  {
    name: 'nothing about doing nothing',
    patch: {id: P, unset: ['withoutTreatment']},
    expect: [`R19 ${P} withoutTreatment`],
  },
  {name: 'no evidence', patch: {id: P, set: {evidence: []}}, expect: [`R19 ${P} evidence`]},
  {
    name: 'benefits that outweigh the risks in words',
    patch: {
      id: P,
      set: {
        'benefits[_key=="b1"].text':
          'It may show which nerve hurts, so that you and your doctor know more and can plan the next step. It may also tell you both that the nerve is fine and that the cause lies somewhere else.',
      },
    },
    expect: [`R20 ${P} benefits`],
  },
  {name: 'no care card', patch: {id: C, set: {careCards: []}}, expect: [`R21 ${C} careCards`]},
  {
    name: 'a care card whose heading does not lead into its list',
    patch: {id: P, set: {'careCards[_key=="c1"].heading': 'Warning signs'}},
    expect: [`R21 ${P} careCards[_key=="c1"].heading`],
  },
  {
    name: 'a link in an emergency card',
    patch: {id: P, set: {'careCards[_key=="c1"].after': 'See https://example.org for more.'}},
    expect: [`R21 ${P} careCards[_key=="c1"]`],
  },
  {
    name: 'the urgent card before the emergency card',
    patch: {
      id: P,
      set: {'careCards[_key=="c1"].level': 'urgent', 'careCards[_key=="c2"].level': 'emergency'},
    },
    expect: [`R21 ${P} careCards`],
  },
  {
    name: 'a sign as long as a paragraph',
    patch: {
      id: C,
      set: {
        'careCards[_key=="c1"].items': [
          'you have numbness between your legs, around your bottom or along the inside of both thighs, and cannot tell whether your bladder needs emptying',
        ],
      },
    },
    expect: [`R21 ${C} careCards[_key=="c1"].items[0]`],
  },
  {
    name: 'an off-label use without a note',
    patch: {id: P, unset: ['regulatoryStatus.note']},
    expect: [`R22 ${P} regulatoryStatus.note`],
  },
  {
    name: 'an off-label use without a source',
    patch: {id: P, set: {'regulatoryStatus.citations': []}},
    expect: [`R22 ${P} regulatoryStatus.citations`],
  },
  {
    name: 'a safety notice without a source',
    patch: {id: P, set: {'safetyNotices[_key=="n1"].citations': []}},
    expect: [`R22 ${P} safetyNotices[_key=="n1"].citations`],
  },
  {
    name: 'contested evidence without the other side',
    patch: {id: P, unset: ['evidence[_key=="v1"].dissent']},
    expect: [`R23 ${P} evidence[_key=="v1"].dissent`],
  },
  {
    name: 'contested evidence from one organisation only',
    patch: {id: P, set: {'evidence[_key=="v1"].dissent.citations': [cite('c1')]}},
    expect: [`R23 ${P} evidence[_key=="v1"].dissent.citations`],
  },
  {
    name: 'a finding for another treatment that is not named',
    patch: {id: P, set: {'evidence[_key=="v1"].favours': 'comparison'}},
    expect: [`S20 ${P} evidence[_key=="v1"].comparison`],
  },
  {
    name: 'a comparison that is said to be none',
    patch: {
      id: P,
      set: {
        'evidence[_key=="v1"].favours': 'notCompared',
        'evidence[_key=="v1"].comparison': 'A placebo injection',
      },
    },
    expect: [`S20 ${P} evidence[_key=="v1"].favours`],
  },
  // FAQs, limits, accessibility
  {
    name: 'a short answer of six words',
    patch: {id: F, set: {shortAnswer: 'You may feel a short sting.'}},
    expect: [`R24 ${F} shortAnswer`],
  },
  {
    name: 'the same question twice',
    add: [
      {
        ...otherFaq,
        _id: 'faq-drive',
        question: 'Can you drive home after a shot?',
        slug: {_type: 'slug', current: 'drive'},
      },
    ],
    expect: ['R25 faq-drive-home question', 'R25 faq-drive question'],
  },
  {
    name: 'a question without a question mark',
    patch: {id: F, set: {question: 'Whether a nerve block hurts'}},
    expect: [`R26 ${F} question`],
  },
  {
    name: 'a summary of three words',
    patch: {id: C, set: {summary: 'Pain in backs.'}},
    expect: [`R26 ${C} summary`],
  },
  {
    name: 'another name that repeats the title',
    patch: {id: P, set: {aka: ['nerve block']}},
    expect: [`R26 ${P} aka[0]`],
  },
  {
    name: 'a slug that climbs out of its folder',
    patch: {id: P, set: {'slug.current': '../../escape'}},
    expect: [`R26 ${P} slug.current`],
  },
  {
    name: 'a slug that the site uses itself',
    patch: {id: P, set: {'slug.current': 'index'}},
    expect: [`R26 ${P} slug.current`],
  },
  {
    name: 'a picture without words',
    patch: {id: P, unset: ['heroImage.alt']},
    expect: [`R27 ${P} heroImage.alt`],
  },
  {
    name: 'a box for a picture in a text, with no picture in it',
    patch: {
      id: C,
      insert: {
        after: 'overview[-1]',
        items: [{_key: 'f1', _type: 'figure', decorative: true}],
      },
    },
    expect: [`R27 ${C} overview[_key=="f1"].asset`],
  },
  {
    name: 'a file name as description',
    patch: {id: P, set: {'heroImage.alt': 'IMG_2041.png'}},
    expect: [`R27 ${P} heroImage.alt`],
  },
  {
    name: 'a link that reads "click here"',
    patch: {
      id: C,
      set: {
        'overview[_key=="o1"]': {
          ...block('o1', 'click here'),
          markDefs: [{_key: 'm1', _type: 'link', href: 'https://www.nih.gov/'}],
          children: [{_key: 's1', _type: 'span', text: 'click here', marks: ['m1']}],
        },
      },
    },
    expect: [`R28 ${C} overview[_key=="o1"]`],
  },
  {
    name: 'a subheading with nothing below it',
    patch: {
      id: C,
      insert: {after: 'overview[-1]', items: [{...block('o2', 'Where it hurts'), style: 'h3'}]},
    },
    expect: [`R28 ${C} overview[_key=="o2"]`],
  },
  // Review
  {
    name: 'a review that is years overdue',
    patch: {
      id: C,
      set: {
        review: {
          lastReviewed: '2020-01-31',
          reviewedBy: [{_key: 'r1', _type: 'reference', _ref: 'contributor-clinician'}],
        },
      },
    },
    expect: [`R30 ${C} review.lastReviewed`],
  },
  {
    name: 'a review by somebody who is no clinician',
    patch: {
      id: C,
      set: {
        review: {
          lastReviewed: '2026-10-01',
          reviewedBy: [{_key: 'r1', _type: 'reference', _ref: 'contributor-team'}],
        },
      },
    },
    expect: [`R31 ${C} review.reviewedBy`],
  },
  {
    name: 'a clinical change after the review',
    patch: {
      id: C,
      set: {
        review: {
          lastReviewed: '2026-10-01',
          reviewedBy: [{_key: 'r1', _type: 'reference', _ref: 'contributor-clinician'}],
        },
        changeNotes: [
          {
            _key: 'n1',
            _type: 'changeNote',
            date: '2026-10-20',
            note: 'Changed the warning signs.',
            kind: 'clinical',
          },
        ],
      },
    },
    expect: [`R32 ${C} changeNotes[_key=="n1"]`],
  },
  {
    name: 'disclosures that no document shows',
    patch: {id: 'contributor-team', set: {disclosures: 'Paid by a maker of needles.'}},
    expect: [
      `R33 ${P} conflicts`,
      `R33 ${T} conflicts`,
      `R33 ${C} conflicts`,
      'R33 condition-spine-pain conflicts',
      `R33 ${F} conflicts`,
      'R33 faq-drive-home conflicts',
      'R33 topic-pain-procedures conflicts',
    ],
  },
  {
    name: 'a review demanded of everything',
    patch: {id: 'site-settings-en', set: {requireClinicalReview: true}},
    expect: [
      `R31 ${P} review.lastReviewed`,
      `R31 ${T} review.lastReviewed`,
      `R31 ${C} review.lastReviewed`,
      'R31 condition-spine-pain review.lastReviewed',
      `R31 ${F} review.lastReviewed`,
      'R31 faq-drive-home review.lastReviewed',
      'R31 topic-pain-procedures review.lastReviewed',
    ],
  },
  // Shared text, codes, relations
  {
    name: 'a citation of a superseded source',
    patch: {id: 'source-agency', set: {status: 'superseded'}},
    expect: [
      `R34 ${P} safetyNotices[_key=="n1"].citations[_key=="c1"].source`,
      `R34 ${P} evidence[_key=="v1"].dissent.citations[_key=="c1"].source`,
    ],
  },
  {
    name: 'a brand in shared text',
    patch: overview(`${LEAD}Ask the team at Novus Spine.`),
    expect: [`R35 ${OVERVIEW}`],
  },
  {
    name: 'a CPT code',
    patch: {id: P, set: {'codes[_key=="k1"].system': 'mesh', 'codes[_key=="k1"].code': '64450'}},
    expect: [`R36 ${P} codes[_key=="k1"]`],
  },
  {
    name: 'CPT in the text',
    patch: {id: P, set: {costNote: [block('n1', 'Ask for the CPT code.')]}},
    expect: [`R36 ${P} costNote[_key=="n1"]`],
  },
  {
    name: 'a condition that nothing is linked with',
    add: [
      {
        ...condition,
        _id: 'condition-alone',
        title: 'Neck pain',
        aka: [],
        slug: {_type: 'slug', current: 'neck-pain'},
      },
    ],
    expect: ['R37 condition-alone '],
  },
  {name: 'an FAQ about nothing', patch: {id: F, set: {about: []}}, expect: [`R37 ${F} about`]},
  {
    name: 'a retired ICD-10-CM code',
    patch: {id: P, set: {'codes[_key=="k1"].code': 'M54.5'}},
    expect: [`S09 ${P} codes[_key=="k1"].code`],
  },
  {
    name: 'a SNOMED CT code with a wrong check digit',
    patch: {
      id: P,
      set: {'codes[_key=="k1"].system': 'snomed', 'codes[_key=="k1"].code': '279039008'},
    },
    expect: [`S09 ${P} codes[_key=="k1"].code`],
  },
  {
    name: 'a code in the wrong format',
    patch: {id: P, set: {'codes[_key=="k1"].code': 'm54'}},
    expect: [`S01 ${P} codes[_key=="k1"].code`],
  },
  {
    name: 'an ICD-10-CM code without its release',
    patch: {id: P, unset: ['codes[_key=="k1"].version']},
    expect: [`S09 ${P} codes[_key=="k1"].version`],
  },
  {
    name: 'one DOI on two sources',
    add: [{...review, _id: 'source-twin', title: 'The same review'}],
    expect: [`S10 ${S} doi`, 'S10 source-twin doi'],
  },
  {
    name: 'an ORCID with a wrong check digit',
    patch: {id: 'contributor-clinician', set: {orcid: '0000-0002-1825-0098'}},
    expect: ['S11 contributor-clinician orcid'],
  },
  {
    name: 'a condition treated twice',
    patch: {
      id: P,
      insert: {
        after: 'treats[-1]',
        items: [
          {
            _key: 'e2',
            _type: 'treatsLink',
            condition: {_type: 'reference', _ref: C},
            use: 'commonly',
            citations: [cite('c1')],
          },
        ],
      },
    },
    expect: [`S12 ${P} treats[_key=="e2"].condition`],
  },
  {
    name: 'a topic that a page is filed under twice',
    patch: {
      id: P,
      set: {
        topics: ['t1', 't2'].map((_key) => ({
          _key,
          _type: 'reference',
          _ref: 'topic-pain-procedures',
        })),
      },
    },
    expect: [`S12 ${P} topics[_key=="t2"]`],
  },
  {
    name: 'a title used twice',
    patch: {id: 'condition-spine-pain', set: {title: 'Back pain'}},
    expect: [`S13 ${C} title`, 'S13 condition-spine-pain title'],
  },
  {
    name: 'parents in a circle',
    patch: {id: C, set: {parent: {_type: 'reference', _ref: 'condition-ring'}}},
    add: [
      {
        ...condition,
        _id: 'condition-ring',
        title: 'Ring pain',
        aka: [],
        slug: {_type: 'slug', current: 'ring'},
        parent: {_type: 'reference', _ref: C},
      },
    ],
    expect: [`S14 ${C} parent`, 'S14 condition-ring parent'],
  },
  {
    name: 'a link to a document that exists as a draft only',
    patch: {id: F, set: {'about[_key=="b1"]._ref': 'procedure-new'}},
    add: [{...procedure, _id: 'drafts.procedure-new'}],
    expect: [`S15 ${F} about[_key=="b1"]`],
  },
  {
    name: 'a link to a withdrawn document',
    patch: {
      id: T,
      set: {status: 'withdrawn', withdrawal: {reason: 'No longer used.', date: '2026-11-01'}},
    },
    expect: [`S15 ${P} guidedBy[_key=="g1"].technique`],
  },
  {
    name: 'an operation in an office only',
    patch: {id: P, set: {invasiveness: 'surgical', settings: ['office']}},
    expect: [`S16 ${P} settings`],
  },
  {
    name: 'light that guides a needle',
    patch: {id: T, set: {modality: 'light'}},
    expect: [`S16 ${T} modality`],
  },
  {
    name: 'a withdrawal without a reason',
    patch: {id: C, set: {status: 'withdrawn'}},
    expect: [
      `S26 ${C} withdrawal`,
      `S15 ${P} treats[_key=="e1"].condition`,
      `S15 condition-spine-pain relatedConditions[_key=="r1"]`,
    ],
  },
  {
    name: 'a price',
    patch: {id: P, set: {costNote: [block('n1', 'It is about $900 in the city.')]}},
    expect: [`S17 ${P} costNote[_key=="n1"]`],
  },
  {
    name: 'preparation without blood thinners',
    patch: {id: P, set: {'preparation[_key=="p1"].text': [block('b1', 'Wear loose clothes.')]}},
    expect: [`S18 ${P} preparation`],
  },
  // Structure
  {
    name: 'a document of an unknown type',
    add: [{_id: 'leaflet-1', _type: 'leaflet', title: 'A leaflet'}],
    expect: ['S02 leaflet-1 _type'],
  },
  {
    name: 'a field that no form has',
    patch: {id: P, set: {seoTitle: 'Nerve block'}},
    expect: [`S02 ${P} seoTitle`],
  },
  {
    name: 'a field of a prototype',
    patch: {id: P, set: {constructor: {prototype: 1}}},
    expect: [`S02 ${P} constructor`],
  },
  {
    name: 'a block of an unknown type',
    patch: {
      id: C,
      insert: {after: 'overview[-1]', items: [{_key: 'x1', _type: 'html', code: '<b>'}]},
    },
    expect: [`S02 ${C} overview[_key=="x1"]`],
  },
  {
    name: 'a mark that the block does not define',
    patch: {id: C, set: {'overview[_key=="o1"].children[_key=="s1"].marks': ['underline']}},
    expect: [`S21 ${C} overview[_key=="o1"].children[_key=="s1"].marks`],
  },
  {
    name: 'a list member without a key',
    patch: {id: P, unset: ['benefits[0]._key']},
    expect: [`S03 ${P} benefits[0]`],
  },
  {
    name: 'a key used twice',
    patch: {id: C, set: {'symptoms[1]._key': 's1'}},
    expect: [`S03 ${C} symptoms[1]`],
  },
  {
    name: 'an id that would make a document private',
    add: [
      {
        ...faq,
        _id: 'faq.private',
        question: 'What does it cost me?',
        slug: {_type: 'slug', current: 'cost'},
      },
    ],
    expect: ['S04 faq.private _id'],
  },
  {
    name: 'a direction override in a title',
    patch: {id: C, set: {title: 'Back \u202epain'}},
    expect: [`S05 ${C} title`],
  },
  {
    name: 'a value nested too deep',
    patch: {id: P, set: {extra: deep(60)}},
    expect: [`S06 ${P} extra`],
  },
  {
    name: 'a link that runs a script',
    patch: {
      id: C,
      set: {
        'overview[_key=="o1"].markDefs': [
          {_key: 'm1', _type: 'link', href: ' JaVaScRiPt:alert(1)'},
        ],
      },
    },
    expect: [`S07 ${C} overview[_key=="o1"].markDefs[_key=="m1"].href`],
  },
  {
    name: 'an address with a password in it',
    patch: {id: 'source-agency', set: {url: 'https://me:secret@www.fda.gov/notice'}},
    expect: ['S07 source-agency url'],
  },
  {
    name: 'an address in a private network',
    patch: {id: 'source-agency', set: {url: 'https://192.168.1.1/'}},
    expect: ['S07 source-agency url'],
  },
  {
    name: 'a date in the future',
    patch: {id: S, set: {accessed: '2027-01-01'}},
    expect: [`S08 ${S} accessed`],
  },
  {
    name: 'a date that does not exist',
    patch: {id: S, set: {accessed: '2026-02-30'}},
    expect: [`S08 ${S} accessed`],
  },
  {
    name: 'a title of spaces',
    patch: {id: T, set: {title: '     '}},
    expect: [`S21 ${T} title`],
  },
  {
    name: 'radiation that is not explained',
    patch: {id: T, set: {ionizingRadiation: true}},
    expect: [`S01 ${T} radiationNote`],
  },
  {
    name: 'a page without an author',
    patch: {id: F, set: {authors: []}},
    expect: [`S01 ${F} authors`],
  },
  {
    name: 'a missing required field',
    patch: {id: P, unset: ['kind']},
    expect: [`S01 ${P} kind`],
  },
  {
    name: 'a value outside the list of choices',
    patch: {id: P, set: {anesthesia: ['hypnosis']}},
    expect: [`S01 ${P} anesthesia[0]`],
  },
  {
    name: 'a number where a text belongs',
    patch: {id: C, set: {title: 42}},
    expect: [`S01 ${C} title`],
  },
  {
    name: 'a reference to nothing',
    patch: {id: F, set: {'about[_key=="b1"]._ref': 'procedure-gone'}},
    expect: [`S01 ${F} about[_key=="b1"]`],
  },
  {
    name: 'a reference to the wrong type',
    patch: {id: F, set: {'about[_key=="b1"]._ref': 'source-review'}},
    expect: [`S22 ${F} about[_key=="b1"]`],
  },
  {
    name: 'a slug used twice',
    patch: {id: 'condition-spine-pain', set: {'slug.current': 'back-pain'}},
    expect: ['S23 condition-spine-pain slug.current'],
  },
  {
    name: 'a former slug that is in use',
    patch: {id: C, set: {slugHistory: ['spine-pain']}},
    expect: [`S23 ${C} slugHistory[0]`],
  },
  {
    name: 'a duration that ends before it begins',
    patch: {id: P, set: {durationMinutes: {min: 60, max: 30}}},
    expect: [`S01 ${P} durationMinutes`],
  },
  {
    name: 'a redirect from a page that exists',
    patch: {id: 'redirect-block', set: {from: '/en/procedures/nerve-block/'}},
    expect: ['S23 redirect-block from'],
  },
  {
    name: 'a needle guided by light',
    patch: {id: T, set: {kind: 'other', modality: 'light'}},
    expect: [`S22 ${P} guidedBy[_key=="g1"].technique`],
  },
  {
    name: 'a word explained twice',
    add: [{...glossaryTerm, _id: 'glossary-term-twin', term: 'Facet-joint'}],
    expect: ['S25 glossary-term-twin term'],
  },
  {
    name: 'a page that is related to itself',
    patch: {id: C, set: {relatedConditions: [{_key: 'r1', _type: 'reference', _ref: C}]}},
    expect: [`S22 ${C} relatedConditions[_key=="r1"]`],
  },
  {
    name: 'two redirects from one address',
    add: [{...redirect, _id: 'redirect-twin'}],
    expect: ['S23 redirect-twin from'],
  },
  {
    name: 'a source that nobody can find',
    patch: {id: 'source-agency', unset: ['url']},
    expect: ['S01 source-agency url'],
  },
]

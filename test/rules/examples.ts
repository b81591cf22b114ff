import type {LakeDocument} from '../../schemas/rules/index.ts'
import {
  block,
  cite,
  clinician,
  condition,
  faq,
  glossaryTerm,
  procedure,
  redirect,
  review,
  settings,
  technique,
} from '../corpus/valid-documents.ts'

/** A document, and the others that the rule may compare it with. */
export interface Example {
  readonly document: LakeDocument
  readonly others?: readonly LakeDocument[]
}

export interface RuleExamples {
  readonly pass: readonly Example[]
  readonly fail: readonly Example[]
}

type Fields = Readonly<Record<string, unknown>>

function example(type: string, fields: Fields, others: readonly LakeDocument[] = []): Example {
  return {document: {_id: `${type}-x`, _type: type, language: 'en', ...fields}, others}
}

/** A condition with one paragraph: the text as it stands, with a source if one is named. */
function text(content: string, source?: string): Example {
  return example('condition', {overview: [block('o1', content, source)]})
}

const ref = (id: string, key = 'k1') => ({_key: key, _type: 'reference', _ref: id})
const easy = (count: number) =>
  Array.from({length: count}, (_, index) =>
    block(`b${index}`, 'You lie on a bed and rest for a while.'),
  )
const hard = (count: number) =>
  Array.from({length: count}, (_, index) =>
    block(
      `b${index}`,
      'Neuromodulatory interventions necessitate interdisciplinary rehabilitation.',
    ),
  )
const card = (level: string, fields: Fields = {}) => ({
  _key: level,
  level,
  heading: 'Call 911 if:',
  items: ['you cannot move'],
  ...fields,
})
const risk = (seriousness: string) => ({
  _key: seriousness,
  outcome: 'Harm',
  seriousness,
  text: 'It may hurt.',
})
const frequency = (words?: string) => ({
  ...risk('serious'),
  frequency: {numerator: 8, denominator: 1_000_000, text: words, citations: [cite('s')]},
})
const balanced = {
  risks: [risk('minor'), risk('serious')],
  benefits: [{_key: 'b1', text: 'It may help.'}],
  evidence: [{_key: 'v1'}],
  withoutTreatment: [block('w1', 'It may stay.')],
  alternatives: [{_key: 'a1', _type: 'alternativeCare'}],
  treats: [{_key: 't1', condition: ref('condition-back-pain')}],
}
const direction = (statement: Record<string, unknown>) =>
  example('procedure', {evidence: [{_key: 'v1', ...statement}]})
const contested = (dissent: unknown) =>
  example(
    'procedure',
    {evidence: [{_key: 'v1', certainty: 'contested', citations: [cite('c1')], dissent}]},
    [
      review,
      {...review, _id: 'source-same-house'},
      {...review, _id: 'source-other', publisher: 'US FDA'},
    ],
  )
const glossary: LakeDocument = {
  _id: 'glossary-term-nerve-root',
  _type: 'glossaryTerm',
  language: 'en',
  term: 'nerve root',
  plainTerm: 'start of a nerve',
}
const marked = {
  ...block('o1', 'It is near a nerve root.'),
  markDefs: [{_key: 'm1', _type: 'glossaryMark', term: ref(glossary._id)}],
}
const linked = (label: string) => ({
  ...block('o1', label),
  markDefs: [{_key: 'm1', _type: 'link', href: 'https://www.nih.gov/'}],
  children: [{_key: 's1', _type: 'span', text: label, marks: ['m1']}],
})
const reviewed = (fields: Fields, others: Fields = {}) => ({
  ...others,
  review: {lastReviewed: '2026-06-30', reviewedBy: [ref(clinician._id)], ...fields},
})
const spanish = (fields: Fields) =>
  example(
    'condition',
    {_id: 'condition-dolor', slug: {current: 'dolor'}, ...fields, language: 'es'},
    [
      {
        _id: 'translation-1',
        _type: 'translation.metadata',
        translations: [
          {_key: 'en', language: 'en', value: ref('condition-base')},
          {_key: 'es', language: 'es', value: ref('condition-dolor')},
        ],
      },
      {
        _id: 'condition-base',
        _type: 'condition',
        language: 'en',
        changeNotes: [
          {_key: 'n1', date: '2026-07-15', kind: 'clinical', note: 'Changed the signs.'},
        ],
      },
    ],
  )
const code = (fields: Fields) =>
  example('condition', {codes: [{_key: 'k1', _type: 'codedId', match: 'exact', ...fields}]})
const figure = (alt: string | undefined, fields: Fields = {}) =>
  example('condition', {heroImage: {_type: 'figure', asset: ref('image-1'), alt, ...fields}})

/** What each rule lets through and what it names, near misses first. */
export const examples: Readonly<Record<string, RuleExamples>> = {
  R01: {
    pass: [
      example('condition', {overview: easy(20)}),
      example('condition', {overview: hard(3)}),
      example('condition', {overview: hard(30), audience: 'clinician'}),
    ],
    fail: [example('condition', {overview: hard(30)})],
  },
  R02: {
    pass: [example('condition', {overview: easy(40)})],
    fail: [example('condition', {overview: hard(40)})],
  },
  R03: {
    pass: [
      spanish({
        overview: Array.from({length: 20}, (_, i) =>
          block(`b${i}`, 'Usted va a su casa el mismo día.'),
        ),
      }),
      example('condition', {overview: hard(30)}),
    ],
    fail: [
      spanish({
        overview: Array.from({length: 20}, (_, i) =>
          block(
            `b${i}`,
            'Neuromodulación intervencionista electrofisiológica multidisciplinaria ambulatoria.',
          ),
        ),
      }),
    ],
  },
  R04: {
    pass: [text('You lie down. Then the nurse cleans the skin of your back.')],
    fail: [text(`You lie down ${'and then you wait '.repeat(8)}.`)],
  },
  R05: {
    pass: [text('You lie down. You rest. You go home.'), text('See Dr. Smith. He is in. Go.')],
    fail: [text('You lie down. You rest. You get up. You go home.')],
  },
  R06: {
    pass: [text('You use a cream.'), text('A heart attack (myocardial infarction) is rare.')],
    fail: [text('You utilize a cream.'), text('A myocardial infarction is rare.')],
  },
  R07: {
    pass: [
      example('condition', {overview: [marked]}, [glossary]),
      example('condition', {overview: [block('o1', 'The start of a nerve, or nerve root.')]}, [
        glossary,
      ]),
      example('condition', {title: 'Nerve root pain', overview: [block('o1', 'A nerve root.')]}, [
        glossary,
      ]),
    ],
    fail: [example('condition', {overview: [block('o1', 'It is near a nerve root.')]}, [glossary])],
  },
  R08: {
    pass: [text('Chronic pain lasts more than 3 months.'), text('Pain that comes and goes.')],
    fail: [text('Chronic pain is common.')],
  },
  R09: {
    pass: [example('condition', {overview: easy(30)})],
    fail: [
      example('condition', {
        overview: Array.from({length: 30}, (_, i) =>
          block(`b${i}`, 'The skin is cleaned by a nurse.'),
        ),
      }),
    ],
  },
  R10: {
    pass: [
      text('There is no cure for it.'),
      text('Nobody can guarantee that it helps.'),
      text('Will it cure my pain?'),
      text('Some adverts say “guaranteed relief”.'),
      text('It may cause permanent nerve damage.'),
    ],
    fail: [
      text('This will cure you.'),
      text('It gives long-lasting relief.'),
      text('It is a pain-free visit.'),
      text('It is the best treatment.'),
      text('There is hope.'),
    ],
  },
  R11: {
    pass: [
      text('It reduces pain for many people.', 'source-review'),
      text('Ask how much it may reduce pain.'),
      text('Does it reduce pain?'),
    ],
    fail: [
      text('It reduces pain.'),
      text('It is less invasive.'),
      text('It lasts longer than a tablet.'),
    ],
  },
  R12: {
    pass: [
      text('About 1 in 10 people feel better.', 'source-review'),
      text('It takes 20 minutes.'),
      text('Call 1 in the hour before.'),
      example('condition', {
        summary: 'It helps 3 in 10 people.',
        overview: [block('o1', 'It helps 3 in 10 people.', 'source-review')],
      }),
      example('condition', {recovery: {text: [block('r1', 'You rest.')]}}),
    ],
    fail: [
      text('About 1 in 10 people feel better.'),
      text('It works for 30% of them.'),
      text('Half of people feel better.'),
      example('condition', {summary: 'It helps 3 in 10 people.'}),
      example('procedure', {recovery: {text: [block('r1', 'You are well in 2 weeks.')]}}),
    ],
  },
  R13: {
    pass: [text('About 1 in 7 people feel it.'), text('It works if pain falls by 50% or more.')],
    fail: [
      text('It helps 14.3% of people.'),
      text('One in seven people feel it.'),
      text('About 1 in 7 feel it. 20% of people do not.'),
    ],
  },
  R14: {
    pass: [
      text('Opioids can be risky.', 'source-review'),
      text('Tell the team if you take opioids.'),
      example('glossaryTerm', {definition: 'An opioid is a strong pain medicine.'}),
    ],
    fail: [
      text('Opioids can be risky.'),
      example('faq', {shortAnswer: 'You may need less morphine.'}),
    ],
  },
  R15: {
    pass: [
      text('People with opioid use disorder get help.'),
      text('The nurse cleans the skin.'),
      text('The Substance Abuse and Mental Health Services Administration runs a line.'),
    ],
    fail: [
      text('It is for addicts.'),
      text('Some get addicted to it.'),
      text('It stops drug abuse.'),
    ],
  },
  R16: {
    pass: [text('People with arthritis can swim.'), text('Side effects are rare.')],
    fail: [text('She suffers from arthritis.'), text('Chronic pain patients can swim.')],
  },
  R17: {
    pass: [text('You do not need to exaggerate.'), text('The treatment did not help.')],
    fail: [text('Do you exaggerate?'), text('It is for those with failed treatment.')],
  },
  R18: {
    pass: [
      text('Your medicine may change.'),
      text('The Food and Drug Administration warns.'),
      text('An X-ray shows it.'),
    ],
    fail: [text('Your drugs may change.'), text('An x-ray shows it.'), text('An Xray shows it.')],
  },
  R19: {
    pass: [example('procedure', balanced), example('condition', {})],
    fail: [
      example('procedure', {...balanced, risks: [risk('minor')]}),
      example('procedure', {
        ...balanced,
        alternatives: [{_key: 'a1', _type: 'alternativeProcedure'}],
      }),
      example('procedure', {...balanced, evidence: undefined}),
      example('technique', {benefits: balanced.benefits}),
    ],
  },
  R20: {
    pass: [example('procedure', balanced)],
    fail: [
      example('procedure', {
        ...balanced,
        benefits: [{_key: 'b1', text: 'It may help you a lot. '.repeat(5)}],
      }),
    ],
  },
  R21: {
    pass: [
      example('condition', {careCards: [card('emergency'), card('urgent'), card('nonUrgent')]}),
      example('faq', {}),
    ],
    fail: [
      example('condition', {}),
      example('condition', {careCards: [card('nonUrgent')]}),
      example('condition', {careCards: [card('emergency', {heading: 'Danger signs'})]}),
      example('condition', {careCards: [card('emergency', {items: Array(11).fill('you fall')})]}),
      example('condition', {careCards: [card('emergency', {after: 'See www.example.org.'})]}),
      example('condition', {careCards: [card('urgent'), card('emergency')]}),
    ],
  },
  R22: {
    pass: [
      example('procedure', {regulatoryStatus: {status: 'approved'}}),
      example('procedure', {
        regulatoryStatus: {status: 'offLabel', note: 'Why.', citations: [cite('c1')]},
      }),
    ],
    fail: [
      example('procedure', {regulatoryStatus: {status: 'offLabel', note: 'Why.'}}),
      example('procedure', {safetyNotices: [{_key: 'n1', text: 'A warning.'}]}),
    ],
  },
  R23: {
    pass: [
      contested({text: 'Others differ.', citations: [cite('c1', 'source-other')]}),
      example('procedure', {evidence: [{_key: 'v1', certainty: 'low'}]}),
    ],
    fail: [
      contested(undefined),
      contested({text: 'Others differ.'}),
      contested({text: 'Others differ.', citations: [cite('c1', 'source-same-house')]}),
    ],
  },
  R24: {
    pass: [example('faq', {shortAnswer: 'You may feel a sting. '.repeat(4)})],
    fail: [
      example('faq', {shortAnswer: 'Yes, it may sting.'}),
      example('faq', {shortAnswer: 'You may feel a sting. '.repeat(20)}),
      example('faq', {shortAnswer: `${'You may feel a sting. '.repeat(4)}See https://example.org`}),
      example('faq', {answer: [block('a1', 'You may feel a sting. '.repeat(80))]}),
    ],
  },
  R25: {
    pass: [
      example('faq', {question: 'How long does a joint injection last?'}, [
        {...faq, question: 'How long does a nerve block last?'},
      ]),
    ],
    fail: [
      example('faq', {question: 'How long does the nerve block last?'}, [
        {...faq, question: 'How long do nerve blocks last?'},
      ]),
      example(
        'faq',
        {question: 'Is there pain?', alternatePhrasings: ['Does a nerve block hurt me?']},
        [faq],
      ),
    ],
  },
  R26: {
    pass: [
      example('condition', {title: 'Back pain', aka: ['Lumbago']}),
      example('procedure', {
        title: 'Epidural steroid injection',
        abbreviation: 'ESI',
        questionsToAsk: ['a?', 'b?', 'c?'],
      }),
      example('source', {
        title: 'A title that a journal has made as long as it pleased, with a subtitle and more',
      }),
    ],
    fail: [
      example('condition', {title: 'Is back pain bad?'}),
      example('condition', {title: 'B'}),
      example('condition', {summary: 'Short.'}),
      example('condition', {slug: {current: 'Back_Pain'}}),
      example('condition', {slug: {current: '404'}}),
      example('condition', {title: 'Back pain', abbreviation: 'XQZ'}),
      example('condition', {aka: Array.from({length: 13}, (_, i) => `Name ${i}`)}),
      example('faq', {about: Array.from({length: 7}, (_, i) => ref(`procedure-${i}`, `k${i}`))}),
      example('glossaryTerm', {definition: 'word '.repeat(41)}),
    ],
  },
  R27: {
    pass: [
      figure('A needle beside a nerve'),
      figure(undefined, {decorative: true}),
      // A picture that was never chosen.
      example('condition', {heroImage: {_type: 'figure', decorative: false}}),
    ],
    fail: [
      figure(undefined),
      example('condition', {overview: [{_key: 'f1', _type: 'figure', decorative: true}]}),
      figure('Hi'),
      figure('needle-beside-nerve.png'),
      figure('Image of a needle'),
    ],
  },
  R28: {
    pass: [
      example('condition', {overview: [linked('advice of the NIH')]}),
      example('condition', {
        overview: [{...block('o1', 'Where'), style: 'h3'}, block('o2', 'In the back.')],
      }),
    ],
    fail: [
      example('condition', {overview: [linked('read more')]}),
      example('condition', {overview: [linked('https://www.nih.gov/')]}),
      example('condition', {overview: [{...block('o1', 'Where'), style: 'h3'}]}),
      example('condition', {
        overview: [
          {
            ...block('o1', 'Where it hurts'),
            children: [{_key: 's1', _type: 'span', text: 'Where it hurts', marks: ['strong']}],
          },
        ],
      }),
    ],
  },
  R30: {
    pass: [example('condition', reviewed({})), example('condition', {})],
    fail: [
      example('condition', reviewed({lastReviewed: '2023-12-31'})),
      example('condition', reviewed({lastReviewed: '2023-11-01'})),
      example('condition', reviewed({lastReviewed: '2020-02-29'})),
      example('procedure', reviewed({intervalMonths: 36}, {safetyNotices: [{_key: 'n1'}]})),
    ],
  },
  R31: {
    pass: [example('condition', reviewed({}), [clinician]), example('condition', {}, [settings])],
    fail: [
      example('condition', {}, [{...settings, requireClinicalReview: true}]),
      example('condition', reviewed({}), [{...clinician, credentials: undefined}]),
      example('condition', reviewed({}, {authors: [ref(clinician._id)]}), [clinician]),
    ],
  },
  R32: {
    pass: [
      example(
        'condition',
        reviewed({}, {changeNotes: [{_key: 'n1', date: '2026-07-01', kind: 'minor'}]}),
      ),
    ],
    fail: [
      example(
        'condition',
        reviewed({}, {changeNotes: [{_key: 'n1', date: '2026-07-01', kind: 'safety'}]}),
      ),
    ],
  },
  R33: {
    pass: [
      example('condition', {authors: [ref(clinician._id)]}, [clinician]),
      example('condition', {authors: [ref(clinician._id)], conflicts: 'None here.'}, [
        {...clinician, disclosures: 'Paid talks.'},
      ]),
    ],
    fail: [
      example('condition', {authors: [ref(clinician._id)]}, [
        {...clinician, disclosures: 'Paid talks.'},
      ]),
    ],
  },
  R34: {
    pass: [example('condition', text('A claim.', 'source-review').document, [review])],
    fail: [
      example('condition', text('A claim.', 'source-review').document, [
        {...review, status: 'superseded'},
      ]),
      example('source', {year: 2008}),
    ],
  },
  R35: {
    pass: [example('condition', {summary: 'A novel spine device.'}, [settings])],
    fail: [example('condition', {summary: 'Ask at Novus  Spine.'}, [settings])],
  },
  R36: {
    pass: [code({system: 'mesh', code: 'D017116'}), text('The CPTs of the year.')],
    fail: [
      code({system: 'snomed', code: '64450'}),
      code({system: 'cpt', code: 'x'}),
      text('Ask for the CPT code.'),
    ],
  },
  R37: {
    pass: [
      example('condition', {_id: 'condition-back-pain'}, [procedure]),
      example('condition', {status: 'withdrawn'}),
    ],
    fail: [
      example('condition', {}),
      example('technique', {}, [technique]),
      example('faq', {about: []}),
    ],
  },
  R38: {
    pass: [spanish({review: {lastReviewed: '2026-08-01'}}), example('condition', {slug: {}})],
    fail: [
      spanish({review: {lastReviewed: '2026-07-01'}}),
      spanish({}),
      example('condition', {slug: {}, language: 'es'}),
    ],
  },
  R39: {
    pass: [example('condition', {questionsToAsk: ['Why?'], overview: easy(20)})],
    fail: [
      example('condition', {questionsToAsk: ['Why?'], overview: easy(40)}),
      example('condition', {
        questionsToAsk: ['Why?'],
        overview: easy(8).map((item) => ({...item, listItem: 'bullet'})),
      }),
      example('condition', {}),
    ],
  },
  R40: {
    pass: [
      text('Ask your prescriber whether to stop your blood thinner.'),
      text('Do not stop warfarin on your own.'),
    ],
    fail: [
      text('Stop your blood\u00A0thinner five days before the injection.'),
      text('Take 400 mg of ibuprofen every six hours.', 's'),
      text('Nothing to eat after midnight.', 's'),
    ],
  },
  R41: {
    pass: [
      text('If your legs go numb, call 911.'),
      text('Your arm is numb for the first hours, which is expected.'),
    ],
    fail: [text('If your legs go numb, rest at home.'), text('Chest\u200B pain will pass.')],
  },
  R42: {
    pass: [text('Infection is very rare.', 's'), text('Nobody knows how rare it is.')],
    fail: [text('Infection is very rare.'), text('The majority feel better.')],
  },
  R43: {
    pass: [text('Here is what you can do:')],
    fail: [text('TODO: add the risks.'), text('Call [clinic phone].')],
  },
  R44: {
    pass: [text('The shot goes into the back, and you can go home.'), text('Dorsum')],
    fail: [text('Die Spritze wird in den Rücken gegeben und ist nicht gefährlich.')],
  },
  S02: {
    pass: [{document: condition}, {document: procedure}],
    fail: [
      {document: {...condition, note: 'x'}},
      {document: {_id: 'x', _type: 'page'}},
      {document: {...condition, overview: [{_key: 'x', _type: 'video'}]}},
      {document: {...condition, careCards: [{_type: 'careCard', _key: 'c', colour: 'red'}]}},
    ],
  },
  S03: {
    pass: [{document: condition}],
    fail: [
      example('condition', {overview: [{_type: 'block', children: []}]}),
      example('condition', {symptoms: [{_key: 'a'}, {_key: 'a'}]}),
    ],
  },
  S04: {
    pass: [{document: condition}, {document: {...condition, _id: 'drafts.condition-x'}}],
    fail: [
      {document: {...condition, _id: 'a b'}},
      {document: {...condition, _id: '../a'}},
      {document: {...condition, _id: 'x'.repeat(129)}},
    ],
  },
  S05: {
    pass: [text('Zwei Zeilen\nund ein 👩‍⚕️ Zeichen')],
    fail: [text('null\u0000byte'), text('half \ud83d pair'), text('bad \ufffd decode')],
  },
  S06: {
    pass: [{document: procedure}],
    fail: [
      example('condition', {summary: 'x'.repeat(100_001)}),
      example('condition', {symptoms: Array.from({length: 1001}, (_, i) => ({_key: `${i}`}))}),
    ],
  },
  S07: {
    pass: [
      example('source', {url: 'https://www.fda.gov/a?b=c#d'}),
      example('condition', {overview: [{_key: 'b', markDefs: [{_key: 'm', href: 'tel:911'}]}]}),
    ],
    fail: [
      example('source', {url: 'javascript:alert(1)'}),
      example('source', {url: 'https://user:pw@fda.gov/'}),
      example('source', {url: 'https://localhost/'}),
      example('source', {url: `https://fda.gov/${'a'.repeat(2048)}`}),
      example('condition', {
        overview: [{_key: 'b', markDefs: [{_key: 'm', href: 'http://fda.gov'}]}],
      }),
      example('condition', {
        overview: [{_key: 'b', markDefs: [{_key: 'm', href: '//evil.example'}]}],
      }),
    ],
  },
  S08: {
    pass: [example('source', {accessed: '2026-11-24', year: 2026})],
    fail: [
      example('source', {accessed: '2026-11-25'}),
      example('source', {year: 2027}),
      example('condition', reviewed({lastReviewed: '2030-01-01'})),
    ],
  },
  S09: {
    pass: [
      code({system: 'snomed', code: '279039007'}),
      code({system: 'icd10cm', code: 'M54.50', version: 'FY2027'}),
    ],
    fail: [
      code({system: 'snomed', code: '279039008'}),
      code({system: 'icd10cm', code: 'M54.5', version: 'FY2027'}),
      code({system: 'icd10cm', code: 'M54.50'}),
    ],
  },
  S10: {
    pass: [example('source', {doi: '10.1000/1'}, [review])],
    fail: [example('source', {doi: review['doi']}, [review])],
  },
  S11: {
    pass: [{document: clinician}],
    fail: [
      {document: {...clinician, orcid: '0000-0002-1825-0079'}},
      {document: {...clinician, credentials: ''}},
    ],
  },
  S12: {
    pass: [{document: procedure}],
    fail: [example('faq', {about: [ref('a', 'k1'), ref('a', 'k2')]})],
  },
  S13: {
    pass: [example('condition', {title: 'Neck pain', slug: {}}, [condition])],
    fail: [
      example('condition', {title: 'back pain', slug: {}}, [condition]),
      example('condition', {title: 'Sore back', aka: ['Lumbago'], slug: {}}, [condition]),
    ],
  },
  S14: {
    pass: [example('condition', {parent: ref('condition-back-pain')}, [condition])],
    fail: [
      example('condition', {parent: ref('condition-x')}),
      example('condition', {parent: ref('condition-back-pain')}, [
        {...condition, parent: ref('condition-x')},
      ]),
    ],
  },
  S15: {
    pass: [example('faq', {about: [ref(condition._id)]}, [condition])],
    fail: [
      example('faq', {about: [ref(condition._id)]}, [{...condition, status: 'withdrawn'}]),
      example('faq', {about: [ref('condition-new')]}, [
        {...condition, _id: 'drafts.condition-new'},
      ]),
      example('procedure', {treats: [{_key: 't', condition: ref(condition._id)}]}, [
        {...condition, language: 'es'},
      ]),
    ],
  },
  S16: {
    pass: [
      example('procedure', {invasiveness: 'surgical', settings: ['office', 'hospital']}),
      example('technique', {kind: 'therapeuticModality', modality: 'light', treats: [{_key: 't'}]}),
    ],
    fail: [
      example('procedure', {invasiveness: 'surgical', settings: ['office']}),
      example('technique', {kind: 'imagingGuidance', modality: 'light'}),
      example('technique', {kind: 'imagingGuidance', modality: 'ct', treats: [{_key: 't'}]}),
    ],
  },
  S17: {
    pass: [example('procedure', {costNote: [block('c', 'The price depends on your plan.')]})],
    fail: [
      example('procedure', {costNote: [block('c', 'It is $ 500.')]}),
      example('procedure', {costNote: [block('c', 'It costs about 500 dollars.')]}),
    ],
  },
  S18: {
    pass: [
      {document: procedure},
      example('procedure', {
        invasiveness: 'noninvasive',
        preparation: [{_key: 'p', text: [block('b', 'Rest.')]}],
      }),
    ],
    fail: [
      example('procedure', {
        invasiveness: 'surgical',
        preparation: [{_key: 'p', text: [block('b', 'Rest.')]}],
      }),
    ],
  },
  S19: {
    pass: [
      example('procedure', {risks: [frequency()]}),
      example('procedure', {risks: [frequency('About 8 in 1,000,000 injections')]}),
    ],
    fail: [
      example('procedure', {risks: [frequency('within 3 days of an injection')]}),
      example('procedure', {risks: [frequency('About 8 in 1,000 injections')]}),
    ],
  },
  S20: {
    pass: [
      direction({favours: 'comparison', comparison: 'Physical therapy'}),
      direction({favours: 'notCompared'}),
      direction({favours: 'harm'}),
    ],
    fail: [
      direction({favours: 'comparison'}),
      direction({favours: 'comparison', comparison: ' '}),
      direction({favours: 'notCompared', comparison: 'A placebo'}),
    ],
  },
  S21: {
    pass: [
      text('Words.'),
      example('condition', {
        overview: [
          {
            ...block('o1', ''),
            children: [
              {_key: 's1', _type: 'span', text: 'One', marks: ['strong']},
              {_key: 's2', _type: 'span', text: ' ', marks: []},
            ],
          },
        ],
      }),
    ],
    fail: [
      example('condition', {title: '  '}),
      example('condition', {aka: ['Lumbago', ' ']}),
      example('condition', {overview: [{...block('o1', 'Words.'), style: 'h5'}]}),
      example('condition', {overview: [{...block('o1', 'Words.'), children: undefined}]}),
      example('condition', {overview: [{...block('o1', 'Words.', 'source-x'), markDefs: []}]}),
    ],
  },
  S22: {
    pass: [
      example('faq', {about: [ref('procedure-nerve-block')]}, [procedure]),
      // What does not exist at all is said elsewhere.
      example('faq', {about: [ref('procedure-gone')]}),
    ],
    fail: [
      example('faq', {about: [ref('source-review')]}, [review]),
      example('condition', {relatedConditions: [ref('condition-x')]}),
      example('condition', {parent: ref('procedure-nerve-block')}, [procedure]),
    ],
  },
  S23: {
    pass: [
      example('condition', {slug: {current: 'neck-pain'}}, [condition]),
      // Two types, two folders.
      example('topic', {slug: condition['slug']}, [condition]),
      example('condition', {slug: condition['slug'], language: 'es'}, [condition]),
      example('redirect', {from: '/en/conditions/sore-back/'}, [condition]),
    ],
    fail: [
      example('condition', {slug: condition['slug']}, [condition]),
      example('condition', {slugHistory: ['back-pain']}, [condition]),
      example('condition', {slugHistory: ['sore-back']}, [
        {...condition, slugHistory: ['sore-back']},
      ]),
      example('condition', {slug: {current: 'sore-back'}, slugHistory: ['sore-back']}),
      example('redirect', {from: '/en/conditions/back-pain/'}, [condition]),
      example('redirect', {from: '/en/conditions/sore-back/'}, [
        {...condition, slugHistory: ['sore-back']},
      ]),
      example('redirect', {from: redirect['from']}, [redirect]),
      example('redirect', {from: '/xx/old/'}),
    ],
  },
  S24: {
    pass: [
      example('redirect', {from: '/en/a/', toUrl: 'https://elsewhere.example/en/a/'}, [
        {...settings, organizationUrl: 'https://health.example'},
      ]),
      example('redirect', {from: '/en/a/', toUrl: 'https://health.example/en/b/'}, [settings]),
    ],
    fail: [
      example('redirect', {from: '/en/a/', toUrl: 'https://health.example/en/a/'}, [settings]),
      example('redirect', {from: '/en/a/', toUrl: `https://health.example${redirect['from']}`}, [
        settings,
        redirect,
      ]),
    ],
  },
  S25: {
    pass: [example('glossaryTerm', {term: 'Nerve root'}, [glossaryTerm])],
    fail: [example('glossaryTerm', {term: 'Facet-Joint'}, [{...glossaryTerm, _id: 'a-term'}])],
  },
  S26: {
    pass: [
      example('faq', {status: 'withdrawn', withdrawal: {reason: 'New evidence.'}}),
      example('faq', {status: 'active'}),
    ],
    fail: [
      example('faq', {status: 'withdrawn'}),
      example('faq', {status: 'withdrawn', withdrawal: {date: '2026-01-01'}}),
    ],
  },
}

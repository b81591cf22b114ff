import type {TermList} from './matcher.ts'

const NIDA =
  'https://nida.nih.gov/research-topics/addiction-science/words-matter-preferred-language-talking-about-addiction'
const NHS_INCLUSIVE = 'https://service-manual.nhs.uk/content/inclusive-content'
const NHS_A_TO_Z = 'https://service-manual.nhs.uk/content/a-to-z-of-nhs-health-writing'
const HHS = 'HHS Pain Management Best Practices Inter-Agency Task Force, report of 2019, on stigma'

/** R15: words about drug use that keep people from asking for help. */
export const drugUse: TermList = {
  language: 'en',
  terms: [
    {
      pattern: 'addicts?',
      useInstead: 'person with a substance use disorder',
      source: NIDA,
      severity: 'error',
    },
    {
      pattern: '(?:drug|opioid|substance|alcohol)?-?abusers?',
      useInstead: 'person who uses drugs',
      source: NIDA,
      severity: 'error',
    },
    {
      pattern: 'junk(?:ie|y)s?|druggies?|pill ?poppers?|crackheads?',
      useInstead: 'person who uses drugs',
      source: NIDA,
      severity: 'error',
    },
    {
      pattern:
        '(?:drug|opioid|substance|medicine|medication|prescription|painkiller)s? abuse|abus(?:e|es|ed|ing)(?: of)? (?:drug|opioid|substance|medicine|medication|painkiller|them|pill)s?',
      useInstead: 'use, or misuse for prescribed medicines',
      source: NIDA,
    },
    {
      pattern: 'drug-?seek(?:ing|ers?)|seeking drugs',
      useInstead: 'person whose pain is not controlled',
      source: NIDA,
    },
    {
      pattern: '(?:drug|opioid) habits?|habit-?forming',
      useInstead: 'substance use disorder; can cause dependence',
      source: NIDA,
    },
    {
      pattern:
        '(?:dirty|clean) (?:urine|test|screen|needle|sample)s?|(?:get|stay|got|stayed|getting|staying) clean',
      useInstead: 'test result positive or negative; in recovery',
      source: NIDA,
    },
    {
      pattern: '(?:opioid|opiate|drug) (?:dependency|addiction)|addicted to',
      useInstead: 'opioid use disorder',
      source: NIDA,
    },
    {
      pattern:
        'drug[- ]?(?:seekers?|hungry|fiends?)|pill[- ]?seek(?:ers?|ing)|opioid[- ]?seek(?:ers?|ing)|doctor[- ]?shop(?:pers?|ping)|hooked on|dope(?:heads?)?|users and|drunks?|alcoholics?|smackheads?|stoners?|(?:fake|faking|fakes|faked)(?: \\w+){0,3} pain|pain to get (?:drugs|pills|opioids)',
      useInstead: 'person with a substance use disorder, person whose pain is not controlled',
      source: NIDA,
    },
    {pattern: 'former addict|reformed addict', useInstead: 'person in recovery', source: NIDA},
    {
      pattern: 'opiate substitution|replacement therapy for opioids',
      useInstead: 'medicine for opioid use disorder',
      source: NIDA,
    },
  ],
  exceptions: ['Substance Abuse and Mental Health', 'National Institute on Drug Abuse'],
}

/** R16: the person first, the condition second. */
export const personFirst: TermList = {
  language: 'en',
  terms: [
    {
      pattern: 'suffer(?:s|ed|ing)? (?:from|with)|sufferers?',
      useInstead: 'people with …, living with …',
      source: NHS_INCLUSIVE,
    },
    {
      pattern: 'victims? of|afflicted (?:with|by)|stricken (?:with|by)|plagued by',
      useInstead: 'people with …',
      source: NHS_INCLUSIVE,
    },
    {
      pattern:
        '(?:chronic )?(?:back )?pain patients?|(?:arthritis|diabetes|cancer|stimulator|opioid) patients?',
      useInstead: 'people with …',
      source: NIDA,
    },
    {
      pattern: 'confined to a wheelchair|wheelchair-?bound|bed-?ridden',
      useInstead: 'person who uses a wheelchair, person in bed',
      source: NHS_INCLUSIVE,
    },
    {
      pattern:
        'diabetics|arthritics|epileptics|asthmatics|the disabled|the handicapped|handicapped',
      useInstead: 'people with …',
      source: NHS_INCLUSIVE,
    },
    {
      pattern: 'the elderly|elderly (?:people|patients|adults)|senior citizens',
      useInstead: 'older people',
      source: NHS_INCLUSIVE,
    },
  ],
}

/** R17: no words that blame people for their pain or for a treatment that did not help. */
export const blame: TermList = {
  language: 'en',
  terms: [
    {
      pattern: 'exaggerat(?:e|es|ed|ing|ion)',
      useInstead: 'describe your pain as it is',
      source: HHS,
    },
    {pattern: 'malinger(?:s|ed|ing|ers?)', useInstead: 'leave it out', source: HHS},
    {
      pattern: '(?:undermin(?:e|es|ing)|hurt|damage) your credibility',
      useInstead: 'leave it out',
      source: HHS,
    },
    {
      pattern: 'non-?complian(?:t|ce)|non-?adheren(?:t|ce)',
      useInstead: 'did not take … because …',
      source: NIDA,
    },
    {
      pattern: 'failed (?:\\w+ )?(?:treatment|therapy|care|medication|medicines?|management)s?',
      useInstead: 'the treatment did not help',
      source: HHS,
    },
    {
      pattern:
        '(?:patients?|people|persons?|you|they) (?:who |that )?(?:have |has )?failed (?!to (?:get|receive))',
      useInstead: 'the treatment did not help',
      source: HHS,
    },
    {
      pattern:
        "(?:all|just|only|mostly|purely|simply) in (?:your|the|their|his|her) (?:heads?|minds?)|in (?:their|his|her) heads?|imagin(?:e|es|ing|ed) (?:the|your|their|it|this)(?: \\w+)? ?pain|attention[- ]seek(?:ing|ers?)|(?:weak|lack of|lacking|no|little|poor|more) (?:willpower|will power|self-?control|self-?discipline|discipline|motivation)|(?:lack|lacks|need|needs) (?:\\w+ )?(?:willpower|self-?control|self-?discipline|discipline)|weak[- ]?(?:minded|willed)|lazy|laziness|(?:your|their|his|her) own (?:fault|doing|making)|(?:is|are) to blame|(?:only|just) (?:have )?your(?:self|selves) to blame|blame (?:your|them|him|her)sel(?:f|ves)|brought (?:it|this|the pain)(?: \\w+)? on (?:your|them|him|her)sel(?:f|ves)|(?:should|ought to) be ashamed|bad (?:patients?|choices)|difficult patients?|problem patients?|frequent flyers?|hypochondriacs?|hysterical|hysterics?|whin(?:e|es|ing|ers?|y)|moan(?:s|ing|ers?)|crybab(?:y|ies)|wimps?|man up|toughen up|get over it|pull yourself together|drama(?:tic)? (?:queens?|patients?)|refus(?:e|es|ed) to (?:help|take care of|look after|lose|exercise|comply|cooperate|co-operate)|(?:did|do|does)(?:n[\u2019']t| not) (?:try|care|work) (?:hard )?enough|(?:not|n[\u2019']t) (?:tried|trying) hard enough|let (?:yourself|themselves) go|un-?cooperative|self-?inflicted|(?:fat|obese) (?:people|patients?|persons?|men|women|adults|and)|(?:the|too|morbidly) (?:obese|fat)|fatties|overeat(?:s|ers?|ing)?|greedy|(?:crazy|mad|insane|psycho|mental) (?:people|patients?|cases?)|lunatics?|cripples?d?|invalids|disobe(?:y|ys|yed|dient)|cheat(?:s|ed|ing)? on (?:your|their)|deserve(?:s|d)? (?:the|your|their|it|this)(?: \\w+)? ?pain|making (?:it|this) up",
      useInstead:
        'say what makes pain likelier or what can help, without a judgement of the person',
      source: HHS,
    },
    {pattern: 'in your head|imaginary pain|real pain', useInstead: 'pain', source: HHS},
    {
      pattern: 'complain(?:s|ed|ing)? of|complains? about',
      useInstead: 'has …, reports …',
      source: HHS,
    },
  ],
}

/** R18: names of medicines and tests. */
export const medicineNames: TermList = {
  language: 'en',
  terms: [{pattern: 'drugs?', useInstead: 'medicine', source: NHS_A_TO_Z}],
  exceptions: [
    'Food and Drug Administration',
    'Drug Safety Communications?',
    'National Institute on Drug Abuse',
    '(?:anti-inflammatory|antirheumatic) drugs?',
    '(?:street|illegal|recreational|injected|illicit) drugs?',
    'drug (?:use|test|overdose|tests|testing)',
    'people who (?:use|inject) drugs',
    'inject(?:ing)? drugs',
  ],
}

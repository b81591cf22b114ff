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
    {
      pattern:
        "(?:no|zero|without(?: any)?|free (?:of|from)|never (?:has|have|any)) (?:known |serious |real |bad |lasting |unwanted |major )?(?:side[- ]effects?|complications?|downsides?|drawbacks?|dangers?)|side[- ]effect[- ]free|complication-free|nothing (?:can|could|will|ever) (?:go(?:es)? )?wrong|nothing to (?:lose|fear)|(?:cannot|can[\u2019']?t|can never|could never|won[\u2019']?t|will not|never) (?:possibly )?(?:go(?:es)? wrong|harm you|hurt you|cause (?:any )?(?:harm|problems|damage))|(?:do|does|will|can)(?:n[\u2019']t| not|not) (?:cause|have) (?:any )?(?:side[- ]effects|complications|harm)|no (?:one|body)(?: \\w+)? (?:ever )?(?:has|had|gets|suffers|feels)(?: \\w+)? (?:complications?|side[- ]effects?|pain)|harmless(?:ly)?",
      useInstead: 'name the harms and how often they happen',
      source: FTC,
    },
    {
      pattern:
        "(?:always|invariably|certainly|definitely|surely|unfailingly|without fail) (?:work|help|succeed|eas|reliev|heal|fix|improv|end|stop|get better|gets better|be better|go away|take)(?:e|es|s|ed|ing)?|(?:works?|helps?|succeeds?|effective|safe|suitable) (?:every time|each time|all the time|for (?:everyone|everybody|all(?: patients| people| ages)?|every(?: \\w+)?|anyone|anybody)|in (?:all|every) (?:cases?|patients?|people|person)|without (?:exception|fail))|(?:never|cannot|can[\u2019']?t|won[\u2019']?t|does not|doesn[\u2019']t) (?:ever )?fails?|fail-?(?:safe|proof)|fool-?proof|infallible|sure-?fire|bound to (?:work|help|improve|get better|feel)|certain to (?:work|help|improve|feel)|sure to (?:work|help|improve|feel better)|every(?:one|body)(?: \\w+){0,4} (?:gets? better|feels? better|improves?|benefits?|recovers?|is (?:helped|pain))|(?:all|every) (?:of our )?(?:patients?|people|persons?)(?: \\w+)? (?:gets?|feels?|improves?|benefits?|recovers?|leaves?|go(?:es)?) ?(?:better|pain|home)?",
      useInstead: 'say how many people it helps, and how many not, with a source',
      source: FTC,
    },
    {
      pattern:
        "(?:rid|clear) (?:of )?(?:your|the|all)(?: \\w+)? pain|(?:no|zero|not any|never)(?: any)? (?:more |longer |again )?pain(?: again| any ?more| ever)?(?= (?:again|any ?more|at all|ever|after|afterwards))|no (?:more )?pain (?:again|at all|ever|anymore|afterwards|after)|(?:never|won[’']?t|will not) (?:feel|have|hurt|know|need|suffer)(?: any| this| more)? (?:again|any ?more|ever|pain)|pain (?:will |is |has |for )?(?:be )?(?:gone|disappears?|vanish(?:es)?|ends?|erased|banished|eliminated)(?: for good| forever)?|(?:for good|once and for all|for ever|forever|for life|for the rest of your life|relief is permanent|permanent (?:fix|solution|result|success|freedom|end)s?|permanently (?:gone|better|well|solved|fixed))|(?:will not|won[\u2019']t|does not|doesn[\u2019']t|cannot) (?:hurt|feel (?:a thing|anything|it))|(?:feel|feels) no pain|pain[- ]free(?:dom)?|lasting (?:freedom|results?|success|solution|fix)|free yourself (?:from|of) pain|eliminat(?:e|es|ed|ing) (?:your |the |all )?pain",
      useInstead: 'say what people feel, how much may change and for how long, with a source',
      source: FTC,
    },
    {
      pattern:
        "you(?:[\u2019']ll| will| are going to| can expect to| shall)(?: \\w+){0,2} (?:be able to|be back|be (?:better|well|fine|healed|free|yourself|walking|running|dancing)|feel (?:better|great|like new|fine|good|younger|relief|no)|get better|walk (?:again|without)|run again|recover(?: fully| completely)?|sleep (?:well|better|through)|return to|enjoy|regain|love|notice relief|wake up without|move freely|live without)|(?:we|our \\w+) (?:promise|can assure|assure|ensure|swear)(?: you)?|rest assured|(?:scientifically|clinically|medically|long)[- ]?proven|proven (?:to|results?|success|method|treatment|relief|therapy|way|safe|technique)|(?:is|are|been|were) proven|proof that it works|money[- ]back|success (?:is|rate) (?:assured|certain|of 100)|assured (?:results?|success|relief)|magic(?:al)?|wonder (?:drug|treatment|shot|therapy|cure)|like new|good as new|restores? (?:you|your (?:back|knee|joint|life|health))|unbeatable|unmatched|unrivall?ed|second to none|one hundred per ?cent|a hundred per ?cent|100 ?(?:%|percent|per cent)(?: of)?(?: \\w+){0,2} (?:safe|effective|success|relief|better|certain|reliable|natural|pain)|(?:quite|absolutely|utterly|wholly|100%|entirely|very|extremely|proven) (?:safe|harmless)|no (?:doubt|question) (?:that )?(?:it|you|this) |works? wonders|instant(?:ly)? (?:relie\\w+|results?|cure|fix|better)|the (?:answer|solution|end) to (?:your|all)(?: \\w+){0,2} pain|the end of (?:your )?pain|risk-?less",
      useInstead: 'say what may happen, how often, and with which source',
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

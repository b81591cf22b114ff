/**
 * Words that R40 reads a sentence by: medicines, changes to them, doses, fasting, and the people who
 * decide about them. Each is matched within one sentence; none repeats without a bound.
 */

const GENERIC =
  'warfarin|heparin|enoxaparin|dalteparin|apixaban|rivaroxaban|dabigatran|edoxaban|clopidogrel|prasugrel|ticagrelor|aspirin|ibuprofen|naproxen|diclofenac|meloxicam|celecoxib|ketorolac|indomethacin|etoricoxib|acetaminophen|paracetamol|co-?codamol|codeine|dihydrocodeine|tramadol|tapentadol|morphine|oxycodone|hydrocodone|hydromorphone|fentanyl|methadone|buprenorphine|naloxone|gabapentin|pregabalin|duloxetine|venlafaxine|amitriptyline|nortriptyline|sertraline|fluoxetine|citalopram|diazepam|lorazepam|alprazolam|clonazepam|temazepam|zolpidem|zopiclone|baclofen|cyclobenzaprine|tizanidine|methocarbamol|carisoprodol|metformin|gliclazide|glipizide|glimepiride|insulin|empagliflozin|dapagliflozin|canagliflozin|sitagliptin|semaglutide|tirzepatide|liraglutide|dulaglutide|exenatide|prednisone|prednisolone|dexamethasone|hydrocortisone|methylprednisolone|triamcinolone|methotrexate|adalimumab|etanercept|infliximab|hydroxychloroquine|sulfasalazine|amoxicillin|cephalexin|cefalexin|ciprofloxacin|doxycycline|clindamycin|lisinopril|ramipril|losartan|amlodipine|metoprolol|bisoprolol|atenolol|propranolol|furosemide|hydrochlorothiazide|simvastatin|atorvastatin|omeprazole|levothyroxine|lithium|carbamazepine|levetiracetam|topiramate|sumatriptan|lidocaine|lignocaine|ketamine|cannabis|CBD'
const BRAND =
  'Coumadin|Jantoven|Eliquis|Xarelto|Pradaxa|Savaysa|Lovenox|Plavix|Effient|Brilinta|Advil|Motrin|Aleve|Naprosyn|Voltaren|Mobic|Celebrex|Toradol|Tylenol|Panadol|Nurofen|Excedrin|Bayer|Vicodin|Norco|Percocet|OxyContin|Roxicodone|Dilaudid|Ultram|Nucynta|MS ?Contin|Duragesic|Suboxone|Belbuca|Butrans|Narcan|Neurontin|Lyrica|Cymbalta|Effexor|Elavil|Valium|Ativan|Xanax|Klonopin|Ambien|Flexeril|Zanaflex|Soma|Glucophage|Lantus|Humalog|Novolog|Jardiance|Farxiga|Invokana|Januvia|Ozempic|Wegovy|Rybelsus|Mounjaro|Zepbound|Victoza|Saxenda|Trulicity|Byetta|Medrol|Humira|Enbrel|Remicade|Keflex|Augmentin|Cipro|Zoloft|Prozac|Lexapro|Lasix|Synthroid'
const CLASS =
  'blood[- ]?thinn(?:er|ers|ing)(?: \\w+)?|thinners?|anti-?coagulants?|anti-?platelets?|pain[- ]?killers?|pain[- ]?relievers?|pain pills?|anti-?inflammator(?:y|ies)|NSAIDs?|opioids?|opiates?|narcotics?|steroids?|cortisone|anti-?biotics?|anti-?depressants?|muscle relaxants?|sleeping (?:pills?|tablets?)|sedatives?|tranquil+i[sz]ers?|benzos?|benzodiazepines?|beta[- ]?blockers?|statins?|diuretics?|water (?:pills?|tablets?)|blood pressure (?:pills?|tablets?|meds?)|GLP-?1s?|weight[- ]loss (?:shots?|jabs?|injections?|pens?)|diabetes (?:pills?|tablets?|shots?)|SGLT-?2\\w*|water tablets?|immunosuppressants?|biologics|antihistamines?|supplements?|fish oil|turmeric|herbal (?:\\w+)'
const PLAIN =
  'medicines?|medications?|meds|drugs|tablets?|pills?|capsules?|patch(?:es)?|inhalers?|doses?|dosage|prescriptions?|refills?|over-the-counter \\w+|syrup|drops'

export const MEDICINE = new RegExp(`\\b(?:${GENERIC}|${BRAND}|${CLASS}|${PLAIN})\\b`, 'i')

/** Ways to end, miss or lessen a medicine; with "not" before it nothing changes. */
const END =
  'stop|quit|skip|miss|omit|hold|withhold|pause|halt|discontinue|suspend|cease|drop|ditch|bin|halve|half|cut|reduce|lower|decrease|taper|wean|lessen|interrupt|avoid|forget|delay|postpone|put off|leave (?:out|off)|lay off|give up|come off|get off|go off|go without|do without|be without|throw (?:away|out)|flush|change|switch|swap|replace|adjust|alter|finish'
/** Ways to begin, repeat or raise one; with "not" before it a medicine is stopped. */
const BEGIN =
  'start|restart|resume|take|double|triple|increase|raise|up|bump up|use|swallow|inject|borrow|share|crush|chew|combine|mix|go back (?:on|to)|repeat|top up|pop'
const END_ING =
  'stopping|quitting|skipping|missing|omitting|holding|pausing|halting|discontinuing|suspending|dropping|ditching|halving|cutting|reducing|lowering|tapering|weaning|leaving out|leaving off|giving up|coming off|getting off|going off|going without|doing without|changing|switching|swapping|replacing|adjusting|delaying|interrupting'
const BEGIN_ING =
  'starting|restarting|resuming|taking|doubling|tripling|increasing|raising|swallowing|injecting|borrowing|sharing|crushing|combining|mixing|repeating'
const DONE =
  'stopped|skipped|missed|omitted|held|withheld|paused|halted|discontinued|suspended|dropped|halved|cut|reduced|lowered|decreased|tapered|weaned|left (?:out|off)|given up|changed|switched|swapped|replaced|adjusted|started|restarted|resumed|taken|doubled|tripled|increased|raised|avoided|delayed|interrupted|shared|crushed|combined'

const ADVERB =
  '(?:just|simply|also|then|always|safely|easily|usually|normally|please|now|even|only|first|probably|immediately|abruptly|gradually|slowly|still|all|both|either|instead|again|temporarily|best|well)'
/** What leads to an instruction: the start of a clause, a modal verb, an offer, an aim. */
const LEAD = `(?:^(?:[-•*–]|\\d+[.)])?\\s*|[,;:—–(]\\s*|\\b(?:and|or|but|then|so|please|just|simply|instead|can|could|may|might|should|must|shall|will|would|need to|needs to|have to|has to|ought to|had better|want you to|ask you to|like you to|asked to|told to|advised to|able to|free to|safe to|fine to|ok(?:ay)? to|all right to|alright to|best to|better to|wise to|possible to|easy to|important to|necessary to|good idea to|time to|required to|supposed to|allowed to|expected to|encouraged to|reason to|remember to|sure to|not to|why not|how to|when to|you to|let you|do not|don't|never|it's|days? before|hours? before|morning|before(?:hand)?|you'll|you'd|to)\\s+)`
const NOT = `(?:not|n't|never|cannot|no need to|without)`

const flags = 'i'
export const ENDS = new RegExp(
  `(?:${LEAD}|\\b(?:you|we|patients|everyone)\\s+)(?:${ADVERB}\\s+){0,2}(?:${END})\\b|\\b(?:${END_ING})\\b`,
  flags,
)
export const BEGINS = new RegExp(
  `${LEAD}(?:${ADVERB}\\s+){0,2}(?:${BEGIN})\\b|\\b(?:${BEGIN_ING})\\b|\\b(?:an? )?extra\\b|\\btwice (?:the|your|as many)\\b|\\bdouble (?:the|dose|up)`,
  flags,
)
export const IS_CHANGED = new RegExp(
  `\\b(?:be|is|are|get|gets|being|to be)\\s+(?:${ADVERB}\\s+){0,2}(?:${DONE})\\b|^(?:no|off|without)\\b|\\b(?:off|without|instead of) (?:your|the|all|any|this|that|these) \\b|\\bno (?:longer|more) (?:need|have|take|blood|pain|pills|tablets|medic|opioid|insulin|aspirin)|\\b(?:don't|do not|won't|will not|not|no longer|no|never|without) (?:need|necessary|needed|required|have to|must)\\b`,
  flags,
)
/** A change that is advised against: it leaves things as they are. */
export const NOT_ENDED = new RegExp(
  `${NOT}\\s+(?:\\w+\\s+){0,2}?(?:${END}|double|triple|increase|share|borrow|crush|mix|combine|${END_ING}|take (?:two|more|extra|an? (?:double|extra)|someone|anyone|another))\\b|\\bnever\\s+(?:${END})\\b|\\b(?:not|n't|never) be (?:${DONE})\\b|\\b(?:dangerous|unsafe|harmful|risky|can harm|can be harmful|not safe)\\b`,
  flags,
)
/** Who takes what: a condition, a question or a thing to bring and no advice. */
export const TELLS =
  /\b(?:if|when|whether|because|who|which|that|medicines?|what|unless|as|while|list of|tell \w+ (?:about|if)|ask|bring)\s+(?:\w+\s+){0,3}?(?:you|they|people|I|we|who)(?:'re|\s+are|\s+have|\s+also|\s+already|\s+still)?\s+(?:take|taking|use|using|took|taken|have|start|stop|stopped|on)\b/gi
export const KEEPS = /\b(?:keep|carry on|go on|continue|stay on)(?: (?:taking|using|with|on))?\b/i

const COUNT =
  '(?:\\d[\\d.,]*|half|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|twenty-?four|forty-?eight|seventy-?two|a couple of)'
const SPAN = `${COUNT}(?:\\s*(?:-|to|or)\\s*${COUNT})?[\\s-]*(?:hours?|hrs?|h|days?|weeks?|nights?|minutes?|mins?)`
/** How much: "400 mg", "two tablets", "every six hours". */
export const DOSE = new RegExp(
  `\\b${COUNT}[\\s-]*(?:mg|mcg|µg|μg|milligrams?|micrograms?|grams?|g|ml|mL|millilit(?:er|re)s?|units?|tablets?|pills?|capsules?|puffs?|drops?|teaspoons?|doses?)\\b(?!\\/)|\\bevery ${SPAN}|\\b(?:once|twice|${COUNT} times) (?:a|per|each|every) (?:day|night)|\\b(?:once|twice) daily\\b`,
  flags,
)
/** When, counted from the procedure. */
export const TIMING = new RegExp(
  `\\b${SPAN}\\b(?: (?:\\w+ ){0,2})?(?:before|prior|ahead|beforehand|after|earlier|later)\\b|\\b(?:the )?(?:night|evening|day|morning|week) (?:before|of|after)\\b|\\b(?:for|within|until|till) (?:${SPAN})`,
  flags,
)
const FOOD =
  '(?:eat(?:ing)?|drink(?:s|ing)?|food|foods|fluids?|liquids?|meals?|water|coffee|breakfast|fasting|empty stomach|by mouth|snacks?|dinner|supper|sips?|gum)'
const FAST_WHEN = `(?:midnight|${SPAN}|(?:from|after|past|since|by|until|till|at|before) (?:\\d{1,2}(?::\\d\\d)?\\s*(?:a\\.?m|p\\.?m|o'clock)?\\b|noon)|(?:night|evening|morning|day) (?:before|of)|beforehand|that morning|before (?:the|your) (?:injection|procedure|sedation|block|ablation|surgery|operation|appointment|shot|visit))`
export const FASTING = new RegExp(
  `\\b(?:nothing|no|not|n't|never|stop|stops|last|skip|avoid|without|fasting|empty stomach|until|up to|allowed|may|can|must|should|okay|ok|fine|refrain|only)\\b.{0,60}\\b${FOOD}\\b.{0,60}${FAST_WHEN}|\\b(?:fast (?:from|for|after|since|the|until|overnight)|empty stomach|fasting|nil|nothing) .{0,40}${FAST_WHEN}|${FAST_WHEN}.{0,50}\\b(?:nothing|no|not|n't|stop|avoid|last|without)\\b.{0,30}\\b${FOOD}\\b`,
  flags,
)

const WHO =
  '(?:doctors?|team|prescribers?|pharmacists?|clinic|clinicians?|nurses?|specialists?|surgeons?|an(?:a)?esth\\w+|GP|cardiologists?|physicians?|providers?|hospital|practice|us|prescribes?|prescribed|whoever|person who|care team|dentist|rheumatologist|poison control)'
/** Hands the decision to those who prescribe. */
export const HAND_OVER = new RegExp(
  `\\b(?:ask|asks|asking|check|checking|talk|talking|speak|speaking|agree|agreed|plan|planned|discuss|discussed|tell|telling|call|contact|follow|consult|decide|with|from|by|unless|until|if|as|what|when|how|only)\\b[^.?!;]{0,70}\\b${WHO}\\b|\\b${WHO}\\b[^.?!;]{0,30}\\b(?:says?|said|tells?|told|decides?|agrees?|advises?|advice|instruct\\w*|knows|will|prescribes?|may|can|should|must|plans?|sets?|asks?)\\b|\\bas (?:prescribed|planned|agreed|told)\\b|\\bunless (?:you (?:are|were) )?told\\b|(?:^|[:,;] )ask (?:whether|which|when|if|about|how|what|first|before)\\b|\\b(?:prescription|label|leaflet|packet|package) (?:says|tells|states|advises)\\b|\\bon your own\\b|\\byourself\\b|\\b(?:than|on|by) (?:the )?(?:label|leaflet|prescribed)\\b`,
  flags,
)
/** Takes the decision away from them. */
export const NO_HAND_OVER =
  /\b(?:no need|need not|don't need|do not need|needn't|not necessary|don't have to|do not have to|without|don't bother|instead of|before you|even if|no matter|whatever|regardless|rather than|never mind|not need|unnecessary|no reason)\b[^.?!;]{0,40}\b(?:ask|asking|check|checking|call|calling|talk|talking|speak|speaking|tell|telling|doctor|prescriber|pharmacist|clinic|permission|team|prescription)\b/i

/** What a medicine does, and no change to it: "a steroid can raise blood sugar". */
export const EFFECT =
  /\b(?:plans?|steroids?|medicines?|medications?|pills?|tablets?|opioids?|painkillers?|thinners?|injections?|block|insulin|it|they|this|that)(?: \w+){0,6}? (?:can|may|might|could|will)(?: \w+ly| also| often| then)? (?!be\b)\w+(?:(?!\b(?:so|please|you|just)\b)[^.;:])*/gi
/** Changes to the medicine that the sentence before names. */
export const GOES_ON = new RegExp(
  `\\b(?:${END}|${BEGIN}|${END_ING}|${BEGIN_ING})\\b (?:\\w+ )?(?:it|them|these|this|one|two|both|those|more|extra|another|again)\\b|^(?:No|Leave|Stop|Skip|Halve|Double)\\b`,
  'i',
)

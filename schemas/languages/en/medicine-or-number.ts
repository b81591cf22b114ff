/**
 * Names of medicines: stems of international nonproprietary names, common names without a stem, and
 * the everyday words for medicines and amounts of them. Too many is safe, too few is not.
 * @see https://www.who.int/teams/health-product-and-policy-standards/inn/stembook
 */
const MEDICINES = [
  // Local anesthetics, opioids, sedatives.
  '[a-z]{2,}caine',
  '[a-z]{2,}(?:codone|morphone|fentanil|fentanyl|orphan(?:ol)?|adol)',
  '(?:apo|nal)?morphine|codeine|methadone|buprenorphine|nal(?:oxone|trexone)',
  '[a-z]{2,}(?:azepam|azolam|barbital)|propofol|ketamine',
  // Steroids, pain relievers, medicines for nerve pain.
  '[a-z]{2,}(?:asone|isone|solone|cinolone|onide)|steroids?|corticosteroids?|cortisone',
  '[a-z]{2,}(?:profen|oxicam|coxib|fenac)|naproxen|aspirin|acetaminophen|paracetamol|NSAIDs?',
  '[a-z]{2,}(?:gabalin|triptyline|pramine|oxetine|faxine|triptan|gepant)|gabapentin|baclofen',
  'botulinum|hyaluron\\w*|capsaicin|ziconotide|clonidine',
  // Against clotting, infection, high pressure, sugar and others that procedures have to mind.
  '[a-z]{2,}(?:xaban|gatran|parin|grel|grelor)|warfarin|heparin',
  '[a-z]{2,}(?:cillin|mycin|micin|floxacin|cycline)|cef[a-z]{3,}|vancomycin',
  '[a-z]{3,}(?:olol|pril|sartan|statin|dipine|thiazide|prazole)|statins?',
  '[a-z]{2,}(?:glutide|gliptin|gliflozin|formin)|insulins?',
  '[a-z]{3,}(?:mab|setron|curium|curonium)|gadolinium|iodine',
  // Words for them.
  'medicines?|medications?|drugs?|tablets?|pills?|patch(?:es)?|dos(?:e|es|age|ages)',
  'opioids?|opiates?|an(?:a)?esthetics?|sedatives?|sedation|antibiotics?|painkillers?|pain relievers?',
  'blood thinners?|anticoagulants?|anti-?inflammator(?:y|ies)|contrast(?: dye| agent)?s?|vaccines?',
] as const

/** "One" and "once" say how many as seldom as they say which. */
const NUMBERS = [
  'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve',
  '(?:thir|four|fif|six|seven|eigh|nine)teen',
  '(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-[a-z]+)?',
  'hundreds?|thousands?|millions?|dozens?|half|halves|thirds?|quarters?',
  'twice|double[ds]?|triple[ds]?|percent',
] as const

/** Finds a medicine or an amount in a sentence, digits included. */
export const medicineOrNumber = new RegExp(
  `\\p{N}|(?<!\\p{L})(?:${[...MEDICINES, ...NUMBERS].join('|')})(?!\\p{L})`,
  'iu',
)

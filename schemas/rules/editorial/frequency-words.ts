import {languageOf} from '../language.ts'
import {remember} from '../recent.ts'
import {defineRule} from '../rule.ts'
import {sentences} from '../sentences.ts'
import type {FieldName} from '../shapes.ts'
import {textUnits} from '../text.ts'
import {isOfType} from '../value.ts'

const WHO =
  '(?:people|patients|adults|persons|women|men|users|those|cases|injections|implants|procedures|blocks|treatments|times|clinics|everyone|participants|recipients|of them|who|harms?|complications?|infections?|side effects?|reactions?|problems?|bleeding|injur(?:y|ies)|damage)'
const NUMBER =
  '(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|a hundred|one hundred|a thousand|hundred|thousand|a million)'

/** How often something happens, told without a figure. */
const OFTEN = new RegExp(
  [
    `\\b(?:the (?:vast |great |large |overwhelming )?majority|a (?:small |tiny )?minority|the bulk|most|almost all|nearly all|virtually all|practically all|hardly any|scarcely any|very few|only a few|few|plenty|many|a handful|a fraction|a (?:large|small|tiny|good|high) (?:number|share|part|proportion)|the odd) (?:of )?(?:our |the |these |all |such )?(?:[\\w-]+ ){0,2}${WHO}\\b`,
    '\\bthe (?:vast |great |large |overwhelming )?majority\\b',
    '\\b(?:hardly|scarcely|barely|almost|nearly|virtually|practically|just about|next to) (?:anyone|anybody|anything|no ?one|nobody|everyone|everybody|never|always|ever|none|nothing)\\b',
    '\\b(?:very|extremely|exceedingly|vanishingly|quite|so|really|incredibly|exceptionally|relatively) (?:rare|uncommon|common|unlikely|seldom|likely|frequent|infrequent)\\b(?:ly)?',
    '\\b(?:is|are|remains?|happens?|occurs?|very|happen|occur|but) (?:\\w+ )?(?:rare|rarely|seldom|uncommon|infrequent|infrequently|frequently|unheard of)\\b',
    '\\b(?:rarely|seldom|frequently|infrequently|nine times out of ten|more often than not|once in a blue moon)\\b',
    `\\b${NUMBER} (?:\\w+ )?(?:in|out of|of every) (?:every )?${NUMBER}\\b`,
    `\\b${NUMBER}[\\s-](?:\\w+[\\s-])?(?:per ?cent|percent)\\b`,
    `\\b(?:half|a third|one third|two[- ]thirds|a quarter|three[- ]quarters|a fifth|four[- ]fifths|a tenth) (?:of )?(?:\\w+ ){0,3}${WHO}\\b`,
    `\\b(?:often|usually|commonly|typically|generally|mostly|in most cases|most of the time|almost always) (?:\\w+ ){0,2}(?:help|helps|work|works|reliev\\w+|eas(?:es?|ing)|improv\\w+|fails?|succeeds?|lasts?|feel better|infect\\w+|harmless|successful|effective)\\b`,
    '\\b(?:helps?|works?|eases?|relieves?|improves?) (?:\\w+ ){0,3}(?:in most cases|more often than not|most of the time|almost always)\\b',
  ].join('|'),
  'i',
)
/** What is asked, told to do, or said about knowledge itself. */
const NO_CLAIM =
  /^(?:ask|tell|call|bring|write|check|say|how|see)\b|\?$|\b(?:not known|unknown|nobody knows|no one knows|not clear|unclear|ask (?:how|your)|on most days|how (?:rare|often|common|many))\b/i

const told = remember((ownWords): string | undefined => {
  if (!OFTEN.test(ownWords)) return undefined
  for (const sentence of sentences(ownWords, 'en')) {
    const found = NO_CLAIM.test(sentence) ? null : OFTEN.exec(sentence)
    if (found) return found[0].trim()
  }
  return undefined
})

const EFFECT_FIELDS: ReadonlySet<FieldName> = new Set<FieldName>([
  'benefits',
  'risks',
  'effectDuration',
])

export const r42 = defineRule({
  id: 'R42',
  severity: 'error',
  title: 'How often something happens has a source in words too',
  source: {
    name: 'NHS digital service manual, numbers, measurements, dates and time',
    url: 'https://service-manual.nhs.uk/content/numbers-measurements-dates-time',
  },
  needs: 'document',
  *check(document) {
    if (languageOf(document) !== 'en') return
    if (isOfType(document, ['glossaryTerm', 'siteSettings'])) return
    for (const unit of textUnits(document)) {
      if (unit.cited || !unit.citable) continue
      const found = told(unit.ownWords)
      if (found === undefined) continue
      yield {
        path: unit.path,
        value: found,
        severity: EFFECT_FIELDS.has(unit.field) ? 'error' : 'warning',
        message: `says how often without a source: "${found}"`,
        hint: 'Add the source that counted it to this text, or say that it is not known how often it happens.',
      }
    }
  },
})

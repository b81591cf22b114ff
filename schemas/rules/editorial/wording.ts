import {languageOf} from '../language.ts'
import {defineRule, type Problem} from '../rule.ts'
import type {AnyDocument} from '../shapes.ts'
import {FTC_HEALTH, NHS_A_TO_Z, NHS_LITERACY} from '../sources.ts'
import {before, termFinder, type TermList, type TermMatch} from '../terms/matcher.ts'
import {blame, drugUse, medicineNames, personFirst} from '../terms/people.ts'
import {plainWords} from '../terms/plain-words.ts'
import {promises} from '../terms/promises.ts'
import {type TextUnit, textUnits} from '../text.ts'

/** One finding for each wording of a list; `isMeant` sorts out what only looks like it. */
function wordings(
  list: TermList,
  message: (found: string) => string,
  isMeant: (match: TermMatch) => boolean = () => true,
) {
  const find = termFinder(list)
  return function* (document: AnyDocument): Generator<Problem> {
    for (const match of find(document)) {
      if (!isMeant(match)) continue
      const {unit, term, found} = match
      yield {
        path: unit.path,
        value: found,
        message: message(found),
        hint: `Instead: ${term.useInstead}.`,
        ...(term.severity && {severity: term.severity}),
      }
    }
  }
}

/** Words for professionals are right in a note for professionals. */
const forReaders = ({unit}: TermMatch) => unit.field !== 'clinicianNote'

export const r06 = defineRule({
  id: 'R06',
  severity: 'warning',
  title: 'Plain words instead of long or Latin ones',
  source: NHS_LITERACY,
  needs: 'document',
  check: wordings(
    plainWords,
    (found) => `uses "${found}" where a plain word exists`,
    (match) => forReaders(match) && !explainsWord(match),
  ),
})

/** The plain word first, the medical one in brackets behind it: how a term is introduced. */
function explainsWord({unit, index, found}: TermMatch): boolean {
  const lead = unit.ownWords.slice(0, index)
  const rest = unit.ownWords.slice(index + found.length)
  return /\((?:[^)]*\s)?$/.test(lead) && /^[^(]*\)/.test(rest)
}

const NEGATION =
  /\b(?:no|not|never|nor|none|nobody|cannot|without|neither|rather than|instead of|\w+n[’']t)\b/i

/** "There is no cure" and "Will it cure me?" promise nothing. */
function isPromise(match: TermMatch): boolean {
  const {unit, index, found} = match
  const sentenceEnd = /[.!?\n]|$/.exec(unit.ownWords.slice(index + found.length))?.[0]
  return sentenceEnd !== '?' && !NEGATION.test(before(match))
}

export const r10 = defineRule({
  id: 'R10',
  severity: 'error',
  title: 'No promise of a result and no superlative',
  source: FTC_HEALTH,
  needs: 'document',
  check: wordings(promises, (found) => `promises or praises: "${found}"`, isPromise),
})

export const r15 = defineRule({
  id: 'R15',
  severity: 'warning',
  title: 'Neutral words about drug use',
  source: {
    name: 'NIDA, Words Matter: preferred language for talking about addiction',
    url: 'https://nida.nih.gov/research-topics/addiction-science/words-matter-preferred-language-talking-about-addiction',
  },
  needs: 'document',
  check: wordings(drugUse, (found) => `uses "${found}", which puts people to shame`),
})

export const r16 = defineRule({
  id: 'R16',
  severity: 'warning',
  title: 'The person first, then the condition',
  source: {
    name: 'NHS digital service manual, inclusive content',
    url: 'https://service-manual.nhs.uk/content/inclusive-content',
  },
  needs: 'document',
  check: wordings(personFirst, (found) => `names people by their condition: "${found}"`),
})

export const r17 = defineRule({
  id: 'R17',
  severity: 'warning',
  title: 'No blame for pain or for a treatment that did not help',
  source: {name: 'HHS Pain Management Best Practices Inter-Agency Task Force, report of 2019'},
  needs: 'document',
  check: wordings(
    blame,
    (found) => `can be read as blame: "${found}"`,
    (match) => !isAdviceAgainst(match),
  ),
})

/** "You do not need to exaggerate" and "it is not in your head" quote a fear in order to lift it. */
const FEARS = /exaggerat|in your head|imaginary|real pain|credibility/i

function isAdviceAgainst(match: TermMatch): boolean {
  return FEARS.test(match.found) && NEGATION.test(before(match))
}

const findMedicineNames = termFinder(medicineNames)
const X_RAY = /(?<![\p{L}\p{N}])(?:x-rays?|X-Rays?|X-RAYS?|[Xx] ?rays?)(?![\p{L}\p{N}])/gu

export const r18 = defineRule({
  id: 'R18',
  severity: 'warning',
  title: '"Medicine" for medicines, "X-ray" with a capital X and a hyphen',
  source: NHS_A_TO_Z,
  needs: 'document',
  *check(document) {
    for (const {unit, found} of findMedicineNames(document, isReaderText)) {
      yield {
        path: unit.path,
        value: found,
        message: `calls a medicine a "${found}"`,
        hint: 'Write "medicine". "Drugs" makes readers think of illegal ones.',
      }
    }
    if (languageOf(document) !== 'en') return
    for (const unit of textUnits(document)) {
      for (const [found] of unit.ownWords.matchAll(X_RAY)) {
        if (found === 'X-ray' || found === 'X-rays') continue
        yield {path: unit.path, value: found, message: `writes "${found}"`, hint: 'Write "X-ray".'}
      }
    }
  },
})

function isReaderText(unit: TextUnit): boolean {
  return unit.field !== 'clinicianNote'
}

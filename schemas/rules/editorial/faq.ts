import type {IndexedDocument} from '../dataset-index.ts'
import type {Dataset} from '../dataset.ts'
import {languageOf} from '../language.ts'
import {defineRule} from '../rule.ts'
import {words} from '../sentences.ts'
import {ours} from '../sources.ts'
import {textUnits} from '../text.ts'
import {strings, text, wordCount} from '../value.ts'

const SHORT_WORDS = {min: 15, max: 60}
const SHORT_CHARS = 400
const ANSWER_WORDS = 350

export const r24 = defineRule({
  id: 'R24',
  severity: 'error',
  title: 'The short answer of an FAQ stands alone on a card',
  limits: `More than ${SHORT_CHARS} characters or a web address in it stop publishing. Fewer than ${SHORT_WORDS.min} or more than ${SHORT_WORDS.max} words warn, as does a long answer of more than ${ANSWER_WORDS} words.`,
  source: ours('what fits a card and can be read aloud in one breath'),
  types: ['faq'],
  needs: 'document',
  *check(document) {
    const answer = text(document.shortAnswer)
    if (answer !== undefined) {
      const count = wordCount(answer)
      if (answer.length > SHORT_CHARS) {
        yield {
          path: ['shortAnswer'],
          value: answer.length,
          message: `has ${answer.length} characters, more than ${SHORT_CHARS}`,
          hint: 'Keep the answer here and move the rest to the long answer.',
        }
      } else if (count < SHORT_WORDS.min || count > SHORT_WORDS.max) {
        yield {
          path: ['shortAnswer'],
          severity: 'warning',
          value: count,
          message: `has ${count} words`,
          hint: `Answer in ${SHORT_WORDS.min} to ${SHORT_WORDS.max} words, the answer itself first.`,
        }
      }
      const link = /https?:\/\/\S+|www\.\S+/i.exec(answer)
      if (link) {
        yield {
          path: ['shortAnswer'],
          value: link[0],
          message: `holds an address: "${link[0]}"`,
          hint: 'Link it in the long answer: widgets show this text as it is.',
        }
      }
    }
    const long = textUnits(document)
      .filter((unit) => unit.field === 'answer')
      .reduce((total, unit) => total + wordCount(unit.text), 0)
    if (long <= ANSWER_WORDS) return
    yield {
      path: ['answer'],
      severity: 'warning',
      value: long,
      message: `has ${long} words, more than ${ANSWER_WORDS}`,
      hint: 'Answer this question only; make another FAQ of the rest.',
    }
  },
})

const STOP_WORDS: ReadonlySet<string> = new Set(
  'a an and are as at be by can could do does for from have how i if in is it its my of on or shall should the their there this to what when where which who why will with would you your'.split(
    ' ',
  ),
)
const SAME = 0.7

function tokens(question: string): ReadonlySet<string> {
  const all = words(question.toLowerCase()).map((word) => word.replace(/(?<=\w{3})s$/, ''))
  return new Set(all.filter((word) => !STOP_WORDS.has(word)))
}

/** True when shared words are at least {@link SAME} of all words (Jaccard index). */
function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  if (small.size === 0 || small.size < SAME * large.size) return false
  let shared = 0
  for (const word of small) if (large.has(word)) shared += 1
  return shared >= SAME * (a.size + b.size - shared)
}

interface Question {
  readonly id: string
  readonly question: string
  readonly variants: readonly ReadonlySet<string>[]
}

const questionsOf = new WeakMap<Dataset, Map<string, readonly Question[]>>()

function questions(dataset: Dataset, language: string): readonly Question[] {
  const byLanguage = questionsOf.get(dataset) ?? new Map<string, readonly Question[]>()
  questionsOf.set(dataset, byLanguage)
  const known = byLanguage.get(language)
  if (known) return known
  const found = dataset
    .ofType('faq')
    .flatMap((faq) =>
      languageOf(faq) === language && faq.status !== 'withdrawn' ? (asQuestion(faq) ?? []) : [],
    )
  byLanguage.set(language, found)
  return found
}

function asQuestion(
  faq: Pick<IndexedDocument<'faq'>, '_id' | 'question' | 'alternatePhrasings'>,
): Question | undefined {
  const question = text(faq.question)
  if (question === undefined) return undefined
  const phrasings = strings(faq.alternatePhrasings).map(({value}) => value)
  return {id: faq._id, question, variants: [question, ...phrasings].map(tokens)}
}

export const r25 = defineRule({
  id: 'R25',
  severity: 'warning',
  title: 'No two FAQs ask the same',
  source: ours('two answers to one question drift apart'),
  types: ['faq'],
  needs: 'dataset',
  *check(document, {dataset}) {
    if (document.status === 'withdrawn') return
    const own = asQuestion(document)
    if (own === undefined) return
    for (const other of questions(dataset, languageOf(document))) {
      if (other.id === document._id) continue
      if (!own.variants.some((mine) => other.variants.some((theirs) => alike(mine, theirs))))
        continue
      yield {
        path: ['question'],
        value: other.id,
        message: `asks almost the same as "${other.question}"`,
        hint: 'Merge the two and keep the second wording as an alternate phrasing.',
      }
    }
  },
})

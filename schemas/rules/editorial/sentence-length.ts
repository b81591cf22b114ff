import {languageOf} from '../language.ts'
import {defineRule} from '../rule.ts'
import {isProse, sentences, words} from '../sentences.ts'
import {NHS_WRITING} from '../sources.ts'
import {textUnits} from '../text.ts'

/** Words in a sentence: what to aim at, and what is too much in any case. */
const TARGET_WORDS = 20
const MAX_WORDS = 30
/** Share of a document's sentences that may pass the target. */
const MAX_SHARE = 0.1
/** Below this number of sentences a share says nothing. */
const MIN_SENTENCES = 10

export const r04 = defineRule({
  id: 'R04',
  severity: 'warning',
  title: 'Sentences have up to 20 words',
  source: NHS_WRITING,
  needs: 'document',
  *check(document) {
    let total = 0
    let long = 0
    for (const unit of textUnits(document)) {
      if (!isProse(unit)) continue
      for (const sentence of sentences(unit.text, languageOf(document))) {
        const length = words(sentence).length
        total += 1
        if (length > TARGET_WORDS) long += 1
        if (length <= MAX_WORDS) continue
        yield {
          path: unit.path,
          value: sentence,
          message: `has a sentence of ${length} words, more than ${MAX_WORDS}`,
          hint: 'Split it: one thought in each sentence.',
        }
      }
    }
    if (total < MIN_SENTENCES || long / total <= MAX_SHARE) return
    yield {
      path: [],
      value: long,
      message: `has ${long} of ${total} sentences with more than ${TARGET_WORDS} words`,
      hint: 'Split long sentences until at most 1 in 10 is left.',
    }
  },
})

const MAX_PARAGRAPH = 3
/** The short answer of an FAQ is one card of 15–60 words, not a paragraph among others (R24). */
const MAX_SHORT_ANSWER = 5

export const r05 = defineRule({
  id: 'R05',
  severity: 'warning',
  title: 'Paragraphs have up to 3 sentences',
  source: NHS_WRITING,
  needs: 'document',
  *check(document) {
    for (const unit of textUnits(document)) {
      if (!isProse(unit)) continue
      const count = sentences(unit.text, languageOf(document)).length
      if (count <= (unit.field === 'shortAnswer' ? MAX_SHORT_ANSWER : MAX_PARAGRAPH)) continue
      yield {
        path: unit.path,
        value: count,
        message: `has ${count} sentences in one paragraph`,
        hint: 'Start a new paragraph with each new thought, or make it a list.',
      }
    }
  },
})

import {termAnchor} from '../../lib/term-anchor.ts'
import {languageOf} from '../language.ts'
import {firstOther, named} from '../named.ts'
import {defineGate} from '../rule.ts'
import {ours} from '../sources.ts'
import {text} from '../value.ts'

/** Terms have their place on the glossary page by their letters alone: “X-ray” is “x ray”. */
export const s25 = defineGate({
  id: 'S25',
  severity: 'error',
  title: 'The glossary explains a word once',
  source: ours('a reader looks a word up in one place'),
  types: ['glossaryTerm'],
  *check(document, context) {
    const term = text(document.term)
    if (term === undefined) return
    const anchor = termAnchor({term})
    const alike = context.dataset
      .ofType('glossaryTerm')
      .filter(
        (other) =>
          languageOf(other) === languageOf(document) &&
          termAnchor({term: text(other.term) ?? ''}) === anchor,
      )
    const twin = firstOther(alike, document, context)
    if (twin === undefined) return
    yield {
      path: ['term'],
      value: term,
      message: `is explained by ${named(twin, context)} already`,
      hint: 'Keep one of the two.',
      inForm: `“${text(twin.term) ?? ''}” is explained already. Change that entry instead.`,
    }
  },
})

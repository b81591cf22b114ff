import {expectTypeOf, test} from 'vitest'
import type {IndexedDocument} from '../../schemas/rules/dataset-index.ts'
import {defineRule} from '../../schemas/rules/rule.ts'
import type {TypeWith, UncheckedDocument} from '../../schemas/rules/shapes.ts'
import {members, object} from '../../schemas/rules/value.ts'

/**
 * A field that is renamed or taken away in a schema is an error where a rule reads it. These tests
 * are read by the compiler only: each line below a `@ts-expect-error` has to be an error.
 */

const rule = {id: 'S99', severity: 'error', title: '', source: {name: ''}} as const

test('a rule sees the fields of its types, and no others', () => {
  defineRule({
    ...rule,
    types: ['procedure', 'technique'],
    needs: 'document',
    check(document) {
      expectTypeOf(document._type).toEqualTypeOf<'procedure' | 'technique'>()
      members(document.treats)
      // @ts-expect-error -- a procedure has it and a technique has not
      members(document.alternatives)
      if (document._type === 'procedure') members(document.alternatives)
      // @ts-expect-error -- nothing has it
      members(document.helps)
      return []
    },
  })
})

test('a rule for every document has to ask for the type before it reads', () => {
  defineRule({
    ...rule,
    needs: 'document',
    check(document) {
      // @ts-expect-error -- not every document has a title
      expectTypeOf(document.title)
      return []
    },
  })
})

test('members of lists and nested objects have their shapes too', () => {
  const read = (document: UncheckedDocument<'procedure'>) => {
    for (const {value} of members(document.risks)) {
      object(object(value.frequency)?.citations)
      // @ts-expect-error -- a risk has no such field
      object(value.likelihood)
      // @ts-expect-error -- nor has its frequency
      object(object(value.frequency)?.often)
    }
    // @ts-expect-error -- an object is no list
    members(document.recovery)
  }
  expectTypeOf(read).toBeFunction()
})

test('a value can be anything, and a choice is compared only with what can be chosen', () => {
  const read = ({title, status}: UncheckedDocument<'condition'>) => {
    // @ts-expect-error -- nobody has checked that it is a text
    title.trim()
    // @ts-expect-error -- no document has this status
    return status === 'withdrawn' || status === 'retired'
  }
  expectTypeOf(read).toBeFunction()
})

test('of other documents a rule sees what the index holds', () => {
  const read = (condition: IndexedDocument<'condition'>) => {
    expectTypeOf(condition).toHaveProperty('changeNotes')
    expectTypeOf(condition).not.toHaveProperty('overview')
  }
  expectTypeOf(read).toBeFunction()
})

type Subject = 'procedure' | 'technique' | 'condition' | 'topic'
type Page = Subject | 'faq'

/** Types by the fields that rules read on whichever type has them; other types may have them too. */
interface Holders {
  language: Page | 'glossaryTerm' | 'siteSettings'
  slug: Page | 'contributor'
  title: Subject | 'source'
  summary: Subject
  abbreviation: Subject
  aka: Subject | 'glossaryTerm'
  audience: Page
  status: Page | 'source'
  withdrawal: Page
  review: Page
  changeNotes: Page
  conflicts: Page
  authors: Page | 'source'
  codes: 'procedure' | 'technique' | 'condition'
  topics: 'procedure' | 'technique' | 'condition'
  furtherReading: Subject
  parent: 'procedure' | 'condition' | 'topic'
  careCards: 'procedure' | 'technique' | 'condition' | 'faq'
  evidence: 'procedure' | 'technique' | 'condition'
  risks: 'procedure' | 'technique'
  benefits: 'procedure' | 'technique'
  safetyNotices: 'procedure' | 'technique'
  regulatoryStatus: 'procedure' | 'technique'
  treats: 'procedure' | 'technique'
  preparation: 'procedure' | 'technique'
}

test('a field that several types share is renamed in all of them or in none', () => {
  type Lost = {
    [F in keyof Holders]: Holders[F] extends TypeWith<F> ? never : F
  }[keyof Holders]
  expectTypeOf<Lost>().toBeNever()
})

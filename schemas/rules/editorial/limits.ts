import {slugFault} from '../../lib/slug.ts'
import type {Path} from '../path.ts'
import {defineRule, type Problem, type Severity} from '../rule.ts'
import type {AnyDocument, FieldName} from '../shapes.ts'
import {textUnits} from '../text.ts'
import {array, attribute, isOfType, members, object, strings, text, wordCount} from '../value.ts'
import {objectsOf, pathOf} from '../walk.ts'

type Limits<L> = readonly (readonly [field: FieldName, limit: L])[]

/** Longest list an editor should make of each attribute, in items. */
const LIST_LIMITS = [
  ['aka', 12],
  ['topics', 4],
  ['furtherReading', 8],
  ['relatedConditions', 8],
  ['alternatePhrasings', 8],
  ['about', 6],
  ['preparation', 12],
] as const satisfies Limits<number>

/** Shortest and longest text of each attribute, in characters. */
const TITLE_CHARS = [3, 80] as const
const CHAR_LIMITS = [
  ['title', TITLE_CHARS],
  ['summary', [50, 200]],
  ['question', [10, 120]],
  ['abbreviation', [2, 8]],
] as const satisfies Limits<readonly [min: number, max: number]>
const LONG_TITLE = 60
const AKA_CHARS = 60
const NOTE_CHARS = [10, 200] as const
const DEFINITION_WORDS = 40
const CALLOUT_WORDS = 80
const OVERVIEW_WORDS = [40, 150] as const
const MIN_QUESTIONS = 3

export const r26 = defineRule({
  id: 'R26',
  severity: 'error',
  title: 'Titles, summaries, addresses and lists keep their limits',
  source: {
    name: 'MedlinePlus topic format: a description has up to 200 characters',
    url: 'https://www.nlm.nih.gov/research/umls/sourcereleasedocs/current/MEDLINEPLUS/sourcerepresentation.html',
  },
  needs: 'document',
  *check(document) {
    for (const [field, [min, max]] of CHAR_LIMITS) {
      const value = text(attribute(document, field))
      if (value !== undefined && hasReaders(document)) yield* length([field], value, min, max)
    }
    yield* titles(document)
    yield* slug(document)
    for (const [field, max] of LIST_LIMITS) {
      const count = array(attribute(document, field)).length
      if (count <= max) continue
      yield {
        path: [field],
        value: count,
        message: `has ${count} entries, more than ${max}`,
        hint: 'Keep those that help a reader most.',
      }
    }
    yield* otherNames(document)
    for (const {segment, value} of members(attribute(document, 'changeNotes'))) {
      const note = text(value.note)
      if (note !== undefined) yield* length(['changeNotes', segment, 'note'], note, ...NOTE_CHARS)
    }
    yield* wordLimits(document)
  },
})

/** A source keeps the title that its publisher gave it, however long. */
function hasReaders(document: AnyDocument): boolean {
  return !isOfType(document, ['source'])
}

function* length(path: Path, value: string, min: number, max: number): Generator<Problem> {
  const count = [...value.trim()].length
  if (count >= min && count <= max) return
  yield {
    path,
    value: count,
    message: `has ${count} characters`,
    hint: `Write ${min} to ${max} characters.`,
  }
}

function* titles(document: AnyDocument): Generator<Problem> {
  const title = text(attribute(document, 'title'))
  if (title !== undefined && hasReaders(document)) {
    const count = [...title.trim()].length
    if (count > LONG_TITLE && count <= TITLE_CHARS[1]) {
      yield {
        path: ['title'],
        severity: 'warning',
        value: count,
        message: `has ${count} characters; search results cut it at about ${LONG_TITLE}`,
        hint: 'Shorten it if nothing is lost.',
      }
    }
    if (title.includes('?')) {
      yield {
        path: ['title'],
        value: title,
        message: 'is a question',
        hint: 'Name the subject. Questions are FAQs.',
      }
    }
  }
  const question = text(attribute(document, 'question'))
  if (question !== undefined && !question.trim().endsWith('?')) {
    yield {
      path: ['question'],
      value: question,
      message: 'does not end with a question mark',
      hint: 'Ask it the way a patient would.',
    }
  }
}

function* slug(document: AnyDocument): Generator<Problem> {
  const current = text(object(attribute(document, 'slug'))?.current)
  if (current === undefined) return
  const message = slugFault(current)
  if (message === undefined) return
  yield {
    path: ['slug', 'current'],
    value: current,
    message,
    hint: 'Generate it from the title, and add a word where the name is taken.',
  }
}

function* otherNames(document: AnyDocument): Generator<Problem> {
  const title = text(attribute(document, 'title'))?.trim().toLowerCase()
  const seen = new Set<string>()
  for (const {segment, value} of strings(attribute(document, 'aka'))) {
    const path = ['aka', segment]
    const name = value.trim().toLowerCase()
    if (value.length > AKA_CHARS) {
      yield {
        path,
        value,
        message: `has ${value.length} characters, more than ${AKA_CHARS}`,
        hint: 'Keep to the name itself.',
      }
    }
    if (name === title || seen.has(name)) {
      yield {
        path,
        value,
        message: name === title ? 'repeats the title' : 'repeats another name',
        hint: 'Remove it.',
      }
    }
    seen.add(name)
  }
  const abbreviation = text(attribute(document, 'abbreviation'))
  const names = [attribute(document, 'title'), ...array(attribute(document, 'aka'))].filter(
    (name) => typeof name === 'string',
  )
  if (abbreviation === undefined || names.some((name) => abbreviates(abbreviation, name))) return
  if (textUnits(document).some((unit) => unit.text.includes(`(${abbreviation})`))) return
  yield {
    path: ['abbreviation'],
    severity: 'warning',
    value: abbreviation,
    message: 'is not spelled out in the title, the other names or the text',
    hint: `Write the full name once, followed by (${abbreviation}).`,
  }
}

/** ESI stands for Epidural Steroid Injection: its letters begin the words, in this order. */
function abbreviates(abbreviation: string, name: string): boolean {
  const letters = [...abbreviation.toLowerCase().replace(/[^a-z0-9]/g, '')]
  let rest = name.toLowerCase()
  for (const letter of letters) {
    const at = rest.indexOf(letter)
    if (at === -1) return false
    rest = rest.slice(at + 1)
  }
  const initials = name.split(/[\s-]+/).map((word) => word[0]?.toLowerCase())
  return initials[0] === letters[0]
}

function atMost(
  path: Path,
  value: string,
  max: number,
  severity: Severity,
  hint: string,
): Problem[] {
  const count = wordCount(value)
  if (count <= max) return []
  return [{path, severity, value: count, message: `has ${count} words, more than ${max}`, hint}]
}

function* wordLimits(document: AnyDocument): Generator<Problem> {
  const definition = text(attribute(document, 'definition'))
  if (definition !== undefined) {
    yield* atMost(
      ['definition'],
      definition,
      DEFINITION_WORDS,
      'error',
      'Keep what a reader needs.',
    )
  }
  for (const node of objectsOf(document, 'callout')) {
    const callout = text(node.value.text)
    if (callout === undefined) continue
    const path = [...pathOf(node), 'text']
    yield* atMost(path, callout, CALLOUT_WORDS, 'warning', 'A callout makes one point.')
  }
  if (isOfType(document, ['procedure'])) {
    const count = textUnits(document)
      .filter((unit) => unit.field === 'overview')
      .reduce((total, unit) => total + wordCount(unit.text), 0)
    const [min, max] = OVERVIEW_WORDS
    if (count > 0 && (count < min || count > max)) {
      yield {
        path: ['overview'],
        severity: 'warning',
        value: count,
        message: `has ${count} words`,
        hint: `Write ${min} to ${max}: what it is, and what it is for.`,
      }
    }
    const questions = strings(document.questionsToAsk).length
    if (questions < MIN_QUESTIONS) {
      yield {
        path: ['questionsToAsk'],
        severity: 'warning',
        value: questions,
        message: `has ${questions} questions to ask`,
        hint: `Give readers at least ${MIN_QUESTIONS} to take to their visit.`,
      }
    }
  }
}

import {isTranslation} from './language.ts'
import {defineRule} from './rule.ts'
import type {LakeDocument, Problem, Severity} from './rule.ts'
import type {Path} from './path.ts'
import {SLUG_FORMAT, MAX_SLUG_CHARS, RESERVED_SLUGS} from '../lib/slug.ts'
import {textUnits} from './text.ts'
import {array, isFields, members, refOf, strings, text, wordCount} from './value.ts'

/** Longest list an editor should make of each attribute, in items. Content model 1.3, 1.6. */
const LIST_LIMITS: Readonly<Record<string, number>> = {
  aka: 12,
  topics: 4,
  furtherReading: 8,
  relatedConditions: 8,
  alternatePhrasings: 8,
  about: 6,
  preparation: 12,
}

/** Shortest and longest text of each attribute, in characters. */
const CHAR_LIMITS: Readonly<Record<string, readonly [min: number, max: number]>> = {
  title: [3, 80],
  summary: [50, 200],
  question: [10, 120],
  abbreviation: [2, 8],
}
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
    name: 'MedlinePlus topic format (description up to 200 characters); content model 1.3',
    url: 'https://www.nlm.nih.gov/research/umls/sourcereleasedocs/current/MEDLINEPLUS/sourcerepresentation.html',
  },
  needs: 'document',
  *check(document) {
    for (const [field, [min, max]] of Object.entries(CHAR_LIMITS)) {
      const value = text(document[field])
      if (value !== undefined && hasReaders(document)) yield* length([field], value, min, max)
    }
    yield* titles(document)
    yield* slug(document)
    for (const [field, max] of Object.entries(LIST_LIMITS)) {
      const count = array(document[field]).length
      if (count <= max) continue
      yield {
        path: [field],
        value: count,
        message: `has ${count} entries, more than ${max}`,
        hint: 'Keep those that help a reader most.',
      }
    }
    yield* otherNames(document)
    for (const {segment, value} of members(document['changeNotes'])) {
      const note = text(value['note'])
      if (note !== undefined) yield* length(['changeNotes', segment, 'note'], note, ...NOTE_CHARS)
    }
    yield* wordLimits(document)
  },
})

/** A source keeps the title that its publisher gave it, however long. */
function hasReaders(document: LakeDocument): boolean {
  return document._type !== 'source'
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

function* titles(document: LakeDocument): Generator<Problem> {
  const title = text(document['title'])
  if (title !== undefined && hasReaders(document)) {
    const count = [...title.trim()].length
    if (count > LONG_TITLE && count <= (CHAR_LIMITS['title']?.[1] ?? count)) {
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
  const question = text(document['question'])
  if (question !== undefined && !question.trim().endsWith('?')) {
    yield {
      path: ['question'],
      value: question,
      message: 'does not end with a question mark',
      hint: 'Ask it the way a patient would.',
    }
  }
}

function* slug(document: LakeDocument): Generator<Problem> {
  const value = document['slug']
  const current = isFields(value) ? text(value['current']) : undefined
  if (current === undefined) return
  const path = ['slug', 'current']
  const hint = 'Generate it from the title.'
  if (RESERVED_SLUGS.some((reserved) => reserved === current)) {
    yield {
      path,
      value: current,
      message: 'is a name that the site uses itself',
      hint: 'Add a word to it.',
    }
  } else if (current.length > MAX_SLUG_CHARS) {
    yield {
      path,
      value: current,
      message: `has ${current.length} characters, more than ${MAX_SLUG_CHARS}`,
      hint,
    }
  } else if (!SLUG_FORMAT.test(current)) {
    yield {
      path,
      value: current,
      message: 'is not lower-case letters and digits joined by single hyphens',
      hint,
    }
  }
}

function* otherNames(document: LakeDocument): Generator<Problem> {
  const title = text(document['title'])?.trim().toLowerCase()
  const seen = new Set<string>()
  for (const {segment, value} of strings(document['aka'])) {
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
  const abbreviation = text(document['abbreviation'])
  const names = [document['title'], ...array(document['aka'])].filter(
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

function* wordLimits(document: LakeDocument): Generator<Problem> {
  const definition = text(document['definition'])
  if (definition !== undefined) {
    yield* atMost(
      ['definition'],
      definition,
      DEFINITION_WORDS,
      'error',
      'Keep what a reader needs.',
    )
  }
  for (const [field, value] of Object.entries(document)) {
    for (const {segment, value: block} of members(value)) {
      const callout = block['_type'] === 'callout' ? text(block['text']) : undefined
      if (callout === undefined) continue
      const path = [field, segment, 'text']
      yield* atMost(path, callout, CALLOUT_WORDS, 'warning', 'A callout makes one point.')
    }
  }
  if (document._type === 'procedure') {
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
    const questions = strings(document['questionsToAsk']).length
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
  if (isTranslation(document)) return
  const seen = new Set<string>()
  for (const {segment, value} of members(document['topics'])) {
    const ref = refOf(value)
    if (ref !== undefined && seen.has(ref)) {
      yield {path: ['topics', segment], value: ref, message: 'is listed twice', hint: 'Remove it.'}
    }
    if (ref !== undefined) seen.add(ref)
  }
}

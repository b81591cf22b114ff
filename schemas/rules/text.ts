import {toPlainText} from '@portabletext/toolkit'
import {memberSegment} from './path.ts'
import type {Path} from './path.ts'
import type {LakeDocument} from './rule.ts'
import {array, isFields, members, refOf, text} from './value.ts'
import type {Fields} from './value.ts'
import {MAX_DEPTH} from './walk.ts'

/** One paragraph, list item, heading or text field that readers see. */
export interface TextUnit {
  readonly path: Path
  /** The document's attribute in which it stands. */
  readonly field: string
  readonly text: string
  /** The text with everything in quotation marks blanked out: quotations are not our words. */
  readonly ownWords: string
  readonly kind: 'paragraph' | 'listItem' | 'heading' | 'label' | 'statement'
  /** True where the same block or statement names a source. */
  readonly cited: boolean
  /** True where the form lets an editor name a source beside this text. */
  readonly citable: boolean
  /** Glossary terms marked in it. */
  readonly terms: readonly string[]
}

/** Attributes for editors, machines and the record; none of them is text that informs a reader. */
const NOT_READER_TEXT: ReadonlySet<string> = new Set([
  'internalNote',
  'changeNotes',
  'conflicts',
  'review',
  'withdrawal',
  'codes',
  'aka',
  'alternatePhrasings',
  'slug',
  'slugHistory',
  'brandNames',
  'publicApi',
  'name',
  'credentials',
  'disclosures',
])

/** Names of text attributes inside objects. Names and numbers (issuer, measure, value) are not text. */
const STATEMENTS: ReadonlySet<string> = new Set([
  'text',
  'finding',
  'note',
  'after',
  'returnToDriving',
  'returnToWork',
  'summary',
  'shortAnswer',
  'clinicianNote',
  'definition',
  'bio',
  'disclaimer',
  'exampleNotice',
])
const LABELS: ReadonlySet<string> = new Set([
  'title',
  'question',
  'heading',
  'outcome',
  'population',
  'comparison',
  'caption',
  'alt',
  'tagline',
  'term',
  'plainTerm',
])
const STRING_LISTS: ReadonlySet<string> = new Set(['items', 'questionsToAsk'])

/** Text that has no place for a source: the page below it carries the sources. */
const NOT_CITABLE: ReadonlySet<string> = new Set([
  'summary',
  'clinicianNote',
  'definition',
  'bio',
  'disclaimer',
  'exampleNotice',
])
/** Groups of fields in which an editor tells a reader what to do, not what is so. */
const INSTRUCTIONS: ReadonlySet<string> = new Set(['careCards', 'emergencyNotice', 'opioidHelp'])

/** Types whose text is somebody else's: titles of publications, notes about them. */
const NO_READER_TEXT: ReadonlySet<string> = new Set(['source', 'redirect', 'translation.metadata'])

/** The order in which pages show the attributes; others follow in their own order. */
const READING_ORDER = [
  'title',
  'question',
  'summary',
  'shortAnswer',
  'answer',
  'intro',
  'overview',
  'prevalence',
  'symptoms',
  'sections',
  'causes',
  'riskFactors',
  'diagnosis',
  'howItWorks',
  'whatItShows',
  'treats',
  'candidates',
  'contraindications',
  'preparation',
  'steps',
  'benefits',
  'effectDuration',
  'evidence',
  'safetyNotices',
  'risks',
  'aftercare',
  'recovery',
  'repeatLimits',
  'selfCare',
  'nonProcedureCare',
  'withoutTreatment',
  'alternatives',
]

const cache = new WeakMap<LakeDocument, readonly TextUnit[]>()

/** Everything readers see of a document, in reading order. Extracted once a document. */
export function textUnits(document: LakeDocument): readonly TextUnit[] {
  const known = cache.get(document)
  if (known) return known
  const units = extract(document)
  cache.set(document, units)
  return units
}

function extract(document: LakeDocument): TextUnit[] {
  if (NO_READER_TEXT.has(document._type)) return []
  const units: TextUnit[] = []
  // An FAQ is one statement: its sources stand below the answer and carry all of it.
  const cited = document._type === 'faq' && hasSources(document)
  const names = Object.keys(document).filter((name) => !NOT_READER_TEXT.has(name))
  names.sort((a, b) => rank(a) - rank(b))
  for (const name of names) {
    walkAttribute(name, document[name], {path: [name], field: name, cited, depth: 0}, units)
  }
  return units
}

function rank(name: string): number {
  const index = READING_ORDER.indexOf(name)
  return index === -1 ? READING_ORDER.length : index
}

interface Place {
  readonly path: Path
  readonly field: string
  readonly cited: boolean
  readonly depth: number
}

function walkAttribute(name: string, value: unknown, place: Place, units: TextUnit[]): void {
  if (place.depth > MAX_DEPTH || name.startsWith('_')) return
  if (typeof value === 'string') {
    if (STATEMENTS.has(name)) addString(value, 'statement', name, place, units)
    else if (LABELS.has(name)) addString(value, 'label', name, place, units)
  } else if (Array.isArray(value)) {
    value.forEach((member: unknown, index) => {
      const path = [...place.path, memberSegment(member, index)]
      if (typeof member === 'string') {
        if (STRING_LISTS.has(name)) addString(member, 'listItem', name, {...place, path}, units)
      } else if (isFields(member)) {
        walkObject(member, {...place, path, depth: place.depth + 1}, units)
      }
    })
  } else if (isFields(value)) {
    walkObject(value, {...place, depth: place.depth + 1}, units)
  }
}

function walkObject(value: Fields, place: Place, units: TextUnit[]): void {
  if (value['_type'] === 'block') {
    addBlock(value, place, units)
    return
  }
  const cited = place.cited || hasSources(value)
  for (const [name, attribute] of Object.entries(value)) {
    walkAttribute(name, attribute, {...place, cited, path: [...place.path, name]}, units)
  }
}

function hasSources(value: Fields): boolean {
  return members(value['citations']).some(
    (citation) => refOf(citation.value['source']) !== undefined,
  )
}

function addString(
  value: string,
  kind: TextUnit['kind'],
  name: string,
  {path, field, cited, depth}: Place,
  units: TextUnit[],
): void {
  if (value.trim() === '') return
  const citable =
    kind === 'statement' &&
    !NOT_CITABLE.has(name) &&
    !INSTRUCTIONS.has(field) &&
    (depth > 0 || name === 'shortAnswer')
  units.push({path, field, text: value, ownWords: ownWords(value), kind, cited, citable, terms: []})
}

function addBlock(block: Fields, {path, field, cited}: Place, units: TextUnit[]): void {
  const content = blockText(block)
  if (content.trim() === '') return
  const heading = block['style'] !== undefined && block['style'] !== 'normal'
  const paragraph = text(block['listItem']) === undefined ? 'paragraph' : 'listItem'
  const marks = members(block['markDefs']).map((mark) => mark.value)
  units.push({
    path,
    field,
    text: content,
    ownWords: ownWords(content),
    kind: heading ? 'heading' : paragraph,
    cited:
      cited ||
      marks.some((mark) => mark['_type'] === 'citation' && refOf(mark['source']) !== undefined),
    citable: !heading,
    terms: marks.flatMap((mark) =>
      mark['_type'] === 'glossaryMark' ? (refOf(mark['term']) ?? []) : [],
    ),
  })
}

const blockTexts = new WeakMap<Fields, string>()

/** Plain text of a Portable Text block, also of one with broken children. Extracted once a block. */
export function blockText(block: Fields): string {
  const known = blockTexts.get(block)
  if (known !== undefined) return known
  const children = array(block['children']).filter(
    (child): child is {_type: string; text: string} =>
      isFields(child) && child['_type'] === 'span' && typeof child['text'] === 'string',
  )
  const content = toPlainText({_type: 'block', children})
  blockTexts.set(block, content)
  return content
}

function ownWords(content: string): string {
  if (!/["“]/.test(content)) return content
  return content.replace(/“[^”]*”|"[^"]*"/g, (quotation) => ' '.repeat(quotation.length))
}

import {memberSegment, type Path} from './path.ts'
import type {AnyDocument, BlockFields, FieldName, ObjectFields, WordsName} from './shapes.ts'
import {isFields, isObjectOf, isOfType, members, refOf, text} from './value.ts'
import {MAX_DEPTH} from './walk.ts'

/** One paragraph, list item, heading or text field that readers see. */
export interface TextUnit {
  readonly path: Path
  /** The document's attribute in which it stands. */
  readonly field: FieldName
  readonly text: string
  /** The text, folded, with everything in quotation marks blanked out: quotations are not our words. */
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
const NOT_READER_TEXT: ReadonlySet<FieldName> = new Set<FieldName>([
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

/**
 * What the words of an attribute are, by its name: a sentence or more, a name or heading, the items
 * of a list, or nothing that a rule reads as text, such as names of organizations and dates.
 */
const ROLES: Readonly<Record<WordsName, 'statement' | 'label' | 'listItem' | 'none'>> = {
  abbreviation: 'none',
  accessed: 'none',
  after: 'statement',
  aka: 'none',
  alt: 'label',
  alternatePhrasings: 'none',
  approvedAt: 'none',
  attribution: 'none',
  authors: 'none',
  bio: 'statement',
  brandNames: 'none',
  caption: 'label',
  clinicianNote: 'statement',
  code: 'none',
  comparison: 'label',
  conflicts: 'none',
  contact: 'none',
  credentials: 'none',
  credit: 'none',
  current: 'none',
  date: 'none',
  definition: 'statement',
  disclaimer: 'statement',
  disclosures: 'none',
  display: 'none',
  doi: 'none',
  exampleNotice: 'statement',
  feedbackUrl: 'none',
  finding: 'statement',
  from: 'none',
  heading: 'label',
  href: 'none',
  internalNote: 'none',
  issuer: 'none',
  items: 'listItem',
  language: 'none',
  lastReviewed: 'none',
  licence: 'none',
  licenceUrl: 'none',
  locator: 'none',
  marks: 'none',
  measure: 'none',
  media: 'none',
  name: 'none',
  note: 'statement',
  npi: 'none',
  orcid: 'none',
  organizationName: 'none',
  organizationUrl: 'none',
  outcome: 'label',
  phone: 'none',
  plainTerm: 'label',
  pmid: 'none',
  population: 'label',
  publishedOn: 'none',
  publisher: 'none',
  question: 'label',
  questionsToAsk: 'listItem',
  reason: 'none',
  returnToDriving: 'statement',
  returnToWork: 'statement',
  shortAnswer: 'statement',
  slugHistory: 'none',
  source: 'none',
  summary: 'statement',
  tagline: 'label',
  term: 'label',
  text: 'statement',
  title: 'label',
  toUrl: 'none',
  url: 'none',
  value: 'none',
  version: 'none',
}

const roles: ReadonlyMap<string, (typeof ROLES)[WordsName]> = new Map(Object.entries(ROLES))

/** Text that has no place for a source: the page below it carries the sources. */
const NOT_CITABLE: ReadonlySet<string> = new Set<WordsName>([
  'summary',
  'clinicianNote',
  'definition',
  'bio',
  'disclaimer',
  'exampleNotice',
])
/** Groups of fields in which an editor tells a reader what to do, not what is so. */
const INSTRUCTIONS: ReadonlySet<FieldName> = new Set<FieldName>([
  'careCards',
  'emergencyNotice',
  'opioidHelp',
])

/** Types whose text is somebody else's: titles of publications, notes about them. */
const NO_READER_TEXT: ReadonlySet<string> = new Set(['source', 'redirect', 'translation.metadata'])

/** The order in which pages show the attributes; others follow in their own order. */
const READING_ORDER: readonly FieldName[] = [
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

const cache = new WeakMap<AnyDocument, readonly TextUnit[]>()

/** Everything readers see of a document, in reading order. Extracted once a document. */
export function textUnits(document: AnyDocument): readonly TextUnit[] {
  const known = cache.get(document)
  if (known) return known
  const units = extract(document)
  cache.set(document, units)
  return units
}

function extract(document: AnyDocument): TextUnit[] {
  if (NO_READER_TEXT.has(document._type)) return []
  const units: TextUnit[] = []
  // An FAQ is one statement: its sources stand below the answer and carry all of it.
  const cited = isOfType(document, ['faq']) && hasSources(document)
  const attributes = fieldsOf(document).filter(([name]) => !NOT_READER_TEXT.has(name))
  attributes.sort(([a], [b]) => rank(a) - rank(b))
  for (const [name, value] of attributes) {
    walkAttribute(name, value, {path: [name], field: name, cited, depth: 0}, units)
  }
  return units
}

function fieldsOf(document: AnyDocument): [name: FieldName, value: unknown][] {
  // Names that the model lacks are no field's: S02 reports them, and until then readers may see them.
  return Object.entries(document) as [FieldName, unknown][]
}

function rank(name: FieldName): number {
  const index = READING_ORDER.indexOf(name)
  return index === -1 ? READING_ORDER.length : index
}

interface Place {
  readonly path: Path
  readonly field: FieldName
  readonly cited: boolean
  readonly depth: number
}

function walkAttribute(name: string, value: unknown, place: Place, units: TextUnit[]): void {
  if (place.depth > MAX_DEPTH || name.startsWith('_')) return
  const role = roles.get(name)
  if (typeof value === 'string') {
    if (role === 'statement' || role === 'label') addString(value, role, name, place, units)
  } else if (Array.isArray(value)) {
    value.forEach((member: unknown, index) => {
      const path = [...place.path, memberSegment(member, index)]
      if (typeof member === 'string') {
        if (role === 'listItem') addString(member, role, name, {...place, path}, units)
      } else if (isFields(member)) {
        walkObject(member, {...place, path, depth: place.depth + 1}, units)
      }
    })
  } else if (isFields(value)) {
    walkObject(value, {...place, depth: place.depth + 1}, units)
  }
}

function walkObject(value: object, place: Place, units: TextUnit[]): void {
  if (isObjectOf(value, 'block')) {
    addBlock(value, place, units)
    return
  }
  const cited = place.cited || hasSources(value)
  for (const [name, attribute] of Object.entries(value)) {
    walkAttribute(name, attribute, {...place, cited, path: [...place.path, name]}, units)
  }
}

/** @param value an object of any type that names its sources as a claim does */
function hasSources({citations}: Pick<ObjectFields<'claim'>, 'citations'>): boolean {
  return members(citations).some(({value}) => refOf(value.source) !== undefined)
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

function addBlock(block: BlockFields, {path, field, cited}: Place, units: TextUnit[]): void {
  const content = blockText(block)
  if (content.trim() === '') return
  const heading = block.style !== undefined && block.style !== 'normal'
  const paragraph = text(block.listItem) === undefined ? 'paragraph' : 'listItem'
  const marks = members(block.markDefs).map((mark) => mark.value)
  units.push({
    path,
    field,
    text: content,
    ownWords: ownWords(content),
    kind: heading ? 'heading' : paragraph,
    cited:
      cited ||
      marks.some((mark) => isObjectOf(mark, 'citation') && refOf(mark.source) !== undefined),
    citable: !heading,
    terms: marks.flatMap((mark) =>
      isObjectOf(mark, 'glossaryMark') ? (refOf(mark.term) ?? []) : [],
    ),
  })
}

const blockTexts = new WeakMap<BlockFields, string>()

/** Plain text of a Portable Text block, also of one with broken children. Extracted once a block. */
export function blockText(block: BlockFields): string {
  const known = blockTexts.get(block)
  if (known !== undefined) return known
  const content = members(block.children)
    .map(({value: span}) => (span._type === 'span' ? span.text : ''))
    .filter((words) => typeof words === 'string')
    .join('')
  blockTexts.set(block, content)
  return content
}

/**
 * The same words as a reader sees them: compatibility forms, look-alike hyphens, spaces of other
 * widths and characters of no width are folded (Unicode TR15, NFKC).
 */
export function folded(content: string): string {
  return content
    .normalize('NFKC')
    .replace(/[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g, '')
    .replace(/[\u2010\u2011\u2043\u2212\uFE63\uFF0D]|(?<=\p{L})[\u2012\u2013](?=\p{Ll})/gu, '-')
    .replace(/[^\S\n]+/g, ' ')
}

function ownWords(given: string): string {
  const content = folded(given)
  if (!/["“]/.test(content)) return content
  return content.replace(/“[^”]*”|"[^"]*"/g, (quotation) => ' '.repeat(quotation.length))
}

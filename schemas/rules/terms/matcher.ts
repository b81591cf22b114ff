import {languageOf} from '../language.ts'
import {remember} from '../recent.ts'
import type {Severity} from '../rule.ts'
import type {AnyDocument} from '../shapes.ts'
import {type TextUnit, textUnits} from '../text.ts'

/** A wording to avoid. */
export interface Term {
  /** Regular expression without capturing groups, matched at word boundaries, ignoring case. */
  readonly pattern: string
  readonly useInstead: string
  /** Where the advice comes from: name, address or citation. */
  readonly source: string
  /** Where it differs from the rule's own. */
  readonly severity?: Severity
}

/** A wording to avoid, where it stands. */
export interface TermMatch {
  readonly unit: TextUnit
  readonly term: Term
  readonly found: string
  readonly index: number
}

/** Wordings of one language that one rule looks for. */
export interface TermList {
  readonly language: string
  readonly terms: readonly Term[]
  /** Wordings that contain a term and are right as they stand. */
  readonly exceptions?: readonly string[]
}

/** Compiles a list to one expression, so that a text is read once whatever the list's length. */
export function termFinder({language, terms, exceptions = []}: TermList) {
  const alternatives = terms.map(({pattern}) => `(${pattern})`).join('|')
  const expression = new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`, 'giu')
  const right = exceptions.length > 0 ? new RegExp(exceptions.join('|'), 'giu') : undefined

  const matchesIn = remember((ownWords): readonly Omit<TermMatch, 'unit'>[] => {
    const content = right ? ownWords.replace(right, blank) : ownWords
    return Array.from(content.matchAll(expression)).flatMap((match) => {
      const term = terms[match.slice(1).findIndex((group) => group !== undefined)]
      return term ? [{term, found: match[0], index: match.index}] : []
    })
  })

  return function* find(
    document: AnyDocument,
    applies: (unit: TextUnit) => boolean = () => true,
  ): Generator<TermMatch> {
    if (languageOf(document) !== language) return
    for (const unit of textUnits(document)) {
      if (!applies(unit)) continue
      for (const match of matchesIn(unit.ownWords)) yield {...match, unit}
    }
  }
}

function blank(found: string): string {
  return ' '.repeat(found.length)
}

/** The part of the sentence before a match, for a look at what leads to it. */
export function before({unit, index}: TermMatch): string {
  const start = unit.ownWords.slice(0, index)
  return start.slice(Math.max(...['.', '!', '?', '\n'].map((end) => start.lastIndexOf(end))) + 1)
}

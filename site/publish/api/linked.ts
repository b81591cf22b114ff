import type {Significance} from '../../../schemas/api/v1/changes.ts'
import type {LedgerV1, WordsV1} from '../../../schemas/api/v1/ledger.ts'
import {weightOf} from '../../content/words.ts'

type LedgerDocument = LedgerV1['documents'][number]

/** A document that changed itself, as others see it that show something of it. */
export interface ChangedPart {
  readonly id: string
  /** `null` of a document without a page, which is whole wherever it is shown. */
  readonly locale: string | null
  readonly significance: Significance
  /** Whether what lists and links show of it changed. */
  readonly isOnCards: boolean
  /** Whether its uses changed, which pages of conditions show. */
  readonly isOnConditions: boolean
  readonly note: string | null
}

/** Sources, medical words, people and settings whose words are not what they were. */
export function changedParts(
  before: LedgerV1['parts'],
  now: readonly {readonly id: string; readonly words: WordsV1}[],
): ChangedPart[] {
  const old = new Map(before.map(({id, words}) => [id, words]))
  return now.flatMap(({id, words}): ChangedPart[] => {
    const earlier = old.get(id)
    const significance = earlier === undefined ? 'editorial' : weightOf(earlier, words)
    if (significance === null) return []
    return [{id, locale: null, significance, isOnCards: true, isOnConditions: false, note: null}]
  })
}

/** A changed document that a page shows, with what that makes the page's own change weigh. */
export interface ChangeShown {
  readonly part: ChangedPart
  readonly significance: Significance
}

/**
 * Which of the changed documents a page shows, or did until now. What it shows whole weighs there
 * what it weighs itself, a use of a treatment is clinical, and a card of something is editorial: the
 * item of the document itself says more.
 */
export function changesShown(
  entry: LedgerDocument,
  old: LedgerDocument,
  parts: ReadonlyMap<string, readonly ChangedPart[]>,
): ChangeShown[] {
  const [now, before] = [new Set(entry.shows), new Set(old.shows)]
  const whole = new Set([...entry.whole, ...old.whole])
  return [...new Set([...now, ...before])].toSorted().flatMap((id): ChangeShown[] => {
    const candidates = parts.get(id) ?? []
    const part = candidates.find(({locale}) => locale === entry.locale) ?? candidates[0]
    if (part === undefined) return []
    if (part.locale === null || whole.has(id)) return [{part, significance: part.significance}]
    if (part.isOnConditions && entry.type === 'condition') {
      return [{part, significance: 'clinical'}]
    }
    return part.isOnCards || now.has(id) !== before.has(id)
      ? [{part, significance: 'editorial'}]
      : []
  })
}

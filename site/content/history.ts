import type {LedgerV1, WordsV1} from '../../schemas/api/v1/ledger.ts'
import type {DocumentDates} from '../../schemas/projection/context.ts'
import type {PageSource} from './load.ts'
import {weightOf, WEIGHTS} from './words.ts'

/** What earlier publications say of the documents of this one. */
export interface History {
  /**
   * Time of this publication by the clock of the content: the newest edit that any publication so
   * far held, since a deletion can take the newest with it.
   */
  readonly time: string
  /** @param id stable id of the document. */
  datesOf(source: PageSource, id: string, words: WordsV1 | undefined): DocumentDates
}

/** @param corpusTime the newest edit of this publication. */
export function historyOf(ledger: LedgerV1 | null, corpusTime: string): History {
  const time = ledger !== null && ledger.time > corpusTime ? ledger.time : corpusTime
  const keyOf = (locale: string, id: string) => `${locale} ${id}`
  const documents = new Map(
    ledger?.documents.map((entry) => [keyOf(entry.locale, entry.id), entry]),
  )
  const removed = new Map(ledger?.tombstones.map((entry) => [keyOf(entry.locale, entry.id), entry]))
  return {
    time,
    datesOf: (source, id, words) => {
      const key = keyOf(source.language, id)
      const last = documents.get(key)
      const weight = last?.words && words ? weightOf(last.words, words) : null
      const notes = source.changeNotes.filter(({kind}) => kind !== 'minor')
      const days = [
        ...notes.map(({date}) => date),
        ...(weight === 'clinical' || weight === 'safety' ? [time.slice(0, 10)] : []),
        ...(last?.contentModified ? [last.contentModified] : []),
      ]
      const known = last?.firstPublished ?? removed.get(key)?.firstPublished
      return {
        // What no ledger tells is known only to have been public when it was last edited.
        firstPublished: known ?? (ledger === null ? source._updatedAt : time),
        contentModified: days.toSorted().at(-1) ?? null,
        modified: source._updatedAt,
      }
    },
  }
}

/** Words that stand by another table of fields say nothing of what a change weighs. */
export function withComparableWords(ledger: LedgerV1): LedgerV1 {
  if (ledger.weights === WEIGHTS) return ledger
  const documents = ledger.documents.map((document) => ({...document, words: null}))
  return {...ledger, documents, parts: []}
}

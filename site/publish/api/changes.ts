import type {ChangeItemV1, ChangesPageV1} from '../../../schemas/api/v1/changes.ts'
import type {LedgerV1} from '../../../schemas/api/v1/ledger.ts'
import type {TombstoneV1} from '../../../schemas/api/v1/envelope.ts'
import {API_ROOT, type Collection} from '../../../schemas/api/v1/links.ts'

/** What the last publication left behind. */
export interface Previous {
  /**
   * What it knew; where its ledger cannot be read, what its feed tells. `null`: nothing was
   * published before.
   */
  readonly ledger: LedgerV1 | null
  /** True when there was a publication, but its ledger cannot be read. */
  readonly isLost: boolean
  readonly pages: readonly ChangesPageV1[]
}

export const NOTHING_PREVIOUS: Previous = {ledger: null, isLost: false, pages: []}

export interface PublishedTombstone {
  readonly locale: string
  readonly collection: Collection
  readonly body: TombstoneV1
}

/** The change feed's next state: a pure function of the previous one and the documents. */
export interface Changes {
  readonly ledger: LedgerV1
  /** What this publication adds to the feed. */
  readonly items: readonly ChangeItemV1[]
  /** The whole feed. */
  readonly pages: readonly ChangesPageV1[]
  readonly tombstones: readonly PublishedTombstone[]
}

/** Names a document in one language, whatever its slug. */
export const editionOf = ({locale, id}: {readonly locale: string; readonly id: string}) =>
  `${locale} ${id}`

/** Path below `/api/v1/`. */
export function belowRoot(path: string): string {
  return path.slice(API_ROOT.length + 1)
}

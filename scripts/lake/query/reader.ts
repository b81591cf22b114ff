import type {DatabaseSync, SQLInputValue, StatementSync} from 'node:sqlite'
import {
  bundleOf,
  isPublicId,
  isRecord,
  isSystemId,
  publishedIdOf,
  type LakeDocument,
} from '../documents.ts'
import {openDatabase, parseDocument, preparedOnce, text} from '../store.ts'
import type {Perspective} from './messages.ts'
import {isPointLookup, type Constraint} from './narrow.ts'

/**
 * A query worker's own read-only view of the lake: finds documents through SQLite's indexes, keeps
 * them parsed by revision, and lays drafts and versions over published documents.
 */

/** Parsed documents kept by the point lane; it forgets all of them beyond this. */
const POINT_CACHE = 2000
/** Answers to constraints that are kept until the next write; all are forgotten beyond this. */
const LISTS_KEPT = 20_000

export class Reader {
  readonly #db: DatabaseSync
  readonly #prepare: (sql: string) => StatementSync
  readonly #parsed = new Map<string, LakeDocument>()
  readonly #keepAll: boolean
  readonly #documentsRead: Int32Array
  #lists = new Map<string, LakeDocument[]>()
  #generation = -1

  /**
   * @param keepAll keep every document parsed (the scan lane), or only a few (the point lane)
   * @param documentsRead its first number grows by one with each document parsed
   */
  constructor(dataDir: string, keepAll: boolean, documentsRead: Int32Array) {
    this.#db = openDatabase(dataDir, true)
    this.#prepare = preparedOnce(this.#db)
    this.#keepAll = keepAll
    this.#documentsRead = documentsRead
  }

  /** Forgets lists that a later write may have made wrong. Parsed documents stay, by revision. */
  moveTo(generation: number): void {
    if (generation === this.#generation) return
    this.#generation = generation
    this.#lists = new Map()
    if (!this.#keepAll && this.#parsed.size > POINT_CACHE) this.#parsed.clear()
  }

  /** The documents that can satisfy a constraint, as a perspective shows them, in order of `_id`. */
  find(
    dataset: string,
    constraint: Constraint,
    perspective: Perspective,
    publicOnly: boolean,
  ): LakeDocument[] {
    const key = JSON.stringify([dataset, constraint, perspective, publicOnly])
    const known = this.#lists.get(key)
    if (known) return known
    const rows = this.#rows(
      dataset,
      constraint,
      perspective !== 'raw' && perspective.stack.length > 0,
    ).filter(({_id}) => !publicOnly || isPublicId(_id))
    const list = perspective === 'raw' ? rows : layered(rows, perspective.stack)
    if (this.#lists.size >= LISTS_KEPT) this.#lists.clear()
    this.#lists.set(key, list)
    return list
  }

  /** One document as a perspective shows it: what `->` follows. */
  get(
    dataset: string,
    id: string,
    perspective: Perspective,
    publicOnly: boolean,
  ): LakeDocument | null {
    return (
      this.find(dataset, {ids: [id]}, perspective, publicOnly).find(({_id}) => _id === id) ?? null
    )
  }

  #rows(dataset: string, constraint: Constraint, grouped: boolean): LakeDocument[] {
    const {sql, values, order} = candidates(dataset, constraint, grouped)
    // Few rows: read them whole; many: read revisions first, bodies only where not yet parsed.
    if (isPointLookup(constraint)) {
      return this.#prepare(`SELECT id, rev, body FROM documents WHERE ${sql} ORDER BY ${order}`)
        .all(...values)
        .map((row) =>
          this.#parse(dataset, text(row, 'id'), text(row, 'rev'), () => text(row, 'body')),
        )
    }
    const body = this.#prepare('SELECT body FROM documents WHERE dataset = ? AND id = ?')
    return this.#prepare(`SELECT id, rev FROM documents WHERE ${sql} ORDER BY ${order}`)
      .all(...values)
      .map((row) => {
        const id = text(row, 'id')
        return this.#parse(dataset, id, text(row, 'rev'), () => {
          const found = body.get(dataset, id)
          if (!found) throw new TypeError(`Document ${id} vanished while it was read`)
          return text(found, 'body')
        })
      })
  }

  #parse(dataset: string, id: string, rev: string, body: () => string): LakeDocument {
    const key = `${dataset} ${id}`
    const known = this.#parsed.get(key)
    if (known && known._rev === rev) return known
    const document = parseDocument(body())
    Atomics.add(this.#documentsRead, 0, 1)
    this.#parsed.set(key, document)
    return document
  }

  /** Runs `work` on one state of the lake, whatever is written meanwhile. */
  onSnapshot<T>(work: () => T): T {
    this.#db.exec('BEGIN')
    try {
      return work()
    } finally {
      this.#db.exec('COMMIT')
    }
  }
}

/**
 * Lays bundles over published documents: for each published id the first bundle of the stack that
 * has it wins, then the published document. Draft and version ids are shown as the published id,
 * with `_originalId` naming the stored one.
 */
export function layered(
  documents: readonly LakeDocument[],
  stack: readonly string[],
): LakeDocument[] {
  const rank = (id: string): number => {
    const bundle = bundleOf(id)
    if (bundle === null) return stack.length
    const position = stack.indexOf(bundle)
    return position === -1 ? Infinity : position
  }
  const winners = new Map<string, LakeDocument>()
  for (const document of documents) {
    if (isSystemId(document._id)) continue
    const order = rank(document._id)
    if (order === Infinity) continue
    const publishedId = publishedIdOf(document._id)
    const current = winners.get(publishedId)
    if (!current || order < rank(current._id)) winners.set(publishedId, document)
  }
  const list: LakeDocument[] = []
  for (const [publishedId, document] of winners) {
    // A version that says "unpublish with this release" hides the document in that release's view.
    const system = document['_system']
    if (isRecord(system) && system['delete'] === true) continue
    if (document._id === publishedId && stack.length === 0) list.push(document)
    else list.push({...document, _id: publishedId, _originalId: document._id})
  }
  return list.toSorted((a, b) => (a._id < b._id ? -1 : 1))
}

const LISTED = 'IN (SELECT value FROM json_each(?))'

/**
 * The WHERE clause for a constraint.
 * @param grouped where drafts or versions are laid over: a whole group (draft, versions, published)
 * is a candidate as soon as one member is, since any member may be the one that is shown
 */
function candidates(
  dataset: string,
  {ids, types, slugs, references}: Constraint,
  grouped: boolean,
): {sql: string; values: SQLInputValue[]; order: string} {
  const conditions: string[] = []
  const values: SQLInputValue[] = []
  const require = (condition: string, ...bound: SQLInputValue[]): void => {
    conditions.push(condition)
    values.push(...bound)
  }
  if (types) require(`type ${LISTED}`, JSON.stringify(types))
  if (slugs) require(`slug ${LISTED}`, JSON.stringify(slugs))
  if (references) {
    require(`id IN (SELECT source FROM document_references WHERE dataset = ? AND target ${LISTED})`, dataset, JSON.stringify(
      references,
    ))
  }
  if (grouped && conditions.length > 0) {
    const inner = conditions.splice(0).join(' AND ')
    conditions.push(
      `published_id IN (SELECT published_id FROM documents WHERE dataset = ? AND ${inner})`,
    )
    values.unshift(dataset)
  }
  if (ids && grouped) {
    require(`published_id ${LISTED}`, JSON.stringify([...new Set(ids.map(publishedIdOf))]))
  } else if (ids) {
    require(`id ${LISTED}`, JSON.stringify(ids))
  }
  return {
    sql: ['dataset = ?', ...conditions].join(' AND '),
    values: [dataset, ...values],
    // "+" keeps SQLite from walking the whole id index for the order's sake
    order: conditions.length > 0 ? '+id' : 'id',
  }
}

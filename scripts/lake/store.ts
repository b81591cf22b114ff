import {mkdirSync, statSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {DatabaseSync, type SQLOutputValue, type StatementSync} from 'node:sqlite'
import {publishedIdOf, referencesIn, slugOf, type LakeDocument} from './documents.ts'

/**
 * Everything the lake remembers, in one SQLite file (WAL, synchronous=FULL: an acknowledged commit
 * survives kill -9 and power loss: see “Nothing acknowledged is lost” in scripts/lake/README.md).
 *
 * The store knows rows, not rules: it reads, and writes what a transaction decided.
 */

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS datasets (name TEXT PRIMARY KEY, acl_mode TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS documents (
    dataset TEXT NOT NULL, id TEXT NOT NULL, published_id TEXT NOT NULL, type TEXT NOT NULL,
    slug TEXT, rev TEXT NOT NULL, body TEXT NOT NULL);
  CREATE UNIQUE INDEX IF NOT EXISTS documents_id ON documents (dataset, id);
  CREATE INDEX IF NOT EXISTS documents_published_id ON documents (dataset, published_id);
  CREATE INDEX IF NOT EXISTS documents_type_slug ON documents (dataset, type, slug);
  CREATE INDEX IF NOT EXISTS documents_slug ON documents (dataset, slug);
  CREATE TABLE IF NOT EXISTS document_references (
    dataset TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, strong INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS references_source ON document_references (dataset, source);
  CREATE INDEX IF NOT EXISTS references_target ON document_references (dataset, target);
  CREATE TABLE IF NOT EXISTS transactions (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, dataset TEXT NOT NULL, id TEXT NOT NULL,
    author TEXT NOT NULL, timestamp TEXT NOT NULL, fingerprint TEXT NOT NULL, results TEXT NOT NULL);
  CREATE UNIQUE INDEX IF NOT EXISTS transactions_id ON transactions (dataset, id);
  CREATE TABLE IF NOT EXISTS changes (
    seq INTEGER NOT NULL, dataset TEXT NOT NULL, document_id TEXT NOT NULL,
    previous_rev TEXT, result_rev TEXT, mutations TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS changes_document ON changes (dataset, document_id, seq);
  CREATE INDEX IF NOT EXISTS changes_seq ON changes (dataset, seq);
  CREATE TABLE IF NOT EXISTS superseded (
    dataset TEXT NOT NULL, document_id TEXT NOT NULL, rev TEXT NOT NULL, body TEXT NOT NULL);
  CREATE UNIQUE INDEX IF NOT EXISTS superseded_rev ON superseded (dataset, document_id, rev);
  CREATE TABLE IF NOT EXISTS keyvalues (key TEXT PRIMARY KEY, value TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS settings (key TEXT PRIMARY KEY, value TEXT NOT NULL);
`

/** One document's part of a transaction. `before`/`after` are null where it did not exist. */
export interface DocumentChange {
  readonly id: string
  readonly before: LakeDocument | null
  readonly after: LakeDocument | null
  readonly mutations: Record<string, unknown>[]
}

/** A transaction as it is committed. `fingerprint` tells a repeated request from a new one. */
export interface CommittedTransaction {
  readonly seq: number
  readonly dataset: string
  readonly id: string
  readonly author: string
  readonly timestamp: string
  readonly changes: DocumentChange[]
}

export interface TransactionRow {
  readonly seq: number
  readonly id: string
  readonly author: string
  readonly timestamp: string
  readonly fingerprint: string
  readonly results: string
}

export interface ChangeRow {
  readonly seq: number
  readonly documentId: string
  readonly previousRev: string | null
  readonly resultRev: string | null
  readonly mutations: Record<string, unknown>[]
}

export type Row = Record<string, SQLOutputValue>

/** The database file of a data folder. */
export function databasePath(dataDir: string): string {
  return join(dataDir, 'lake.sqlite')
}

/**
 * Opens the lake's database for writing, or (readOnly) a second connection beside it.
 * @throws {Error} when the folder cannot be created or the file is not a database
 */
export function openDatabase(dataDir: string, readOnly = false): DatabaseSync {
  if (!readOnly) makeDataFolder(dataDir)
  const db = new DatabaseSync(databasePath(dataDir), {readOnly, timeout: 5000})
  if (!readOnly) {
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32000')
    db.exec(SCHEMA)
  }
  return db
}

/**
 * Makes a data folder that only its owner may open, unless it is there.
 * @throws {Error} when the disk refuses, or a file lies on the way
 */
export function makeDataFolder(dataDir: string): void {
  try {
    makeFolder(dataDir)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`no data folder can be made at ${dataDir} (${reason}) — name another folder`, {
      cause,
    })
  }
}

/** Each level by itself: in some folders (/proc) Node's recursive mkdir would try for ever. */
function makeFolder(folder: string): void {
  if (statSync(folder, {throwIfNoEntry: false})?.isDirectory()) return
  makeFolder(dirname(folder))
  mkdirSync(folder, {mode: 0o700})
}

/** @see https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5

/**
 * Keeps a data folder for one lake, because two would not hear each other's changes. The system
 * gives the lock back when a process dies, however it dies.
 * @throws {Error} when another lake has the folder
 */
export function lockFolder(dataDir: string): DatabaseSync {
  const lock = new DatabaseSync(join(dataDir, 'lock.sqlite'), {timeout: 0})
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch (cause) {
    lock.close()
    const isBusy = cause instanceof Error && 'errcode' in cause && cause.errcode === SQLITE_BUSY
    if (!isBusy) throw cause
    throw new Error(`${dataDir} is in use by another lake — stop that one, or use another folder`, {
      cause,
    })
  }
  return lock
}

/** @returns a function that prepares each statement once and keeps it */
export function preparedOnce(db: DatabaseSync): (sql: string) => StatementSync {
  const statements = new Map<string, StatementSync>()
  return (sql) => {
    const known = statements.get(sql)
    if (known) return known
    const statement = db.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
}

export class Store {
  readonly #db: DatabaseSync
  readonly #prepare: (sql: string) => StatementSync

  constructor(dataDir: string) {
    this.#db = openDatabase(dataDir)
    this.#prepare = preparedOnce(this.#db)
  }

  /** Runs `work` in one durable SQLite transaction; any throw undoes all of it. */
  atomically<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE')
    try {
      const result = work()
      this.#db.exec('COMMIT')
      return result
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK')
      throw error
    }
  }

  /** Inside `atomically`: undoes only `work` when it throws, so that its neighbours still commit. */
  savepoint<T>(work: () => T): T {
    this.#db.exec('SAVEPOINT part')
    try {
      const result = work()
      this.#db.exec('RELEASE part')
      return result
    } catch (error) {
      // A full disk can end the whole SQLite transaction on its own.
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK TO part; RELEASE part')
      throw error
    }
  }

  get inTransaction(): boolean {
    return this.#db.isTransaction
  }

  // ── datasets ──
  /** Every dataset, by name. */
  datasets(): {name: string; aclMode: string}[] {
    return this.#prepare('SELECT name, acl_mode FROM datasets ORDER BY name')
      .all()
      .map((row) => ({name: text(row, 'name'), aclMode: text(row, 'acl_mode')}))
  }

  /** Whether there is such a dataset. */
  hasDataset(name: string): boolean {
    return this.#prepare('SELECT 1 FROM datasets WHERE name = ?').get(name) !== undefined
  }

  /**
   * Creates a dataset, unless it is there.
   * @param aclMode who may read it without a token: `public` everybody, `private` nobody
   */
  createDataset(name: string, aclMode: string): void {
    this.#prepare('INSERT OR IGNORE INTO datasets (name, acl_mode) VALUES (?, ?)').run(
      name,
      aclMode,
    )
  }

  /** Deletes a dataset with its documents and their history. */
  deleteDataset(name: string): void {
    this.atomically(() => {
      for (const table of [
        'documents',
        'document_references',
        'transactions',
        'changes',
        'superseded',
      ]) {
        this.#prepare(`DELETE FROM ${table} WHERE dataset = ?`).run(name)
      }
      this.#prepare('DELETE FROM datasets WHERE name = ?').run(name)
    })
  }

  // ── documents ──
  /** A document as it is now, or null. */
  get(dataset: string, id: string): LakeDocument | null {
    const row = this.#prepare('SELECT body FROM documents WHERE dataset = ? AND id = ?').get(
      dataset,
      id,
    )
    return row ? parseDocument(text(row, 'body')) : null
  }

  /** How many documents the dataset has, drafts and versions included. */
  count(dataset: string): number {
    const row = this.#prepare('SELECT count(*) AS n FROM documents WHERE dataset = ?').get(dataset)
    return row ? integer(row, 'n') : 0
  }

  /** Ids that belong to a published id: itself, its draft, its versions. */
  idsOfGroup(dataset: string, publishedId: string): string[] {
    return this.#prepare(
      'SELECT id FROM documents WHERE dataset = ? AND published_id = ? ORDER BY id',
    )
      .all(dataset, publishedId)
      .map((row) => text(row, 'id'))
  }

  /** Ids with a prefix such as `versions.r1.`, in order. */
  idsWithPrefix(dataset: string, prefix: string): string[] {
    return this.#prepare(
      'SELECT id FROM documents WHERE dataset = ? AND id >= ? AND id < ? ORDER BY id',
    )
      .all(dataset, prefix, `${prefix}\uffff`)
      .map((row) => text(row, 'id'))
  }

  /** Documents of a type, parsed. For the few asset documents, not for content. */
  documentsOfType(dataset: string, type: string): LakeDocument[] {
    return this.#prepare('SELECT body FROM documents WHERE dataset = ? AND type = ?')
      .all(dataset, type)
      .map((row) => parseDocument(text(row, 'body')))
  }

  /** Ids of stored documents that refer to `target`. */
  referrers(dataset: string, target: string, strongOnly: boolean): string[] {
    return this.#prepare(
      `SELECT DISTINCT source FROM document_references
       WHERE dataset = ? AND target = ? AND strong >= ? ORDER BY source LIMIT 1000`,
    )
      .all(dataset, target, strongOnly ? 1 : 0)
      .map((row) => text(row, 'source'))
  }

  // ── transactions ──
  /** The newest transaction of the lake; readers catch up to it. */
  lastSeq(): number {
    const row = this.#prepare('SELECT max(seq) AS n FROM transactions').get()
    return row && row['n'] !== null ? integer(row, 'n') : 0
  }

  /** A transaction by its id, or null. */
  transaction(dataset: string, id: string): TransactionRow | null {
    const row = this.#prepare(
      'SELECT seq, id, author, timestamp, fingerprint, results FROM transactions WHERE dataset = ? AND id = ?',
    ).get(dataset, id)
    return row ? transactionRow(row) : null
  }

  /** A transaction by its place in the order of all, or null. */
  transactionBySeq(seq: number): TransactionRow | null {
    const row = this.#prepare(
      'SELECT seq, id, author, timestamp, fingerprint, results FROM transactions WHERE seq = ?',
    ).get(seq)
    return row ? transactionRow(row) : null
  }

  /** The changes of a document, oldest first. */
  changesOf(dataset: string, documentId: string): ChangeRow[] {
    return this.#prepare(
      `SELECT seq, document_id, previous_rev, result_rev, mutations FROM changes
       WHERE dataset = ? AND document_id = ? ORDER BY seq`,
    )
      .all(dataset, documentId)
      .map((row) => changeRow(row, (rev) => this.atRevision(dataset, documentId, rev)))
  }

  /** A document as it was at a revision, or null if that revision is unknown or purged. */
  atRevision(dataset: string, documentId: string, rev: string): LakeDocument | null {
    const current = this.get(dataset, documentId)
    if (current?._rev === rev) return current
    const row = this.#prepare(
      'SELECT body FROM superseded WHERE dataset = ? AND document_id = ? AND rev = ?',
    ).get(dataset, documentId, rev)
    return row ? parseDocument(text(row, 'body')) : null
  }

  /** Writes a transaction's outcome. Call inside `atomically`. @returns its sequence number */
  write(
    transaction: Omit<CommittedTransaction, 'seq'>,
    fingerprint: string,
    results: string,
  ): number {
    const {dataset} = transaction
    const {lastInsertRowid} = this.#prepare(
      'INSERT INTO transactions (dataset, id, author, timestamp, fingerprint, results) VALUES (?, ?, ?, ?, ?, ?)',
    ).run(dataset, transaction.id, transaction.author, transaction.timestamp, fingerprint, results)
    const seq = Number(lastInsertRowid)
    for (const change of transaction.changes) this.#writeChange(dataset, seq, change)
    return seq
  }

  #writeChange(dataset: string, seq: number, {id, before, after, mutations}: DocumentChange): void {
    this.#prepare(
      'INSERT INTO changes (seq, dataset, document_id, previous_rev, result_rev, mutations) VALUES (?, ?, ?, ?, ?, ?)',
    ).run(seq, dataset, id, before?._rev ?? null, after?._rev ?? null, storedMutations(mutations))
    if (before) {
      this.#prepare(
        'INSERT OR REPLACE INTO superseded (dataset, document_id, rev, body) VALUES (?, ?, ?, ?)',
      ).run(dataset, id, before._rev, JSON.stringify(before))
      this.#prepare('DELETE FROM document_references WHERE dataset = ? AND source = ?').run(
        dataset,
        id,
      )
    }
    if (!after) {
      this.#prepare('DELETE FROM documents WHERE dataset = ? AND id = ?').run(dataset, id)
      return
    }
    this.#prepare(
      `INSERT INTO documents (dataset, id, published_id, type, slug, rev, body) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (dataset, id) DO UPDATE SET type = excluded.type, slug = excluded.slug,
       rev = excluded.rev, body = excluded.body`,
    ).run(
      dataset,
      id,
      publishedIdOf(id),
      after._type,
      slugOf(after),
      after._rev,
      JSON.stringify(after),
    )
    const insert = this.#prepare(
      'INSERT INTO document_references (dataset, source, target, strong) VALUES (?, ?, ?, ?)',
    )
    for (const {target, strong} of referencesIn(after)) {
      insert.run(dataset, id, target, strong ? 1 : 0)
    }
  }

  /** Forgets a document's past (the `purge` option of delete and discard). */
  purge(dataset: string, documentId: string): void {
    this.#prepare('DELETE FROM superseded WHERE dataset = ? AND document_id = ?').run(
      dataset,
      documentId,
    )
  }

  /** Rewrites a server-owned attribute (an asset's url) without making a revision. */
  replaceBody(dataset: string, document: LakeDocument): void {
    this.#prepare('UPDATE documents SET body = ? WHERE dataset = ? AND id = ?').run(
      JSON.stringify(document),
      dataset,
      document._id,
    )
  }

  // ── small things ──
  /** JSON of a setting of the editor, or null. */
  keyValue(key: string): string | null {
    const row = this.#prepare('SELECT value FROM keyvalues WHERE key = ?').get(key)
    return row ? text(row, 'value') : null
  }

  /** @param value JSON */
  setKeyValue(key: string, value: string): void {
    this.#prepare('INSERT OR REPLACE INTO keyvalues (key, value) VALUES (?, ?)').run(key, value)
  }

  /** A setting of the lake itself, or null. */
  setting(key: string): string | null {
    const row = this.#prepare('SELECT value FROM settings WHERE key = ?').get(key)
    return row ? text(row, 'value') : null
  }

  /** Keeps a setting of the lake itself. */
  setSetting(key: string, value: string): void {
    this.#prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)').run(key, value)
  }

  /** PRAGMA synchronous of this very connection: 2 means every commit is flushed to the disk. */
  synchronous(): number {
    const row = this.#db.prepare('PRAGMA synchronous').get()
    return row ? integer(row, 'synchronous') : -1
  }

  /**
   * Limits how large the file may grow, as a full disk would; 0 means: no further.
   * @returns the limit before, in pages
   */
  limitPages(pages: number): number {
    const before = this.#db.prepare('PRAGMA max_page_count').get()
    // SQLite raises a limit below the current size to that size.
    this.#db.exec(`PRAGMA max_page_count = ${Math.max(1, Math.trunc(pages))}`)
    return before ? integer(before, 'max_page_count') : 0
  }

  /** Closes the database; nothing can be asked of it any more. */
  close(): void {
    this.#db.close()
  }
}

/** A body that the lake itself wrote. */
export function parseDocument(body: string): LakeDocument {
  const document: LakeDocument = JSON.parse(body)
  return document
}

/**
 * Text of a column.
 * @throws {TypeError} when the column holds none
 */
export function text(row: Row, column: string): string {
  const value = row[column]
  if (typeof value !== 'string') throw new TypeError(`Column ${column} holds no text`)
  return value
}

/**
 * Number of a column.
 * @throws {TypeError} when the column holds none
 */
export function integer(row: Row, column: string): number {
  const value = row[column]
  if (typeof value !== 'number') throw new TypeError(`Column ${column} holds no number`)
  return value
}

function optionalText(row: Row, column: string): string | null {
  return row[column] === null ? null : text(row, column)
}

function transactionRow(row: Row): TransactionRow {
  return {
    seq: integer(row, 'seq'),
    id: text(row, 'id'),
    author: text(row, 'author'),
    timestamp: text(row, 'timestamp'),
    fingerprint: text(row, 'fingerprint'),
    results: text(row, 'results'),
  }
}

const CREATIONS = ['create', 'createOrReplace', 'createIfNotExists']

/** A lone creation is the document itself, which is stored already: only its kind is kept. */
function storedMutations(mutations: readonly Record<string, unknown>[]): string {
  const [only, ...others] = mutations
  const kind = CREATIONS.find((name) => only && name in only)
  if (kind !== undefined && others.length === 0) return JSON.stringify(kind)
  return JSON.stringify(mutations)
}

function changeRow(row: Row, atRevision: (rev: string) => LakeDocument | null): ChangeRow {
  const stored: string | Record<string, unknown>[] = JSON.parse(text(row, 'mutations'))
  const resultRev = optionalText(row, 'result_rev')
  return {
    seq: integer(row, 'seq'),
    documentId: text(row, 'document_id'),
    previousRev: optionalText(row, 'previous_rev'),
    resultRev,
    mutations:
      typeof stored === 'string'
        ? [{[stored]: resultRev === null ? null : atRevision(resultRev)}]
        : stored,
  }
}

import type {TombstoneV1} from '../../schemas/api/v1/envelope.ts'
import {asRecalls, asTombstones, isWebPage, statusError} from './answers.ts'
import {exactText, Lines, sha256Hex} from './bytes.ts'
import {
  ForamenError,
  IntegrityError,
  MissingDocumentsError,
  OutdatedFileError,
  RollbackError,
  StoreError,
  UnexpectedAnswerError,
} from './errors.ts'
import {isOfCaller, isOfHost} from './failures.ts'
import {MANIFEST, type FoundManifest} from './manifest.ts'
import type {Include, ListedFile, Snapshot, SnapshotFile, SyncOptions} from './snapshot.ts'
import {PARALLEL, type Answer, type Session} from './transport.ts'

/** Documents have a revision; lists, Portable Text, schemas, feeds and notices have none. */
export const isDocument: Include = (_path, {rev}) => rev !== undefined

const RECALLS = 'recalls.json'
const TOMBSTONES = 'tombstones.json'
const ALL = 'all.ndjson'

/** After as many failures of the host in a row, the rest is left for the next call. */
const MAX_FAILURES = 3
/** An answer that is larger than this and twice the right one is given up. */
const MIN_LIMIT_BYTES = 2 ** 20

const endsSync = (error: ForamenError): boolean =>
  isOfCaller(error) || error instanceof MissingDocumentsError

/** One publication on its way into a copy. */
export class Update {
  readonly #session: Session
  readonly #manifest: FoundManifest
  readonly #options: SyncOptions
  readonly #previous: Snapshot
  readonly #include: Include
  readonly #listed: ReadonlyMap<string, ListedFile>
  readonly #files: Map<string, SnapshotFile>
  readonly #failures: ForamenError[] = []
  #recalls: Snapshot['recalls']
  #tombstones: Snapshot['tombstones']
  #isBegun = false
  /** Answers that are read and may be wanted as files, too. */
  readonly #arrived = new Map<string, Answer>()

  constructor(
    session: Session,
    manifest: FoundManifest,
    previous: Snapshot,
    include: Include,
    options: SyncOptions,
  ) {
    this.#session = session
    this.#manifest = manifest
    this.#previous = previous
    this.#include = include
    this.#options = options
    this.#listed = new Map(manifest.files.map((file) => [file.path, file]))
    this.#files = new Map(Object.entries(previous.files))
    this.#recalls = previous.recalls
    this.#tombstones = previous.tombstones
  }

  /** Documents of the copy that the publication does not name any more. */
  get unlisted(): string[] {
    return Object.entries(this.#previous.files).flatMap(([path, {rev}]) =>
      rev === undefined || this.#listed.has(path) ? [] : [path],
    )
  }

  /** The copy as far as it came: it is whole, and names its manifest, when nothing failed. */
  get copy(): Snapshot {
    if (!this.#isBegun) return this.#previous
    const isWhole = this.#failures.length === 0
    return {
      etag: isWhole ? this.#manifest.etag : null,
      manifest: isWhole ? this.#manifest.manifest : null,
      feedId: this.#manifest.feedId,
      head: this.#manifest.head,
      timestamp: this.#previous.timestamp,
      files: Object.fromEntries(this.#files),
      recalls: this.#recalls,
      tombstones: this.#tombstones,
    }
  }

  /** @returns what failed; never throws a {@link ForamenError}. */
  async run(): Promise<readonly ForamenError[]> {
    await this.#attempt(async () => {
      this.#refuseOlder()
      this.#isBegun = true
      await Promise.all([
        this.#attempt(async () => {
          this.#recalls = await this.#list(RECALLS, this.#recalls, asRecalls)
        }),
        this.#attempt(async () => {
          this.#tombstones = await this.#list(TOMBSTONES, this.#tombstones, asTombstones)
          this.#takeDown()
        }),
      ])
      if (this.#failures.some(endsSync)) return
      const stale = this.#keepWanted()
      await this.#fetchInBulk(stale)
      await this.#fetchEach(stale)
    })
    return this.#failures
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (!(error instanceof ForamenError)) throw error
      if (!this.#failures.includes(error)) this.#failures.push(error)
    }
  }

  /** @throws {RollbackError} {@link MissingDocumentsError} */
  #refuseOlder(): void {
    if (this.#options.allowRollback === true) return
    const url = this.#url(MANIFEST)
    const [before, now] = [this.#previous, this.#manifest]
    // Another feed counts anew; whether it lacks anything is looked at below.
    if (now.feedId === before.feedId && now.head < before.head) {
      const what = `its change feed ends at ${now.head}, that of the copy at ${before.head}`
      throw new RollbackError(what, url)
    }
    const {unlisted} = this
    if (unlisted.length > 0) throw new MissingDocumentsError(unlisted, url)
  }

  /** A list of the publication with its digest. @throws {ForamenError} */
  async #list<T>(
    path: string,
    known: {readonly sha256: string | null; readonly items: readonly T[]},
    read: (answer: Answer, url: string) => {readonly items: readonly T[]},
  ) {
    const file = this.#listed.get(path)
    const url = this.#url(path)
    if (file === undefined) {
      throw new UnexpectedAnswerError(`a manifest that does not name ${path}`, url, 200)
    }
    if (file.sha256 === known.sha256) return known
    const answer = await this.#fetchFile(file)
    this.#arrived.set(path, answer)
    return {sha256: file.sha256, items: read(answer, url).items}
  }

  /** Drops documents that have a notice. @throws {MissingDocumentsError} for those without one. */
  #takeDown(): void {
    const notices = new Set(this.#tombstones.items.map(({path}) => path))
    const missing: string[] = []
    for (const [path, {rev}] of this.#files) {
      if (rev === undefined || this.#listed.get(path)?.rev !== undefined) continue
      if (notices.has(path) || this.#options.allowRollback === true) this.#files.delete(path)
      else missing.push(path)
    }
    if (missing.length > 0) throw new MissingDocumentsError(missing, this.#url(TOMBSTONES))
  }

  /** Drops what the caller does not want any more. @returns what is to be fetched, by path. */
  #keepWanted(): Map<string, ListedFile> {
    const wanted = this.#manifest.files.filter((file) => this.#include(file.path, file))
    const paths = new Set(wanted.map(({path}) => path))
    for (const path of this.#files.keys()) {
      if (!paths.has(path) && !this.#isPending(path)) this.#files.delete(path)
    }
    const isKnowing = this.#tombstones.sha256 === this.#listed.get(TOMBSTONES)?.sha256
    // Which of the others are notices is not known before their list is there.
    const ready = wanted.filter(
      ({rev, path}) => (rev !== undefined || isKnowing) && !this.#isPending(path),
    )
    const stale = ready.filter(({path, sha256}) => this.#files.get(path)?.sha256 !== sha256)
    return new Map(stale.map((file) => [file.path, file]))
  }

  /** A document that is gone, but whose notice did not arrive yet, stays until it does. */
  #isPending(path: string): boolean {
    return this.#files.get(path)?.rev !== undefined && this.#listed.get(path)?.rev === undefined
  }

  /** Documents from the one file that has them all, where that is less to fetch. */
  async #fetchInBulk(stale: Map<string, ListedFile>): Promise<void> {
    for (const all of this.#manifest.files) {
      if (!all.path.endsWith(ALL)) continue
      const folder = all.path.slice(0, -ALL.length)
      const documents = [...stale.values()].filter(
        ({path, rev}) => rev !== undefined && path.startsWith(folder),
      )
      const bytes = documents.reduce((sum, file) => sum + file.bytes, 0)
      if (documents.length < 2 || 2 * bytes < all.bytes) continue
      const byDigest = new Map(documents.map((file) => [file.sha256, file]))
      const lines = new Lines(async (line) => {
        const file = byDigest.get(await sha256Hex(line))
        if (file === undefined) return
        await this.#take(file, line)
        stale.delete(file.path)
      })
      try {
        if (stale.has(all.path)) {
          const answer = await this.#fetchFile(all)
          this.#arrived.set(all.path, answer)
          await lines.push(answer.bytes)
        } else {
          const onPiece = (piece: Uint8Array) => lines.push(piece)
          await this.#session.ask(this.#url(all.path), {maxBytes: 2 * all.bytes, onPiece})
        }
      } catch (error) {
        // What did not come this way comes one by one.
        if (!(error instanceof ForamenError) || isOfCaller(error)) throw error
      }
    }
  }

  async #fetchEach(stale: ReadonlyMap<string, ListedFile>): Promise<void> {
    const notices = new Map(
      this.#tombstones.items.map(({path, tombstone}) => [path, tombstone] as const),
    )
    const files = stale.values()
    let failuresInARow = 0
    const worker = async () => {
      for (const file of files) {
        if (failuresInARow >= MAX_FAILURES || this.#failures.some(isOfCaller)) return
        await this.#attempt(async () => {
          try {
            const notice = file.rev === undefined ? notices.get(file.path) : undefined
            await this.#take(file, await this.#bytesOf(file, notice))
            failuresInARow = 0
          } catch (error) {
            if (error instanceof ForamenError && isOfHost(error)) failuresInARow += 1
            throw error
          }
        })
      }
    }
    await Promise.all(Array.from({length: PARALLEL}, worker))
  }

  /** @param notice whose bytes are the file's, whatever the host makes of its address */
  async #bytesOf(
    file: ListedFile,
    notice: TombstoneV1 | undefined,
  ): Promise<Uint8Array<ArrayBuffer>> {
    if (notice === undefined) return (await this.#fetchFile(file)).bytes
    const bytes = new TextEncoder().encode(`${JSON.stringify(notice)}\n`)
    if ((await sha256Hex(bytes)) === file.sha256) return bytes
    throw new IntegrityError(this.#url(file.path))
  }

  /** A file with the bytes that the manifest gives. @throws {ForamenError} */
  async #fetchFile(file: ListedFile): Promise<Answer> {
    const url = this.#url(file.path)
    const known = this.#arrived.get(file.path)
    if (known !== undefined) return known
    let isOutdated = false
    // A second time past all caches: one of them may have an old edition.
    for (const reload of [false, true]) {
      const maxBytes = Math.max(2 * file.bytes, MIN_LIMIT_BYTES)
      const answer = await this.#session.ask(url, {reload, maxBytes})
      if (reload && answer.status !== 200) break
      if (answer.status !== 200) throw statusError(answer.status, url)
      const digest = await sha256Hex(answer.bytes)
      if (digest === file.sha256) return answer
      if (isWebPage(answer.bytes)) {
        throw new UnexpectedAnswerError('a web page instead of the file', url, 200)
      }
      isOutdated = digest === this.#formerDigest(file.path)
    }
    throw isOutdated ? new OutdatedFileError(url) : new IntegrityError(url)
  }

  #formerDigest(path: string): string | null {
    if (path === RECALLS) return this.#previous.recalls.sha256
    if (path === TOMBSTONES) return this.#previous.tombstones.sha256
    return this.#previous.files[path]?.sha256 ?? null
  }

  /** @throws {StoreError} */
  async #take(file: ListedFile, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const {path, sha256, rev} = file
    const {store} = this.#options
    if (store === undefined) {
      this.#files.set(path, fileInMemory(file, bytes))
      return
    }
    try {
      await store({...file, body: exactText(bytes)})
    } catch (cause) {
      throw new StoreError(path, this.#url(path), cause)
    }
    this.#files.set(path, rev === undefined ? {sha256} : {sha256, rev})
  }

  #url(path: string): string {
    return `${this.#manifest.base}/${path}`
  }
}

/**
 * An entry whose text stays in the bytes it came in, half the memory of a string with curly quotes.
 * The getter is an own property, so JSON and structured clones hold the text.
 */
function fileInMemory({sha256, rev}: ListedFile, bytes: Uint8Array<ArrayBuffer>): SnapshotFile {
  return {
    sha256,
    ...(rev === undefined ? {} : {rev}),
    get body() {
      return exactText(bytes)
    },
  }
}

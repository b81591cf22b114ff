import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import type {RecallsV1} from '../../schemas/api/v1/recalls.ts'
import {memoryClient} from '../../site/content/client.ts'
import {ndjsonClient, readContent} from '../../site/content/index.ts'
import {NOTHING_PREVIOUS, type Changes, type Previous} from '../../site/publish/api/changes.ts'
import {computeChanges} from '../../site/publish/api/ledger.ts'
import {addressRules} from '../../site/publish/address-rules.ts'
import {apiFiles} from '../../site/publish/api-files.ts'
import {redirectsFile} from '../../site/publish/delivery.ts'
import {readPrevious} from '../../site/publish/previous.ts'
import {contractProblems} from '../../site/publish/verify.ts'
import {writeNdjson, type LakeDoc} from '../fixtures/content.ts'

/** A folder in which one publication follows another. */
export class Publications {
  readonly folder: string

  private constructor(folder: string) {
    this.folder = folder
  }

  static async begin(): Promise<Publications> {
    return new Publications(await mkdtemp(join(tmpdir(), 'foramen-changes-')))
  }

  /** @throws {Error} when a file does not fit its contract. */
  async publish(documents: readonly LakeDoc[]) {
    const client = await ndjsonClient(await writeNdjson(documents))
    const previous = await readPrevious(this.folder)
    const content = await readContent(client, 'https://pain.example.org', previous.ledger)
    const {files, changes} = await apiFiles(content, {previous, builtAt: '2026-03-01T00:00:00Z'})
    const problems = contractProblems(files)
    if (problems.length > 0) throw new Error(problems.join('\n'))
    await this.end()
    for (const [path, bytes] of files) {
      await mkdir(dirname(join(this.folder, path)), {recursive: true})
      await writeFile(join(this.folder, path), bytes)
    }
    const read = (path: string) => JSON.parse(new TextDecoder().decode(files.get(`api/v1/${path}`)))
    const {items} = read('recalls.json') as RecallsV1
    return {
      files,
      changes,
      redirects: redirectsFile(addressRules(content, changes)),
      /** A JSON file by its path below `api/v1/`. */
      read,
      recall: (id: string) => items.find((item) => item.id === id),
      item: (id: string) => changes.items.find((item) => item.id === id),
    }
  }

  async lose(path: string): Promise<void> {
    await rm(join(this.folder, 'api/v1', path))
  }

  async tear(path: string): Promise<void> {
    await writeFile(join(this.folder, 'api/v1', path), '{"torn')
  }

  async end(): Promise<void> {
    await rm(this.folder, {recursive: true, force: true})
  }
}

/** One publication without files, quick enough for hundreds of them. */
export async function publishedAfter(documents: readonly LakeDoc[], previous: Previous) {
  const client = memoryClient(documents, () => Promise.reject(new Error('no pictures')))
  const content = await readContent(client, 'https://pain.example.org', previous.ledger)
  return {content, changes: computeChanges(content, previous)}
}

/** @param last `null` begins a feed */
export async function changesAfter(documents: readonly LakeDoc[], last: Changes | null) {
  const previous = last === null ? NOTHING_PREVIOUS : {...last, isLost: false}
  return (await publishedAfter(documents, previous)).changes
}

import {constants} from 'node:fs'
import {mkdir, open, readdir, realpath, rename, rm} from 'node:fs/promises'
import {join} from 'node:path'
import {randomUUID} from 'node:crypto'
import {NotFound} from '../errors.ts'

/**
 * Uploaded bytes on disk: one file an asset, named by its content's SHA-1, written so that a crash
 * leaves either the whole file or none.
 */

export type AssetKind = 'images' | 'files'

/** The only names the folder ever reads: anything else cannot be an asset. */
const FILE_NAME: Record<AssetKind, RegExp> = {
  images: /^[a-f0-9]{40}-\d{1,6}x\d{1,6}\.[a-z0-9]{1,10}$/,
  files: /^[a-f0-9]{40}\.[a-z0-9]{1,10}$/,
}

export class AssetFolder {
  readonly #root: string

  constructor(dataDir: string) {
    this.#root = join(dataDir, 'assets')
  }

  #folder(dataset: string, kind: AssetKind): string {
    return join(this.#root, dataset, kind)
  }

  /** Removes what an interrupted upload left behind. */
  async prepare(): Promise<void> {
    await mkdir(this.#root, {recursive: true, mode: 0o700})
    for (const name of await readdir(this.#root, {recursive: true})) {
      if (name.endsWith('.part')) await rm(join(this.#root, name), {force: true})
    }
  }

  /** Stores bytes under a name; durable when it returns. */
  async write(dataset: string, kind: AssetKind, name: string, bytes: Uint8Array): Promise<void> {
    const folder = this.#folder(dataset, kind)
    await mkdir(folder, {recursive: true, mode: 0o700})
    const part = join(folder, `${randomUUID()}.part`)
    try {
      const file = await open(part, 'wx', 0o600)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(part, join(folder, name))
    } catch (error) {
      await rm(part, {force: true})
      throw error
    }
    const directory = await open(folder, 'r')
    try {
      await directory.sync()
    } finally {
      await directory.close()
    }
  }

  /**
   * @throws {NotFound} for anything that is not a regular file of this folder: links are not followed
   */
  async read(dataset: string, kind: AssetKind, name: string): Promise<Buffer> {
    if (!FILE_NAME[kind].test(name)) throw new NotFound(`There is no asset "${name}"`)
    const path = join(this.#folder(dataset, kind), name)
    try {
      const root = await realpath(this.#root)
      if ((await realpath(path)) !== join(root, dataset, kind, name))
        throw new NotFound(`There is no asset "${name}"`)
      const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW)
      try {
        const stat = await file.stat()
        if (!stat.isFile()) throw new NotFound(`There is no asset "${name}"`)
        return await file.readFile()
      } finally {
        await file.close()
      }
    } catch (error) {
      if (
        error instanceof Error &&
        'code' in error &&
        (error.code === 'ENOENT' || error.code === 'ELOOP' || error.code === 'ENOTDIR')
      ) {
        throw new NotFound(`There is no asset "${name}"`)
      }
      throw error
    }
  }
}

import {mkdir, rename, rm, stat, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )

/**
 * Writes a publication beside `out` and renames it into place when it is whole. A failure leaves
 * the old publication as it was.
 * @throws when the disk refuses
 */
export async function writeAndSwap(out: string, files: ReadonlyMap<string, Uint8Array>) {
  const stage = `${out}.stage-${process.pid}`
  const old = `${out}.old-${process.pid}`
  await rm(stage, {recursive: true, force: true})
  try {
    for (const folder of new Set([...files.keys()].map((path) => dirname(join(stage, path))))) {
      await mkdir(folder, {recursive: true})
    }
    for (const [path, bytes] of files) await writeFile(join(stage, path), bytes, {flush: false})
    const hadOld = await exists(out)
    if (hadOld) await rename(out, old)
    try {
      await rename(stage, out)
    } catch (error) {
      if (hadOld) await rename(old, out)
      throw error
    }
    await rm(old, {recursive: true, force: true})
  } finally {
    await rm(stage, {recursive: true, force: true})
  }
}

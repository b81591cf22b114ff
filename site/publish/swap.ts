import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import {mkdtemp, readdir, rename, rm, rmdir, stat} from 'node:fs/promises'
import {basename, dirname, join} from 'node:path'
import {messageOf} from '../content/client.ts'
import {UsageError} from '../content/index.ts'

/** What every publication has, whatever its content. */
const MARK = join('api', 'v1', 'build.json')

/**
 * A publication takes the place of everything at `out`, so only nothing, an empty folder or an
 * earlier publication may lie there.
 * @throws {UsageError} when anything else does, or nothing is named
 */
export async function refuseForeign(out: string): Promise<void> {
  if (out === '') throw new UsageError('--out is empty — name a folder')
  if (!existsSync(out) || existsSync(join(out, MARK))) return
  const isFolder = (await stat(out)).isDirectory()
  if (isFolder && (await readdir(out)).length === 0) return
  throw new UsageError(
    `--out ${out} is a ${isFolder ? 'folder with other files' : 'file'}, which a publication would replace — name a new or empty folder, or one published before`,
  )
}

/**
 * Makes a folder where `out` will be made, and removes it: the disk may refuse for many reasons, and
 * in some folders (/proc) Node's recursive mkdir would try for ever.
 * @throws {UsageError} when `out` lies below a file
 * @throws {Error} when the disk refuses
 */
export async function refuseUnwritable(out: string): Promise<void> {
  let above = dirname(out)
  while (!existsSync(above)) above = dirname(above)
  if (!(await stat(above)).isDirectory()) {
    throw new UsageError(`--out ${out} lies below the file ${above} — name a folder`)
  }
  try {
    await rmdir(await mkdtemp(join(above, '.foramen-')))
  } catch (cause) {
    throw new Error(
      `--out ${out} cannot be written: no folder can be made in ${above} (${messageOf(cause)}) — mend that, or name another folder`,
      {cause},
    )
  }
}

/**
 * Writes a publication beside `out` and renames it into place when it is whole. A failure leaves
 * the old publication as it was.
 * @throws {Error} when the disk refuses
 */
export async function writeAndSwap(out: string, files: ReadonlyMap<string, Uint8Array>) {
  await recover(out)
  const stage = `${out}.stage-${process.pid}`
  const old = `${out}.old-${process.pid}`
  await rm(stage, {recursive: true, force: true})
  try {
    // Written in one go: hundreds of small files cost six times as much one promise each.
    mkdirSync(stage, {recursive: true})
    for (const folder of new Set([...files.keys()].map((path) => dirname(join(stage, path))))) {
      mkdirSync(folder, {recursive: true})
    }
    for (const [path, bytes] of files) {
      if (!keptFile(join(out, path), bytes, join(stage, path))) {
        writeFileSync(join(stage, path), bytes)
      }
    }
    const hadOld = existsSync(out)
    if (hadOld) await rename(out, old)
    try {
      await rename(stage, out)
    } catch (error) {
      if (hadOld) await rename(old, out)
      throw error
    }
    rmSync(old, {recursive: true, force: true})
  } finally {
    await rm(stage, {recursive: true, force: true})
  }
}

/**
 * Brings the old file over where its bytes stay, as a second name for it: web servers make ETags from
 * its time, and a name costs a disk less than a file.
 * @returns whether there is a file now
 */
function keptFile(old: string, bytes: Uint8Array, file: string): boolean {
  try {
    const stats = lstatSync(old)
    if (!stats.isFile() || stats.size !== bytes.length || !readFileSync(old).equals(bytes)) {
      return false
    }
    linkSync(old, file)
    return true
  } catch {
    // Nothing that can be read lies there, or the disk knows no second names: the file is made.
    return false
  }
}

/**
 * Tidies up after a publisher that was killed: brings back the publication that it had just moved
 * aside, and removes what it had begun to write.
 */
export async function recover(out: string): Promise<void> {
  const folder = dirname(out)
  const name = basename(out)
  if (!existsSync(folder)) return
  for (const entry of await readdir(folder)) {
    const match = /^(?<of>.+)\.(?<kind>stage|old)-(?<pid>\d+)$/.exec(entry)?.groups
    if (match?.['of'] !== name || isRunning(Number(match['pid']))) continue
    const left = join(folder, entry)
    if (match['kind'] === 'old' && !existsSync(out)) await rename(left, out)
    else await rm(left, {recursive: true, force: true})
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    // Signal 0 only asks.
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

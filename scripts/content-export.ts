import {createReadStream} from 'node:fs'
import {cp, mkdtemp, readFile, rename, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {dirname, join, resolve} from 'node:path'
import {pipeline} from 'node:stream/promises'
import {createGunzip} from 'node:zlib'
import {exportDataset} from '@sanity/export'
import {unpackTar} from 'modern-tar/fs'
import {readCommandLine} from './command-line.ts'
import {connect} from './connection.ts'

/**
 * A dataset as one file, through @sanity/export: a tar.gz, or NDJSON with its images in a folder
 * beside it (sorted by type and id, so that a diff shows what an editor changed).
 */

const usage = `Usage: node scripts/content-export.ts --out FILE.ndjson|FILE.tar.gz
         [--lake URL] [--token TOKEN] [--drafts]

Exports the embedded lake, or Sanity's cloud when SANITY_PROJECT_ID is set.
Exit codes: 0 done, 2 wrong usage, 3 the lake or the disk failed.`

const options = readCommandLine({
  usage,
  options: {
    out: {type: 'string'},
    lake: {type: 'string'},
    token: {type: 'string'},
    drafts: {type: 'boolean', default: false},
  },
  read(values) {
    if (values.out === undefined || !/\.(ndjson|tar\.gz)$/.test(values.out)) {
      throw new TypeError('--out needs a file that ends in .ndjson or .tar.gz')
    }
    return {...values, out: resolve(values.out)}
  },
})

interface Line {
  readonly type: string
  readonly id: string
  readonly text: string
}

function readLine(text: string): Line {
  const document: unknown = JSON.parse(text)
  const field = (name: string) => {
    const value =
      typeof document === 'object' && document !== null ? Reflect.get(document, name) : undefined
    if (typeof value !== 'string') throw new Error(`an exported document lacks ${name}: ${text}`)
    return value
  }
  return {type: field('_type'), id: field('_id'), text}
}

async function unpack(archive: string, out: string, work: string) {
  const folder = join(work, 'unpacked')
  // Sanity's archives hold one folder named after the dataset and the time.
  await pipeline(createReadStream(archive), createGunzip(), unpackTar(folder, {strip: 1}))
  const lines = (await readFile(join(folder, 'data.ndjson'), 'utf8'))
    .split('\n')
    .filter((text) => text !== '')
    .map(readLine)
    .toSorted((a, b) => (a.type === b.type ? (a.id < b.id ? -1 : 1) : a.type < b.type ? -1 : 1))
  for (const assets of ['images', 'files']) {
    await cp(join(folder, assets), join(dirname(out), assets), {recursive: true}).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error
      },
    )
  }
  // Written beside and renamed: a torn file must not stand where content is read from.
  await writeFile(`${out}.part`, lines.map((line) => `${line.text}\n`).join(''))
  await rename(`${out}.part`, out)
}

const work = await mkdtemp(join(tmpdir(), 'foramen-export-'))
try {
  const client = await connect(options)
  const asArchive = options.out.endsWith('.tar.gz')
  const archive = asArchive ? `${options.out}.part` : join(work, 'export.tar.gz')
  const {documentCount, assetCount} = await exportDataset({
    client,
    dataset: client.config().dataset ?? 'production',
    outputPath: archive,
    drafts: options.drafts,
    assets: true,
  })
  if (asArchive) await rename(archive, options.out)
  else await unpack(archive, options.out, work)
  process.stdout.write(`${documentCount} documents and ${assetCount} assets in ${options.out}\n`)
} catch (error) {
  process.stderr.write(`[export] ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 3
} finally {
  await rm(work, {recursive: true, force: true})
}

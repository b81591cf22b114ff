import {createReadStream} from 'node:fs'
import {dirname, resolve} from 'node:path'
import {sanityImport} from '@sanity/import'
import {refuseUnreadable} from '../site/content/client.ts'
import {ContentError, UsageError} from '../site/content/errors.ts'
import {readNdjson} from '../site/content/ndjson.ts'
import {readCommandLine} from './command-line.ts'
import {connect} from './connection.ts'

/** A dataset from one file, through @sanity/import. Running it twice changes nothing more. */

const usage = `Usage: node scripts/content-import.ts FILE.ndjson|FILE.tar.gz
         [--replace] [--lake URL] [--token TOKEN]

Imports into the embedded lake, or into Sanity's cloud when SANITY_PROJECT_ID is
set. Documents that exist already are kept; with --replace they are replaced.
Exit codes: 0 done, 1 a document or asset was refused, 2 wrong usage, 3 the lake or the disk failed.`

const options = readCommandLine({
  usage,
  options: {
    replace: {type: 'boolean', default: false},
    lake: {type: 'string'},
    token: {type: 'string'},
  },
  allowPositionals: true,
  read(values, [file, ...rest]) {
    if (file === undefined || rest.length > 0) throw new TypeError('name exactly one file')
    return {...values, file: resolve(file)}
  },
})
try {
  await refuseUnreadable(options.file)
  if (options.file.endsWith('.ndjson')) {
    // Sanity's importer names the first bad line only.
    const {problems} = await readNdjson(options.file)
    if (problems.length > 0) throw new ContentError(problems)
  }
  const client = await connect(options)
  const {numDocs, warnings} = await sanityImport(createReadStream(options.file), {
    client,
    operation: options.replace ? 'createOrReplace' : 'createIfNotExists',
    assetsBase: dirname(options.file),
    allowAssetsInDifferentDataset: true,
  })
  for (const warning of warnings) process.stderr.write(`warning: ${warning.message}\n`)
  process.stdout.write(`${numDocs} documents imported from ${options.file}\n`)
  process.exitCode = warnings.length === 0 ? 0 : 1
} catch (error) {
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`${error instanceof ContentError ? '' : '[import] '}${message}\n`)
  process.exitCode = error instanceof ContentError ? 1 : error instanceof UsageError ? 2 : 3
}

import {rememberSources} from '../site/publish/sources.ts'
import {prepareColdStart} from './cold-start.ts'
import {readCommandLine} from './command-line.ts'

/** One publish, from a lake, Sanity's cloud or an NDJSON file, into a folder. */

const usage = `Usage: node scripts/build.ts [--lake URL | --ndjson FILE] [--out DIR]
         [--previous DIR|URL | --first] [--base-url URL] [--precompress]

Publishes into --out (default dist). Without --lake and --ndjson it reads
Sanity's cloud when SANITY_PROJECT_ID is set, else the example content.
The change feed goes on from the publication in --out or, where that is empty,
from --previous. --first begins a new one, for a site that was never published.
--precompress adds a .br and a .gz of every text, for hosts that serve them.
Exit codes: 0 done, 1 content or contract errors, 2 wrong usage, 3 the lake or the disk failed.`

const options = readCommandLine({
  usage,
  options: {
    lake: {type: 'string'},
    ndjson: {type: 'string'},
    out: {type: 'string', default: 'dist'},
    previous: {type: 'string'},
    first: {type: 'boolean', default: false},
    'base-url': {type: 'string', default: 'http://127.0.0.1:4321'},
    precompress: {type: 'boolean', default: false},
  },
  read(values) {
    if (values.lake !== undefined && values.ndjson !== undefined) {
      throw new TypeError('give --lake or --ndjson, not both')
    }
    if (!/^https?:$/.test(new URL(values['base-url']).protocol)) {
      throw new TypeError(`--base-url is not an http(s) address: ${values['base-url']}`)
    }
    return values
  },
})
prepareColdStart()
// Before any of them is loaded.
rememberSources()
const {configuredClient} = await import('../site/content/index.ts')
const {exitCodeOf, publish} = await import('../site/publish/publish.ts')
try {
  const {documents, files, isNewFeed} = await publish({
    client: await configuredClient(options),
    out: options.out,
    baseUrl: options['base-url'],
    previous: options.previous,
    isFirst: options.first,
    precompress: options.precompress,
    log: (line) => process.stderr.write(`${line}\n`),
  })
  process.stdout.write(`published ${documents} documents as ${files} files in ${options.out}\n`)
  if (isNewFeed && !options.first) {
    process.stdout.write(
      `A new change feed begins, since there was no publication in ${options.out} to go on from.
If this site was published before, its old feed has to go on: publish into an empty
folder with --previous and the address of the site. Else say --first the first time.\n`,
    )
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = exitCodeOf(error)
}

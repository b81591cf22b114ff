import {fileURLToPath} from 'node:url'
import {parseArgs} from 'node:util'
import {ContentError, lakeClient, ndjsonClient, type ContentClient} from '../site/content/index.ts'
import {publish, PublicationError} from '../site/publish/publish.ts'

/** One publish, from a lake, Sanity's cloud or an NDJSON file, into a folder. */

const SEED = fileURLToPath(new URL('../studio/seed/production.ndjson', import.meta.url))

const usage = `Usage: node scripts/build.ts [--lake URL | --ndjson FILE] [--out DIR]
         [--previous DIR|URL] [--base-url URL]

Publishes into --out (default dist). Without --lake and --ndjson it reads
Sanity's cloud when SANITY_PROJECT_ID is set, else the example content.
Exit codes: 0 done, 1 content or contract errors, 2 wrong usage, 3 the lake or the disk failed.`

function readOptions() {
  try {
    const {values} = parseArgs({
      options: {
        lake: {type: 'string'},
        ndjson: {type: 'string'},
        out: {type: 'string', default: 'dist'},
        previous: {type: 'string'},
        'base-url': {type: 'string', default: 'http://127.0.0.1:4321'},
        help: {type: 'boolean', default: false},
      },
    })
    if (values.lake !== undefined && values.ndjson !== undefined) {
      throw new TypeError('give --lake or --ndjson, not both')
    }
    if (!/^https?:$/.test(new URL(values['base-url']).protocol)) {
      throw new TypeError(`--base-url is not an http(s) address: ${values['base-url']}`)
    }
    return values
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}\n`)
    process.exit(2)
  }
}

async function contentClient(options: {lake?: string; ndjson?: string}): Promise<ContentClient> {
  const projectId = process.env['SANITY_PROJECT_ID']
  if (options.lake !== undefined) return lakeClient({url: options.lake})
  if (options.ndjson !== undefined || projectId === undefined) {
    return ndjsonClient(options.ndjson ?? SEED)
  }
  const dataset = process.env['SANITY_DATASET']
  const token = process.env['SANITY_API_TOKEN']
  return lakeClient({
    projectId,
    ...(dataset === undefined ? {} : {dataset}),
    ...(token === undefined ? {} : {token}),
  })
}

const options = readOptions()
if (options.help) {
  process.stdout.write(`${usage}\n`)
  process.exit(0)
}
try {
  const {documents, files} = await publish({
    client: await contentClient(options),
    out: options.out,
    baseUrl: options['base-url'],
    previous: options.previous,
    log: (line) => process.stderr.write(`${line}\n`),
  })
  process.stdout.write(`published ${documents} documents as ${files} files in ${options.out}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = error instanceof ContentError || error instanceof PublicationError ? 1 : 3
}

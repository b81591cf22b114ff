import {LakeError, UsageError} from '../site/content/errors.ts'
import {readCommandLine} from './command-line.ts'
import {checkContent} from './content-check/findings.ts'
import {readExport, readLake, type RawContent} from './content-check/load.ts'
import {countOf, errorLine, jsonReport, textReport} from './content-check/report.ts'

const SEED = 'studio/seed/production.ndjson'

const usage = `Usage: node scripts/content-check.ts [--ndjson FILE | --lake URL [--token TOKEN]]
         [--json] [--include-drafts]

Holds every document to the editorial rules and to what the build needs. Reads
${SEED} unless a file or a running lake is named.
Warnings do not fail. --json prints all findings as one JSON object.
Exit codes: 0 no error, 1 content errors, 2 wrong usage, 3 the lake or the disk failed.`

const options = readCommandLine({
  usage,
  options: {
    ndjson: {type: 'string'},
    lake: {type: 'string'},
    token: {type: 'string'},
    json: {type: 'boolean', default: false},
    'include-drafts': {type: 'boolean', default: false},
  },
  read(values) {
    if (values.ndjson !== undefined && values.lake !== undefined) {
      throw new TypeError('give either --ndjson or --lake, not both')
    }
    if (values.lake !== undefined && !URL.canParse(values.lake)) {
      throw new TypeError(
        `--lake needs an address such as http://127.0.0.1:4000, not ${values.lake}`,
      )
    }
    return values
  },
})

type Options = typeof options

function read({lake, token, ndjson = SEED}: Options): Promise<RawContent> {
  if (lake === undefined) return readExport(ndjson)
  const projectId = process.env['SANITY_PROJECT_ID']
  const dataset = process.env['SANITY_DATASET']
  return readLake({
    url: lake,
    ...(projectId !== undefined && {projectId}),
    ...(dataset !== undefined && {dataset}),
    ...(token !== undefined && {token}),
  })
}

async function main(): Promise<number> {
  const content = await read(options)
  const result = await checkContent(content, {
    includeDrafts: options['include-drafts'],
    now: new Date().toISOString(),
  })
  process.stdout.write(options.json ? jsonReport(result) : textReport(result))
  // Scripts read errors from stderr; somebody at a terminal has just seen them.
  if (options.json || !(process.stdout.isTTY && process.stderr.isTTY)) {
    const errors = result.findings.filter((finding) => finding.severity === 'error')
    process.stderr.write(errors.map((finding) => `${errorLine(finding)}\n`).join(''))
  }
  return countOf(result.findings, 'error') > 0 ? 1 : 0
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof LakeError || error instanceof UsageError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = error instanceof UsageError ? 2 : 3
}

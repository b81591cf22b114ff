import {readPublication} from '../site/publish/publication.ts'
import {checkPublication} from '../site/publish/check.ts'
import {readCommandLine} from './command-line.ts'

/** Runs the published contract against any deployment or mirror and reports like a test runner. */

const usage = `Usage: node scripts/verify.ts BASE_URL_OR_DIR [--against URL_OR_DIR]

Fetches (or reads) a publication of this API and checks every file: contract,
manifest digests, signature, feed, recalls, ids, links; where it is served also
redirects, 404 and 410, CORS, cache lifetimes, conditional requests, encodings.
--against names an earlier publication: its change feed has to go on, and each of
its addresses has to answer.
"note" marks what a host cannot do and clients can live with; it fails nothing.
Exit codes: 0 all passed, 1 something failed, 2 wrong usage, 3 it could not be read.`

const {target, against} = readCommandLine({
  usage,
  options: {against: {type: 'string'}},
  allowPositionals: true,
  read({against: earlier}, [first, ...others]) {
    if (first === undefined || others.length > 0) {
      throw new TypeError('name exactly one address or folder')
    }
    return {target: first, against: earlier}
  },
})
try {
  const publication = await readPublication(target)
  const earlier = against === undefined ? null : await readPublication(against)
  const results = await checkPublication(publication, earlier)
  let failed = 0
  for (const {name, problems, limits = []} of results) {
    const mark = problems.length > 0 ? 'FAIL' : limits.length > 0 ? 'note' : 'ok  '
    process.stdout.write(`${mark} ${name}\n`)
    for (const line of [...problems, ...limits]) process.stdout.write(`     ${line}\n`)
    if (problems.length > 0) failed += 1
  }
  process.stdout.write(`${results.length - failed} passed, ${failed} failed\n`)
  process.exitCode = failed === 0 ? 0 : 1
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 3
}

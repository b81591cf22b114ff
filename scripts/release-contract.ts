import {readCommandLine} from './command-line.ts'
import {freeze, readReleaseState} from './release-contract/contract.ts'
import {judge} from './release-contract/gate.ts'

/**
 * Freezes the JSON Schemas and the OpenAPI description of the version that schemas/api/v1/version.ts names. From then on they
 * are published beside the current ones, every file has to fit them, and no change may break them.
 */

const usage = `Usage: npm run release:contract [-- --check]

Writes schemas/api/v1/frozen/<version>/ and frozen/openapi-<version>.json for the version in
schemas/api/v1/version.ts. An addition is the next minor version, corrected words are the next patch,
both with a line in schemas/api/v1/CHANGELOG.md; what breaks clients is refused. As long as API v1 is
not public, a changed contract freezes its newest version anew.
--check writes nothing and fails when anything has to be released; CI runs it.
Exit codes: 0 done, 1 the contract cannot be released (or, with --check, has to be), 2 wrong usage.`

const {check: isCheck} = readCommandLine({
  usage,
  options: {check: {type: 'boolean', default: false}},
  read: (values) => values,
})
const state = await readReleaseState()
const {version, current, frozen} = state
const {refusals, pending} = judge(state)
const told = isCheck ? [...refusals, ...pending] : refusals
if (told.length > 0) {
  process.stderr.write(`${told.join('\n')}\n`)
  process.exitCode = 1
} else if (pending.length > 0) {
  await freeze(version, current)
  const what = `${current.schemas.size} schemas and OpenAPI of ${version}`
  process.stdout.write(
    frozen.has(version)
      ? `froze ${what} anew, because API v1 is not public yet\n`
      : `froze ${what}\n`,
  )
} else process.stdout.write(`${version} is frozen as it is\n`)

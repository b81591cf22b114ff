import {readCommandLine} from './command-line.ts'
import {generateOpenApi} from './generate/openapi.ts'
import {generateSanityTypes} from './generate/sanity.ts'
import {generateModules} from './generate/modules.ts'

/**
 * Everything in schemas/generated: Sanity's schema and types from the schemas, OpenAPI from the
 * contract. In site/widget/generated and site/client/generated: widget and client as ES modules with
 * types, for sites that install the package. With --check nothing is written and a difference is an
 * error.
 */

const usage = `Usage: node scripts/generate.ts [--check]

Writes schemas/generated from the schemas, and site/widget/generated and
site/client/generated from widget and client. --check only compares and names
the files that are out of date.
Exit codes: 0 done, 1 out of date, 2 wrong usage.`

const options = readCommandLine({
  usage,
  options: {check: {type: 'boolean', default: false}},
  read: (values) => values,
})
const outdated = [
  ...(await generateOpenApi({check: options.check})),
  ...(await generateModules({check: options.check})),
  ...(await generateSanityTypes({check: options.check})),
]
for (const file of outdated) {
  process.stderr.write(
    options.check ? `${file} is out of date — run npm run generate and commit it\n` : `${file}\n`,
  )
}
process.exitCode = options.check && outdated.length > 0 ? 1 : 0

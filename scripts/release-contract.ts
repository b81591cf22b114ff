import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {parseArgs} from 'node:util'
import {openSchema, schemaNames} from '../schemas/api/v1/json-schema.ts'
import {openApiDocument} from '../schemas/api/v1/openapi.ts'
import {API_VERSION} from '../schemas/api/v1/version.ts'

/**
 * Freezes the JSON Schemas and the OpenAPI description of the version that schemas/api/v1/version.ts names. From then on they
 * are published beside the current ones, every file has to fit them, and no change may break them.
 */

const usage = `Usage: node scripts/release-contract.ts

Writes schemas/api/v1/frozen/<version>/ and frozen/openapi-<version>.json for the version in
schemas/api/v1/version.ts.
The changelog must have an entry for it; a version is frozen once.
Exit codes: 0 done, 1 the version cannot be released, 2 wrong usage.`

function fail(message: string, code: 1 | 2): never {
  process.stderr.write(`${message}\n`)
  process.exit(code)
}

try {
  const {values} = parseArgs({options: {help: {type: 'boolean'}}})
  if (values.help) {
    process.stdout.write(`${usage}\n`)
    process.exit(0)
  }
} catch (error) {
  fail(`${error instanceof Error ? error.message : String(error)}\n${usage}`, 2)
}

const contract = fileURLToPath(new URL('../schemas/api/v1/', import.meta.url))
const changelog = await readFile(join(contract, 'CHANGELOG.md'), 'utf8')
if (!changelog.includes(`## ${API_VERSION}\n`)) {
  fail(`schemas/api/v1/CHANGELOG.md has no entry "## ${API_VERSION}" — write what changed`, 1)
}
const frozen = await readdir(join(contract, 'frozen'))
if (frozen.includes(API_VERSION)) {
  fail(`${API_VERSION} is frozen already — raise the version in schemas/api/v1/version.ts`, 1)
}
const folder = join(contract, 'frozen', API_VERSION)
await mkdir(folder, {recursive: true})
const write = (file: string, body: unknown) => writeFile(file, `${JSON.stringify(body, null, 2)}\n`)
for (const name of schemaNames()) await write(join(folder, `${name}.json`), openSchema(name))
await write(join(contract, 'frozen', `openapi-${API_VERSION}.json`), openApiDocument('/'))
process.stdout.write(`froze ${schemaNames().length} schemas and OpenAPI of ${API_VERSION}\n`)

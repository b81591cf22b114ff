import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import type {Description, JsonSchema} from '../../schemas/api/v1/compatibility.ts'
import {openSchema, schemaNames} from '../../schemas/api/v1/json-schema.ts'
import {openApiDocument} from '../../schemas/api/v1/openapi.ts'
import {PartnerContract} from '../../schemas/api/v1/partners.ts'
import {CONTRACT_VERSION, IS_CONTRACT_PUBLIC} from '../../schemas/api/v1/version.ts'
import {FROZEN_FOLDER} from '../../site/publish/api/frozen.ts'
import type {ReleaseState} from './gate.ts'

const FOLDER = fileURLToPath(new URL('../../schemas/api/v1/', import.meta.url))

/** What clients of one version rely on. */
export interface Contract {
  /** By name of the schema. */
  readonly schemas: ReadonlyMap<string, JsonSchema>
  readonly openApi: Description
}

/** The contract as the code describes it now. */
function currentContract(): Contract {
  return {
    schemas: new Map(schemaNames().map((name) => [name, openSchema(name)])),
    openApi: openApiDocument('/'),
  }
}

async function frozenContract(version: string): Promise<Contract> {
  const folder = join(FROZEN_FOLDER, version)
  const files = (await readdir(folder)).toSorted()
  const schemas = files.map(
    async (file) => [file.replace(/\.json$/, ''), await readJson(join(folder, file))] as const,
  )
  return {
    schemas: new Map(await Promise.all(schemas)),
    openApi: await readJson(openApiFile(version)),
  }
}

/** Everything that decides whether the contract may be released as it is. */
export async function readReleaseState(): Promise<ReleaseState> {
  const entries = await readdir(FROZEN_FOLDER, {withFileTypes: true})
  const versions = entries.filter((entry) => entry.isDirectory()).map(({name}) => name)
  const partners = (await readdir(join(FOLDER, 'partners'))).map(async (file) =>
    PartnerContract.parse(await readJson(join(FOLDER, 'partners', file))),
  )
  return {
    version: CONTRACT_VERSION,
    isPublic: IS_CONTRACT_PUBLIC,
    changelog: await readFile(join(FOLDER, 'CHANGELOG.md'), 'utf8'),
    current: currentContract(),
    frozen: new Map(
      await Promise.all(
        versions.map(async (version) => [version, await frozenContract(version)] as const),
      ),
    ),
    partners: await Promise.all(partners),
  }
}

/** Writes a contract in the place of whatever was frozen as this version. */
export async function freeze(version: string, {schemas, openApi}: Contract): Promise<void> {
  const folder = join(FROZEN_FOLDER, version)
  await rm(folder, {recursive: true, force: true})
  await mkdir(folder, {recursive: true})
  for (const [name, schema] of schemas) await writeJson(join(folder, `${name}.json`), schema)
  await writeJson(openApiFile(version), openApi)
}

const openApiFile = (version: string) => join(FROZEN_FOLDER, `openapi-${version}.json`)

const readJson = async (file: string) => JSON.parse(await readFile(file, 'utf8'))

const writeJson = (file: string, body: unknown) =>
  writeFile(file, `${JSON.stringify(body, null, 2)}\n`)

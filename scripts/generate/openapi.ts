import {mkdir, readFile, writeFile} from 'node:fs/promises'
import {dirname, relative} from 'node:path'
import {fileURLToPath} from 'node:url'
import {format} from 'prettier'
import {openApiDocument} from '../../schemas/api/v1/openapi.ts'

const FILE = fileURLToPath(new URL('../../schemas/generated/openapi.v1.json', import.meta.url))

/**
 * Writes the committed OpenAPI description from the contract.
 * @returns the files that were (or, with `check`, would be) changed, relative to here.
 */
export async function generateOpenApi({check}: {readonly check: boolean}): Promise<string[]> {
  const text = await format(JSON.stringify(openApiDocument('/')), {parser: 'json'})
  const before = await readFile(FILE, 'utf8').catch(() => '')
  if (before === text) return []
  if (!check) {
    await mkdir(dirname(FILE), {recursive: true})
    await writeFile(FILE, text)
  }
  return [relative(process.cwd(), FILE)]
}

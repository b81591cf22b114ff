import {z} from 'zod'
import {openSchema, schemaNames} from '../../../schemas/api/v1/json-schema.ts'
import {homePath, RESOURCE_PATHS, schemaPath} from '../../../schemas/api/v1/links.ts'
import {openApiDocument} from '../../../schemas/api/v1/openapi.ts'
import type {SiteContent} from '../../content/index.ts'
import {stableJson} from '../../content/json.ts'

/** The published contract by path without a leading slash. It follows from code alone. */
export type ContractFiles = ReadonlyMap<string, Uint8Array>

/** Where OpenAPI says that the API is, until a publication says where. */
const ANYWHERE = '/'

/** Converting it takes a quarter of a small publish, so it is made once, beside the pages' code. */
export function contractFiles(): ContractFiles {
  const encoder = new TextEncoder()
  const file = (path: string, body: unknown) =>
    [path.slice(1), encoder.encode(stableJson(body))] as const
  return new Map([
    ...schemaNames().map((name) => file(schemaPath(name), openSchema(name))),
    file(RESOURCE_PATHS.openapi, openApiDocument(ANYWHERE)),
  ])
}

/** The contract as this publication has it: where it is, whose it is, on which terms. */
export function contractAt(
  files: ContractFiles,
  {baseUrl, locale, settings}: SiteContent,
): ContractFiles {
  const path = RESOURCE_PATHS.openapi.slice(1)
  const description: ReturnType<typeof openApiDocument> = JSON.parse(
    new TextDecoder().decode(files.get(path)),
  )
  const {licence, licenceUrl, contact} = settings.publicApi
  const info = {
    ...description.info,
    license: {name: licence, url: licenceUrl},
    contact: {
      name: settings.organizationName,
      url: settings.organizationUrl ?? `${baseUrl}${homePath(locale)}`,
      ...(z.email().safeParse(contact).success ? {email: contact} : {}),
    },
  }
  const located = stableJson({...description, info, servers: [{url: baseUrl}]})
  return new Map([...files, [path, new TextEncoder().encode(located)]])
}

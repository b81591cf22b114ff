import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {createClient, type SanityClient} from '@sanity/client'
import {SANITY_API_VERSION} from '../schemas/lib/sanity-api.ts'

export const DEFAULT_LAKE_URL = 'http://127.0.0.1:4000'
export const DEFAULT_LAKE_DATA = join('.foramen', 'lake')

/**
 * The token an embedded lake made for itself.
 * @param data its data folder
 * @throws {Error} when there is none: the lake was never started there
 */
export async function lakeToken(data: string): Promise<string> {
  const file = join(data, 'token')
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (cause) {
    throw new Error(`no token at ${file}: start the lake once, or give --token`, {cause})
  }
}

/**
 * A client that may write: Sanity's cloud when `SANITY_PROJECT_ID` is set, else the embedded lake.
 * @throws {Error} when the token is missing
 */
export async function connect(options: {
  readonly lake?: string | undefined
  readonly token?: string | undefined
}): Promise<SanityClient> {
  const projectId = process.env['SANITY_PROJECT_ID']
  const dataset = process.env['SANITY_DATASET'] ?? 'production'
  const shared = {dataset, apiVersion: SANITY_API_VERSION, useCdn: false}
  if (projectId !== undefined && options.lake === undefined) {
    const token = options.token ?? process.env['SANITY_API_TOKEN']
    if (token === undefined) throw new Error('SANITY_API_TOKEN is not set: the cloud needs a token')
    return createClient({...shared, projectId, token})
  }
  return createClient({
    ...shared,
    projectId: projectId ?? 'foramen',
    apiHost: options.lake ?? DEFAULT_LAKE_URL,
    useProjectHostname: false,
    token: options.token ?? (await lakeToken(DEFAULT_LAKE_DATA)),
  })
}

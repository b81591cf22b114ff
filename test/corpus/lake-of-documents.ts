import {createClient, type SanityClient} from '@sanity/client'
import {validateDocumentWithWorkspace} from '@sanity/validation'
import {getFallbackLocaleSource} from '@sanity/validation/_internal'
import {evaluate, parse} from 'groq-js'
import {createServer, type Server} from 'node:http'
import type {Schema, ValidationMarker} from '@sanity/types'
import type {LakeDocument} from '../../schemas/rules/index.ts'

/** A lake that answers queries about the documents it is given, for Studio's validation in Node. */
export interface LakeOfDocuments {
  /**
   * What Studio shows on a document while the lake holds `stored`.
   *
   * @param name name of the dataset; each call has one of its own unless it is given
   */
  validate(
    document: LakeDocument,
    stored: readonly LakeDocument[],
    schema: Schema,
    name?: string,
  ): Promise<ValidationMarker[]>
  close(): void
}

export async function openLakeOfDocuments(): Promise<LakeOfDocuments> {
  let documents: readonly LakeDocument[] = []
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://lake')
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      void answer(url, body, documents).then(
        (result) => {
          response.setHeader('content-type', 'application/json')
          response.end(JSON.stringify({result, ms: 1}))
        },
        (error: unknown) => {
          response.statusCode = 500
          response.end(String(error))
        },
      )
    })
  })
  const port = await listen(server)
  return {
    validate: async (document, stored, schema, name) => {
      documents = stored
      const client = clientOf(port, name)
      const existing = new Set(stored.map(({_id}) => _id))
      return await validateDocumentWithWorkspace({
        document: {_rev: 'r', _createdAt: '', _updatedAt: '', ...document},
        workspace: {schema, getClient: () => client, i18n: getFallbackLocaleSource()},
        getDocumentExists: ({id}) => Promise.resolve(existing.has(id)),
      })
    },
    close: () => server.close(),
  }
}

function clientOf(
  port: number,
  // Studio keeps the index of a lake while nothing in it changes.
  dataset = `case-${Math.random().toString(36).slice(2)}`,
): SanityClient {
  return createClient({
    projectId: 'foramen',
    dataset,
    apiVersion: '2025-02-19',
    useCdn: false,
    apiHost: `http://127.0.0.1:${port}`,
    useProjectHostname: false,
  })
}

async function answer(url: URL, body: string, dataset: readonly LakeDocument[]): Promise<unknown> {
  const asked: {query?: string; params?: Record<string, unknown>} =
    body === '' ? {} : JSON.parse(body)
  const query = asked.query ?? url.searchParams.get('query') ?? ''
  const params: Record<string, unknown> = {...asked.params}
  for (const [name, value] of url.searchParams) {
    if (name.startsWith('$')) params[name.slice(1)] = JSON.parse(value)
  }
  const value = await evaluate(parse(query, {params}), {dataset, params})
  return await value.get()
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}

import {createClient, type SanityClient} from '@sanity/client'
import type {LakeOptions} from './client.ts'

/** API date of every query; the first whose default perspective is `published`. */
const QUERY_API_VERSION = '2025-02-19'

/** A Sanity client for the lake that these options name. */
export function sanityClient(options: LakeOptions): SanityClient {
  const {url, projectId = 'foramen', dataset = 'production', token} = options
  return createClient({
    projectId,
    dataset,
    apiVersion: QUERY_API_VERSION,
    useCdn: false,
    perspective: options.perspective ?? 'published',
    ...(url === undefined ? {} : {apiHost: url, useProjectHostname: false}),
    ...(token === undefined ? {} : {token, ignoreBrowserTokenWarning: true}),
  })
}

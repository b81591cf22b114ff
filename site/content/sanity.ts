import {createClient, type ClientPerspective, type SanityClient} from '@sanity/client'
import {SANITY_API_VERSION} from '../../schemas/lib/sanity-api.ts'

export interface LakeOptions {
  /** Address of an embedded lake, for example `http://127.0.0.1:4000`; the cloud without it. */
  readonly url?: string
  readonly projectId?: string
  readonly dataset?: string
  readonly token?: string
  readonly perspective?: ClientPerspective
}

/** A Sanity client for the lake that these options name. */
export function sanityClient(options: LakeOptions): SanityClient {
  const {url, projectId = 'foramen', dataset = 'production', token} = options
  return createClient({
    projectId,
    dataset,
    apiVersion: SANITY_API_VERSION,
    useCdn: false,
    perspective: options.perspective ?? 'published',
    ...(url === undefined ? {} : {apiHost: url, useProjectHostname: false}),
    ...(token === undefined ? {} : {token, ignoreBrowserTokenWarning: true}),
  })
}

import type {ContentClient} from './client.ts'
import {ContentError} from './errors.ts'
import {loadContent} from './load.ts'
import {projectContent, type PublishedContent} from './project.ts'
import {crossProblems} from './validate.ts'

/** The only door to the lake: fetch, validate, link and project, in this order. */

export {lakeClient, sanityClient, type ContentClient, type LakeOptions} from './client.ts'
export {ContentError, formatProblem, LakeError, type ContentProblem} from './errors.ts'
export {ndjsonClient} from './ndjson.ts'
export type {LocaleContent, PublishedContent, PublishedDocument} from './project.ts'
export type {DocumentOf, PageLocals, PageV1, SiteContent} from './site-content.ts'

/**
 * Everything that is published, as v1 objects.
 * @param baseUrl absolute address of the site; a trailing slash is ignored.
 * @throws {ContentError} with every problem of every document.
 * @throws {LakeError} when the content could not be read.
 */
export async function readContent(
  client: ContentClient,
  baseUrl: string,
): Promise<PublishedContent> {
  const content = await loadContent(client)
  const problems = [...content.problems, ...crossProblems(content)]
  if (problems.length > 0) throw new ContentError(problems)
  return projectContent(content, baseUrl.replace(/\/+$/, ''))
}

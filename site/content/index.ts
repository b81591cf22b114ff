import type {LedgerV1} from '../../schemas/api/v1/ledger.ts'
import type {ContentClient} from './client.ts'
import {ContentError, type ContentProblem} from './errors.ts'
import {linkContent} from './link.ts'
import {loadContent} from './load.ts'
import {projectContent} from './project.ts'
import type {PublishedContent} from './published-content.ts'
import {repairRow, withoutBrokenReferences} from './repair.ts'
import {validateContent} from './validate.ts'

/** The only door to the lake: fetch, validate, link and project, in this order. */

export {lakeClient, type ContentClient} from './client.ts'
export {configuredClient} from './configured.ts'
export {ContentError, formatProblem, LakeError, UsageError, type ContentProblem} from './errors.ts'
export {ndjsonClient} from './ndjson.ts'
export type {LakeOptions} from './sanity.ts'
export type {LocaleContent, PublishedContent, PublishedDocument} from './published-content.ts'
export type {DocumentOf, PageLocals, PageV1, SiteContent} from './site-content.ts'
export {recalling, type PublishedWidget} from './widgets.ts'

/**
 * Everything that is published, as v1 objects.
 * @param baseUrl absolute address of the site; a trailing slash is ignored.
 * @param ledger what the last publication left; `null`: there was none.
 * @throws {ContentError} with every problem of every document.
 * @throws {LakeError} when the content could not be read.
 */
export async function readContent(
  client: ContentClient,
  baseUrl: string,
  ledger: LedgerV1 | null = null,
): Promise<PublishedContent> {
  const loaded = await loadContent(client)
  const problems = validateContent(loaded, {baseUrl, ledger})
  if (problems.length > 0) throw new ContentError(problems)
  const linked = linkContent(loaded)
  return projectContent(linked, withoutSlash(baseUrl), ledger)
}

function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '')
}

/** Drafts as they would be published, and what keeps each from being so. */
export interface DraftContent {
  readonly content: PublishedContent
  readonly problems: readonly ContentProblem[]
  /** `_id` of the document that a page shows. */
  idOf(type: string, language: string, slug: string): string | undefined
}

/**
 * The same as `readContent`, for preview: unfinished drafts are shown as far as they go.
 * @throws {LakeError} when the content could not be read.
 */
export async function readDrafts(client: ContentClient, baseUrl: string): Promise<DraftContent> {
  const loaded = await loadContent(client, repairRow)
  const ids = new Set(loaded.sources.map((source) => source._id))
  const sources = loaded.sources.map((source) =>
    withoutBrokenReferences(source, (id) => ids.has(id)),
  )
  const linked = linkContent({...loaded, sources})
  const rows = [...loaded.rows.values()]
  return {
    content: projectContent(linked, withoutSlash(baseUrl)),
    problems: validateContent(loaded),
    idOf: (type, language, slug) =>
      rows.find((row) => row._type === type && row['language'] === language && row['slug'] === slug)
        ?._id,
  }
}

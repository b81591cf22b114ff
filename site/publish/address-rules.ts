import {homePath, pagePath} from '../../schemas/api/v1/links.ts'
import {BASE_LANGUAGE} from '../../schemas/languages/index.ts'
import type {PublishedContent} from '../content/index.ts'
import type {Changes, PublishedTombstone} from './api/changes.ts'
import {noticesOf} from './api/notices.ts'

/** What an address answers that has no file of its own, or one that says why. */
export interface AddressRule {
  readonly from: string
  /** Where it leads; with 410 the file that says that nothing is there any more. */
  readonly to: string
  readonly status: 301 | 302 | 410
}

/**
 * Every address that leads elsewhere or says that a document is gone, each once: pages with and
 * without their last slash, and every file that belonged to the document.
 * @throws {Error} when an address would have two rules, which validation does not let happen
 */
export function addressRules(content: PublishedContent, changes: Changes): AddressRule[] {
  const rules: AddressRule[] = [
    {from: '/', to: homePath(BASE_LANGUAGE), status: 302},
    ...changes.tombstones.flatMap(pageRules),
    ...noticesOf(content, changes).map(({path: from, movedTo}): AddressRule =>
      movedTo === null ? {from, to: from, status: 410} : {from, to: movedTo, status: 301},
    ),
    ...content.redirects.flatMap(({from, to, permanent}) =>
      page({from, to, status: permanent ? 301 : 302}),
    ),
  ]
  const byAddress = new Map<string, AddressRule>()
  for (const rule of rules) {
    if (byAddress.has(rule.from)) throw new Error(`[publish] ${rule.from} has two rules`)
    byAddress.set(rule.from, rule)
  }
  return [...byAddress.values()].toSorted((a, b) => (a.from < b.from ? -1 : 1))
}

/** A page is asked for with and without its last slash. */
function page(rule: AddressRule): AddressRule[] {
  return [rule, {...rule, from: rule.from.replace(/\/$/, '')}]
}

function pageRules({locale, collection, body}: PublishedTombstone): AddressRule[] {
  const {slug, status, alternative} = body
  const from = pagePath(locale, collection, slug)
  return status === 'moved' && alternative !== null
    ? page({from, to: pagePath(locale, collection, alternative.slug), status: 301})
    : page({from, to: `${from}index.html`, status: 410})
}

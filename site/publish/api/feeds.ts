import type {ChangeItemV1} from '../../../schemas/api/v1/changes.ts'
import {homePath, RESOURCE_PATHS} from '../../../schemas/api/v1/links.ts'
import {escapeHtml} from '../../../schemas/lib/escape-html.ts'
import type {PublishedContent} from '../../content/index.ts'
import type {Changes} from './ledger.ts'

/** Entries a feed reader gets; the change feed has all of them. */
const MAX_ENTRIES = 50

interface Entry {
  readonly item: ChangeItemV1
  readonly url: string
  readonly title: string
  readonly text: string
}

function entriesOf(content: PublishedContent, changes: Changes): Entry[] {
  const titles = new Map(
    [...changes.ledger.documents, ...changes.ledger.tombstones].map((document) => [
      document.path,
      document.title,
    ]),
  )
  return changes.pages
    .flatMap((page) => page.items)
    .slice(-MAX_ENTRIES)
    .toReversed()
    .map((item) => {
      const title = titles.get(item.path) ?? item.slug
      const [, collection] = item.path.split('/')
      return {
        item,
        url: `${content.baseUrl}/${item.locale}/${collection}/${item.slug}/`,
        title,
        text: item.note ?? `${item.operation} (${item.significance})`,
      }
    })
}

/** @see https://www.jsonfeed.org/version/1.1/ */
export function jsonFeed(content: PublishedContent, changes: Changes) {
  const site = content.locales[0]?.site
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: site?.settings.organizationName ?? content.baseUrl,
    home_page_url: `${content.baseUrl}${homePath(site?.locale ?? 'en')}`,
    feed_url: `${content.baseUrl}${RESOURCE_PATHS.jsonFeed}`,
    language: site?.locale ?? 'en',
    items: entriesOf(content, changes).map(({item, url, title, text}) => ({
      id: `${content.baseUrl}${RESOURCE_PATHS.changes}#${item.seq}`,
      url,
      title,
      content_text: text,
      date_modified: item.at,
      language: item.locale,
      tags: [item.operation, item.significance],
    })),
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc4287 */
export function atomFeed(content: PublishedContent, changes: Changes): string {
  const site = content.locales[0]?.site
  const name = escapeHtml(site?.settings.organizationName ?? content.baseUrl)
  const self = escapeHtml(`${content.baseUrl}${RESOURCE_PATHS.atom}`)
  const entries = entriesOf(content, changes).map(
    ({item, url, title, text}) => `<entry>
<id>${escapeHtml(`${content.baseUrl}${RESOURCE_PATHS.changes}#${item.seq}`)}</id>
<title>${escapeHtml(title)}</title>
<link href="${escapeHtml(url)}"/>
<updated>${escapeHtml(item.at)}</updated>
<category term="${item.operation}"/><category term="${item.significance}"/>
<content type="text">${escapeHtml(text)}</content>
</entry>
`,
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeHtml(site?.locale ?? 'en')}">
<id>${self}</id>
<title>${name}</title>
<link rel="self" href="${self}"/>
<updated>${escapeHtml(changes.ledger.time)}</updated>
<author><name>${name}</name></author>
${entries.join('')}</feed>
`
}

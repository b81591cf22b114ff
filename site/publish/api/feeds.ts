import type {ChangeItemV1} from '../../../schemas/api/v1/changes.ts'
import {homePath, RESOURCE_PATHS} from '../../../schemas/api/v1/links.ts'
import {BASE_LANGUAGE} from '../../../schemas/languages/index.ts'
import {escapeHtml} from '../../../schemas/lib/escape-html.ts'
import type {PublishedContent} from '../../content/index.ts'
import type {Changes} from './changes.ts'
import {dayOf, lastDay, recallDaysOf} from './recalls.ts'

/** Entries a feed reader gets besides those of safety; the change feed has all of them. */
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
  return readersItems(content, changes)
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

/** What documents changed themselves; what touches safety for as long as a recall stands. */
function readersItems({locales}: PublishedContent, {pages, ledger}: Changes): ChangeItemV1[] {
  const own = pages
    .flatMap((page) => page.items)
    .filter(({cause, operation}) => cause === 'own' && operation !== 'refresh')
  const newest = new Set(own.slice(-MAX_ENTRIES))
  const days = Math.max(...locales.map(recallDaysOf))
  return own.filter(
    (item) =>
      newest.has(item) ||
      (item.significance === 'safety' && lastDay(item.publishedAt, days) >= dayOf(ledger.time)),
  )
}

/** @see https://www.jsonfeed.org/version/1.1/ */
export function jsonFeed(content: PublishedContent, changes: Changes) {
  const site = content.locales[0]?.site
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: site?.settings.organizationName ?? content.baseUrl,
    home_page_url: `${content.baseUrl}${homePath(site?.locale ?? BASE_LANGUAGE)}`,
    feed_url: `${content.baseUrl}${RESOURCE_PATHS.jsonFeed}`,
    language: site?.locale ?? BASE_LANGUAGE,
    items: entriesOf(content, changes).map(({item, url, title, text}) => ({
      id: `${content.baseUrl}${RESOURCE_PATHS.changes}#${item.seq}`,
      url,
      title,
      content_text: text,
      date_published: item.publishedAt,
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
<published>${escapeHtml(item.publishedAt)}</published>
<updated>${escapeHtml(item.publishedAt)}</updated>
<category term="${item.operation}"/><category term="${item.significance}"/>
<content type="text">${escapeHtml(text)}</content>
</entry>
`,
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeHtml(site?.locale ?? BASE_LANGUAGE)}">
<id>${self}</id>
<title>${name}</title>
<link rel="self" href="${self}"/>
<updated>${escapeHtml(changes.ledger.time)}</updated>
<author><name>${name}</name></author>
${entries.join('')}</feed>
`
}

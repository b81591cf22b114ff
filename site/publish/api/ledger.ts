import {
  CHANGES_PER_PAGE,
  type ChangeItemV1,
  type ChangesPageV1,
} from '../../../schemas/api/v1/changes.ts'
import {type LedgerV1} from '../../../schemas/api/v1/ledger.ts'
import {documentPath} from '../../../schemas/api/v1/links.ts'
import {headOf} from '../../content/head.ts'
import type {PublishedContent, PublishedDocument} from '../../content/index.ts'
import {digestOf, sha256, stableJson} from '../../content/json.ts'
import {WEIGHTS} from '../../content/words.ts'
import {belowRoot, type Changes, type Previous} from './changes.ts'
import {ledgerLists} from './filters.ts'
import {changeItems} from './items.ts'
import {nextTombstones, publicTombstone} from './tombstones.ts'
import {ledgerWidgets} from './widgets.ts'

type LedgerDocument = LedgerV1['documents'][number]

export function computeChanges(content: PublishedContent, previous: Previous): Changes {
  const {ledger: last, pages} = previous
  const documents = content.locales
    .flatMap((locale) => locale.documents)
    .map((entry) => ledgerDocument(entry))
    .toSorted(byPath)
  const head = pages.flatMap((page) => page.items).at(-1)?.seq ?? 0
  const {time} = content
  const tombstones = nextTombstones(content, documents, last, time).toSorted(byPath)
  const items = changeItems(content, documents, tombstones, previous).map((item, index) => ({
    ...item,
    seq: head + index + 1,
  }))
  const ledger: LedgerV1 = {
    ...headOf('ledger', content.baseUrl),
    feedId: last?.feedId || newFeedId(content.baseUrl, documents, time),
    head: head + items.length,
    time,
    documents,
    parts: content.parts.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    weights: WEIGHTS,
    tombstones,
    widgets: ledgerWidgets(content, last?.widgets ?? []),
    lists: ledgerLists(content, last?.lists ?? []),
  }
  return {
    ledger,
    items,
    pages: nextPages(pages, items, content.baseUrl),
    tombstones: tombstones.flatMap((entry) => publicTombstone(entry, content)),
  }
}

/** Made of what the feed begins with: equal beginnings have equal names, on any machine. */
function newFeedId(baseUrl: string, documents: readonly LedgerDocument[], time: string): string {
  const begun = documents.map(({path, sha256: digest}) => [path, digest])
  return sha256(stableJson([baseUrl, time, begun])).slice(0, 32)
}

function byPath(a: {readonly path: string}, b: {readonly path: string}): number {
  return a.path < b.path ? -1 : 1
}

function ledgerDocument({
  collection,
  document,
  json,
  words,
  shows,
  updatedAt,
}: PublishedDocument): LedgerDocument {
  const {data, review, related, dates, id, locale, slug, type, rev} = document
  const {sources: _sources, changes, furtherReading: _reading, ...clinical} = review
  return {
    path: belowRoot(documentPath(locale, collection, slug)),
    type,
    id,
    locale,
    slug,
    title: titleOf(document),
    sha256: sha256(json),
    rev,
    modified: updatedAt,
    firstPublished: dates.firstPublished,
    contentModified: dates.contentModified,
    words,
    review: digestOf(clinical),
    data: digestOf(data),
    sections: sectionDigests(document),
    notes: changes.map((note) => digestOf(note)),
    // An FAQ shows cards of others; everything else shows its FAQs whole.
    whole: type === 'faq' ? [] : related.faqs.map((faq) => faq.id).toSorted(),
    shows: [...shows],
  }
}

function titleOf({data}: PublishedDocument['document']): string {
  return 'title' in data ? data.title : data.question
}

/** What stands above the sections has names of its own; an FAQ's short answer is in its section. */
function sectionDigests(document: PublishedDocument['document']): LedgerDocument['sections'] {
  const {data} = document
  return {
    title: digestOf(titleOf(document)),
    ...('summary' in data ? {summary: digestOf(data.summary)} : {}),
    ...Object.fromEntries(data.sections.map((section) => [section.id, digestOf(section)])),
  }
}

function nextPages(
  pages: readonly ChangesPageV1[],
  items: readonly ChangeItemV1[],
  baseUrl: string,
): ChangesPageV1[] {
  const sealed = pages.filter((page) => page.sealed)
  const open = pages.find((page) => !page.sealed)?.items ?? []
  const rest = [...open, ...items]
  const next: ChangesPageV1[] = [...sealed]
  while (rest.length > 0) {
    const onPage = rest.splice(0, CHANGES_PER_PAGE)
    next.push({
      ...headOf('changes-page', baseUrl),
      page: next.length + 1,
      sealed: onPage.length === CHANGES_PER_PAGE,
      items: onPage,
    })
  }
  return next
}

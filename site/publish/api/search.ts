import {COLLECTIONS} from '../../../schemas/api/v1/links.ts'
import type {DocumentOf, SiteContent} from '../../content/index.ts'
import {headOf} from '../../content/head.ts'

/** A small index for a search in the browser: titles, other names, headings, codes. */
export function searchIndex(site: SiteContent) {
  const items = COLLECTIONS.flatMap((collection) => site.documents(collection)).map(entryOf)
  return {
    ...headOf('search-index', site.baseUrl),
    locale: site.locale,
    total: items.length,
    items,
  }
}

function entryOf(document: DocumentOf[keyof DocumentOf]) {
  const {type, id, slug, data, links} = document
  return {
    type,
    id,
    slug,
    title: 'title' in data ? data.title : data.question,
    names: namesOf(data),
    summary: 'summary' in data ? data.summary : data.shortAnswer,
    terms: [
      ...data.sections.map((section) => section.heading),
      ...('bodyRegions' in data ? data.bodyRegions.map((region) => region.label) : []),
      ...('codes' in data ? data.codes.map((code) => code.code) : []),
    ],
    links: {self: links.self, html: links.html},
  }
}

function namesOf(data: DocumentOf[keyof DocumentOf]['data']): string[] {
  if ('question' in data) return data.alternatePhrasings
  return data.abbreviation === null ? data.aka : [data.abbreviation, ...data.aka]
}

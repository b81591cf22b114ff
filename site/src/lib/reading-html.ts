import {fill, type Strings} from '../../../schemas/languages/index.ts'

const CITATION = /<sup class="cite"(?: id="[^"]*")?><a [^>]*>[^<]*<\/a><\/sup>/g
const CITATIONS = new RegExp(`(?:${CITATION.source}){2,}`, 'g')
const CARE_CARD = /<div class="care-card" data-level="(\w+)">((?:(?!<\/?div).)*)<\/div>/gs
const EVIDENCE = /<div class="evidence" data-certainty="(\w+)"><h3>[^<]*<\/h3>/g
const TAGS = {
  high: 'evidenceHigh',
  moderate: 'evidenceModerate',
  low: 'evidenceLow',
  veryLow: 'evidenceVeryLow',
  insufficient: 'evidenceInsufficient',
  contested: 'evidenceContested',
} as const satisfies Record<string, keyof Strings['pages']>

/**
 * HTML of a v1 section for reading on a page: a call button in every emergency card, the sources of
 * a card below it, sources in ascending order, the certainty of evidence in words. The section
 * writer closes the set of elements and escapes every text, so what looks like an element is one.
 * @throws {RangeError} for a level of certainty without words.
 */
export function readingHtml(html: string, phone: string, pages: Strings['pages']): string {
  const call = `<p class="call"><a href="tel:${phone}">${fill(pages.emergencyCall, {phone})}</a></p>`
  return html
    .replaceAll(CITATIONS, (group) => ascending(group.match(CITATION) ?? []).join(''))
    .replaceAll(CARE_CARD, (_card, level: string, inner: string) => {
      const citations = ascending(inner.match(CITATION) ?? [])
      const words = inner.replaceAll(CITATION, '').replaceAll('<p></p>', '')
      const button = level === 'emergency' ? call : ''
      const sources =
        citations.length === 0
          ? ''
          : `<p class="card-sources">${pages.careSources} ${citations.join('')}</p>`
      const card = words.replace('</h3>', `</h3>${button}`)
      return `<div class="care-card" data-level="${level}">${card}</div>${sources}`
    })
    .replaceAll(EVIDENCE, (head, certainty: string) => {
      const tag = Object.entries(TAGS).find(([level]) => level === certainty)?.[1]
      if (tag === undefined) throw new RangeError(`[site] no words for certainty "${certainty}"`)
      return `${head}<p class="evidence-tag">${pages[tag]}</p>`
    })
}

/** Citations by the numbers that they show. */
function ascending(citations: readonly string[]): string[] {
  const number = (citation: string) => Number(/#source-(\d+)/.exec(citation)?.[1])
  return citations.toSorted((a, b) => number(a) - number(b))
}

import {COLLECTIONS, filterPath, type FilterName} from '../../../schemas/api/v1/links.ts'
import type {CardV1} from '../../../schemas/objects/shared.v1.ts'
import type {DocumentOf, SiteContent} from '../../content/index.ts'
import {headOf} from '../../content/head.ts'

type AnyDocument = DocumentOf[keyof DocumentOf]

/** A thing that documents have in common. */
interface FilterValue {
  readonly filter: FilterName
  readonly value: string
  readonly label: string
}

/** Ready-made lists by condition, body region, health aspect and code. */
export function filteredLists(site: SiteContent) {
  const groups = new Map<string, {value: FilterValue; cards: CardV1[]}>()
  const cards = new Map(
    COLLECTIONS.flatMap((collection) => site.list(collection)).map((card) => [card.id, card]),
  )
  for (const document of COLLECTIONS.flatMap((collection) => site.documents(collection))) {
    const card = cards.get(document.id)
    if (card === undefined) continue
    for (const value of valuesOf(document)) {
      const path = filterPath(site.locale, value.filter, value.value)
      const group = groups.get(path) ?? {value, cards: []}
      if (!group.cards.includes(card)) group.cards.push(card)
      groups.set(path, group)
    }
  }
  const sorted = [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return {
    lists: sorted.map(([path, {value, cards: items}]) => {
      const body = {
        ...headOf('filtered-list', site.baseUrl),
        locale: site.locale,
        ...value,
        total: items.length,
        items,
      }
      return [path, body] as const
    }),
    index: {
      ...headOf('filters', site.baseUrl),
      locale: site.locale,
      filters: sorted.map(([path, {value, cards: items}]) => ({
        ...value,
        total: items.length,
        url: `${site.baseUrl}${path}`,
      })),
    },
  }
}

function valuesOf(document: AnyDocument): FilterValue[] {
  const {data, related} = document
  const values: FilterValue[] = []
  if ('conditions' in related && document.type !== 'condition') {
    for (const card of related.conditions) {
      values.push({filter: 'condition', value: card.slug, label: card.title})
    }
  }
  if ('bodyRegions' in data) {
    for (const {id, label} of data.bodyRegions) {
      values.push({filter: 'body-region', value: id, label})
    }
  }
  for (const {aspect, heading} of data.sections) {
    if (aspect !== null) values.push({filter: 'aspect', value: aspect, label: heading})
  }
  if ('codes' in data) {
    for (const {system, code, display} of data.codes) {
      values.push({filter: 'code', value: `${system}/${code}`, label: display})
    }
  }
  return values
}

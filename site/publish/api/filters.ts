import type {LedgerV1} from '../../../schemas/api/v1/ledger.ts'
import type {TombstoneV1} from '../../../schemas/api/v1/envelope.ts'
import {COLLECTIONS, filterPath, type FilterName} from '../../../schemas/api/v1/links.ts'
import type {FilteredListV1} from '../../../schemas/api/v1/service.ts'
import type {CardV1} from '../../../schemas/objects/shared.v1.ts'
import type {DocumentOf, LocaleContent, PublishedContent, SiteContent} from '../../content/index.ts'
import {headOf} from '../../content/head.ts'
import type {Changes} from './changes.ts'

type AnyDocument = DocumentOf[keyof DocumentOf]

/** A thing that documents have in common. */
interface FilterValue {
  readonly filter: FilterName
  readonly value: string
  readonly label: string
}

type LedgerList = LedgerV1['lists'][number]

/** Every list that is or was published. */
export function ledgerLists(
  {locales}: PublishedContent,
  previous: readonly LedgerList[],
): LedgerList[] {
  const now = locales.flatMap(({site}) =>
    filteredLists(site).index.filters.map(({filter, value, label}) => {
      return {locale: site.locale, filter, value, label}
    }),
  )
  const known = new Map([...previous, ...now].map((list) => [pathOf(list), list]))
  return [...known.values()].toSorted((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1))
}

const pathOf = ({locale, filter, value}: LedgerList) => filterPath(locale, filter, value)

/** A list that has no document any more, at the address where it was. */
interface FormerList {
  readonly path: string
  readonly body: FilteredListV1 | TombstoneV1
  /** List of the same condition under its new slug. */
  readonly movedTo: string | null
}

/** A list by a condition follows that condition; any other is empty where it was. */
export function formerLists(
  {site}: LocaleContent,
  {ledger, tombstones}: Pick<Changes, 'ledger' | 'tombstones'>,
): FormerList[] {
  const {locale, baseUrl} = site
  const current = new Map(filteredLists(site).lists)
  return ledger.lists
    .filter((list) => list.locale === locale && !current.has(pathOf(list)))
    .map(({filter, value, label}): FormerList => {
      const path = filterPath(locale, filter, value)
      const condition = tombstones.find(
        ({collection, body}) =>
          filter === 'condition' &&
          collection === 'conditions' &&
          body.locale === locale &&
          body.slug === value,
      )?.body
      const now = filterPath(locale, filter, condition?.alternative?.slug ?? '')
      if (condition?.status === 'moved' && current.has(now)) {
        return {path, body: condition, movedTo: now}
      }
      const head = headOf('filtered-list', baseUrl)
      const empty = {...head, locale, filter, value, label, total: 0, items: []}
      const isGone = condition !== undefined && condition.status !== 'moved'
      return {path, body: isGone ? condition : empty, movedTo: null}
    })
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

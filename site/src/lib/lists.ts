import type {CardV1} from '../../../schemas/objects/shared.v1.ts'
import {BODY_REGIONS} from '../../../schemas/lib/body-regions.ts'
import {groupBy, type Named} from './a-to-z.ts'
import {localPath} from './paths.ts'

/** What lists need of a v1 document that describes a subject. */
interface Subject {
  readonly type: CardV1['type']
  readonly id: string
  readonly slug: string
  readonly links: CardV1['links']
  readonly data: {
    readonly title: string
    readonly abbreviation: string | null
    readonly aka: readonly string[]
    readonly summary: string
    readonly kind?: Labelled
    readonly bodyRegions?: readonly Labelled[]
  }
}

interface Labelled {
  readonly id: string
  readonly label: string
}

/** Documents by what their type is sorted by: their kind, else the parts of the body, else nothing. */
export function listGroups(documents: readonly Subject[]) {
  const kinds = groupBy(documents, ({data: {kind}}) => (kind === undefined ? [] : [kind]))
  const regions = groupBy(documents, ({data: {bodyRegions = []}}) => bodyRegions).toSorted(
    (a, b) => regionOrder(a.id) - regionOrder(b.id),
  )
  const groups =
    kinds.length > 0 ? kinds.map((group) => ({...group, id: `kind-${group.id}`})) : regions
  return groups.map(({id, heading, items}) => ({id, heading, cards: items.map(cardOf)}))
}

function regionOrder(id: string): number {
  return BODY_REGIONS.findIndex((region) => region === id)
}

/** The card of a document that is written in this locale. */
function cardOf({type, id, slug, links, data}: Subject): CardV1 {
  const {title, summary} = data
  const {self, html} = links
  return {type, id, slug, title, summary, languageFallback: null, links: {self, html}}
}

/** Title and other names of a document, for the A to Z list. */
export function namesOf({links, data}: Subject): Named {
  const names = data.abbreviation === null ? data.aka : [data.abbreviation, ...data.aka]
  return {title: data.title, href: localPath(links.html), names: [...new Set(names)]}
}

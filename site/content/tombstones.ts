import type {TombstoneV1} from '../../schemas/api/v1/envelope.ts'
import {COLLECTION_OF_TYPE, type Collection} from '../../schemas/api/v1/links.ts'
import {fill} from '../../schemas/languages/index.ts'
import {cardOf, titleOf} from '../../schemas/projection/cards.ts'
import type {ProjectionContext} from '../../schemas/projection/context.ts'
import type {CardV1} from '../../schemas/objects/shared.v1.ts'
import {headOf} from './head.ts'
import type {PageSource} from './load.ts'

/**
 * Notices for withdrawn documents and former slugs, which the documents themselves remember.
 * @param sources documents written in the locale.
 */
export function tombstonesOf(
  sources: readonly PageSource[],
  context: ProjectionContext,
): {collection: Collection; body: TombstoneV1}[] {
  return sources
    .flatMap((source) => {
      const collection = COLLECTION_OF_TYPE[source._type]
      const own = source.status === 'withdrawn' ? [withdrawn(source, context)] : []
      const former = source.slugHistory.map((slug) => moved(source, slug, context))
      return [...own, ...former].map((body) => ({collection, body}))
    })
    .toSorted((a, b) => (a.body.slug < b.body.slug ? -1 : 1))
}

function tombstone(
  source: PageSource,
  slug: string,
  context: ProjectionContext,
): Pick<TombstoneV1, '$schema' | 'apiVersion' | 'type' | 'id' | 'slug' | 'locale' | 'title'> {
  return {
    ...headOf('tombstone', context.baseUrl),
    type: source._type,
    id: context.graph.stableId(source._id),
    slug,
    locale: context.locale,
    title: titleOf(source),
  }
}

function withdrawn(source: PageSource, context: ProjectionContext): TombstoneV1 {
  const {withdrawal} = source
  // Validation does not let a withdrawn document pass without saying why.
  if (withdrawal === null) throw new Error(`[content] ${source._id} is withdrawn without a reason`)
  return {
    ...tombstone(source, source.slug, context),
    status: 'withdrawn',
    reason: withdrawal.reason,
    alternative:
      withdrawal.replacement === null ? null : shownCard(withdrawal.replacement, context),
    since: withdrawal.date,
  }
}

function moved(source: PageSource, slug: string, context: ProjectionContext): TombstoneV1 {
  if (source.status === 'withdrawn') return {...withdrawn(source, context), slug}
  return {
    ...tombstone(source, slug, context),
    status: 'moved',
    reason: fill(context.strings.notices.moved, {title: titleOf(source)}),
    alternative: cardOf(source, context),
    since: source._updatedAt,
  }
}

function shownCard(id: string, context: ProjectionContext): CardV1 | null {
  const {graph} = context
  return graph.isShown(id) ? cardOf(graph.document(id), context) : null
}

import type {TombstoneV1} from '../../schemas/api/v1/envelope.ts'
import {COLLECTION_OF_TYPE, type Collection} from '../../schemas/api/v1/links.ts'
import {fill} from '../../schemas/languages/index.ts'
import type {ProjectionContext, PublicSource} from '../../schemas/projection/context.ts'
import {headOf} from './head.ts'
import type {ContentIndex} from './link.ts'
import {isPublic} from './validate.ts'

/** Notices for withdrawn documents and former slugs, which the documents themselves remember. */
export function withdrawnDocuments(
  index: ContentIndex,
  context: ProjectionContext,
): {collection: Collection; body: TombstoneV1}[] {
  return index.sources
    .filter(isPublic)
    .filter((source) => source.language === context.locale)
    .flatMap((source) => {
      const collection = COLLECTION_OF_TYPE[source._type]
      const own = source.status === 'withdrawn' ? [withdrawn(source, context)] : []
      const former = source.slugHistory.map((slug) => moved(source, slug, context))
      return [...own, ...former].map((body) => ({collection, body}))
    })
    .toSorted((a, b) => (a.body.slug < b.body.slug ? -1 : 1))
}

function tombstone(
  source: PublicSource,
  slug: string,
  context: ProjectionContext,
): Pick<TombstoneV1, '$schema' | 'apiVersion' | 'type' | 'id' | 'slug' | 'locale' | 'title'> {
  return {
    ...headOf('tombstone', context.baseUrl),
    type: source._type,
    id: context.graph.stableId(source._id),
    slug,
    locale: context.locale,
    title: context.graph.address(source._id).title,
  }
}

function withdrawn(source: PublicSource, context: ProjectionContext): TombstoneV1 {
  const {withdrawal} = source
  // Validation does not let a withdrawn document pass without saying why.
  if (withdrawal === null) throw new Error(`[content] ${source._id} is withdrawn without a reason`)
  return {
    ...tombstone(source, source.slug, context),
    status: 'withdrawn',
    reason: withdrawal.reason,
    alternative:
      withdrawal.replacement === null ? null : context.graph.card(withdrawal.replacement),
    since: withdrawal.date,
  }
}

function moved(source: PublicSource, slug: string, context: ProjectionContext): TombstoneV1 {
  const {graph, strings} = context
  const alternative = graph.card(source._id)
  if (alternative === null) {
    return {...withdrawn(source, context), slug}
  }
  const {title} = graph.address(source._id)
  return {
    ...tombstone(source, slug, context),
    status: 'moved',
    reason: fill(strings.notices.moved, {title}),
    alternative,
    since: source._updatedAt,
  }
}

import {slugify} from '../../lib/slug.ts'
import type {ProjectionContext} from '../../projection/context.ts'
import {subjectV1} from '../../projection/facts.ts'
import {subjectEntity} from '../../projection/json-ld.ts'
import type {Projection} from '../../projection/project-document.ts'
import {SectionWriter} from '../../projection/sections.ts'
import {byCollection, FILED_TYPES} from '../type-lists.ts'
import type {TopicSource} from './topic.query.ts'
import type {TopicV1} from './topic.v1.ts'

/** A topic as the public sees it: an overview and everything filed under it. */
export function projectTopic(source: TopicSource, context: ProjectionContext): Projection<TopicV1> {
  const {graph} = context
  const write = new SectionWriter(context)
  const anchors = sectionAnchors(source, context)
  return {
    sections: [
      write.section('overview', 'Overview', write.text(source.intro)),
      ...source.sections.map(({_key, heading, text}, index) =>
        write.named(anchors[index] ?? _key, null, heading, write.text(text)),
      ),
    ],
    data: () => subjectV1(source, context),
    related: {
      parents: source.parent === null ? [] : [source.parent],
      kinds: graph.childrenOf(source._id),
      ...byCollection(FILED_TYPES, (type) => graph.filedUnder(source._id, type)),
    },
    mainEntity: {'@type': 'MedicalEntity', ...subjectEntity(source, context)},
  }
}

/**
 * Anchors made from the headings in the base language, so that they are the same in all locales.
 * A translation copies the base document's sections with their keys.
 */
function sectionAnchors(source: TopicSource, {graph, strings}: ProjectionContext): string[] {
  const base = graph.inBaseLanguage(source)
  const headings = new Map(base.sections.map((section) => [section._key, section.heading]))
  const taken = new Set<string>(Object.keys(strings.sections))
  return source.sections.map(({_key, heading}) => {
    const slug = slugify(headings.get(_key) ?? heading) || 'section'
    let anchor = slug
    for (let count = 2; taken.has(anchor); count += 1) anchor = `${slug}-${count}`
    taken.add(anchor)
    return anchor
  })
}

import type {ProjectionContext} from '../../projection/context.ts'
import {
  absolute,
  cardsOf,
  envelope,
  faqItems,
  figureV1,
  type Projected,
} from '../../projection/document.ts'
import {label} from '../../projection/facts.ts'
import {alternateNames, medicalWebPage} from '../../projection/json-ld.ts'
import {Notes} from '../../projection/notes.ts'
import {SectionWriter} from '../../projection/sections.ts'
import type {TopicSource} from './topic.query.ts'
import type {TopicV1} from './topic.v1.ts'

/** A topic as the public sees it: an overview and everything filed under it. */
export function toTopicV1(source: TopicSource, context: ProjectionContext): Projected<TopicV1> {
  const {graph, strings} = context
  const notes = new Notes(context, graph.address(source._id).path)
  const writer = new SectionWriter(context, notes)
  writer.add('overview', 'Overview', writer.text(source.intro))
  const anchors = sectionAnchors(source, context)
  source.sections.forEach((section, index) => {
    writer.addNamed(
      anchors[index] ?? section._key,
      null,
      section.heading,
      writer.text(section.text),
    )
  })
  const faqs = faqItems(source._id, notes, context)
  writer.addWords()
  const sections = writer.sections()
  const head = envelope(
    'topic',
    source,
    {
      title: source.title,
      notes,
      texts: [...sections, ...faqs].map(({text}) => text),
      furtherReading: source.furtherReading,
    },
    context,
  )
  return {
    document: {
      ...head,
      data: {
        title: source.title,
        abbreviation: source.abbreviation,
        aka: source.aka,
        summary: source.summary,
        audience: label(source.audience, strings.audiences),
        heroImage: figureV1(source.heroImage, context),
        sections,
      },
      related: {
        parents: cardsOf(source.parent === null ? [] : [source.parent], context),
        kinds: cardsOf(graph.childrenOf(source._id), context),
        procedures: cardsOf(graph.filedUnder(source._id, 'procedure'), context),
        techniques: cardsOf(graph.filedUnder(source._id, 'technique'), context),
        conditions: cardsOf(graph.filedUnder(source._id, 'condition'), context),
        faqs,
      },
      jsonLd: medicalWebPage(
        head,
        {
          title: source.title,
          summary: source.summary,
          audience: source.audience,
          sections,
          mainEntity: {
            '@type': 'MedicalEntity',
            '@id': `${absolute(context, graph.address(source._id).path)}#topic`,
            name: source.title,
            description: source.summary,
            ...alternateNames([source.abbreviation, ...source.aka]),
          },
        },
        context,
      ),
    },
    sections: writer.blocks(),
  }
}

/**
 * Anchors made from the headings in the base language, so that they are the same in all locales.
 * A translation copies the base document's sections with their keys.
 */
function sectionAnchors(source: TopicSource, {graph, strings}: ProjectionContext): string[] {
  const base = graph.baseDocument(source._id)
  const headings = new Map(
    base._type === 'topic' ? base.sections.map((section) => [section._key, section.heading]) : [],
  )
  const taken = new Set<string>(Object.keys(strings.sections))
  return source.sections.map(({_key, heading}) => {
    const slug = slugify(headings.get(_key) ?? heading)
    let anchor = slug
    for (let count = 2; taken.has(anchor); count += 1) anchor = `${slug}-${count}`
    taken.add(anchor)
    return anchor
  })
}

function slugify(text: string): string {
  const slug = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return slug === '' ? 'section' : slug
}

import type {DocumentDefinition} from '@sanity/types'
import type {ObjectMember} from 'sanity'
import {defineIncomingReferenceDecoration, type IncomingReferencesOptions} from 'sanity/structure'
import {documents} from '../../schemas/documents/index.ts'
import {
  FILED_TYPES,
  PAGE_TYPES,
  SUBJECT_TYPES,
  TREATING_TYPES,
  type DocumentTypeName,
} from '../../schemas/documents/type-lists.ts'
import {GROUPS} from '../../schemas/objects/fields.ts'
import {pluralOf} from '../registry.ts'
import {FAQ_ABOUT_TEMPLATE, PROCEDURE_FOR_TEMPLATE} from '../template-ids.ts'
import {publishedId} from '../../schemas/lib/document-id.ts'

interface Incoming {
  /** The list stands after this field, so that it shows in the field's group. */
  readonly after: string
  readonly list: IncomingReferencesOptions
}

const faqsAbout: IncomingReferencesOptions = {
  name: 'incomingFaqs',
  title: 'FAQs about this',
  description: 'Shown on this page and in its widget. Create one here: the link is filled in.',
  types: [{type: 'faq'}],
  filter: ({document}) => pointsHere('about[]._ref', document?._id),
  creationAllowed: [FAQ_ABOUT_TEMPLATE],
}

const citedBy = (title: string, description: string): IncomingReferencesOptions => ({
  name: 'incomingPages',
  title,
  description,
  types: PAGE_TYPES.map(listed),
  creationAllowed: false,
})

const listed = (type: string) => ({type, title: pluralOf(type)})

/** Lists that only one type has, behind the field that says more about them. */
const ownLists: Readonly<Partial<Record<DocumentTypeName, Incoming>>> = {
  procedure: {
    after: 'stages',
    list: {
      name: 'incomingProcedures',
      title: 'Procedures that name this one',
      description: 'As an alternative, as a stage or as their wider kind.',
      types: [{type: 'procedure'}],
      creationAllowed: false,
    },
  },
  technique: {
    after: 'topics',
    list: {
      name: 'incomingGuides',
      title: 'Procedures it guides',
      description: 'Entered on the procedure, under “Guided by”.',
      types: [{type: 'procedure'}],
      filter: ({document}) => pointsHere('guidedBy[].technique._ref', document?._id),
      creationAllowed: false,
    },
  },
  condition: {
    after: 'topics',
    list: {
      name: 'incomingTreatments',
      title: 'Treated by',
      description: 'Entered on the procedure or technique, under “What it may help”.',
      types: TREATING_TYPES.map(listed),
      filter: ({document}) => pointsHere('treats[].condition._ref', document?._id),
      creationAllowed: [PROCEDURE_FOR_TEMPLATE],
    },
  },
  topic: {
    after: 'parent',
    list: {
      name: 'incomingTopicPages',
      title: 'Pages of this topic',
      description: 'Entered on each page, under “Topics”.',
      types: FILED_TYPES.map(listed),
      filter: ({document}) => pointsHere('topics[]._ref', document?._id),
      creationAllowed: false,
    },
  },
  source: {
    after: 'note',
    list: citedBy('Cited by', 'Look at these when the source no longer stands.'),
  },
  contributor: {
    after: 'disclosures',
    list: citedBy('Wrote or reviewed', 'Pages that carry this name.'),
  },
  glossaryTerm: {after: 'aka', list: citedBy('Explained in', 'Texts that mark this word.')},
}

/** Links that other documents hold to one of this type: stored there, shown here. */
export const incomingReferences: ReadonlyMap<string, readonly Incoming[]> = new Map(
  documents.map(({type, schema}) => {
    const own = ownLists[type]
    const isSubject = SUBJECT_TYPES.some((subject) => subject === type)
    return [
      type,
      [
        ...(own === undefined ? [] : [own]),
        ...(isSubject ? [{after: lastLink(schema), list: faqsAbout}] : []),
      ],
    ]
  }),
)

/** The last field of the tab for links, behind which FAQs are listed. */
function lastLink({name, fields}: DocumentDefinition): string {
  const last = fields.findLast(({group}) => [group].flat().includes(GROUPS.links.name))
  if (last === undefined) {
    throw new Error(
      `[studio] the form of "${name}" has no field in the tab "${GROUPS.links.title}" behind which FAQs about it could be listed: put one there in its .schema.ts`,
    )
  }
  return last.name
}

function pointsHere(path: string, id: string | undefined) {
  if (id === undefined) return 'false'
  return {filter: `$subject in ${path}`, filterParams: {subject: publishedId(id)}}
}

/** Puts the lists of a type behind their fields, where the chosen group shows these. */
export function withIncomingReferences(type: string) {
  const incoming = incomingReferences.get(type)
  if (incoming === undefined || incoming.length === 0) return undefined
  return (members: ObjectMember[]): ObjectMember[] =>
    members.flatMap((member): ObjectMember[] => {
      if (member.kind !== 'field') return [member]
      const lists = member.inSelectedGroup
        ? incoming.filter(({after}) => after === member.name)
        : []
      return [member, ...lists.map(({list}) => defineIncomingReferenceDecoration(list))]
    })
}

import type {ObjectMember} from 'sanity'
import {defineIncomingReferenceDecoration, type IncomingReferencesOptions} from 'sanity/structure'
import {PAGE_TYPES} from '../../schemas/documents/type-lists.ts'
import {PLURALS} from '../structure/plurals.ts'
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
  types: PAGE_TYPES.map(plural),
  creationAllowed: false,
})

const plural = (type: string) => ({type, title: PLURALS[type] ?? type})

/** Links that other documents hold to one of this type: stored there, shown here. */
export const incomingReferences: Readonly<Record<string, readonly Incoming[]>> = {
  procedure: [
    {after: 'stages', list: faqsAbout},
    {
      after: 'stages',
      list: {
        name: 'incomingProcedures',
        title: 'Procedures that name this one',
        description: 'As an alternative, as a stage or as their wider kind.',
        types: [{type: 'procedure'}],
        creationAllowed: false,
      },
    },
  ],
  technique: [
    {
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
    {after: 'topics', list: faqsAbout},
  ],
  condition: [
    {
      after: 'topics',
      list: {
        name: 'incomingTreatments',
        title: 'Treated by',
        description: 'Entered on the procedure or technique, under “What it may help”.',
        types: ['procedure', 'technique'].map(plural),
        filter: ({document}) => pointsHere('treats[].condition._ref', document?._id),
        creationAllowed: [PROCEDURE_FOR_TEMPLATE],
      },
    },
    {after: 'topics', list: faqsAbout},
  ],
  topic: [
    {
      after: 'parent',
      list: {
        name: 'incomingTopicPages',
        title: 'Pages of this topic',
        description: 'Entered on each page, under “Topics”.',
        types: ['procedure', 'technique', 'condition'].map(plural),
        filter: ({document}) => pointsHere('topics[]._ref', document?._id),
        creationAllowed: false,
      },
    },
    {after: 'parent', list: faqsAbout},
  ],
  source: [
    {after: 'note', list: citedBy('Cited by', 'Look at these when the source no longer stands.')},
  ],
  contributor: [
    {after: 'disclosures', list: citedBy('Wrote or reviewed', 'Pages that carry this name.')},
  ],
  glossaryTerm: [{after: 'aka', list: citedBy('Explained in', 'Texts that mark this word.')}],
}

function pointsHere(path: string, id: string | undefined) {
  if (id === undefined) return 'false'
  return {filter: `$subject in ${path}`, filterParams: {subject: publishedId(id)}}
}

/** Puts the lists of a type behind their fields, where the chosen group shows these. */
export function withIncomingReferences(type: string) {
  const incoming = incomingReferences[type]
  if (incoming === undefined) return undefined
  return (members: ObjectMember[]): ObjectMember[] =>
    members.flatMap((member): ObjectMember[] => {
      if (member.kind !== 'field') return [member]
      const lists = member.inSelectedGroup
        ? incoming.filter(({after}) => after === member.name)
        : []
      return [member, ...lists.map(({list}) => defineIncomingReferenceDecoration(list))]
    })
}

import type {Template} from 'sanity'
import {isIncomingReferenceCreation} from 'sanity/structure'
import {BASE_LANGUAGE} from '../schemas/languages/index.ts'
import {FAQ_ABOUT_TEMPLATE, INJECTION_TEMPLATE, PROCEDURE_FOR_TEMPLATE} from './template-ids.ts'

/** Values every new page starts with; the fields' own initial values stand in the schemas. */
const PAGE_DEFAULTS = {language: BASE_LANGUAGE, status: 'active', audience: 'patient'}

let keys = 0
function key() {
  keys += 1
  return `new${keys}${Math.random().toString(36).slice(2, 8)}`
}

function paragraph(text: string) {
  return {
    _key: key(),
    _type: 'block',
    style: 'normal',
    markDefs: [],
    children: [{_key: key(), _type: 'span', marks: [], text}],
  }
}

const instruction = (text: string) => ({_key: key(), _type: 'instruction', text: [paragraph(text)]})
const step = (title: string) => ({_key: key(), _type: 'step', title})

/**
 * What injections have in common: the frame of a page, with every statement still to be written
 * and sourced. Instructions are those that hold for any injection.
 */
function injectionProcedure() {
  return {
    ...PAGE_DEFAULTS,
    kind: 'injection',
    invasiveness: 'percutaneous',
    intent: ['therapeutic'],
    anesthesia: ['local'],
    settings: ['outpatientClinic'],
    performedBy: ['painMedicine'],
    preparation: [
      instruction(
        'Tell your care team about all medicines you take, above all blood thinners. Do not stop any medicine on your own.',
      ),
      instruction('Tell your care team if you are allergic to a medicine or to contrast dye.'),
      instruction('Tell your care team if you have an infection or a fever.'),
    ],
    steps: [
      step('You lie down'),
      step('The skin is cleaned and numbed'),
      step('The needle is placed'),
      step('The medicine is given'),
      step('You rest and are watched'),
    ],
    risks: [
      {_key: key(), _type: 'risk', seriousness: 'minor'},
      {_key: key(), _type: 'risk', seriousness: 'serious'},
    ],
    careCards: [
      {_key: key(), _type: 'careCard', level: 'emergency', heading: 'Call 911 if:'},
      {_key: key(), _type: 'careCard', level: 'urgent', heading: 'Call your care team today if:'},
    ],
    questionsToAsk: [
      'What do you hope this injection will do for me?',
      'What else could I try first?',
      'What are my own risks?',
    ],
  }
}

/** Templates beside the plain ones that every type has. */
export const templates: readonly Template[] = [
  {
    id: INJECTION_TEMPLATE,
    title: 'Injection procedure',
    description: 'A procedure page with the frame of an injection filled in.',
    schemaType: 'procedure',
    value: injectionProcedure,
  },
  {
    id: FAQ_ABOUT_TEMPLATE,
    title: 'FAQ about this page',
    schemaType: 'faq',
    value: (params: unknown) => ({
      ...PAGE_DEFAULTS,
      about: subjectsFrom(params).map((reference) => ({...reference, _key: key()})),
    }),
  },
  {
    id: PROCEDURE_FOR_TEMPLATE,
    title: 'Procedure for this condition',
    schemaType: 'procedure',
    value: (params: unknown) => ({
      ...PAGE_DEFAULTS,
      treats: subjectsFrom(params).map((condition) => ({
        _key: key(),
        _type: 'treatsLink',
        condition,
      })),
    }),
  },
]

/** The page that the new document was created beside. */
function subjectsFrom(params: unknown) {
  if (typeof params !== 'object' || params === null) return []
  const initial: Record<string, unknown> = {...params}
  return isIncomingReferenceCreation(initial) ? [initial.reference] : []
}

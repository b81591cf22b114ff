import {labels} from './en/labels.ts'
import {pages} from './en/pages.ts'
import {sections} from './en/sections.ts'

/** English strings: labels of ids, section headings and the site's own words. */
export const en = {
  bodyRegions: {
    head: 'Head',
    face: 'Face',
    neck: 'Neck',
    'upper-back': 'Upper back',
    'mid-back': 'Mid back',
    'lower-back': 'Lower back',
    pelvis: 'Pelvis',
    shoulder: 'Shoulder',
    elbow: 'Elbow',
    'wrist-and-hand': 'Wrist and hand',
    chest: 'Chest',
    abdomen: 'Belly',
    hip: 'Hip',
    knee: 'Knee',
    'ankle-and-foot': 'Ankle and foot',
    leg: 'Leg',
  },
  ...labels,
  ...sections,
  pages,
} as const satisfies Record<string, Record<string, string>>

/** The shape every language file has to fill. */
export type Strings = {
  readonly [G in keyof typeof en]: {readonly [K in keyof (typeof en)[G]]: string}
}

/**
 * Body regions: a code list of the package, not documents, because clients filter by these ids.
 * Labels stand in the language files.
 */
export const BODY_REGIONS = [
  'head',
  'face',
  'neck',
  'upper-back',
  'mid-back',
  'lower-back',
  'pelvis',
  'shoulder',
  'elbow',
  'wrist-and-hand',
  'chest',
  'abdomen',
  'hip',
  'knee',
  'ankle-and-foot',
  'leg',
] as const

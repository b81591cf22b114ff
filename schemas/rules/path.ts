/** One step into a document: an attribute, an array member by `_key`, or by index when it has no key. */
export type PathSegment = string | number | {readonly _key: string}
/** The way from a document to a place in it; empty for the document itself. */
export type Path = readonly PathSegment[]

/** A path as Sanity writes it: `risks[_key=="a"].frequency`. The document itself is the empty string. */
export function pathString(path: Path): string {
  let text = ''
  for (const segment of path) {
    if (typeof segment === 'string') text += text === '' ? segment : `.${segment}`
    else if (typeof segment === 'number') text += `[${segment}]`
    else text += `[_key==${JSON.stringify(segment._key)}]`
  }
  return text
}

/** The step from an array to one of its members. */
export function memberSegment(member: unknown, index: number): PathSegment {
  if (typeof member !== 'object' || member === null || !('_key' in member)) return index
  return typeof member._key === 'string' && member._key !== '' ? {_key: member._key} : index
}

/** The same path with the place of each list member, where it has the key. */
export function withPlaces(path: Path, document: unknown): (string | number)[] {
  let at = document
  return path.map((segment) => {
    const place = typeof segment === 'object' ? placeOfKey(at, segment._key) : segment
    at = typeof at === 'object' && at !== null ? Reflect.get(at, place) : undefined
    return place
  })
}

function placeOfKey(list: unknown, key: string): number {
  const members: readonly unknown[] = Array.isArray(list) ? list : []
  return members.findIndex(
    (member) =>
      typeof member === 'object' && member !== null && '_key' in member && member._key === key,
  )
}

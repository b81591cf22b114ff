import {hash} from 'node:crypto'

/**
 * The value with the keys of every object in alphabetical order, so that equal content is equal
 * bytes. What is in order already is not copied.
 */
export function sortKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    let copy: unknown[] | null = null
    for (const [index, item] of value.entries()) {
      const sorted = sortKeys(item)
      if (sorted !== item) {
        copy ??= [...value]
        copy[index] = sorted
      }
    }
    return copy ?? value
  }
  const keys = Object.keys(value)
  const isInOrder = keys.every((key, index) => index === 0 || (keys[index - 1] ?? '') < key)
  let isSame = isInOrder
  const entries = (isInOrder ? keys : keys.toSorted()).map((key): [string, unknown] => {
    const item: unknown = Reflect.get(value, key)
    const sorted = sortKeys(item)
    if (sorted !== item) isSame = false
    return [key, sorted]
  })
  return isSame ? value : Object.fromEntries(entries)
}

/** JSON with sorted keys on one line, ended by a newline: the form of every published file. */
export function stableJson(value: unknown): string {
  return `${JSON.stringify(sortKeys(value))}\n`
}

/** Lower-case hex. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex')
}

/** `sha256-` and 32 hex digits: enough to tell revisions apart, short enough to read. */
export function revisionOf(body: unknown): string {
  return `sha256-${sha256(stableJson(body)).slice(0, 32)}`
}

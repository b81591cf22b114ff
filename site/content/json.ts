import {hash} from 'node:crypto'

/** A copy with the keys of every object in alphabetical order, so that equal content is equal bytes. */
export function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== 'object' || value === null) return value
  const sorted: [string, unknown][] = []
  for (const key of Object.keys(value).toSorted()) {
    sorted.push([key, sortKeys(Reflect.get(value, key))])
  }
  return Object.fromEntries(sorted)
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

import {hash} from 'node:crypto'

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

/** JSON of a value with the keys of every object in alphabetical order: equal content, equal bytes. */
function sortedJson(value: unknown): string {
  // Strings, numbers and what JSON has no form for are written as JSON.stringify does.
  if (!isObject(value)) return JSON.stringify(value) ?? 'null'
  let json = ''
  if (Array.isArray(value)) {
    for (const item of value) json += (json === '' ? '' : ',') + sortedJson(item)
    return `[${json}]`
  }
  for (const key of Object.keys(value).toSorted()) {
    const item = value[key]
    if (item === undefined) continue
    json += `${json === '' ? '' : ','}${JSON.stringify(key)}:${sortedJson(item)}`
  }
  return `{${json}}`
}

/** JSON with sorted keys on one line, ended by a newline: the form of every published file. */
export function stableJson(value: unknown): string {
  return `${sortedJson(value)}\n`
}

/** Lower-case hex. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex')
}

/** `sha256-` and 32 hex digits: enough to tell revisions apart, short enough to read. */
export function revisionOf(body: unknown): string {
  return `sha256-${sha256(stableJson(body)).slice(0, 32)}`
}

/** 12 hex digits: enough to tell the versions of one part of a document apart. */
export function digestOf(value: unknown): string {
  return sha256(stableJson(value)).slice(0, 12)
}

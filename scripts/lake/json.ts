import {BadRequest, messageOf} from './errors.ts'

/** JSON that comes from outside: strict UTF-8, bounded depth, no keys that reach into prototypes. */

/** Nesting beyond this is refused. Sanity's own limit is far lower; Portable Text needs about 10. */
export const MAX_DEPTH = 200

const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype'])
const utf8 = new TextDecoder('utf-8', {fatal: true})

/**
 * Reads JSON that somebody sent.
 * @param what names the input in the message ("request body", "line 12")
 * @throws {BadRequest} for invalid UTF-8, malformed JSON, non-finite numbers, forbidden keys, depth
 */
export function parseJson(bytes: Uint8Array | string, what: string): unknown {
  let text: string
  try {
    text = typeof bytes === 'string' ? bytes : utf8.decode(bytes)
  } catch {
    throw new BadRequest(`The ${what} is not valid UTF-8 — send JSON encoded as UTF-8`)
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new BadRequest(`The ${what} is not valid JSON: ${messageOf(error)}`)
  }
  assertSafe(value, what)
  return value
}

/**
 * @throws {BadRequest} when a value nests deeper than MAX_DEPTH, holds a number JSON cannot carry,
 * or has a key that JavaScript code could mistake for a prototype
 */
export function assertSafe(value: unknown, what: string): void {
  const stack: {value: unknown; depth: number}[] = [{value, depth: 0}]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const {value: current, depth} = next
    if (typeof current === 'number' && !Number.isFinite(current)) {
      throw new BadRequest(`The ${what} holds a number too large for JSON — send it as a string`)
    }
    if (typeof current !== 'object' || current === null) continue
    if (depth >= MAX_DEPTH) {
      throw new BadRequest(`The ${what} nests deeper than ${MAX_DEPTH} levels — flatten it`)
    }
    if (Array.isArray(current)) {
      for (const item of current) stack.push({value: item, depth: depth + 1})
      continue
    }
    for (const [key, item] of Object.entries(current)) {
      if (FORBIDDEN_KEYS.has(key)) {
        throw new BadRequest(`The ${what} has the key "${key}", which is not allowed — rename it`)
      }
      stack.push({value: item, depth: depth + 1})
    }
  }
}

/** Whether a JSONMatch path such as `a.b[_key=="c"].d` names a prototype. */
export function hasForbiddenSegment(path: string): boolean {
  return /(?:^|[.[\]'"\s])(?:__proto__|constructor|prototype)(?:$|[.[\]'"\s])/.test(path)
}

const QUOTED = String.raw`"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'`
const ATTRIBUTE = String.raw`(?:[A-Za-z_]\w*|'(?:\\.|[^'\\])*')`
const INNER = String.raw`(?:${QUOTED}|[^[\]'"])`
const SELECTION = String.raw`\[(?:${INNER}|\[${INNER}+\])+\]`
const JSON_MATCH = new RegExp(
  String.raw`^(?:\.\.)?(?:${ATTRIBUTE}|${SELECTION})(?:\.${ATTRIBUTE}|\.\.(?:${ATTRIBUTE}|${SELECTION})|${SELECTION})*$`,
)

/**
 * Whether a patch path is JSONMatch from its first character to its last. The parser of
 * @sanity/mutator stops where it no longer understands, so that setting "a b" would change "a".
 */
export function isJsonMatchPath(path: string): boolean {
  return JSON_MATCH.test(path)
}

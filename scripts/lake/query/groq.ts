import {evaluate, evaluateSync, GroqSyntaxError, parse, toJS} from 'groq-js'

/**
 * groq-js with types. Version 2.0.0 ships declarations whose shared files are missing, so everything
 * it exports is `any` to the compiler; here is the part the lake uses, as its source has it.
 */

/** A parsed query: nodes with a `type`, nested in attributes and arrays. */
export interface QueryTree {
  readonly type: string
  readonly [attribute: string]: unknown
}

export interface GroqOptions {
  readonly dataset: readonly unknown[]
  readonly params: Record<string, unknown>
  /** For `now()`. */
  readonly timestamp?: Date
  /** For `identity()`. */
  readonly identity?: string
  readonly sanity?: {projectId: string; dataset: string}
  /** What `->` yields; without it groq-js searches the dataset. */
  readonly dereference?: (reference: {_ref: string}) => unknown
}

/**
 * @throws {GroqSyntaxError}
 * @throws {RangeError} when the query nests too deeply
 */
export function parseQuery(query: string, params: Record<string, unknown>): QueryTree {
  const tree: QueryTree = parse(query, {params})
  return tree
}

/** @returns a plain value; throws for the few functions that only exist asynchronously */
export function evaluateNow(tree: QueryTree, options: GroqOptions): unknown {
  return toJS(evaluateSync(tree, options))
}

/** Evaluates a query that needs functions which only exist asynchronously. */
export async function evaluateLater(tree: QueryTree, options: GroqOptions): Promise<unknown> {
  const value: {get: () => Promise<unknown>} = await evaluate(tree, options)
  return await value.get()
}

/** Where and why a query does not parse; null when the error is another one. `start` is an offset. */
export function syntaxError(
  query: string,
  error: unknown,
): {start: number; description: string} | null {
  if (!(error instanceof GroqSyntaxError)) return null
  const {position, message}: {position: number; message: string} = error
  // The service's own words for a query that stops too early; @sanity/client's tests expect them.
  const description =
    position >= query.trimEnd().length
      ? 'unexpected end-of-file, expected expression'
      : message.replace(/^Syntax error in GROQ query at position \d+:?\s*/, '')
  return {start: position, description}
}

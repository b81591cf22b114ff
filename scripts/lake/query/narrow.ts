import {isRecord} from '../documents.ts'
import type {QueryTree} from './groq.ts'

/**
 * Finds out, from the parsed query, which documents a `*` can possibly yield, so that groq-js
 * evaluates a handful instead of all. Only equality in the top-level conjunction of the first filter
 * is used; whatever is not understood narrows nothing, so the result is always the same.
 */

/** Each list, where present, is a necessary condition: one of these must hold. */
export interface Constraint {
  ids?: string[]
  types?: string[]
  slugs?: string[]
  references?: string[]
}

/** Whether a constraint leaves so few documents that no scan is needed. */
export function isPointLookup(constraint: Constraint): boolean {
  return (
    constraint.ids !== undefined ||
    constraint.slugs !== undefined ||
    constraint.references !== undefined
  )
}

/**
 * Rebuilds a query with every `*` replaced by the documents that `documentsFor` finds for it.
 * @param documentsFor is asked once for each `*`, with the constraint of its filter
 */
export function replaceEverything(
  tree: QueryTree,
  params: Record<string, unknown>,
  documentsFor: (constraint: Constraint) => unknown[],
): QueryTree {
  function visit(node: unknown): unknown {
    if (Array.isArray(node)) return node.map(visit)
    if (!isRecord(node)) return node
    if (node['type'] === 'Value') return node
    if (node['type'] === 'Everything') return {type: 'Value', value: documentsFor({})}
    const constraint = filterConstraint(node, params)
    const rebuilt: Record<string, unknown> = {}
    for (const [key, child] of Object.entries(node)) {
      rebuilt[key] =
        key === 'base' && constraint
          ? {type: 'Value', value: documentsFor(constraint)}
          : visit(child)
    }
    return rebuilt
  }
  const rebuilt = visit(tree)
  if (!isTree(rebuilt)) throw new TypeError('A query tree lost its root while it was narrowed')
  return rebuilt
}

/** Names of `$parameters` that a query uses. */
export function parametersOf(tree: QueryTree): Set<string> {
  const names = new Set<string>()
  const stack: unknown[] = [tree]
  while (stack.length > 0) {
    const node = stack.pop()
    if (Array.isArray(node)) {
      for (const child of node) stack.push(child)
      continue
    }
    if (!isRecord(node) || node['type'] === 'Value') continue
    if (node['type'] === 'Parameter' && typeof node['name'] === 'string') names.add(node['name'])
    for (const child of Object.values(node)) {
      if (typeof child === 'object' && child !== null) stack.push(child)
    }
  }
  return names
}

function filterConstraint(
  node: Record<string, unknown>,
  params: Record<string, unknown>,
): Constraint | null {
  if (node['type'] !== 'Filter') return null
  const base = node['base']
  if (!isRecord(base) || base['type'] !== 'Everything') return null
  const constraint: Constraint = {}
  for (const condition of conjuncts(node['expr'])) addCondition(constraint, condition, params)
  return constraint
}

function conjuncts(expr: unknown): Record<string, unknown>[] {
  if (!isRecord(expr)) return []
  if (expr['type'] === 'And') return [...conjuncts(expr['left']), ...conjuncts(expr['right'])]
  if (expr['type'] === 'Group') return conjuncts(expr['base'])
  return [expr]
}

function addCondition(
  constraint: Constraint,
  condition: Record<string, unknown>,
  params: Record<string, unknown>,
): void {
  if (condition['type'] === 'FuncCall') {
    const {name, namespace, args} = condition
    if (name !== 'references' || namespace !== 'global' || !Array.isArray(args)) return
    const targets = args.map((arg) => strings(arg, params))
    if (targets.every((list) => list !== null)) constraint.references ??= targets.flat()
    return
  }
  if (condition['type'] !== 'OpCall') return
  const {op, left, right} = condition
  if (op === '==') {
    const attribute = attributePath(left) ?? attributePath(right)
    const value = constant(attributePath(left) === null ? left : right, params)
    // `_id == null` and comparisons with other types match nothing or missing values: not narrowed.
    if (attribute !== null && typeof value === 'string') narrow(constraint, attribute, [value])
  } else if (op === 'in') {
    const attribute = attributePath(left)
    const values = strings(right, params)
    if (attribute !== null && values !== null) narrow(constraint, attribute, values)
  }
}

function narrow(constraint: Constraint, attribute: string, values: string[]): void {
  // The first condition on an attribute is enough: the filter itself still checks the others.
  if (attribute === '_id') constraint.ids ??= values
  else if (attribute === '_type') constraint.types ??= values
  else if (attribute === 'slug.current') constraint.slugs ??= values
}

/** `_id`, `_type`, `slug.current`: attributes of the document that the filter looks at. */
function attributePath(node: unknown): string | null {
  if (!isRecord(node) || node['type'] !== 'AccessAttribute') return null
  const {name, base} = node
  if (typeof name !== 'string') return null
  if (base === undefined) return name
  const parent = attributePath(base)
  return parent === null ? null : `${parent}.${name}`
}

function constant(node: unknown, params: Record<string, unknown>): unknown {
  if (!isRecord(node)) return undefined
  if (node['type'] === 'Value') return node['value']
  if (node['type'] === 'Parameter' && typeof node['name'] === 'string') return params[node['name']]
  return undefined
}

/** The strings a node stands for, or null when it is anything but a string or an array of strings. */
function strings(node: unknown, params: Record<string, unknown>): string[] | null {
  const value = constant(node, params)
  if (typeof value === 'string') return [value]
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value
  if (!isRecord(node) || node['type'] !== 'Array' || !Array.isArray(node['elements'])) return null
  const found: string[] = []
  for (const element of node['elements']) {
    if (!isRecord(element) || element['isSplat'] === true) return null
    const item = constant(element['value'], params)
    if (typeof item !== 'string') return null
    found.push(item)
  }
  return found
}

function isTree(tree: unknown): tree is QueryTree {
  return isRecord(tree) && typeof tree['type'] === 'string'
}

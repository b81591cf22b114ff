/**
 * Reads the `_headers` and `_redirects` files that static hosts read, so that the local server
 * obeys the very files that are deployed.
 * @see https://docs.netlify.com/routing/headers/
 * @see https://docs.netlify.com/routing/redirects/
 */

export interface HeaderRule {
  matches(path: string): boolean
  readonly headers: readonly (readonly [name: string, value: string])[]
}

export interface Redirect {
  readonly from: string
  readonly to: string
  /** 301, 302 and 308 lead elsewhere; 410 serves `to` with that status. */
  readonly status: number
}

/** Where a request is led: with its own query, unless the target has one, as Netlify does. */
export function locationOf({to}: Redirect, search: string): string {
  const [address = '', ...fragment] = to.split('#')
  return [address.includes('?') ? address : address + search, ...fragment].join('#')
}

const isComment = (line: string) => line.trim() === '' || line.trim().startsWith('#')

/** Paths may hold `*`, which stands for any run of characters. */
function pathMatcher(pattern: string): (path: string) => boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  const expression = new RegExp(`^${parts.join('.*')}$`)
  return (path) => expression.test(path)
}

/** @throws {SyntaxError} on a header line without a path or without a colon */
export function parseHeaderRules(text: string): HeaderRule[] {
  const rules: {matches: (path: string) => boolean; headers: [string, string][]}[] = []
  for (const line of text.split('\n')) {
    if (isComment(line)) continue
    if (!/^\s/.test(line)) {
      rules.push({matches: pathMatcher(line.trim()), headers: []})
      continue
    }
    const colon = line.indexOf(':')
    const rule = rules.at(-1)
    if (colon === -1 || !rule) throw new SyntaxError(`_headers: not a header: ${line.trim()}`)
    rule.headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()])
  }
  return rules
}

/** @throws {SyntaxError} on a line that is not "from to status" */
export function parseRedirects(text: string): Redirect[] {
  return text
    .split('\n')
    .filter((line) => !isComment(line))
    .map((line) => {
      const [from, to, status] = line.trim().split(/\s+/)
      if (!from || !to || !/^(301|302|308|410)!?$/.test(status ?? '')) {
        throw new SyntaxError(`_redirects: not "from to status": ${line.trim()}`)
      }
      return {from, to, status: Number.parseInt(status ?? '', 10)}
    })
}

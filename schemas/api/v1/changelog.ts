/** What CHANGELOG.md says of one version of the contract. */
export interface ChangelogEntry {
  readonly version: string
  /** One change each, as plain text. */
  readonly changes: readonly string[]
}

/** Entries of CHANGELOG.md in its order: a heading `## 1.2.3`, then a list item a change. */
export function changelogEntries(markdown: string): ChangelogEntry[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((entry) => {
      const [version = '', ...lines] = entry.split('\n')
      const changes = lines
        .join('\n')
        .split(/^- /m)
        .slice(1)
        .map((change) => change.replaceAll(/\s+/g, ' ').trim())
        .filter((change) => change !== '')
      return {version: version.trim(), changes}
    })
}

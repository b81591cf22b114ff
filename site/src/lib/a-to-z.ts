/** A line of an A to Z list: a title, or another name that leads to a title. */
interface AToZEntry {
  readonly name: string
  readonly href: string
  /** Title of the page where the entry is another name for it. */
  readonly see: string | null
}

export interface AToZLetter {
  readonly letter: string
  readonly anchor: string
  readonly entries: readonly AToZEntry[]
}

/** What an A to Z list needs to know of a document. */
export interface Named {
  readonly title: string
  readonly href: string
  readonly names: readonly string[]
}

/** Documents and their other names under their first letters, in the order of the language. */
export function aToZ(documents: readonly Named[], locale: string): AToZLetter[] {
  const collator = new Intl.Collator(locale, {numeric: true})
  const entries = documents.flatMap(({title, href, names}): AToZEntry[] => [
    {name: title, href, see: null},
    ...names.map((name) => ({name, href, see: title})),
  ])
  entries.sort(
    (a, b) => collator.compare(a.name, b.name) || collator.compare(a.see ?? '', b.see ?? ''),
  )
  const letters = new Map<string, AToZEntry[]>()
  for (const entry of entries) {
    const letter = firstLetter(entry.name, locale)
    letters.set(letter, [...(letters.get(letter) ?? []), entry])
  }
  return [...letters].map(([letter, ofLetter]) => ({
    letter,
    anchor: letter === '#' ? 'letter-other' : `letter-${letter.toLocaleLowerCase(locale)}`,
    entries: ofLetter,
  }))
}

/** The letter without its accent; anything that is no letter goes under "#". */
function firstLetter(name: string, locale: string): string {
  const [first = ''] = name.trim().normalize('NFD').toLocaleUpperCase(locale)
  return /\p{L}/u.test(first) ? first : '#'
}

/** Sorts documents into groups; one document may stand in several, and empty groups are left out. */
export function groupBy<T>(
  documents: readonly T[],
  groupsOf: (document: T) => readonly {readonly id: string; readonly label: string}[],
): {id: string; heading: string; items: T[]}[] {
  const groups = new Map<string, {id: string; heading: string; items: T[]}>()
  for (const document of documents) {
    for (const {id, label} of groupsOf(document)) {
      const group = groups.get(id) ?? {id, heading: label, items: []}
      group.items.push(document)
      groups.set(id, group)
    }
  }
  return [...groups.values()]
}

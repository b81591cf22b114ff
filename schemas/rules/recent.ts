/** Texts remembered by each cache; the longest edition page has some hundred. */
const CAPACITY = 5_000

/**
 * Remembers what was worked out of a text: while an editor types, all paragraphs but one stay the
 * same. Forgets everything when full, which costs one slow check in thousands.
 */
export function remember<T>(work: (content: string) => T): (content: string) => T {
  const known = new Map<string, {readonly result: T}>()
  return (content) => {
    const hit = known.get(content)
    if (hit) return hit.result
    const result = work(content)
    if (known.size >= CAPACITY) known.clear()
    known.set(content, {result})
    return result
  }
}

/** One value a language, made when it is first asked for. */
export function perLanguage<T>(make: (language: string) => T): (language: string) => T {
  const made = new Map<string, T>()
  return (language) => {
    const known = made.get(language)
    if (known !== undefined) return known
    const value = make(language)
    made.set(language, value)
    return value
  }
}

/** Fragment of a medical word's explanation, on the page that uses it and in the glossary. */
export function termAnchor({term}: {readonly term: string}): string {
  const slug = term
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return `term-${slug}`
}

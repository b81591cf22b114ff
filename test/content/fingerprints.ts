import {createHash} from 'node:crypto'
import {readFileSync, writeFileSync} from 'node:fs'
import {basename} from 'node:path'

/** Words in a row that two writers hardly choose by chance. */
const RUN = 8

/** Each run of eight words of a text, in lower case and without punctuation. */
export function runs(text: string): string[] {
  const words = text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .match(/[a-z0-9]+/g)
  if (words === null) return []
  return Array.from({length: Math.max(0, words.length - RUN + 1)}, (_, start) =>
    words.slice(start, start + RUN).join(' '),
  )
}

/** Ten hexadecimal digits that tell a run without giving away the words. */
export function fingerprint(run: string): string {
  return createHash('sha256').update(run).digest('hex').slice(0, 10)
}

export const FINGERPRINTS = new URL('../fixtures/fingerprints.json', import.meta.url)

export interface Fingerprints {
  readonly about: string
  /** Name of a text, and the fingerprints of its runs with spaces between. */
  readonly texts: Readonly<Record<string, string>>
}

if (import.meta.main) {
  const texts = Object.fromEntries(
    process.argv.slice(2).map((file) => {
      const found = runs(readFileSync(file, 'utf8')).map(fingerprint)
      return [basename(file, '.txt'), [...new Set(found)].join(' ')]
    }),
  )
  const about =
    'Generated: node test/content/fingerprints.ts FILE.txt … (the article, and excerpts of sources named by their id)'
  writeFileSync(FINGERPRINTS, `${JSON.stringify({about, texts}, null, 2)}\n`)
}

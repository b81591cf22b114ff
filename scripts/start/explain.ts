import {pathToFileURL} from 'node:url'
import {stripVTControlCharacters} from 'node:util'
import {REPOSITORY} from '../../site/publish/sources.ts'

const FRAME = /^\s+at /
const FOREIGN_FRAME = /node_modules|node:|<anonymous>/

/**
 * What a developer needs of an error: what is wrong, in which file of the repository and on which
 * line. Node and Vite say so in the text; of other errors the first line of ours in the stack does.
 */
export function explain(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const lines = stripVTControlCharacters(text).split('\n')
  const firstOfOurs = lines.findIndex((line) => FRAME.test(line) && !FOREIGN_FRAME.test(line))
  return lines
    .filter((line, index) => !FRAME.test(line) || index === firstOfOurs)
    .join('\n')
    .replaceAll(pathToFileURL(REPOSITORY).href, '')
    .replaceAll(REPOSITORY, '')
    .trim()
}

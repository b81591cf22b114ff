import {join} from 'node:path'

/**
 * Where Node keeps the lake's compiled modules between starts: a restart must be quick. Not in the
 * data folder, whose space is for documents.
 */

/** The cache folder: the one that is already in use, or one beside the installed packages. */
export function compileCacheFolder(): string {
  return (
    process.env['NODE_COMPILE_CACHE'] ??
    join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'foramen-lake')
  )
}
